import { ActionIcon, Button, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { IconArrowLeft, IconX } from "@tabler/icons-react";
import type { Dispatch } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { quickCash } from "#shared/kernel/denomination.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Problem } from "../../rpc/problem.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { CodeInput } from "../mpesa/code-input.tsx";
import {
  type Bill,
  cashDue,
  leftOver,
  type Method,
  METHODS,
  type Pay,
  type PayEvent,
  proposed,
  remaining,
  type Tender,
  verdict,
} from "./pay-model.ts";
import classes from "./pay.module.css";

export const METHOD_WORDS: Readonly<Record<Method, string>> = {
  cash: "Cash",
  mpesa: "M-Pesa",
  bank: "Bank or card",
  account: "On account",
  credit: "Store credit",
};

interface PayPanelProps {
  readonly pay: Pay;
  readonly bill: Bill;
  readonly today: BusinessDay;
  readonly mpesaTill: string;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly send: Dispatch<PayEvent>;
  readonly onBack: () => void;
  readonly onCustomer: () => void;
  readonly onComplete: (tenders: readonly Tender[]) => void;
  /** Offered where a price changed since the item was added. */
  readonly onReprice: () => void;
  /** Where it is not a sale that is paid. */
  readonly methods?: readonly Method[];
  readonly backWords?: string;
  readonly completeWords?: string;
}

/** Takes the place of the tiles: how it is paid. Enter does what the large button says. */
export function PayPanel(props: PayPanelProps) {
  const { pay, bill, send, sending } = props;
  const decided = verdict(pay, bill);
  const over = leftOver(pay, bill);
  const go = () => {
    if (sending) return;
    if (decided.kind === "complete") props.onComplete(decided.tenders);
    if (decided.kind === "part") send({ type: "took", tender: decided.tender });
  };
  return (
    <form
      className={classes.panel}
      aria-label="Payment"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <div className={classes.head}>
        <Button
          variant="subtle"
          size="md"
          px="sm"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          rightSection={<Key>Esc</Key>}
          onClick={props.onBack}
          data-testid="pay-back"
        >
          {props.backWords ?? "Back to the sale"}
        </Button>
        <div className={classes.due}>
          <Text c="dimmed">
            {over > 0 ? "To give back" : pay.taken.length === 0 ? "To pay" : "Still to pay"}
          </Text>
          <Title order={2} className={classes.dueAmount}>
            <MoneyText
              amount={
                over > 0 ? over : pay.method === "cash" ? cashDue(pay, bill) : remaining(pay, bill)
              }
              currency
              testid="due"
            />
          </Title>
        </div>
      </div>
      <Taken pay={pay} send={send} />
      <Methods pay={pay} send={send} methods={props.methods ?? METHODS} />
      <div className={classes.body}>
        {pay.method === "cash" ? <CashBody {...props} /> : <OtherBody {...props} />}
        <RefusalAlert problem={props.problem} onRetry={go} />
        {props.problem?.code === "price.changed" && (
          <Button variant="default" onClick={props.onReprice} data-testid="reprice">
            Use the new price
          </Button>
        )}
      </div>
      <Go decided={decided} sending={sending} words={props.completeWords ?? "Complete the sale"} />
    </form>
  );
}

interface GoProps {
  readonly decided: ReturnType<typeof verdict>;
  readonly sending: boolean;
  readonly words: string;
}

function Go({ decided, sending, words: completeWords }: GoProps) {
  const words = {
    complete: () =>
      decided.kind === "complete" && decided.change > 0
        ? `Complete — change ${moneyWords(decided.change)}`
        : completeWords,
    part: () => (decided.kind === "part" ? `Take this — ${moneyWords(decided.left)} left` : ""),
    "not-yet": () => (decided.kind === "not-yet" ? decided.why : ""),
  }[decided.kind]();
  return (
    <Button
      type="submit"
      className={classes.go}
      loading={sending}
      disabled={decided.kind === "not-yet"}
      rightSection={decided.kind === "not-yet" ? undefined : <Key>Enter</Key>}
      data-testid="pay-complete"
    >
      {words}
    </Button>
  );
}

function Taken({ pay, send }: { readonly pay: Pay; readonly send: Dispatch<PayEvent> }) {
  if (pay.taken.length === 0) return null;
  return (
    <div className={classes.taken}>
      {pay.taken.map((tender, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no name but their place
        <div key={`${tender.kind}-${at}`} className={classes.part} data-testid="taken">
          <span>
            {METHOD_WORDS[tender.kind]}
            {tender.kind === "mpesa" && ` ${tender.code}`}
          </span>
          <b>
            <MoneyText
              amount={(tender.kind === "cash" ? tender.tendered : tender.amount) as Money}
            />
          </b>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={`Take back ${METHOD_WORDS[tender.kind]}`}
            onClick={() => send({ type: "dropped", at })}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}

interface MethodsProps {
  readonly pay: Pay;
  readonly send: Dispatch<PayEvent>;
  readonly methods: readonly Method[];
}

function Methods({ pay, send, methods }: MethodsProps) {
  return (
    <div className={classes.methods} role="group" aria-label="How it is paid">
      {methods.map((method, at) => (
        <UnstyledButton
          key={method}
          className={classes.method}
          data-chosen={pay.method === method}
          aria-pressed={pay.method === method}
          onClick={() => send({ type: "method", method })}
          data-testid={`tender-${method}`}
        >
          {METHOD_WORDS[method]}
          <Key>{`Alt ${at + 1}`}</Key>
        </UnstyledButton>
      ))}
    </div>
  );
}

function CashBody(props: PayPanelProps) {
  const { pay, bill, send, sending, onComplete } = props;
  const due = cashDue(pay, bill);
  const hand = (tendered: Money) => {
    if (sending) return;
    const decided = verdict({ ...pay, amount: tendered }, bill);
    if (decided.kind === "complete") onComplete(decided.tenders);
  };
  return (
    <>
      <div className={classes.quick}>
        {quickCash(due).map((amount) => {
          const exact = amount === due;
          return (
            <Button
              key={amount}
              variant={exact ? "light" : "default"}
              className={classes.quickButton}
              disabled={sending}
              onClick={() => hand(amount)}
              data-testid={exact ? "cash-exact" : `quick-${amount / 100}`}
            >
              <span className={classes.quickWords}>
                <MoneyText amount={amount} />
                <small>
                  {exact ? (
                    <>
                      exact <Key>F9</Key>
                    </>
                  ) : (
                    "handed over"
                  )}
                </small>
              </span>
            </Button>
          );
        })}
      </div>
      <MoneyInput
        key={pay.taken.length}
        autoFocus
        label="Cash handed over"
        description="Leave it empty for the exact amount"
        size="lg"
        w={320}
        value={pay.amount}
        onChange={(amount) => send({ type: "amount", amount })}
        data-pay-first
        data-testid="cash-tendered"
      />
    </>
  );
}

function OtherBody(props: PayPanelProps) {
  const { pay, bill, send, today, mpesaTill } = props;
  const wantsCode = pay.method === "mpesa" || pay.method === "bank";
  const onCustomer = pay.method === "account" || pay.method === "credit";
  if (onCustomer && bill.customer === null) {
    return (
      <div className={classes.ask}>
        <Text size="lg">Who is it for?</Text>
        <Button
          size="lg"
          variant="default"
          rightSection={<Key>F3</Key>}
          onClick={props.onCustomer}
          autoFocus
          data-testid="pay-customer"
        >
          Choose a customer
        </Button>
      </div>
    );
  }
  return (
    <>
      {pay.method === "mpesa" && mpesaTill !== "" && (
        <Text size="lg">
          Buy Goods till <b>{mpesaTill}</b>
        </Text>
      )}
      {onCustomer && bill.customer !== null && (
        <Text size="lg">
          {pay.method === "account" ? "May still owe " : "Store credit held: "}
          <b>
            <MoneyText
              amount={pay.method === "account" ? bill.customer.mayOwe : bill.customer.credit}
              currency
            />
          </b>
        </Text>
      )}
      {pay.method === "mpesa" && (
        <CodeInput
          code={pay.code}
          today={today}
          expected={remaining(pay, bill)}
          onCode={(code) => send({ type: "code", code })}
          onMessage={({ code, amount }) => send({ type: "message", code, amount })}
        />
      )}
      {pay.method === "bank" && (
        <TextInput
          autoFocus
          label="Reference (optional)"
          size="lg"
          w={320}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: classes.code }}
          value={pay.code}
          data-pay-first
          onChange={(event) => send({ type: "code", code: event.currentTarget.value })}
          data-testid="bank-reference"
        />
      )}
      <MoneyInput
        key={`amount-${pay.method}`}
        autoFocus={!wantsCode}
        label="Amount"
        description={`Leave it empty for ${moneyWords(proposed(pay, bill))}`}
        size="lg"
        w={320}
        value={pay.amount}
        onChange={(amount) => send({ type: "amount", amount })}
        {...(wantsCode ? {} : { "data-pay-first": true })}
        data-testid="pay-amount"
      />
    </>
  );
}
