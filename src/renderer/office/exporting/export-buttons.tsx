import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import type { Request } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Answer } from "../../rpc/call.ts";
import { call } from "../../rpc/call.ts";
import { refusalWords } from "../../rpc/refusal-words.ts";
import type { Filters } from "../filters/filters.ts";
import { useOffice } from "../shell/office-context.tsx";
import { download } from "./download.ts";
import { t } from "../../text/text.ts";

function scope({ from, to, business }: Filters) {
  return { from, to, business };
}

type FileAnswer =
  | Answer<"export.journal">
  | Answer<"export.trialBalance">
  | Answer<"export.cashFlow">
  | Answer<"export.profitAndLoss">
  | Answer<"export.balanceSheet">
  | Answer<"job.export">;

/** Fetches a file and says what became of it; `busy` while it is being made. */
function useExport() {
  const [busy, setBusy] = useState(false);
  const take = async (ask: () => Promise<FileAnswer>) => {
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    if (answer.ok) {
      download(answer.value);
      notifications.show({
        message: t("Saved as {fileName}", { fileName: answer.value.fileName }),
        color: "tide",
      });
    } else {
      notifications.show({ message: refusalWords(answer.refusal), color: "red" });
    }
  };
  return { busy, take };
}

interface SheetExportProps {
  readonly ask: (format: "csv" | "xlsx") => Promise<FileAnswer>;
}

/** What is on the screen as a spreadsheet; hidden from those who may not take it along. */
export function SheetExport({ ask }: SheetExportProps) {
  const { may } = useOffice();
  const { busy, take } = useExport();
  if (!may("export")) return null;
  return (
    <Button.Group>
      <Button.GroupSection variant="default" size="sm">
        <IconDownload size={17} aria-label={t("Export")} />
      </Button.GroupSection>
      {(["csv", "xlsx"] as const).map((format) => (
        <Button
          key={format}
          size="sm"
          variant="default"
          disabled={busy}
          onClick={() => void take(() => ask(format))}
          data-testid={`export-${format}`}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </Button.Group>
  );
}

export function TrialBalanceExport({ filters }: { readonly filters: Filters }) {
  return (
    <SheetExport ask={(format) => call("export.trialBalance", { format, ...scope(filters) })} />
  );
}

export function CashFlowExport({ filters }: { readonly filters: Filters }) {
  return <SheetExport ask={(format) => call("export.cashFlow", { format, ...scope(filters) })} />;
}

interface ProfitAndLossExportProps {
  readonly filters: Filters;
  readonly compare: Request<"export.profitAndLoss">["compare"];
}

export function ProfitAndLossExport({ filters, compare }: ProfitAndLossExportProps) {
  const asked = { ...scope(filters), compare };
  return <SheetExport ask={(format) => call("export.profitAndLoss", { format, ...asked })} />;
}

interface BalanceSheetExportProps {
  readonly on: BusinessDay;
  readonly business: string | null;
}

export function BalanceSheetExport(asked: BalanceSheetExportProps) {
  return <SheetExport ask={(format) => call("export.balanceSheet", { format, ...asked })} />;
}

const journals = () =>
  [
    { format: "hledger", label: t("For hledger") },
    { format: "ledger", label: t("For ledger-cli") },
    { format: "beancount", label: t("For beancount") },
  ] as const;

export function JournalExport({ filters }: { readonly filters: Filters }) {
  const { may } = useOffice();
  const { busy, take } = useExport();
  if (!may("export")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="sm"
          variant="default"
          loading={busy}
          leftSection={<IconDownload size={17} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
          data-testid="export-journal"
        >
          {t("Export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("All entries of the period")}</Menu.Label>
        {journals().map(({ format, label }) => (
          <Menu.Item
            key={format}
            onClick={() => void take(() => call("export.journal", { format, ...scope(filters) }))}
            data-testid={`export-${format}`}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
