import { type Dispatch, useLayoutEffect } from "react";
import type { RequestInput } from "#shared/contract/index.ts";
import { ZERO, type Money } from "#shared/kernel/money.ts";
import type { Problem } from "../../rpc/problem.ts";
import { useStable } from "../../ui/use-stable.ts";
import {
  METHODS,
  verdict,
  type Method,
  type Pay,
  type PayEvent,
  type Tender,
} from "../pay/pay-model.ts";
import { PayPanel } from "../pay/pay-panel.tsx";
import type { Till } from "../counter/till.ts";
import { jobTenders } from "./intake-model.ts";
import { t } from "../../text/text.ts";

export type JobTender = NonNullable<RequestInput<"job.pay">["tenders"]>[number];

/** A job is never paid "on account": what is not paid is due. */
const JOB_METHODS: readonly Method[] = METHODS.filter((method) => method !== "account");

interface JobPayProps {
  /** Held by whoever opens this panel, so that it outlives a step back. */
  readonly pay: Pay;
  readonly send: Dispatch<PayEvent>;
  readonly till: Till;
  readonly amount: Money;
  /** Store credit that the customer holds. */
  readonly credit: Money;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly completeWords: string;
  readonly onBack: () => void;
  readonly onComplete: (tenders: JobTender[]) => void;
  readonly onReprice?: () => void;
}

/** Paying an amount for a job, with the counter's own way to pay. */
export function JobPay(props: JobPayProps) {
  const { till, pay, send, amount, credit, onBack, onComplete, onReprice, ...rest } = props;
  const catalog = till.state.catalog?.reply;
  const cashRounding = catalog?.cashRounding ?? 100;
  const bill = { total: amount, cashRounding, customer: { mayOwe: ZERO, credit } };
  const complete = (tenders: readonly Tender[]) => onComplete(jobTenders(tenders));
  const onKey = useStable((event: KeyboardEvent) => {
    const digit = event.altKey ? /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] : undefined;
    const method = digit === undefined ? undefined : JOB_METHODS[Number(digit) - 1];
    if (method !== undefined) {
      event.preventDefault();
      send({ type: "method", method });
    }
    // The F9 that brought this panel up is not for it: what opens a panel prevents the default.
    if (event.key !== "F9" || event.defaultPrevented || rest.sending) return;
    event.preventDefault();
    const exact = pay.method === "cash" ? { ...pay, amount: null } : pay;
    const decided = verdict(exact, bill);
    if (decided.kind === "complete") complete(decided.tenders);
  });
  useLayoutEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onKey]);
  return (
    <PayPanel
      pay={pay}
      bill={bill}
      today={till.today}
      mpesaTill={catalog?.mpesaTill ?? ""}
      send={send}
      methods={JOB_METHODS}
      backWords={t("Back")}
      onBack={onBack}
      onCustomer={() => undefined}
      onComplete={complete}
      onReprice={() => onReprice?.()}
      {...rest}
    />
  );
}
