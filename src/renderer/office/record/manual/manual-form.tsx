import { Group, Select, TextInput } from "@mantine/core";
import { IconCircleCheck, IconScaleOff } from "@tabler/icons-react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { negate } from "#shared/kernel/money.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import { useAccounts } from "../../fields/account-select.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { LinesGrid } from "../lines/lines-grid.tsx";
import { blankLine, differences, readyLines, type TypedLine } from "../lines/lines-model.ts";
import { RecordForm } from "../record-form.tsx";
import classes from "../record.module.css";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";

const types = () =>
  [
    { value: "manual", label: t("Manual") },
    { value: "adjustment", label: t("Adjustment") },
    { value: "deposit", label: t("Deposit") },
    { value: "withdrawal", label: t("Withdrawal") },
  ] as const;

interface ManualDraft {
  readonly day: BusinessDay | null;
  readonly type: ReturnType<typeof types>[number]["value"];
  readonly memo: string;
  readonly reference: string;
  readonly lines: readonly TypedLine[];
}

export function ManualForm() {
  const { today, businesses } = useOffice();
  const { filters } = useFilters();
  const accounts = useAccounts();
  const record = useRecord("entry.manual");
  const business = filters.business ?? businesses[0]?.id ?? null;
  const [draft, set, reset] = useDraft<ManualDraft>(() => ({
    day: today,
    type: "manual",
    memo: "",
    reference: "",
    lines: [blankLine(1, business), blankLine(2, business)],
  }));
  const parties = new Set(
    accounts.filter((each) => each.subledger !== null).map((each) => each.number),
  );
  const lines = readyLines(draft.lines, (number) => parties.has(number));
  const balanced = differences(draft.lines).every((each) => each.difference === 0);
  const { day, type } = draft;
  const memo = draft.memo.trim();
  const ready = day !== null && memo !== "" && lines !== undefined && lines.length >= 2 && balanced;
  const post = async () => {
    if (!ready) return;
    if (await record.post({ day, type, memo, reference: draft.reference.trim(), lines })) reset();
  };
  return (
    <RecordForm
      wide
      title={t("Manual entry")}
      hint={t("Each business's debits and credits are equal on their own")}
      action={t("Post the entry")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={<Differences lines={draft.lines} />}
    >
      <Group grow align="flex-start">
        <DayInput
          label={t("Business day")}
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
        <Select
          label={t("Type")}
          data={[...types()]}
          value={type}
          allowDeselect={false}
          onChange={(next) => {
            const found = types().find((each) => each.value === next);
            if (found !== undefined) set({ type: found.value });
          }}
        />
        <TextInput
          label={t("Reference")}
          value={draft.reference}
          onChange={(event) => set({ reference: event.currentTarget.value })}
        />
      </Group>
      <TextInput
        label={t("Memo: why this entry")}
        required
        value={draft.memo}
        onChange={(event) => set({ memo: event.currentTarget.value })}
        data-testid="memo"
      />
      <LinesGrid
        lines={draft.lines}
        onChange={(next) => set({ lines: next })}
        accounts={accounts}
      />
    </RecordForm>
  );
}

/** Live, for each business: equal, or which side lacks how much. */
function Differences({ lines }: { readonly lines: readonly TypedLine[] }) {
  const { nameOf } = useOffice();
  const found = differences(lines);
  if (found.length === 0) return t("Type at least one debit and one credit.");
  return (
    <div className={classes.differences} aria-live="polite" data-testid="difference">
      {found.map(({ business, difference }) => (
        <span
          key={business}
          className={classes.difference}
          data-zero={difference === 0 || undefined}
          data-testid={`difference-${business}`}
        >
          {difference === 0 ? (
            <IconCircleCheck size={18} aria-hidden />
          ) : (
            <IconScaleOff size={18} aria-hidden />
          )}
          {nameOf(business)}:{" "}
          {difference === 0 ? (
            t("debit and credit are equal")
          ) : (
            <span>
              {difference > 0 ? t("credit lacks ") : t("debit lacks ")}
              <MoneyText amount={difference > 0 ? difference : negate(difference)} currency />
            </span>
          )}
        </span>
      ))}
    </div>
  );
}
