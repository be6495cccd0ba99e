import { Group, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { Reply } from "#shared/contract/index.ts";
import { sum } from "#shared/kernel/money.ts";
import { dayWords } from "../../../text/day-words.ts";
import { monthOf, previousMonth } from "#shared/kernel/date.ts";
import { refusalWords } from "../../../rpc/refusal-words.ts";
import { useQuery } from "../../../rpc/use-query.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { AccountLabel, Figure } from "../../sheet/cells.tsx";
import { type Column, Sheet } from "../../sheet/sheet.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { RecordForm } from "../record-form.tsx";
import { useDraft, useRecord } from "../use-record.ts";
import {
  type ClosingDraft,
  closingOf,
  type Kind,
  monthChoices,
  rateOf,
  yearChoices,
} from "./closing-model.ts";
import { t } from "../../../text/text.ts";

const closingKinds = (): readonly { readonly value: Kind; readonly label: string }[] => [
  { value: "payroll", label: t("Payroll") },
  { value: "vat", label: t("VAT return") },
  { value: "turnover", label: t("Turnover tax") },
  { value: "year", label: t("Year end") },
];

const hints = (): Readonly<Record<Kind, string>> => ({
  payroll: t("PAYE, NSSF, SHIF and housing levy by the table of the day"),
  vat: t("Tax of sales less tax of purchases, to 2155"),
  turnover: t("A rate of the month's sales, to 2170"),
  year: t("Earned, spent and drawn, to 3300; reports of the year stay"),
});

/** What the end of a month or of a year asks for, looked at before it is posted. */
export function ClosingForm() {
  const { today, businesses, may } = useOffice();
  const { filters } = useFilters();
  const record = useRecord("entry.close");
  const [draft, set, reset] = useDraft<ClosingDraft>(() => ({
    kind: "payroll",
    business: filters.business ?? businesses[0]?.id ?? "",
    month: previousMonth(monthOf(today)),
    year: Number(today.slice(0, 4)) - 1,
    rate: "1.5",
    day: today,
    person: "",
    gross: null,
  }));
  const closing = closingOf(draft);
  const [settled] = useDebouncedValue(JSON.stringify(closing ?? null), 200);
  const asked = JSON.parse(settled) as typeof closing | null;
  const preview = useQuery(
    "entry.closing",
    asked === null || asked === undefined ? null : { business: draft.business, closing: asked },
  );
  const shown = closing !== undefined && settled === JSON.stringify(closing) && !preview.loading;
  const lines = shown && preview.problem === undefined ? preview.value?.lines : undefined;
  const ready = closing !== undefined && lines !== undefined;
  const post = async () => {
    if (!ready) return;
    if (!(await record.post({ business: draft.business, closing }))) return;
    // The next person of the same business is paid next; nothing else is likely to repeat.
    reset();
    set({ business: draft.business, kind: draft.kind });
    preview.reload();
  };
  const kinds = closingKinds().filter((each) => each.value !== "year" || may("period.close"));
  return (
    <RecordForm
      title={t("Month and year end")}
      hint={hints()[draft.kind]}
      action={t("Post it")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={
        shown &&
        preview.value !== undefined &&
        lines &&
        t("On {day}", { day: dayWords(preview.value.day) })
      }
    >
      <SegmentedControl
        fullWidth
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        data={[...kinds]}
        data-testid="closing-kind"
      />
      <Fields draft={draft} set={set} />
      {shown && preview.problem !== undefined && (
        <Text c="dimmed" data-testid="closing-refused">
          {refusalWords(preview.problem)}
        </Text>
      )}
      {lines !== undefined && <Lines lines={lines} />}
    </RecordForm>
  );
}

interface FieldsProps {
  readonly draft: ClosingDraft;
  readonly set: (change: Partial<ClosingDraft>) => void;
}

function Fields({ draft, set }: FieldsProps) {
  const { today, businesses } = useOffice();
  const business = (
    <Select
      label={t("Business")}
      allowDeselect={false}
      data={businesses.map((each) => ({ value: each.id, label: each.name }))}
      value={draft.business}
      onChange={(next) => set({ business: next ?? draft.business })}
      data-testid="closing-business"
    />
  );
  const months = (
    <Select
      label={t("Month")}
      allowDeselect={false}
      data={monthChoices(today)}
      value={draft.month}
      onChange={(next) => set({ month: (next ?? draft.month) as ClosingDraft["month"] })}
      data-testid="closing-month"
    />
  );
  switch (draft.kind) {
    case "payroll":
      return (
        <>
          <Group grow align="flex-start">
            {business}
            <DayInput
              label={t("Day")}
              value={draft.day}
              onChange={(day) => set({ day })}
              maxDate={today}
            />
          </Group>
          <Group grow align="flex-start">
            <TextInput
              label={t("Who is paid")}
              maxLength={80}
              value={draft.person}
              onChange={(event) => set({ person: event.currentTarget.value })}
              data-testid="closing-person"
            />
            <MoneyInput
              label={t("Gross pay of the month, KES")}
              value={draft.gross}
              onChange={(gross) => set({ gross })}
              data-testid="closing-gross"
            />
          </Group>
        </>
      );
    case "vat":
      return (
        <Group grow>
          {business}
          {months}
        </Group>
      );
    case "turnover":
      return (
        <Group grow align="flex-start">
          {business}
          {months}
          <TextInput
            label={t("Rate, per cent")}
            inputMode="decimal"
            value={draft.rate}
            error={rateOf(draft.rate) === undefined ? t("A rate up to 20") : undefined}
            onChange={(event) => set({ rate: event.currentTarget.value })}
          />
        </Group>
      );
    case "year":
      return (
        <Group grow>
          {business}
          <Select
            label={t("Year")}
            allowDeselect={false}
            data={yearChoices(today)}
            value={String(draft.year)}
            onChange={(next) => set({ year: Number(next ?? draft.year) })}
            data-testid="closing-year"
          />
        </Group>
      );
  }
}

type Line = Reply<"entry.closing">["lines"][number];

function columnsOf(lines: readonly Line[]): readonly Column<Line>[] {
  const side = (id: "debit" | "credit", title: string): Column<Line> => ({
    id,
    title,
    figures: true,
    width: 140,
    cell: (line) => <Figure amount={line[id]} />,
    foot: <Figure amount={sum(lines.map((line) => line[id]))} />,
  });
  return [
    {
      id: "account",
      title: t("Account"),
      cell: (line) => <AccountLabel number={line.account} name={line.name} />,
      foot: t("Total"),
    },
    side("debit", t("Debit")),
    side("credit", t("Credit")),
  ];
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <Sheet
      natural
      label={t("What will be posted")}
      testid="closing-lines"
      rows={lines}
      keyOf={(line) => `${line.account} ${line.debit > 0 ? "debit" : "credit"}`}
      columns={columnsOf(lines)}
      empty={null}
    />
  );
}
