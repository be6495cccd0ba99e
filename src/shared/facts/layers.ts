import type { Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";

/** Stock taken from (or, on a refund, returned to) one FIFO layer. Cost in cents. */
export interface StockIssue {
  readonly item: string;
  readonly layer: string;
  readonly quantity: Quantity;
  readonly cost: Money;
  readonly account: number;
}

/** Goods that came in: each line is a FIFO layer of its own. */
export interface ReceivedLine {
  readonly item: string;
  readonly name: string;
  readonly quantity: Quantity;
  /** Total cost of the line in cents, input tax excluded when it is reclaimed. */
  readonly cost: Money;
  readonly tax: Money;
  readonly account: number;
  readonly layer: string;
  /**
   * Earlier oversold stock that this receipt covers: the provisional cost it was sold at, and
   * what it turned out to cost. The difference is posted forward, to the cost of goods sold.
   */
  readonly covers: readonly {
    readonly layer: string;
    readonly quantity: Quantity;
    readonly cost: Money;
    readonly actual: Money;
  }[];
}
