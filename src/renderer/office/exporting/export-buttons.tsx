import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import type { Answer } from "../../rpc/call.ts";
import { call } from "../../rpc/call.ts";
import { refusalWords } from "../../rpc/refusal-words.ts";
import type { Filters } from "../filters/filters.ts";
import { useOffice } from "../shell/office-context.tsx";
import { download } from "./download.ts";

function scope({ from, to, business }: Filters) {
  return { from, to, business };
}

/** Fetches a file and says what became of it; `busy` while it is being made. */
function useExport() {
  const [busy, setBusy] = useState(false);
  const take = async (
    ask: () => Promise<Answer<"export.journal"> | Answer<"export.trialBalance">>,
  ) => {
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    if (answer.ok) {
      download(answer.value);
      notifications.show({ message: `Saved as ${answer.value.fileName}`, color: "tide" });
    } else {
      notifications.show({ message: refusalWords(answer.refusal), color: "red" });
    }
  };
  return { busy, take };
}

export function TrialBalanceExport({ filters }: { readonly filters: Filters }) {
  const { may } = useOffice();
  const { busy, take } = useExport();
  if (!may("export")) return null;
  const button = (format: "csv" | "xlsx") => (
    <Button
      size="sm"
      variant="default"
      disabled={busy}
      onClick={() => void take(() => call("export.trialBalance", { format, ...scope(filters) }))}
      data-testid={`export-${format}`}
    >
      {format.toUpperCase()}
    </Button>
  );
  return (
    <Button.Group>
      <Button.GroupSection variant="default" size="sm">
        <IconDownload size={17} aria-label="Export" />
      </Button.GroupSection>
      {button("csv")}
      {button("xlsx")}
    </Button.Group>
  );
}

const JOURNALS = [
  { format: "hledger", label: "For hledger" },
  { format: "ledger", label: "For ledger-cli" },
  { format: "beancount", label: "For beancount" },
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
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All entries of the period</Menu.Label>
        {JOURNALS.map(({ format, label }) => (
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
