import { assert } from "#shared/kernel/assert.ts";

export type AccountType = "asset" | "liability" | "equity" | "revenue" | "expense";

export type Side = "debit" | "credit";

/** The side on which a type grows. Derived, never stored: no column can disagree with it. */
export const normalBalance = {
  asset: "debit",
  expense: "debit",
  liability: "credit",
  equity: "credit",
  revenue: "credit",
} as const satisfies Record<AccountType, Side>;

export function opposite(side: Side): Side {
  return side === "debit" ? "credit" : "debit";
}

/**
 * What the party of a line means on a control account, each of which has a list behind it that
 * adds up to it to the cent:
 * drawer: a till's code or 'SAFE' · customer, supplier, deposit, job, staff: their id.
 */
export type Subledger = "drawer" | "customer" | "supplier" | "deposit" | "job" | "staff";

/**
 * One account of five tiers: type → category → class → subclass → account. The names of tiers are
 * English and are translated by `tierNameSwahili`. A parent (`posting: false`) is a heading and
 * takes no lines; an inactive account keeps its past and takes no more.
 */
export interface Account {
  /** Four or five digits; the first says the type. */
  readonly number: number;
  readonly type: AccountType;
  readonly category: string;
  readonly class: string;
  readonly subclass: string | null;
  readonly name: string;
  readonly nameSwahili: string | null;
  /** The code of the business whose account it is; `null` where all share it. */
  readonly business: string | null;
  readonly posting: boolean;
  readonly active: boolean;
  /** Where set, every line needs a party. */
  readonly subledger: Subledger | null;
}

const TYPES = ["asset", "liability", "equity", "revenue", "expense"] as const;

/** 1 asset, 2 liability, 3 equity, 4 revenue, 5 expense. Any other number is our bug. */
export function typeOfNumber(number: number): AccountType {
  const type = TYPES[Number(String(number).charAt(0)) - 1];
  assert(Number.isSafeInteger(number) && number >= 1000, `${number} is not an account number`);
  assert(type !== undefined, `${number} begins with a digit that is no account type`);
  return type;
}
