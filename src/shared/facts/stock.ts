import type { BusinessDay, Instant } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";
import type { ReceivedLine } from "./layers.ts";
import type { Fact } from "./fact.ts";
import type { Recipe } from "./master.ts";
import type { StockIssue } from "./layers.ts";

export type RecipeSaved = Fact<"recipe.saved", Recipe>;

export interface UsedInput {
  readonly item: string;
  readonly name: string;
  readonly quantity: Quantity;
  readonly issues: readonly StockIssue[];
}

export interface Excise {
  readonly litres: Quantity;
  /** Cents a litre, in force on the day of the run. */
  readonly perLitre: Money;
  readonly amount: Money;
}

/** Units begun = good + normal + abnormal; each took its inputs. */
export interface ProductionBody {
  readonly good: Quantity;
  /** Lost within the recipe's usual loss: the good ones bear its cost. */
  readonly normal: Quantity;
  /** Lost beyond it: expensed. */
  readonly abnormal: Quantity;
  readonly batch: string;
  readonly expires: BusinessDay | null;
  readonly note: string;
  readonly inputs: readonly UsedInput[];
  /** The product's new layer, at what the good units cost. */
  readonly output: ReceivedLine;
  readonly abnormalCost: Money;
  readonly excise: Excise | null;
}

export type ProductionRecorded = Fact<"production.recorded", ProductionBody>;

/** A run taken back whole: its inputs to their layers, its product out of its own. */
export type ProductionReversed = Fact<
  "production.reversed",
  {
    readonly run: string;
    readonly inputs: readonly StockIssue[];
    readonly output: StockIssue;
  }
>;

/** Why goods were taken off the shelf without a sale. */
export const WRITE_OFF_REASONS = [
  "broken",
  "expired",
  "damaged",
  "lost",
  "sample",
  "own-use",
] as const;

export type WriteOffReason = (typeof WRITE_OFF_REASONS)[number];

export interface WrittenOffLine {
  readonly item: string;
  readonly name: string;
  readonly quantity: Quantity;
  /** The loss, or the owner's drawings. */
  readonly account: number;
  /** Output tax on what the owner took for himself. */
  readonly tax: Money;
  readonly issues: readonly StockIssue[];
}

export type StockWrittenOff = Fact<
  "stock.written_off",
  {
    readonly reason: WriteOffReason;
    readonly lines: readonly WrittenOffLine[];
  }
>;

/** One item's count. What was expected is of the moment of its count, whatever moved since. */
export interface CountedLine {
  readonly item: string;
  readonly name: string;
  readonly expected: Quantity;
  readonly counted: Quantity;
  readonly at: Instant;
  /** Fewer than expected: taken from the layers, oldest first. */
  readonly issues: readonly StockIssue[];
  /** More than expected: a layer at the last known cost. */
  readonly found: ReceivedLine | null;
}

export type StockCounted = Fact<
  "stock.counted",
  {
    readonly label: string;
    readonly lines: readonly CountedLine[];
  }
>;

export interface SentBackLine {
  readonly item: string;
  readonly name: string;
  readonly quantity: Quantity;
  /** Input tax that the supplier credits too. */
  readonly tax: Money;
  /** Out of the layer it came in, at that layer's cost. */
  readonly issue: StockIssue;
}

export type StockReturned = Fact<
  "stock.returned",
  {
    readonly supplier: string;
    /** The supplier's credit note. */
    readonly reference: string;
    readonly total: Money;
    readonly lines: readonly SentBackLine[];
  }
>;

export interface TransferredLine {
  readonly item: string;
  readonly name: string;
  readonly quantity: Quantity;
  /** Out of the sending business's layers; none in the fact of the receiving one. */
  readonly issues: readonly StockIssue[];
  /** The receiving business's own item, at the same cost; absent in the fact of the sending one. */
  readonly arrived?: ReceivedLine;
}

/**
 * Goods between businesses at FIFO cost, through 1900: a fact of each business under one COMMIT,
 * so that a till which serves only one of the two has its half. Facts of earlier programs are of
 * no business and hold both halves.
 */
export type StockTransferred = Fact<
  "stock.transferred",
  {
    readonly from: string;
    readonly to: string;
    readonly lines: readonly TransferredLine[];
  }
>;
