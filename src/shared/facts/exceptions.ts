import type { Fact } from "./fact.ts";

/** The rules that books of several tills can break when they are merged. */
export type ExceptionKind =
  | "customer.phone_twice"
  | "customer.changed_twice"
  | "mpesa.code_twice"
  | "mpesa.matched_twice"
  | "mpesa.unknown"
  | "stock.oversold"
  | "returnable.short"
  | "cylinder.elsewhere"
  | "deposit.paid_twice"
  | "deposit.moved_apart"
  | "deposit.unknown"
  | "receipt.number_twice"
  | "refund.exceeds_sale"
  | "refund.sale_unknown"
  | "entry.reversed_twice"
  | "entry.reverses_unknown"
  | "shift.open_twice"
  | "shift.closed_twice"
  | "shift.unknown"
  | "run.taken_back_twice"
  | "run.unknown"
  | "job.moved_apart"
  | "job.overpaid"
  | "job.unknown"
  | "reconciliation.line_twice"
  | "reconciliation.line_unlike"
  | "account.number_twice";

/** A rule of the present that a fact from elsewhere breaks, with what its task must name. */
export interface Broken {
  readonly kind: ExceptionKind;
  readonly detail: Readonly<Record<string, string | number>>;
}

/**
 * Somebody looked at a rule that the merged books break and did what there was to do; why and how
 * is the author's reason. What corrects the books (a count, a refund, a reversal) is a fact of its
 * own: this one says that nothing is left to be done.
 */
export type ExceptionSettled = Fact<
  "exception.settled",
  {
    /** Id of the fact that broke the rule. */
    readonly of: string;
    /** The rule, as `exception.kind` names it. */
    readonly kind: string;
  }
>;
