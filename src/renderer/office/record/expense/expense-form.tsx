import { Button, Chip, Group, Stack, Text, TextInput } from "@mantine/core";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import {
  type Account,
  AccountSelect,
  moneyAccounts,
  postable,
  useAccounts,
} from "../../fields/account-select.tsx";
import { PartySelect } from "../../fields/party-select.tsx";
import { BusinessName } from "../../filters/business-filter.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { RecordForm } from "../record-form.tsx";
import classes from "../record.module.css";
import { useDraft, useRecord } from "../use-record.ts";
import {
  type ExpenseDraft,
  expenseRequest,
  sharesOf,
  undivided,
  withBusiness,
  withShare,
} from "./expense-model.ts";
import { t } from "../../../text/text.ts";

export function ExpenseForm() {
  const { today, businesses } = useOffice();
  const { filters } = useFilters();
  const accounts = useAccounts();
  const record = useRecord("entry.expense");
  const first = filters.business ?? businesses[0]?.id;
  const [draft, set, reset] = useDraft<ExpenseDraft>(() => ({
    day: today,
    account: null,
    total: null,
    businesses: first === undefined ? [] : [first],
    own: null,
    paidFrom: null,
    party: null,
    fee: null,
    tax: null,
    reference: "",
    memo: "",
  }));
  const payer = accounts.find((each) => each.number === draft.paidFrom);
  const request = expenseRequest(draft, (payer?.subledger ?? null) !== null);
  const post = async () => {
    if (request !== undefined && (await record.post(request))) reset();
  };
  return (
    <RecordForm
      title={t("Record an expense")}
      action={t("Post the expense")}
      ready={request !== undefined}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={<ExpenseSum draft={draft} />}
    >
      <Group grow align="flex-start">
        <AccountSelect
          label={t("What for")}
          accounts={postable(accounts).filter((each) => each.type === "expense")}
          value={draft.account}
          onChange={(account) => set({ account })}
          testid="expense-account"
        />
        <MoneyInput
          label={t("Amount, KES")}
          value={draft.total}
          onChange={(total) => set({ total })}
          data-testid="expense-amount"
        />
        <DayInput
          label={t("Business day")}
          value={draft.day}
          onChange={(day) => set({ day })}
          maxDate={today}
        />
      </Group>
      <Bearers draft={draft} set={set} />
      <Payer draft={draft} set={set} accounts={accounts} payer={payer} />
      <Group grow align="flex-start">
        <TextInput
          label={t("Memo")}
          placeholder={t("What it was")}
          value={draft.memo}
          onChange={(event) => set({ memo: event.currentTarget.value })}
          data-testid="memo"
        />
        <TextInput
          label={t("Reference")}
          placeholder={t("Receipt or M-Pesa code")}
          value={draft.reference}
          onChange={(event) => set({ reference: event.currentTarget.value })}
        />
        <MoneyInput
          label={t("VAT inside, if reclaimed")}
          placeholder={t("None")}
          value={draft.tax}
          onChange={(tax) => set({ tax })}
        />
      </Group>
    </RecordForm>
  );
}

interface PartProps {
  readonly draft: ExpenseDraft;
  readonly set: (change: Partial<ExpenseDraft>) => void;
}

/** Which businesses bear it, and how much each where there are several. */
function Bearers({ draft, set }: PartProps) {
  const { businesses } = useOffice();
  if (businesses.length < 2) return null;
  return (
    <Stack gap={8}>
      <Text fw={500}>{t("Who bears it")}</Text>
      <Chip.Group
        multiple
        value={[...draft.businesses]}
        onChange={(next) => set(withBusiness(draft, next))}
      >
        <Group gap="xs">
          {businesses.map((each) => (
            <Chip key={each.id} value={each.id} variant="outline" data-testid={`bearer-${each.id}`}>
              {each.name}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {draft.businesses.length > 1 && (
        <div className={classes.shares}>
          {sharesOf(draft).map((share) => (
            <div key={share.business} className={classes.share}>
              <BusinessName business={share.business} />
              <MoneyInput
                size="sm"
                aria-label={t("Share of {business}", { business: share.business })}
                value={share.amount}
                onChange={(amount) => set(withShare(draft, share.business, amount))}
                data-testid={`share-${share.business}`}
              />
            </div>
          ))}
          {draft.own !== null && (
            <Group justify="flex-end">
              <Button size="compact-sm" variant="default" onClick={() => set({ own: null })}>
                {t("Split equally")}
              </Button>
            </Group>
          )}
        </div>
      )}
    </Stack>
  );
}

function Payer({
  draft,
  set,
  accounts,
  payer,
}: PartProps & { readonly accounts: readonly Account[]; readonly payer: Account | undefined }) {
  const [only] = draft.businesses.length === 1 ? draft.businesses : [];
  return (
    <Group grow align="flex-start">
      <AccountSelect
        label={t("Paid from")}
        balances
        accounts={moneyAccounts(accounts, only ?? null)}
        value={draft.paidFrom}
        onChange={(paidFrom) => set({ paidFrom, party: null })}
        testid="paid-from"
      />
      <PartySelect
        account={draft.paidFrom}
        subledger={payer?.subledger ?? null}
        business={payer?.business ?? only ?? null}
        value={draft.party}
        onChange={(party) => set({ party })}
        testid="party"
      />
      <MoneyInput
        label={t("Charge on top")}
        placeholder={t("M-Pesa or bank fee")}
        value={draft.fee}
        onChange={(fee) => set({ fee })}
        data-testid="fee"
      />
    </Group>
  );
}

function ExpenseSum({ draft }: { readonly draft: ExpenseDraft }) {
  const left = undivided(draft);
  if (draft.businesses.length === 0) return t("Choose who bears it.");
  if (left === 0) return null;
  return (
    <span className={classes.difference} data-testid="difference">
      {left > 0 ? t("Not yet divided:") : t("Divided too much:")}{" "}
      <MoneyText amount={left} currency />
    </span>
  );
}
