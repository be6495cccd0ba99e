import { Button, Group, TextInput } from "@mantine/core";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { type Money, ZERO } from "#shared/kernel/money.ts";
import { useQuery } from "../../../rpc/use-query.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import { useAccounts } from "../../fields/account-select.tsx";
import { SupplierSelect } from "../../fields/supplier-select.tsx";
import { useRoute } from "../../route/use-route.ts";
import { useOffice } from "../../shell/office-context.tsx";
import { NOWHERE, type Place, placed, PlaceFields } from "../place-fields.tsx";
import { RecordForm } from "../record-form.tsx";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";
import { rich } from "../../../text/rich.tsx";

interface PaymentDraft {
  readonly day: BusinessDay | null;
  readonly supplier: string | null;
  readonly place: Place;
  readonly amount: Money | null;
  readonly fee: Money | null;
  readonly memo: string;
}

export function PaySupplierForm() {
  const { today } = useOffice();
  const { query } = useRoute();
  const accounts = useAccounts();
  const list = useQuery("supplier.list", {});
  const record = useRecord("supplier.pay");
  const [draft, set, reset] = useDraft<PaymentDraft>(() => ({
    day: today,
    supplier: query["supplier"] ?? null,
    place: NOWHERE,
    amount: null,
    fee: null,
    memo: "",
  }));
  const suppliers = list.value?.suppliers ?? [];
  const owed = suppliers.find((each) => each.id === draft.supplier)?.owed;
  const place = placed(draft.place, accounts);
  const { day, supplier, amount } = draft;
  const ready =
    place !== undefined && day !== null && supplier !== null && amount !== null && amount > 0;
  const post = async () => {
    if (!ready) return;
    const { business, account: paidFrom, party } = place;
    const fee = draft.fee ?? ZERO;
    const memo = draft.memo.trim();
    if (await record.post({ business, day, supplier, amount, fee, paidFrom, party, memo })) {
      list.reload();
      reset();
    }
  };
  return (
    <RecordForm
      title={t("Pay a supplier")}
      action={t("Post the payment")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={
        owed !== undefined && (
          <Group gap="sm">
            <span>
              {rich("Owed to this supplier: {owed}", {
                owed: <MoneyText amount={owed} currency fw={600} testid="owed" />,
              })}
            </span>
            {owed > 0 && (
              <Button size="compact-sm" variant="default" onClick={() => set({ amount: owed })}>
                {t("Pay all of it")}
              </Button>
            )}
          </Group>
        )
      }
    >
      <Group grow align="flex-start">
        <SupplierSelect
          suppliers={suppliers.filter((each) => each.active)}
          value={supplier}
          onChange={(next) => set({ supplier: next })}
        />
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
      </Group>
      <PlaceFields
        label={t("Paid from")}
        accounts={accounts}
        value={draft.place}
        onChange={(next) => set({ place: next })}
        testid="place"
      />
      <Group grow align="flex-start">
        <MoneyInput
          label={t("Charge on top")}
          placeholder={t("M-Pesa or bank fee")}
          value={draft.fee}
          onChange={(fee) => set({ fee })}
          data-testid="fee"
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
