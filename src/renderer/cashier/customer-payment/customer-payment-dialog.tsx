import { Button, Checkbox, Modal, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { type Dispatch, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import type { Money } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { type Approval, ApprovalDialog } from "../approval/approval-dialog.tsx";
import { CodeInput } from "../mpesa/code-input.tsx";
import {
  type Account,
  type Payment,
  paymentOf,
  proposed,
  type Purpose,
  START,
  toggled,
  verdict,
  type Way,
} from "./payment-model.ts";
import { t } from "../../text/text.ts";
import classes from "./customer-payment.module.css";
import { memoWords } from "../../ui/memo-words.ts";

type Paid = Reply<"customer.pay">;

interface CustomerPaymentDialogProps {
  readonly business: string;
  readonly name: string;
  readonly customer: string;
  readonly today: BusinessDay;
  readonly cashRounding: number;
  readonly onDone: (paid: Paid, words: string) => void;
  readonly onOther: () => void;
  readonly onClose: () => void;
}

/** A customer pays what is owed to this business, leaves money with it, or gets credit back. */
export function CustomerPaymentDialog(props: CustomerPaymentDialogProps) {
  const { business, customer, onClose } = props;
  const { value, problem, reload } = useQuery("customer.open", { business, customer });
  useScanner(() => false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("Payment to {name}", { name: props.name })}
      size={820}
      yOffset="2vh"
    >
      {value === undefined ? (
        problem ? (
          <ErrorState problem={problem} onRetry={reload} />
        ) : (
          <LoadingState />
        )
      ) : (
        <Body {...props} account={value} />
      )}
    </Modal>
  );
}

function Body(props: CustomerPaymentDialogProps & { readonly account: Account }) {
  const { business, customer, account, cashRounding, onDone } = props;
  const [payment, setPayment] = useState<Payment>(() => ({
    ...START,
    purpose: account.owed > 0 ? "debt" : "credit",
  }));
  const [asking, setAsking] = useState(false);
  const pay = useCommand("customer.pay");
  const out = useCommand("customer.payOut");
  const decided = verdict(payment, account, cashRounding);
  const sending = pay.sending || out.sending;
  const change = (to: Partial<Payment>) => setPayment((before) => ({ ...before, ...to }));

  const go = async (approval?: Approval) => {
    if (decided.kind !== "ready" || sending) return;
    const { amount } = decided;
    const request = { business, customer, payment: paymentOf(payment, amount) };
    const consent = approval === undefined ? {} : { approval };
    if (payment.purpose === "out") {
      const answer = await out.send({ ...request, ...consent });
      if (answer?.ok === true)
        onDone(answer.value, t("{amount} handed back.", { amount: moneyWords(amount) }));
      else if (answer?.ok === false && answer.refusal.code === "approval.required") {
        out.clear();
        setAsking(true);
      }
      return;
    }
    const toCredit = payment.purpose === "credit";
    const first = toCredit ? [] : [...payment.first];
    const answer = await pay.send({ ...request, toCredit, first });
    if (answer?.ok === true)
      onDone(answer.value, t("{amount} received.", { amount: moneyWords(amount) }));
  };

  if (asking) {
    return (
      <ApprovalDialog
        permission="refund"
        business={business}
        what={t("{amount} of store credit back to {name}", {
          amount: decided.kind === "ready" ? moneyWords(decided.amount) : "",
          name: account.customer.name,
        })}
        sending={out.sending}
        problem={out.problem}
        onApprove={(approval) => void go(approval)}
        onClose={() => setAsking(false)}
      />
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack gap="sm" data-testid="customer-payment">
        <Who account={account} onOther={props.onOther} />
        <Purposes account={account} payment={payment} change={change} />
        <div className={classes.columns}>
          {payment.purpose === "debt" ? (
            <Invoices account={account} payment={payment} change={change} />
          ) : (
            <Text c="dimmed" className={classes.list}>
              {payment.purpose === "credit"
                ? t("What is left here is held as store credit, and pays for a later sale.")
                : t("The credit held here is handed back. A manager approves where needed.")}
            </Text>
          )}
          <Fields {...props} payment={payment} change={change} />
        </div>
        <RefusalAlert problem={pay.problem ?? out.problem} onRetry={() => void go()} />
        <Button
          type="submit"
          size="xl"
          loading={sending}
          disabled={decided.kind !== "ready"}
          rightSection={decided.kind === "ready" ? <Key>Enter</Key> : undefined}
          data-testid="payment-post"
        >
          {decided.kind === "ready"
            ? goWords(payment.purpose, decided.amount, decided.over)
            : decided.why}
        </Button>
      </Stack>
    </form>
  );
}

function goWords(purpose: Purpose, amount: Money, over: Money): string {
  if (purpose === "out") return t("Hand back {amount}", { amount: moneyWords(amount) });
  if (purpose === "credit")
    return t("Take {amount} as store credit", { amount: moneyWords(amount) });
  if (over > 0)
    return t("Take {amount}, {over} of it as credit", {
      amount: moneyWords(amount),
      over: moneyWords(over),
    });
  return t("Take {amount}", { amount: moneyWords(amount) });
}

function Who({ account, onOther }: { readonly account: Account; readonly onOther: () => void }) {
  const { customer, owed, credit } = account;
  return (
    <div className={classes.who}>
      <span>
        <Text fw={600} size="xl">
          {customer.name}
        </Text>
        <Text c="dimmed">{customer.phone === "" ? t("No phone") : customer.phone}</Text>
      </span>
      <span className={classes.figure}>
        <Text c="dimmed">{t("Owes here")}</Text>
        <b>
          <MoneyText amount={owed} currency testid="payment-owed" />
        </b>
      </span>
      <span className={classes.figure}>
        <Text c="dimmed">{t("Store credit")}</Text>
        <b>
          <MoneyText amount={credit} testid="payment-credit" />
        </b>
      </span>
      <Button variant="default" size="md" onClick={onOther} data-testid="payment-other">
        {t("Somebody else")}
      </Button>
    </div>
  );
}

interface PartProps {
  readonly account: Account;
  readonly payment: Payment;
  readonly change: Dispatch<Partial<Payment>>;
}

function Purposes({ account, payment, change }: PartProps) {
  return (
    <SegmentedControl
      fullWidth
      size="lg"
      value={payment.purpose}
      onChange={(to) => change({ purpose: to as Purpose, amount: null, first: [] })}
      data={[
        { value: "debt", label: t("Pays what is owed"), disabled: account.owed <= 0 },
        { value: "credit", label: t("Leaves money here") },
        { value: "out", label: t("Gets credit back"), disabled: account.credit <= 0 },
      ]}
      data-testid="payment-purpose"
    />
  );
}

function Invoices({ account, payment, change }: PartProps) {
  return (
    <div className={classes.list}>
      <Text c="dimmed" mb={4}>
        {t("Oldest first, unless one is chosen")}
      </Text>
      {account.open.map((each) => (
        <Checkbox.Card
          key={each.id}
          checked={payment.first.includes(each.id)}
          onClick={() => change({ first: toggled(payment.first, each.id), amount: null })}
          className={classes.invoice}
          data-testid="payment-invoice"
        >
          <Checkbox.Indicator />
          <span className={classes.memo}>
            {memoWords(each.memo)}
            <small>{dayWords(each.day)}</small>
          </span>
          <b>
            <MoneyText amount={each.open} />
          </b>
        </Checkbox.Card>
      ))}
    </div>
  );
}

function Fields(props: CustomerPaymentDialogProps & PartProps) {
  const { account, payment, change, cashRounding, today } = props;
  const words = moneyWords(proposed(payment, account, cashRounding));
  return (
    <Stack gap="sm" className={classes.fields}>
      <SegmentedControl
        fullWidth
        size="lg"
        value={payment.way}
        onChange={(to) => change({ way: to as Way, code: "" })}
        data={[
          { value: "cash", label: t("Cash") },
          { value: "mpesa", label: "M-Pesa" },
          { value: "bank", label: t("Bank") },
        ]}
        data-testid="payment-way"
      />
      {payment.way === "mpesa" && (
        <CodeInput
          code={payment.code}
          today={today}
          expected={payment.amount}
          onCode={(code) => change({ code })}
          onMessage={({ code, amount }) => change({ code, amount })}
        />
      )}
      {payment.way === "bank" && (
        <TextInput
          label={t("Bank reference")}
          size="lg"
          maxLength={120}
          value={payment.code}
          onChange={(event) => change({ code: event.currentTarget.value })}
        />
      )}
      <MoneyInput
        label={t("Amount")}
        description={
          payment.purpose === "credit" ? t("How much is left here") : t("Empty: {words}", { words })
        }
        size="lg"
        data-autofocus
        value={payment.amount}
        onChange={(amount) => change({ amount })}
        data-testid="payment-amount"
      />
    </Stack>
  );
}
