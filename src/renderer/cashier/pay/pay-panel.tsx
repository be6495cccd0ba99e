import { ActionIcon, Button, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { IconArrowLeft, IconX } from "@tabler/icons-react";
import type { Dispatch } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { quickCash } from "#shared/kernel/denomination.ts";
import { type Money, ZERO } from "#shared/kernel/money.ts";
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
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./pay.module.css";

export const methodWords = (): Readonly<Record<Method, string>> => ({
  cash: t("Cash"),
  mpesa: "M-Pesa",
  bank: t("Bank or card"),
  account: t("On account"),
  credit: t("Store credit"),
});

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
      aria-label={t("Payment")}
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
          {props.backWords ?? t("Back to the sale")}
        </Button>
        <div className={classes.due}>
          <Text c="dimmed">
            {over > 0
              ? t("To give back")
              : pay.taken.length === 0 && (bill.ready ?? 0) === 0
                ? t("To pay")
                : t("Still to pay")}
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
      <Taken pay={pay} ready={bill.ready ?? ZERO} send={send} />
      <Methods pay={pay} send={send} methods={props.methods ?? METHODS} />
      <div className={classes.body}>
        {pay.method === "cash" ? <CashBody {...props} /> : <OtherBody {...props} />}
        <RefusalAlert problem={props.problem} onRetry={go} />
        {props.problem?.code === "price.changed" && (
          <Button variant="default" onClick={props.onReprice} data-testid="reprice">
            {t("Use the new price")}
          </Button>
        )}
      </div>
      <Go
        decided={decided}
        sending={sending}
        words={props.completeWords ?? t("Complete the sale")}
      />
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
        ? t("Complete — change {change}", { change: moneyWords(decided.change) })
        : completeWords,
    part: () =>
      decided.kind === "part"
        ? t("Take this — {left} left", { left: moneyWords(decided.left) })
        : "",
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

interface TakenProps {
  readonly pay: Pay;
  /** Coins of goods that came back. */
  readonly ready: Money;
  readonly send: Dispatch<PayEvent>;
}

function Taken({ pay, ready, send }: TakenProps) {
  if (pay.taken.length === 0 && ready === 0) return null;
  return (
    <div className={classes.taken}>
      {ready > 0 && (
        <div className={classes.part} data-fixed data-testid="ready">
          <span>{t("Goods brought back")}</span>
          <b>
            <MoneyText amount={ready} />
          </b>
        </div>
      )}
      {pay.taken.map((tender, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no name but their place
        <div key={`${tender.kind}-${at}`} className={classes.part} data-testid="taken">
          <span>
            {methodWords()[tender.kind]}
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
            aria-label={t("Take back {kind}", { kind: methodWords()[tender.kind] })}
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
    <div className={classes.methods} role="group" aria-label={t("How it is paid")}>
      {methods.map((method, at) => (
        <UnstyledButton
          key={method}
          className={classes.method}
          data-chosen={pay.method === method}
          aria-pressed={pay.method === method}
          onClick={() => send({ type: "method", method })}
          data-testid={`tender-${method}`}
        >
          {methodWords()[method]}
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
                      {t("exact")} <Key>F9</Key>
                    </>
                  ) : (
                    t("handed over")
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
        label={t("Cash handed over")}
        description={t("Leave it empty for the exact amount")}
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
        <Text size="lg">{t("Who is it for?")}</Text>
        <Button
          size="lg"
          variant="default"
          rightSection={<Key>F3</Key>}
          onClick={props.onCustomer}
          autoFocus
          data-testid="pay-customer"
        >
          {t("Choose a customer")}
        </Button>
      </div>
    );
  }
  return (
    <>
      {pay.method === "mpesa" && mpesaTill !== "" && (
        <Text size="lg">
          {rich("Buy Goods till {mpesaTill}", { mpesaTill: <b>{mpesaTill}</b> })}
        </Text>
      )}
      {onCustomer && bill.customer !== null && (
        <Text size="lg">
          {pay.method === "account" ? t("May still owe ") : t("Store credit held here: ")}
          <b>
            <MoneyText
              amount={pay.method === "account" ? bill.customer.mayOwe : bill.customer.credit}
              currency
            />
          </b>
          {pay.method === "credit" && (bill.customer.creditInAll ?? 0) > bill.customer.credit && (
            <Text span c="dimmed">
              {" "}
              {rich("of {credit} in all businesses", {
                credit: <MoneyText amount={bill.customer.creditInAll ?? ZERO} />,
              })}
            </Text>
          )}
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
          label={t("Reference (optional)")}
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
        label={t("Amount")}
        description={t("Leave it empty for {pay}", { pay: moneyWords(proposed(pay, bill)) })}
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
