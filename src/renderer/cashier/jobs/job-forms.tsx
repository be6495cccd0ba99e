import { creditHere } from "../customer/credit-here.ts";
import { Autocomplete, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { ZERO, type Money } from "#shared/kernel/money.ts";
import { shortNumber } from "#shared/trades/jobs-board.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { Buttons, type JobFormProps } from "./job-form.tsx";
import { JobPay, type JobTender } from "./job-pay.tsx";
import type { JobPayment } from "./job-payment-model.ts";
import { statusWords } from "../../jobs/job-words.ts";
import { useJobAct } from "./use-job-act.tsx";
import { t } from "../../text/text.ts";

/** On along the board; ready work is put somewhere. */
export function MoveForm({
  to,
  job,
  till,
  done,
  onBack,
}: JobFormProps & { readonly to: "washing" | "ready" }) {
  const [rack, setRack] = useState(job.rack);
  const { value: settings } = useQuery("job.settings", { business: job.business });
  const act = useJobAct("job.move", till.business.id, "", (moved) =>
    done(`${shortNumber(moved.number)}: ${statusWords()[moved.status]}.`),
  );
  const go = () =>
    act.go({ job: job.job, to, rack: to === "ready" && rack.trim() !== "" ? rack : null });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Stack gap="md">
        {to === "ready" ? (
          <Autocomplete
            label={t("Rack")}
            description={t("Where it hangs; may stay empty")}
            size="lg"
            autoFocus
            maxLength={40}
            data={settings?.racks ?? []}
            value={rack}
            onChange={setRack}
            data-testid="job-rack"
          />
        ) : (
          <Text size="lg">{t("The pieces go into the machine.")}</Text>
        )}
        <RefusalAlert problem={act.problem} onRetry={go} />
        <Buttons
          onBack={onBack}
          sending={act.sending}
          words={to === "ready" ? t("It is ready") : t("It is being washed")}
        />
      </Stack>
    </form>
  );
}

/** A part payment: any amount up to what is due. */
export function PayForm(props: JobFormProps) {
  const { job, till, done, onBack, payment, send } = props;
  const [amount, setAmount] = useState<Money | null>(null);
  const act = useJobAct("job.pay", till.business.id, "", (paid) =>
    done(
      t("{paying} taken. {due}{change}", {
        paying: moneyWords(payment?.of.amount ?? ZERO),
        due: paid.due > 0 ? t("{due} due.", { due: moneyWords(paid.due) }) : t("Paid."),
        change: paid.change > 0 ? t(" Change {change}.", { change: moneyWords(paid.change) }) : "",
      }),
    ),
  );
  if (payment !== null) {
    return (
      <Paying
        {...props}
        payment={payment}
        act={act}
        completeWords={t("Take the payment")}
        onComplete={(tenders) => act.go({ job: job.job, amount: payment.of.amount, tenders })}
      />
    );
  }
  const wanted = amount ?? job.due;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted <= 0 || wanted > job.due) return;
        send({ type: "begun", of: { job: job.job, act: "pay", amount: wanted, collector: "" } });
      }}
    >
      <Stack gap="md">
        <MoneyInput
          label={t("How much")}
          description={t("Empty for all that is due, {due}", { due: moneyWords(job.due) })}
          size="lg"
          autoFocus
          value={amount}
          onChange={setAmount}
          error={
            wanted > job.due ? t("Only {due} is due", { due: moneyWords(job.due) }) : undefined
          }
          data-testid="job-amount"
        />
        <Buttons
          onBack={onBack}
          sending={false}
          words={t("Take {wanted}", { wanted: moneyWords(wanted) })}
        />
      </Stack>
    </form>
  );
}

/** Handing over: who takes it, and the balance first. */
export function CollectForm(props: JobFormProps) {
  const { job, till, done, onBack, payment, send } = props;
  const [collector, setCollector] = useState(payment?.of.collector ?? job.customerName);
  const [amount, setAmount] = useState<Money | null>(payment?.of.amount ?? null);
  const wanted = amount ?? job.due;
  const left = job.due - wanted;
  const what = t("Hand over {number} with {left} still due", {
    number: shortNumber(job.number),
    left: moneyWords(left as Money),
  });
  const act = useJobAct("job.collect", till.business.id, what, (collected) =>
    done(
      t("{number} handed over.{change}{due}", {
        number: shortNumber(collected.number),
        change:
          collected.change > 0
            ? t(" Change {change}.", { change: moneyWords(collected.change) })
            : "",
        due: collected.due > 0 ? t(" {due} due.", { due: moneyWords(collected.due) }) : "",
      }),
    ),
  );
  const go = (tenders: JobTender[]) => act.go({ job: job.job, collector, amount: wanted, tenders });
  if (payment !== null) {
    return (
      <Paying
        {...props}
        payment={payment}
        act={act}
        completeWords={t("Paid: hand it over")}
        onComplete={go}
      />
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (left < 0) return;
        if (wanted === 0) return go([]);
        send({ type: "begun", of: { job: job.job, act: "collect", amount: wanted, collector } });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t("Fetched by")}
          size="lg"
          autoFocus
          maxLength={80}
          value={collector}
          onChange={(event) => setCollector(event.currentTarget.value)}
          data-testid="job-collector"
        />
        {job.due > 0 && (
          <MoneyInput
            label={t("Paid now")}
            description={t("Empty for all that is due, {due}", { due: moneyWords(job.due) })}
            size="lg"
            value={amount}
            onChange={setAmount}
            error={left < 0 ? t("Only {due} is due", { due: moneyWords(job.due) }) : undefined}
            data-testid="job-amount"
          />
        )}
        <RefusalAlert problem={act.problem} onRetry={() => go([])} />
        <Buttons
          onBack={onBack}
          sending={act.sending}
          words={wanted > 0 ? t("Pay {wanted}", { wanted: moneyWords(wanted) }) : t("Hand it over")}
        />
      </Stack>
      {act.dialog}
    </form>
  );
}

interface PayingProps extends JobFormProps {
  readonly payment: JobPayment;
  readonly act: Pick<ReturnType<typeof useJobAct>, "sending" | "problem" | "dialog">;
  readonly completeWords: string;
  readonly onComplete: (tenders: JobTender[]) => void;
}

/** The money itself, in one part or several; a step back, unless one is taken. */
function Paying(props: PayingProps) {
  const { job, till, payment, send, unlessPaid, act, completeWords, onComplete } = props;
  const credit = useCredit(job.customer, job.business);
  return (
    <>
      <JobPay
        till={till}
        pay={payment.pay}
        send={(event) => send({ type: "paying", event })}
        amount={payment.of.amount}
        credit={credit}
        sending={act.sending}
        problem={act.problem}
        completeWords={completeWords}
        onBack={() => unlessPaid(() => send({ type: "left" }))}
        onComplete={onComplete}
      />
      {act.dialog}
    </>
  );
}

function useCredit(customer: string, business: string): Money {
  const { value } = useQuery("customer.statement", { customer });
  return value === undefined ? ZERO : creditHere(value.customer, business);
}
