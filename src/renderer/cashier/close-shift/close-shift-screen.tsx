import {
  Button,
  Checkbox,
  Group,
  Paper,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { type Dispatch, useReducer, useRef } from "react";
import { formatQuantity, pieces } from "#shared/kernel/quantity.ts";
import { DENOMINATIONS } from "#shared/kernel/denomination.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { SILENT } from "../../rpc/problem.ts";
import { KEPT_FIRST } from "../../rpc/unsaved.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useEscape } from "../counter/use-keys.ts";
import { CashCountGrid, toNextField } from "../open-shift/cash-count.tsx";
import {
  type Count,
  counted,
  type Event,
  type Model,
  mpesaUnsaid,
  START,
  toSafe,
  update,
  wrong,
} from "./close-shift-model.ts";
import { InTheWay, type Waiting } from "./in-the-way.tsx";
import { ClaimedCodes } from "./claimed-codes.tsx";
import classes from "./close-shift.module.css";
import { ZView } from "./z-view.tsx";
import { t } from "../../text/text.ts";

interface CloseShiftScreenProps {
  readonly shift: string;
  readonly name: string;
  readonly onClosed: () => void;
  readonly onLeave: () => void;
  readonly waiting: Waiting;
  /** A paid intake stands in the way: show it. */
  readonly onIntake: () => void;
  /** A job that is half paid stands in the way: show it. */
  readonly onJob: () => void;
  /** Parked sales stand in the way: show them. */
  readonly onParked: () => void;
  /** Something came in the way while it was counted: look what it is. */
  readonly onRefused: () => void;
}

export function CloseShiftScreen(props: CloseShiftScreenProps) {
  const { shift, name, waiting, onClosed, onLeave } = props;
  const [model, send] = useReducer(update, START);
  // No shift is closed on what the counter showed a moment ago.
  const close = useCommand("shift.close", "", KEPT_FIRST);
  const waits = waiting.running || waiting.intake || waiting.job || waiting.parked > 0;
  useEscape(() => {
    if (model.step === "confirming" && !waits) send({ type: "back" });
    if (waits || model.step === "counting" || model.step === "closed") onLeave();
  });
  const confirm = async (count: Count) => {
    send({ type: "confirmed" });
    const answer = await close.send({
      shift,
      counts: count.counts,
      mpesaCounted: count.mpesa,
      leaveInDrawer: count.leave ?? ZERO,
      note: count.note.trim(),
    });
    if (answer === undefined) return;
    if (answer.ok) {
      send({ type: "closed", z: answer.value });
      onClosed();
    } else {
      send({ type: "refused", problem: answer.refusal });
      props.onRefused();
    }
  };
  if (model.step === "closed") return <ZView z={model.z} name={name} onLeave={onLeave} />;
  const counting = model.step === "counting" || waits;
  return (
    <div className={classes.page}>
      <PageHeader
        title={counting ? t("Close the shift of {name}", { name }) : t("Is this what you counted?")}
        subtitle={
          waits
            ? t("What is on the counter, or parked, belongs to this shift.")
            : counting
              ? t("Count what is there. What should be there is shown afterwards.")
              : t("Closing is final: it prints the Z and books any difference.")
        }
      >
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          rightSection={<Key>Esc</Key>}
          onClick={() => (counting ? onLeave() : send({ type: "back" }))}
          data-testid="close-back"
        >
          {counting ? t("Back to selling") : t("Count again")}
        </Button>
      </PageHeader>
      {waits ? (
        <InTheWay {...props} onRunning={onLeave} />
      ) : model.step === "counting" ? (
        <Counting shift={shift} model={model} send={send} />
      ) : (
        <Confirming model={model} onConfirm={() => void confirm(model.count)} />
      )}
    </div>
  );
}

interface CountingProps {
  readonly shift: string;
  readonly model: Extract<Model, { step: "counting" }>;
  readonly send: Dispatch<Event>;
}

function Counting({ shift, model, send }: CountingProps) {
  const { count, unsaid = false } = model;
  const tick = useRef<HTMLInputElement>(null);
  const change = (to: Partial<Count>) => send({ type: "changed", to });
  return (
    <form
      className={classes.columns}
      onSubmit={(event) => {
        event.preventDefault();
        send({ type: "counted" });
        if (mpesaUnsaid(count)) tick.current?.focus();
      }}
    >
      <Paper className={classes.card}>
        <Title order={2} size="h4" mb="sm">
          {t("Cash in the drawer")}
        </Title>
        <CashCountGrid counts={count.counts} onChange={(counts) => change({ counts })} />
        <ClaimedCodes shift={shift} />
      </Paper>
      <Paper className={classes.card}>
        <Stack gap="md">
          <div>
            <Text c="dimmed">{t("Counted")}</Text>
            <Text className={classes.total} aria-live="polite">
              <MoneyText amount={counted(count)} currency testid="counted" />
            </Text>
          </div>
          <MoneyInput
            label={t("Leave in the drawer")}
            description={t("For the next shift; the rest goes to the safe")}
            size="lg"
            value={count.leave}
            onChange={(leave) => change({ leave })}
            error={wrong(count)}
            onKeyDown={toNextField}
            data-testid="close-leave"
          />
          <MoneyInput
            label={t("Balance of the M-Pesa till")}
            description={t("As the phone shows it")}
            error={unsaid ? t("Type it, or tick that nobody looked") : undefined}
            size="lg"
            value={count.mpesa}
            onChange={(mpesa) => change({ mpesa })}
            onKeyDown={toNextField}
            data-testid="close-mpesa"
          />
          <Checkbox
            ref={tick}
            size="lg"
            label={t("Nobody looked at the M-Pesa balance")}
            checked={count.unseen}
            disabled={count.mpesa !== null}
            onChange={(event) => change({ unseen: event.currentTarget.checked })}
            data-testid="close-mpesa-unseen"
          />
          <TextInput
            label={t("Note")}
            size="lg"
            maxLength={300}
            value={count.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
            data-testid="close-note"
          />
          <Button
            type="submit"
            size="lg"
            disabled={wrong(count) !== undefined}
            data-testid="close-counted"
          >
            {t("I have counted")}
          </Button>
        </Stack>
      </Paper>
    </form>
  );
}

interface ConfirmingProps {
  readonly model: Exclude<Model, { step: "closed" }>;
  readonly onConfirm: () => void;
}

function Confirming({ model, onConfirm }: ConfirmingProps) {
  const { count } = model;
  const problem = model.step === "sending" ? undefined : model.problem;
  const notes = DENOMINATIONS.filter((each) => (count.counts[each] ?? 0) > 0);
  return (
    <Paper className={classes.confirm}>
      <Stack gap="md">
        <Table fz="lg" verticalSpacing={6}>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th>{t("Cash counted")}</Table.Th>
              <Table.Td ta="right" fw={700}>
                <MoneyText amount={counted(count)} currency />
              </Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Td colSpan={2} c="dimmed">
                {notes.length === 0
                  ? t("No notes or coins at all")
                  : notes
                      .map((each) => `${formatQuantity(pieces(count.counts[each] ?? 0))} × ${each}`)
                      .join(",  ")}
              </Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th fw={500}>{t("Stays in the drawer")}</Table.Th>
              <Table.Td ta="right">
                <MoneyText amount={count.leave ?? ZERO} />
              </Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th fw={500}>{t("Goes to the safe")}</Table.Th>
              <Table.Td ta="right">
                <MoneyText amount={toSafe(count)} />
              </Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th fw={500}>{t("M-Pesa balance")}</Table.Th>
              <Table.Td ta="right">
                {count.mpesa === null ? t("not looked at") : <MoneyText amount={count.mpesa} />}
              </Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
        <RefusalAlert problem={problem} onRetry={problem === SILENT ? onConfirm : undefined} />
        <Group justify="flex-end">
          <Button
            size="lg"
            autoFocus
            loading={model.step === "sending"}
            onClick={onConfirm}
            data-testid="close-confirm"
          >
            {t("Close the shift")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
