import type { Money } from "../kernel/money.ts";
import type { Fact, Sealed } from "./fact.ts";

/** How many of each note and coin, by shillings: {"1000": 3, "50": 2}. */
export type CashCount = Readonly<Record<string, number>>;

export type ShiftOpened = Fact<
  "shift.opened",
  {
    readonly number: number;
    readonly counts: CashCount;
    readonly float: Money;
    /** Cash brought from the safe into the drawer at opening. */
    readonly fromSafe: Money;
    /** Signed cents: counted less expected, posted to over/short. */
    readonly variance: number;
    /** Cash that was in the drawer before these books knew of any: an opening balance. */
    readonly opening: Money;
  }
>;

export type CashMoved = Fact<
  "cash.moved",
  {
    readonly shift: string;
    readonly direction: "in" | "out";
    readonly amount: Money;
    readonly account: number;
    readonly reason: string;
  }
>;

export type DrawerOpened = Fact<
  "drawer.opened",
  { readonly shift: string; readonly reason: string }
>;

export interface ShiftTotals {
  readonly sales: number;
  readonly refunds: number;
  readonly gross: Money;
  readonly refunded: Money;
  readonly tax: number;
  readonly discount: Money;
  readonly byTender: Readonly<Record<string, number>>;
  /** What tenders moved for anything but sales, by kind of fact: debts paid, deposits … */
  readonly others: readonly {
    readonly kind: string;
    readonly count: number;
    readonly amount: number;
  }[];
  readonly cashIn: Money;
  readonly cashOut: Money;
  readonly taxes: readonly {
    readonly letter: string;
    readonly gross: number;
    readonly tax: number;
  }[];
}

export type ShiftClosed = Fact<
  "shift.closed",
  {
    readonly shift: string;
    readonly number: number;
    readonly counts: CashCount;
    readonly counted: Money;
    readonly expected: number;
    readonly variance: number;
    readonly mpesaCounted: Money | null;
    readonly mpesaExpected: number;
    readonly mpesaVariance: number;
    /** Left in the drawer for the next shift; the rest goes to the safe. */
    readonly leftInDrawer: Money;
    readonly toSafe: Money;
    /** M-Pesa codes of the shift whose money nobody had seen yet when it closed. */
    readonly claimed: readonly {
      readonly of: string;
      readonly code: Sealed;
      readonly amount: Money;
    }[];
    readonly totals: ShiftTotals;
    readonly note: string;
  }
>;
