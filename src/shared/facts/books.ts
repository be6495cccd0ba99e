import type { BusinessDay } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import type { Fact } from "./fact.ts";
import type { ReceivedLine } from "./layers.ts";
import type { Settlement } from "./payments.ts";
import type { DepositChange, ReturnableMove } from "./returnables.ts";

/** An act of the office whose whole content is its entry: expense, transfer, capital, manual … */
export type EntryRecorded = Fact<
  "entry.recorded",
  {
    readonly form:
      | "expense"
      | "transfer"
      | "capital"
      | "drawings"
      | "opening"
      | "manual"
      | "payment"
      | "year-end"
      | "vat-return"
      | "turnover-tax"
      | "payroll";
    readonly reference: string;
    /** The bills that a payment to a supplier settles; what is not named goes oldest first. */
    readonly settles?: readonly Settlement[];
    /** What was left of deposits that nothing is out for; lines name them on their control account. */
    readonly deposits?: readonly DepositChange[];
  }
>;

export type EntryReversed = Fact<"entry.reversed", { readonly entry: string }>;

export type StockReceived = Fact<
  "stock.received",
  {
    readonly supplier: string | null;
    readonly reference: string;
    readonly opening: boolean;
    readonly total: Money;
    readonly lines: readonly ReceivedLine[];
    /** Empties handed over for fulls; older facts, and other deliveries, have none. */
    readonly swapped?: readonly ReturnableMove[];
  }
>;

export type PeriodClosed = Fact<"period.closed", { readonly through: BusinessDay }>;
