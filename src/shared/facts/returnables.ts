import type { BusinessDay } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";
import type { TaxLetter } from "../kernel/tax.ts";
import type { Fact } from "./fact.ts";
import type { ReceivedLine, StockIssue } from "./layers.ts";
import type { Tender } from "./tender.ts";

/**
 * Where a returnable is. Inside are the places that are counted; outside is where it came from or
 * went to, so that each move has two ends and everything ever moved adds up to nothing.
 * `customer` holds what a deposit is held for; `traded` is what customers swap, one for one;
 * `stock` is the stock ledger, where owned containers are goods like any other.
 */
export type InsidePlace = "full" | "empty" | "customer" | "supplier" | "quarantine";
export type OutsidePlace = "opening" | "acquired" | "traded" | "sold" | "lost" | "stock";
export type ReturnablePlace = InsidePlace | OutsidePlace;

export const INSIDE: readonly InsidePlace[] = [
  "full",
  "empty",
  "customer",
  "supplier",
  "quarantine",
];

/** Where a kind of returnable posts: leaf accounts, proposed by kind and changeable. */
export interface ReturnableAccounts {
  /** Deposits held: a control account with one party a deposit (2210, 2220). */
  readonly held: number;
  /** What owned containers with customers cost (1214); null where they are not ours. */
  readonly loan: number | null;
  /** Deposits paid to suppliers for what is not ours (1360); null where it is. */
  readonly paid: number | null;
  readonly forfeited: number;
  readonly loss: number;
}

/** Cylinders or containers of one brand and size. */
export interface ReturnableType {
  readonly id: string;
  readonly business: string;
  readonly kind: "cylinder" | "container";
  readonly name: string;
  readonly brand: string;
  /** Thousandths of a kilogram (cylinder) or of a litre (container). */
  readonly size: Quantity;
  /** Each one has a serial that is followed; otherwise they are counted only. */
  readonly serialised: boolean;
  /** What is sold in it: gas by the kilogram, or a refill or bottle by the piece. */
  readonly content: string;
  /** The item that is sold when one is sold outright. */
  readonly outright: string | null;
  /** The stocked item that an empty one of ours is: its cost goes on loan with it. */
  readonly empty: string | null;
  /** Other types that may come back for one of these. */
  readonly accepts: readonly string[];
  /** Deposit paid to the supplier for each one, in cents: what losing it costs. */
  readonly supplierDeposit: Money;
  /** How a forfeited deposit is taxed; a judgement of the accountant. */
  readonly forfeitTax: TaxLetter;
  readonly accounts: ReturnableAccounts;
  readonly active: boolean;
}

/** A type as it now is (null: as it was) and, where it changes, its deposit from a day on. */
export type ReturnableSaved = Fact<
  "returnable.saved",
  {
    readonly of: string;
    readonly type: ReturnableType | null;
    readonly deposit: { readonly from: BusinessDay; readonly amount: Money } | null;
  }
>;

/** What is written on a cylinder; where it is follows from the moves alone. */
export interface Cylinder {
  readonly serial: string;
  readonly type: string;
  /** Grams; null where the collar cannot be read. */
  readonly tare: number | null;
  readonly tested: BusinessDay | null;
  readonly testDue: BusinessDay | null;
  readonly owner: "brand" | "shop" | "customer";
}

export type CylinderSaved = Fact<"cylinder.saved", Cylinder>;

/** So many (whole pieces) of a type from one place to another; one where it has a serial. */
export interface ReturnableMove {
  readonly type: string;
  readonly from: ReturnablePlace;
  readonly to: ReturnablePlace;
  readonly count: number;
  readonly serial: string | null;
}

/** What an act does to one deposit record. Signed: what is held after it, less before. */
export interface DepositChange {
  readonly deposit: string;
  readonly how: "taken" | "changed" | "returned" | "forfeited" | "undone";
  /** What the customer holds from now on. */
  readonly type: string;
  readonly serial: string | null;
  readonly customer: string | null;
  /** The control account whose party the record is. */
  readonly account: number;
  readonly count: number;
  readonly amount: number;
  /** Cost of owned containers on loan, and the account it lies in. */
  readonly cost: number;
  readonly loan: number | null;
}

export type SoldAs = "exchange" | "deposit" | "outright";

/** What a line of a sale did with cylinders or containers: positions, deposit, and the receipt. */
export interface SoldReturnable {
  readonly type: string;
  readonly name: string;
  readonly kind: ReturnableType["kind"];
  readonly brand: string;
  readonly as: SoldAs;
  readonly count: number;
  readonly serialOut: string;
  readonly serialIn: string;
  readonly seal: string;
  /** What came in for it, where that is of another type. */
  readonly inName: string;
  readonly moves: readonly ReturnableMove[];
  readonly deposit: DepositChange | null;
  /** Owned containers that left with it: their stock goes on loan at its cost. */
  readonly lent: readonly StockIssue[];
}

/** Positions moved in the office: opening counts, bought, set aside, released, lost, found. */
export type ReturnablesMoved = Fact<
  "returnables.moved",
  {
    readonly form:
      | "opening"
      | "acquired"
      | "quarantine"
      | "release"
      | "lost"
      /** What was written off as lost is there again. */
      | "found"
      /** Back to the supplier for good, who gives his deposit back. */
      | "returned";
    readonly reason: string;
    readonly moves: readonly ReturnableMove[];
    /** Gas that was lost with what it was in. */
    readonly issues: readonly StockIssue[];
    /** Gas that was found with what it is in, at its last known cost. */
    readonly gas?: readonly ReceivedLine[];
  }
>;

/** A deposit that was held before these books, taken over against opening balances. */
export type DepositOpened = Fact<
  "deposit.opened",
  {
    readonly deposit: DepositChange;
    readonly moves: readonly ReturnableMove[];
    readonly lent: readonly StockIssue[];
    readonly reference: string;
  }
>;

/** Something came back at the counter, and what was recorded for it was given back. */
export type DepositReturned = Fact<
  "deposit.returned",
  {
    readonly shift: string;
    /** Amounts are positive, as on the paper; the kind of fact says which way they went. */
    readonly tenders: readonly Tender[];
    readonly settings: string;
    readonly name: string;
    readonly receipt: string;
    readonly deposit: DepositChange;
    readonly moves: readonly ReturnableMove[];
    readonly lent: readonly StockIssue[];
  }
>;

/** What never came back: the deposit is earned, what it was for is written off. */
export type DepositForfeited = Fact<
  "deposit.forfeited",
  {
    readonly deposit: DepositChange;
    readonly moves: readonly ReturnableMove[];
    readonly tax: Money;
    readonly taxLetter: TaxLetter;
    readonly supplierDeposit: Money;
    readonly reason: string;
  }
>;
