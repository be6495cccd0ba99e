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
      title="Owner's money"
      action={direction === "in" ? "Post the capital" : "Post the drawings"}
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
          { value: "in", label: "The owner puts money in" },
          { value: "drawings", label: "The owner takes money out" },
        ]}
        data-testid="direction"
      />
      <PlaceFields
        label={direction === "in" ? "Into" : "Out of"}
        accounts={accounts}
        value={draft.place}
        onChange={(next) => set({ place: next })}
        testid="place"
      />
      <Group grow align="flex-start">
        <MoneyInput
          label="Amount, KES"
          value={amount}
          onChange={(next) => set({ amount: next })}
          data-testid="amount"
        />
        <DayInput
          label="Business day"
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
        <TextInput
          label="Memo"
          value={draft.memo}
          onChange={(event) => set({ memo: event.currentTarget.value })}
          data-testid="memo"
        />
      </Group>
    </RecordForm>
  );
}
