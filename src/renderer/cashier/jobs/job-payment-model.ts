import { type Money, sum, ZERO } from "#shared/kernel/money.ts";
import type { Kept } from "../cart/cart-model.ts";
import { type Pay, type PayEvent, START, update as updatePay, worth } from "../pay/pay-model.ts";
import { jobTenders } from "./intake-model.ts";

type KeptJobPayment = NonNullable<Kept["jobPayment"]>;
/** Which job, whether it is handed over with it, and how much is to be paid. */
type Purpose = Omit<KeptJobPayment, "taken">;

/** Money for a job in hand: a part of it lies there until it is booked, or given back. */
export interface JobPayment {
  readonly of: Purpose;
  readonly pay: Pay;
}

export type JobPaymentEvent =
  | { readonly type: "begun"; readonly of: Purpose }
  | { readonly type: "paying"; readonly event: PayEvent }
  | { readonly type: "left" }
  | { readonly type: "booked" };

/** What the customer has given for it so far. */
export function takenFor(payment: JobPayment | null): Money {
  return sum([ZERO, ...(payment?.pay.taken ?? []).map(worth)]);
}

/** One at a time: while a part is taken it is neither left nor does another begin. */
export function update(payment: JobPayment | null, event: JobPaymentEvent): JobPayment | null {
  const held = payment !== null && payment.pay.taken.length > 0;
  switch (event.type) {
    case "begun":
      return held ? payment : { of: event.of, pay: START };
    case "paying":
      return payment === null ? null : { ...payment, pay: updatePay(payment.pay, event.event) };
    case "left":
      return held ? payment : null;
    case "booked":
      return null;
  }
}

/** What a crash must not cost; undefined where nothing was given yet. */
export function keptPayment(
  of: Purpose | undefined,
  taken: Pay["taken"] = [],
): KeptJobPayment | undefined {
  if (of === undefined || taken.length === 0) return undefined;
  return { ...of, taken: jobTenders(taken) as KeptJobPayment["taken"] };
}

/** It comes back to where the rest is paid. */
export function resumedPayment({ taken, ...of }: KeptJobPayment): JobPayment {
  return { of, pay: { ...START, taken } };
}
