import { Button, Group, SegmentedControl, Select, Switch, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { printerWords } from "../../ui/printer-words.ts";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { PrintJobs } from "./print-jobs.tsx";
import { language } from "../../text/language.ts";
import { t } from "../../text/text.ts";
import classes from "./printer.module.css";

type Printer = Reply<"printer.get">["printer"];

export function PrinterScreen() {
  const { status } = useOffice();
  const answer = useQuery("printer.get", {});
  return (
    <Page
      testid="printer"
      title={t("Printer")}
      subtitle={t("Of till {code}, {name}", {
        code: status.till?.code ?? "–",
        name: status.till?.name ?? t("not set up"),
      })}
      scroll
      tools={<TestPrint />}
    >
      <div className={classes.grid}>
        <Answered query={answer}>
          {({ printer, queues }) => (
            <PrinterForm printer={printer} queues={queues} onSaved={answer.reload} />
          )}
        </Answered>
        <PrintJobs />
      </div>
    </Page>
  );
}

function TestPrint() {
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    const answer = await call("printer.test", { language: language() });
    setBusy(false);
    if (!answer.ok) {
      notifications.show({ message: refusalWords(answer.refusal), color: "red" });
      return;
    }
    const { state, problem } = answer.value;
    const failed = state === "failed" || state === "unknown" || state === "none";
    notifications.show({
      message:
        problem !== ""
          ? printerWords(problem)
          : failed
            ? t("Nothing was printed.")
            : t("The test page is on its way."),
      color: failed ? "red" : "tide",
    });
  };
  return (
    <Button
      size="sm"
      variant="default"
      loading={busy}
      leftSection={<IconPrinter size={17} aria-hidden />}
      onClick={() => void test()}
      data-testid="test-print"
    >
      {t("Print a test page")}
    </Button>
  );
}

const transports = () =>
  [
    {
      value: "none",
      label: t("Only on screen"),
      about: t("Receipts are kept, and print when you ask."),
    },
    { value: "file", label: t("Into a folder"), about: t("A picture of each receipt.") },
    { value: "os", label: t("A printer of this computer"), about: t("Through its driver.") },
    {
      value: "raw",
      label: t("A receipt printer of this computer"),
      about: t("Past its driver, as ESC/POS: faster, with cutter and drawer."),
    },
    {
      value: "network",
      label: t("A receipt printer on the network"),
      about: t("ESC/POS to its own port: faster, with cutter and drawer."),
    },
  ] as const;

const NEEDS_TARGET: ReadonlySet<Printer["transport"]> = new Set(["os", "raw", "network"]);
/** Ways that lead to what hangs on the printer. */
const WITH_DRAWER: ReadonlySet<Printer["transport"]> = new Set(["raw", "network"]);

interface PrinterFormProps {
  readonly printer: Printer;
  readonly queues: readonly string[];
  readonly onSaved: () => void;
}

function PrinterForm({ printer, queues, onSaved }: PrinterFormProps) {
  const { may } = useOffice();
  const [draft, setDraft] = useState(printer);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const set = (change: Partial<Printer>) => setDraft({ ...draft, ...change });
  const save = async () => {
    setBusy(true);
    const answer = await call("printer.save", { printer: { ...draft, name: draft.name.trim() } });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.refusal);
    if (answer.ok) {
      notifications.show({ message: t("Saved. Try it with a test page."), color: "tide" });
      onSaved();
    }
  };
  const named =
    draft.name.trim() !== "" && (!NEEDS_TARGET.has(draft.transport) || draft.target.trim() !== "");
  return (
    <Paper title={t("How receipts are printed")} padded>
      <FormBody
        ready={named && may("settings.edit")}
        sending={busy}
        problem={problem}
        onSave={save}
      >
        <Select
          label={t("Where to")}
          description={transports().find(({ value }) => value === draft.transport)?.about}
          allowDeselect={false}
          value={draft.transport}
          onChange={(transport) => transport !== null && set({ transport, target: "" })}
          data={transports().map(({ value, label }) => ({ value, label }))}
          data-testid="transport"
        />
        <Target draft={draft} set={set} queues={queues} />
        <Group grow align="flex-end">
          <TextInput
            label={t("What you call it")}
            required
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            data-testid="printer-name"
          />
          <SegmentedControl
            value={String(draft.paper)}
            onChange={(paper) => set({ paper: paper === "58" ? 58 : 80 })}
            data={[
              { value: "58", label: "58 mm" },
              { value: "80", label: "80 mm" },
            ]}
            data-testid="paper"
          />
        </Group>
        <Switch
          label={t("Print a receipt after each sale without being asked")}
          checked={draft.automatic}
          onChange={(event) => set({ automatic: event.currentTarget.checked })}
          data-testid="automatic"
        />
        {WITH_DRAWER.has(draft.transport) && (
          <Switch
            label={t("A cash drawer hangs on it: open it when cash changes hands, and with F7")}
            checked={draft.drawer}
            onChange={(event) => set({ drawer: event.currentTarget.checked })}
            data-testid="has-drawer"
          />
        )}
      </FormBody>
    </Paper>
  );
}

interface TargetProps {
  readonly draft: Printer;
  readonly set: (change: Partial<Printer>) => void;
  readonly queues: readonly string[];
}

function Target({ draft, set, queues }: TargetProps) {
  if (draft.transport === "file") {
    return (
      <TextInput
        label={t("Folder")}
        placeholder={t("receipts, beside the journal")}
        value={draft.target}
        onChange={(event) => set({ target: event.currentTarget.value })}
        data-testid="printer-target"
      />
    );
  }
  if (draft.transport === "none") return null;
  if (draft.transport === "network") {
    return (
      <TextInput
        label={t("Its address")}
        description={t(
          "As its self-test prints it. Port 9100, unless you write another after a colon.",
        )}
        placeholder="192.168.1.50"
        value={draft.target}
        onChange={(event) => set({ target: event.currentTarget.value })}
        data-testid="printer-target"
      />
    );
  }
  const names =
    queues.includes(draft.target) || draft.target === "" ? queues : [draft.target, ...queues];
  return (
    <Select
      label={t("Printer")}
      placeholder={queues.length === 0 ? t("This computer knows no printer") : t("Choose")}
      allowDeselect={false}
      data={[...names]}
      value={draft.target === "" ? null : draft.target}
      onChange={(target) => set({ target: target ?? "" })}
      data-testid="printer-target"
    />
  );
}
