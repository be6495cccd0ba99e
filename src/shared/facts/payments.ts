import type { Money } from "../kernel/money.ts";
import type { Fact } from "./fact.ts";
import type { Tender } from "./tender.ts";

/** A part of a payment that settles one document: a sale on account, a bill, an opening balance. */
export interface Settlement {
  /** Fact id of the document. */
  readonly of: string;
  readonly amount: Money;
}

/** Money that changes hands with a customer apart from a sale: no goods, no job, no deposit. */
export type PaymentTender = Extract<Tender, { kind: "cash" | "mpesa" | "bank" }>;

interface PaymentBody {
  /** Human number: till, P, counter, epoch tag: R1-P00012-K7. */
  readonly number: string;
  readonly counter: number;
  /** Null where the office took it: then no drawer and no Z knows of it. */
  readonly shift: string | null;
  readonly customer: string;
  /** Fact id of the settings the receipt was made under. */
  readonly settings: string;
  /** What changed hands, in cents. */
  readonly amount: Money;
  readonly tender: PaymentTender;
}

/** A customer pays: documents first, as chosen or oldest first; the rest is store credit. */
export type CustomerPaid = Fact<
  "customer.paid",
  PaymentBody & { readonly settles: readonly Settlement[]; readonly toCredit: Money }
>;

/** Store credit is handed back to the customer. */
export type CreditPaidOut = Fact<"credit.paidOut", PaymentBody>;

/**
 * Two customers turned out to be one. Nothing is rewritten: from here on both histories are shown
 * as those of `into`; store credit moves, so that it can be used.
 */
export type CustomerMerged = Fact<
  "customer.merged",
  { readonly from: string; readonly into: string }
>;
