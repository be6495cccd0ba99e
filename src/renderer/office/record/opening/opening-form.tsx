import { Group, Select } from "@mantine/core";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { negate } from "#shared/kernel/money.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import { useAccounts } from "../../fields/account-select.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { LinesGrid } from "../lines/lines-grid.tsx";
import { blankLine, differences, readyLines, type TypedLine } from "../lines/lines-model.ts";
import { RecordForm } from "../record-form.tsx";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";
import { rich } from "../../../text/rich.tsx";

interface OpeningDraft {
  readonly day: BusinessDay | null;
  readonly lines: readonly TypedLine[];
}

/** What was there when the books began; what is missing to balance is 3900's. */
export function OpeningForm() {
  const { today, businesses } = useOffice();
  const { filters } = useFilters();
  const accounts = useAccounts();
  const record = useRecord("entry.opening");
  const first = filters.business ?? businesses[0]?.id ?? null;
  const [draft, set, reset] = useDraft<OpeningDraft & { readonly business: string | null }>(() => ({
    day: today,
    business: first,
    lines: [blankLine(1, first)],
  }));
  const { day, business } = draft;
  const sheet = accounts.filter((each) => each.number < 4000 && each.number !== 3900);
  const parties = new Set(
    accounts.filter((each) => each.subledger !== null).map((each) => each.number),
  );
  const ready = readyLines(draft.lines, (number) => parties.has(number));
  const post = async () => {
    if (day === null || business === null || ready === undefined) return;
    const lines = ready.map(({ account, debit, credit, party }) => ({
      account,
      debit,
      credit,
      party,
    }));
    if (await record.post({ day, business, lines })) reset();
  };
  const choose = (next: string | null) =>
    set({ business: next, lines: draft.lines.map((line) => ({ ...line, business: next })) });
  return (
    <RecordForm
      wide
      title={t("Opening balances")}
      hint={t("Stock has its own form: goods received, as opening stock")}
      action={t("Post the balances")}
      ready={day !== null && business !== null && ready !== undefined}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={<Equity lines={draft.lines} />}
    >
      <Group grow align="flex-start">
        <Select
          label={t("Business")}
          allowDeselect={false}
          data={businesses.map((each) => ({ value: each.id, label: each.name }))}
          value={business}
          onChange={choose}
          data-testid="business"
        />
        <DayInput
          label={t("First day of the books")}
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
      </Group>
      <LinesGrid
        oneBusiness
        lines={draft.lines}
        onChange={(next) => set({ lines: next.map((line) => ({ ...line, business })) })}
        accounts={sheet}
      />
    </RecordForm>
  );
}

function Equity({ lines }: { readonly lines: readonly TypedLine[] }) {
  const [own] = differences(lines);
  if (own === undefined) return t("Cash, M-Pesa, bank, debts and loans on the first day.");
  const { difference } = own;
  return (
    <span data-testid="difference">
      {rich("3900 Opening balance equity takes {difference} on the {difference2} side.", {
        difference: (
          <MoneyText amount={difference < 0 ? negate(difference) : difference} currency fw={600} />
        ),
        difference2: difference >= 0 ? t("credit") : t("debit"),
      })}
    </span>
  );
}
