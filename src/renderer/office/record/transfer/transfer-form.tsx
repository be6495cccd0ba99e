import { Group, TextInput } from "@mantine/core";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { type Money, ZERO } from "#shared/kernel/money.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { useAccounts } from "../../fields/account-select.tsx";
import { useOffice } from "../../shell/office-context.tsx";
import { NOWHERE, type Place, placed, PlaceFields } from "../place-fields.tsx";
import { RecordForm } from "../record-form.tsx";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";

interface TransferDraft {
  readonly day: BusinessDay | null;
  readonly from: Place;
  readonly to: Place;
  readonly amount: Money | null;
  readonly fee: Money | null;
  readonly memo: string;
}

export function TransferForm() {
  const { today } = useOffice();
  const accounts = useAccounts();
  const record = useRecord("entry.transfer");
  const [draft, set, reset] = useDraft<TransferDraft>(() => ({
    day: today,
    from: NOWHERE,
    to: NOWHERE,
    amount: null,
    fee: null,
    memo: "",
  }));
  const from = placed(draft.from, accounts);
  const to = placed(draft.to, accounts);
  const { day, amount } = draft;
  const ready =
    from !== undefined && to !== undefined && day !== null && amount !== null && amount > 0;
  const post = async () => {
    if (!ready) return;
    const memo = draft.memo.trim();
    if (await record.post({ day, from, to, amount, fee: draft.fee ?? ZERO, memo })) reset();
  };
  const crosses = from !== undefined && to !== undefined && from.business !== to.business;
  return (
    <RecordForm
      title={t("Transfer money")}
      action={t("Post the transfer")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={
        crosses && t("One business owes the other: it goes through 1900, inter-business clearing.")
      }
    >
      <PlaceFields
        label={t("Where from")}
        accounts={accounts}
        value={draft.from}
        onChange={(next) => set({ from: next })}
        testid="from"
      />
      <PlaceFields
        label={t("Where to")}
        accounts={accounts}
        value={draft.to}
        onChange={(next) => set({ to: next })}
        testid="to"
      />
      <Group grow align="flex-start">
        <MoneyInput
          label={t("Amount, KES")}
          value={amount}
          onChange={(next) => set({ amount: next })}
          data-testid="amount"
        />
        <MoneyInput
          label={t("Charge, borne by the sender")}
          placeholder={t("None")}
          value={draft.fee}
          onChange={(fee) => set({ fee })}
          data-testid="fee"
        />
        <DayInput
          label={t("Business day")}
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
      </Group>
      <TextInput
        label={t("Memo")}
        placeholder={t("Cash banked, float for Laundry …")}
        value={draft.memo}
        onChange={(event) => set({ memo: event.currentTarget.value })}
        data-testid="memo"
      />
    </RecordForm>
  );
}
