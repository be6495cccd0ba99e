import type { BusinessDay } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import type { Fact } from "./fact.ts";

/** A line of the ledger, by the fact whose entry it is and its number in it. */
export interface LineRef {
  readonly of: string;
  readonly no: number;
  /** Debit less credit, in cents. */
  readonly amount: Money;
}

/**
 * Lines of a statement and lines of the ledger that are the same money: the two come to the same.
 * Without a statement line they cancel out, as an entry and its reversal do. Of a statement line
 * day and amount are kept, never its text: that names people, phones and codes.
 */
export interface Matched {
  readonly statement: readonly { readonly day: BusinessDay; readonly amount: Money }[];
  readonly lines: readonly LineRef[];
}

/**
 * A statement was agreed with the ledger: opening + everything matched and ticked = closing. It
 * posts nothing; what was missing has been recorded before.
 */
export type ReconciliationDone = Fact<
  "reconciliation.done",
  {
    readonly account: number;
    /** Of cash, where it lies; otherwise null. */
    readonly party: string | null;
    /** The first day looked at, ever: what lies before was taken as agreed by the first one. */
    readonly since: BusinessDay;
    /** The last day of the statement. */
    readonly through: BusinessDay;
    readonly opening: Money;
    /** The balance that the statement, or the count, ends with. */
    readonly closing: Money;
    readonly matched: readonly Matched[];
    /** Agreed by eye with a statement on paper, or with a count. */
    readonly ticked: readonly LineRef[];
  }
>;

/** Taken back, the latest of its place first: its lines are open again. */
export type ReconciliationUndone = Fact<
  "reconciliation.undone",
  { readonly reconciliation: string }
>;
