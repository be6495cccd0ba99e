import { Group, MultiSelect, SegmentedControl, Select, TextInput } from "@mantine/core";
import { dayWords } from "../../../text/day-words.ts";
import type { Money } from "#shared/kernel/money.ts";
import { useQuery } from "../../../rpc/use-query.ts";
import type { Draft } from "../../../rpc/use-command.ts";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { MoneyText, moneyWords } from "../../../ui/money-text.tsx";
import { CustomerSelect } from "../../fields/customer-select.tsx";
import { useRoute } from "../../route/use-route.ts";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { RecordForm } from "../record-form.tsx";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";
import { rich } from "../../../text/rich.tsx";
import { memoWords } from "../../../ui/memo-words.ts";

interface PaymentDraft {
  readonly customer: string | null;
  readonly business: string | null;
  readonly kind: "cash" | "mpesa" | "bank";
  readonly amount: Money | null;
  readonly code: string;
  readonly memo: string;
  /** Invoices to settle first, by id; none: oldest first. */
  readonly first: readonly string[];
}

function paymentRequest(draft: PaymentDraft): Draft<"customer.pay"> | undefined {
  const { customer, business, kind, amount } = draft;
  const code = draft.code.trim();
  if (customer === null || business === null || amount === null || amount <= 0) return undefined;
  if (kind !== "cash" && code === "") return undefined;
  const payment =
    kind === "cash"
      ? { kind, amount }
      : kind === "mpesa"
        ? { kind, amount, code }
        : { kind, amount, reference: code };
  return { business, customer, payment, memo: draft.memo.trim(), first: [...draft.first] };
}

export function CustomerPaymentForm() {
  const { businesses } = useOffice();
  const { query } = useRoute();
  const { filters } = useFilters();
  const record = useRecord("customer.pay");
  const [draft, set, reset] = useDraft<PaymentDraft>(() => ({
    customer: query["customer"] ?? null,
    business: filters.business ?? businesses[0]?.id ?? null,
    kind: "mpesa",
    amount: null,
    code: "",
    memo: "",
    first: [],
  }));
  const { customer, business } = draft;
  const statement = useQuery("customer.statement", customer === null ? null : { customer });
  const request = paymentRequest(draft);
  const post = async () => {
    if (request === undefined || !(await record.post(request))) return;
    statement.reload();
    reset();
  };
  const open = (statement.value?.open ?? []).filter((each) => each.business === business);
  const balances = customer === null ? [] : (statement.value?.balances ?? []);
  return (
    <RecordForm
      title={t("A customer pays")}
      hint={t("Of today; what is over becomes store credit")}
      action={t("Post the payment")}
      ready={request !== undefined}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={<Owed balances={balances} />}
    >
      <Group grow align="flex-start">
        <CustomerSelect value={customer} onChange={(next) => set({ customer: next, first: [] })} />
        <Select
          label={t("To which business")}
          allowDeselect={false}
          data={businesses.map((each) => ({ value: each.id, label: each.name }))}
          value={draft.business}
          onChange={(next) => set({ business: next, first: [] })}
          data-testid="business"
        />
      </Group>
      {open.length > 0 && (
        <MultiSelect
          label={t("Invoices to settle first")}
          placeholder={draft.first.length === 0 ? t("Oldest first") : ""}
          clearable
          data={open.map((each) => ({
            value: each.id,
            label: `${memoWords(each.memo)}, ${dayWords(each.day)}: ${moneyWords(each.open)}`,
          }))}
          value={[...draft.first]}
          onChange={(first) => set({ first })}
          data-testid="first"
        />
      )}
      <SegmentedControl
        fullWidth
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        data={[
          { value: "mpesa", label: "M-Pesa" },
          { value: "cash", label: t("Cash, into this till's drawer") },
          { value: "bank", label: t("Bank") },
        ]}
        data-testid="payment-kind"
      />
      <Group grow align="flex-start">
        <MoneyInput
          label={t("Amount, KES")}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
          data-testid="amount"
        />
        {draft.kind !== "cash" && (
          <TextInput
            label={draft.kind === "mpesa" ? t("M-Pesa code") : t("Bank reference")}
            value={draft.code}
            onChange={(event) => set({ code: event.currentTarget.value })}
            data-testid="code"
          />
        )}
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

interface OwedProps {
  readonly balances: readonly { readonly business: string; readonly owed: Money }[];
}

function Owed({ balances }: OwedProps) {
  const { nameOf } = useOffice();
  const due = balances.filter((each) => each.owed !== 0);
  if (balances.length === 0) return null;
  if (due.length === 0) return t("Nothing is owed.");
  return (
    <Group gap="lg">
      {due.map((each) => (
        <span key={each.business}>
          {rich("Owed to {business}: {owed}", {
            business: nameOf(each.business),
            owed: <MoneyText amount={each.owed} currency fw={600} />,
          })}
        </span>
      ))}
    </Group>
  );
}
