import { Button, FileButton, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { dayWords } from "../../text/day-words.ts";
import { readMpesaMessages } from "#shared/kernel/mpesa-message.ts";
import { readMpesaStatement } from "#shared/trades/mpesa-statement.ts";
import { csvRows } from "#shared/trades/statement-cells.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { FormModal } from "../editing/form-modal.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { type Arrived, type Compared, compared, tally, verdicts } from "./compare-model.ts";
import { useConfirm } from "./use-confirm.ts";
import { memoWords } from "../../ui/memo-words.ts";
import { t } from "../../text/text.ts";

interface CompareModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Messages or a statement against the books: what is claimed is confirmed, what is new is held. */
export function CompareModal({ opened, onClose, onDone }: CompareModalProps) {
  return (
    <FormModal
      title={t("Compare with messages or a statement")}
      opened={opened}
      onClose={onClose}
      size="xl"
    >
      <Body onClose={onClose} onDone={onDone} />
    </FormModal>
  );
}

function Body({ onClose, onDone }: Omit<CompareModalProps, "opened">) {
  const { businesses, today } = useOffice();
  const { filters } = useFilters();
  const [business, setBusiness] = useState(filters.business ?? businesses[0]?.id ?? "");
  const [seen, setSeen] = useState<"message" | "statement">("message");
  const [rows, setRows] = useState<readonly Compared[]>();
  const [problem, setProblem] = useState<Problem>();
  const [unread, setUnread] = useState("");
  const confirm = useConfirm();
  const receive = useCommand("mpesa.receive");

  const compare = async (arrived: readonly Arrived[], from: typeof seen) => {
    setSeen(from);
    setUnread("");
    if (arrived.length === 0) {
      setUnread(t("No M-Pesa payment was found in it."));
      return;
    }
    const lines = arrived.map(({ code, amount }) => ({ code, amount }));
    const answer = await call("mpesa.check", { business, lines });
    setProblem(answer.ok ? undefined : answer.refusal);
    if (answer.ok) setRows(compared(arrived, answer.value.lines, business));
  };
  const file = async (chosen: File | null) => {
    if (chosen === null) return;
    const read = readMpesaStatement(csvRows(await chosen.text()));
    if (!read.ok) {
      setUnread(t("This is no M-Pesa statement in CSV: the row of column names is missing."));
      return;
    }
    const came = read.value.lines.filter((line) => line.paidIn > 0 && line.reason !== "charge");
    const arrived = came.map(({ code, paidIn, day, party }) => ({
      code,
      amount: paidIn,
      name: party.slice(0, 80),
      phone: "",
      day,
    }));
    await compare(arrived, "statement");
  };
  const go = async () => {
    if (rows === undefined) return;
    const claims = rows.flatMap(({ verdict, found }) =>
      verdict === "confirm" && found !== null ? [found] : [],
    );
    if (!(await confirm.send(claims, seen))) return;
    for (const row of rows.filter(({ verdict }) => verdict === "new")) {
      const { code, amount, name, phone } = row;
      const day = row.day ?? today;
      const answer = await receive.send({ business, day, code, amount, name, phone, seen });
      if (answer?.ok !== true) return;
    }
    onDone();
  };

  return (
    <Stack gap="md" data-testid="compare">
      <Select
        label={t("Till of")}
        allowDeselect={false}
        data={businesses.map((each) => ({ value: each.id, label: each.name }))}
        value={business}
        onChange={(next) => {
          setBusiness(next ?? "");
          setRows(undefined);
        }}
      />
      {rows === undefined ? (
        <Ask
          onText={(text) => void compare(messages(text), "message")}
          onFile={(f) => void file(f)}
        />
      ) : (
        <Result
          rows={rows}
          sending={confirm.sending || receive.sending}
          onGo={() => void go()}
          onBack={() => setRows(undefined)}
        />
      )}
      {unread !== "" && <Text c="var(--mantine-color-error)">{unread}</Text>}
      <RefusalAlert problem={problem ?? confirm.problem ?? receive.problem} />
      {rows === undefined && (
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("Cancel")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const messages = (text: string): Arrived[] =>
  readMpesaMessages(text).filter((each) => each.direction === "received");

interface AskProps {
  readonly onText: (text: string) => void;
  readonly onFile: (file: File | null) => void;
}

function Ask({ onText, onFile }: AskProps) {
  const [text, setText] = useState("");
  return (
    <>
      <Textarea
        label={t("Messages of the till")}
        description={t("Paste as many as there are")}
        autosize
        minRows={7}
        maxRows={14}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="compare-text"
      />
      <Group justify="space-between">
        <FileButton
          accept=".csv,text/csv"
          onChange={onFile}
          inputProps={{ "aria-label": t("Statement") }}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
              {t("Or choose a statement (CSV)")}
            </Button>
          )}
        </FileButton>
        <Button disabled={text.trim() === ""} onClick={() => onText(text)} data-testid="compare-go">
          {t("Compare")}
        </Button>
      </Group>
    </>
  );
}

interface ResultProps {
  readonly rows: readonly Compared[];
  readonly sending: boolean;
  readonly onGo: () => void;
  readonly onBack: () => void;
}

function Result({ rows, sending, onGo, onBack }: ResultProps) {
  const many = tally(rows);
  const parts = [
    many.confirm > 0 ? t("confirm {confirm}", { confirm: many.confirm }) : "",
    many.new > 0 ? t("hold {new} without a sale", { new: many.new }) : "",
  ].filter((part) => part !== "");
  const words = parts.join(", ");
  return (
    <>
      <Text>
        {t(
          "{count} payments: {confirm} confirm a claim, {known} were seen before, {new} are not in the books, {differs} differ.",
          {
            count: rows.length,
            confirm: many.confirm,
            known: many.known,
            new: many.new,
            differs: many.differs,
          },
        )}
      </Text>
      <Sheet
        label={t("Compared")}
        testid="compared"
        natural
        columns={columns()}
        rows={rows}
        keyOf={(row) => row.code}
        quiet={(row) => row.verdict === "known"}
        empty={null}
      />
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t("Back")}
        </Button>
        <Button
          disabled={words === ""}
          loading={sending}
          onClick={onGo}
          data-testid="compare-finish"
        >
          {words === "" ? t("Nothing to do") : words.charAt(0).toUpperCase() + words.slice(1)}
        </Button>
      </Group>
    </>
  );
}

const columns = (): readonly Column<Compared>[] => [
  {
    id: "day",
    title: t("Day"),
    width: 130,
    cell: (row) => (row.day === null ? "" : dayWords(row.day)),
  },
  { id: "code", title: t("Code"), width: 125, cell: (row) => <b>{row.code}</b> },
  { id: "name", title: t("Payer"), cell: (row) => row.name },
  {
    id: "verdict",
    title: t("In the books"),
    cell: (row) => (
      <>
        {verdicts()[row.verdict]}{" "}
        <span className={sheet.dim}>
          {memoWords(row.found?.number ?? "")}
          {row.verdict === "differs" && row.found !== null && (
            <>
              , <MoneyText amount={row.found.amount} />
            </>
          )}
        </span>
      </>
    ),
  },
  {
    id: "amount",
    title: t("Amount"),
    figures: true,
    width: 120,
    cell: (row) => <MoneyText amount={row.amount} />,
  },
];
