import type { Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";
import type { TaxLetter } from "../kernel/tax.ts";
import type { Fact } from "./fact.ts";
import type { StockIssue } from "./layers.ts";
import type { SoldReturnable } from "./returnables.ts";
import type { Tender } from "./tender.ts";

export interface SoldLine {
  readonly item: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: Quantity;
  readonly unitPrice: Money;
  /** Taken off this line, its share of a whole-sale discount included. */
  readonly discount: Money;
  /** What the customer owes for the line, tax included. */
  readonly gross: Money;
  readonly taxLetter: TaxLetter;
  readonly basisPoints: number;
  readonly tax: Money;
  readonly revenue: number;
  readonly cogs: number | null;
  readonly issues: readonly StockIssue[];
  /** Cylinders or containers that went with it; older facts, and other lines, have none. */
  readonly returnable?: SoldReturnable;
}

export interface SaleBody {
  /** Human number: till, counter, epoch tag: R1-000123-K7. */
  readonly number: string;
  readonly counter: number;
  readonly shift: string;
  readonly customer: string | null;
  /** Fact id of the settings the receipt was made under: its header never changes later. */
  readonly settings: string;
  readonly total: Money;
  readonly tax: Money;
  readonly lines: readonly SoldLine[];
  readonly tenders: readonly Tender[];
  /** Fact id of the refund that these goods were taken in exchange for. */
  readonly exchange?: string;
}

export type SalePosted = Fact<"sale.posted", SaleBody>;

export interface RefundedLine extends SoldLine {
  /** The line number of the original sale, from 1. */
  readonly of: number;
  /** Goods went back to the shelf; otherwise they are written off as shrinkage. */
  readonly restock: boolean;
}

export interface RefundBody extends Omit<SaleBody, "lines" | "exchange"> {
  /** Fact id of the sale. */
  readonly sale: string;
  readonly lines: readonly RefundedLine[];
}

export type SaleRefunded = Fact<"sale.refunded", RefundBody>;
