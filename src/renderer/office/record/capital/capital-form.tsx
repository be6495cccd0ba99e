import { Group, SegmentedControl, TextInput } from "@mantine/core";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { useAccounts } from "../../fields/account-select.tsx";
import { useOffice } from "../../shell/office-context.tsx";
import { NOWHERE, type Place, placed, PlaceFields } from "../place-fields.tsx";
import { RecordForm } from "../record-form.tsx";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";

interface CapitalDraft {
  readonly day: BusinessDay | null;
  readonly direction: "in" | "drawings";
  readonly place: Place;
  readonly amount: Money | null;
  readonly memo: string;
}

export function CapitalForm() {
  const { today } = useOffice();
  const accounts = useAccounts();
  const record = useRecord("entry.capital");
  const [draft, set, reset] = useDraft<CapitalDraft>(() => ({
    day: today,
    direction: "in",
    place: NOWHERE,
    amount: null,
    memo: "",
  }));
  const { day, direction, amount } = draft;
  const place = placed(draft.place, accounts);
  const ready = place !== undefined && day !== null && amount !== null && amount > 0;
  const post = async () => {
    if (!ready) return;
    if (await record.post({ day, direction, place, amount, memo: draft.memo.trim() })) reset();
  };
  return (
    <RecordForm
      title={t("Owner's money")}
      action={direction === "in" ? t("Post the capital") : t("Post the drawings")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
    >
      <SegmentedControl
        fullWidth
        value={direction}
        onChange={(next) => set({ direction: next })}
        data={[
          { value: "in", label: t("The owner puts money in") },
          { value: "drawings", label: t("The owner takes money out") },
        ]}
        data-testid="direction"
      />
      <PlaceFields
        label={direction === "in" ? t("Into") : t("Out of")}
        accounts={accounts}
        value={draft.place}
        onChange={(next) => set({ place: next })}
        testid="place"
      />
      <Group grow align="flex-start">
        <MoneyInput
          label={t("Amount, KES")}
          value={amount}
          onChange={(next) => set({ amount: next })}
          data-testid="amount"
        />
        <DayInput
          label={t("Business day")}
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
        <TextInput
          label={t("Memo")}
          value={draft.memo}
          onChange={(event) => set({ memo: event.currentTarget.value })}
          data-testid="memo"
        />
      </Group>
    </RecordForm>
  );
}
