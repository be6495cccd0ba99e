import { assert } from "#shared/kernel/assert.ts";
import { allocate, cents, less, sum, ZERO } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";
import { credit, debit } from "./journal-entry.ts";
import type { EntryLine } from "./journal-entry.ts";

/**
 * What the office posts, as pure sentences. Amounts are cents; accounts are the caller's, who has
 * checked them. Lines come unmerged and with nothing in the wrong business: between businesses
 * money goes through 1900 alone, so that each business balances by itself.
 */

/** Accounts of the owner's chart that rules name; their numbers are permanent. */
export const RULED = {
  interBusiness: 1900,
  /** M-Pesa received that belongs to no sale yet. */
  unallocated: 2120,
  capital: 3100,
  drawings: 3200,
  opening: 3900,
  excise: 2160,
  abnormalWastage: 5151,
  containerLoss: 5152,
} as const;

/** Where money lies. `owner` is the business whose account it is; null where all share it. */
export interface MoneyPlace {
  readonly account: number;
  readonly owner: string | null;
  readonly party: string | null;
}

/** One business pays for another: the payer is owed it, through 1900 (worked journal J28). */
export function throughClearing(payer: string, other: string, amount: Money): EntryLine[] {
  if (payer === other) return [];
  return [debit(payer, RULED.interBusiness, amount), credit(other, RULED.interBusiness, amount)];
}

/** Money leaves a place on behalf of a business, whoever owns the place. */
export function paidFor(business: string, from: MoneyPlace, amount: Money): EntryLine[] {
  const payer = from.owner ?? business;
  return [
    credit(payer, from.account, amount, from.party),
    ...throughClearing(payer, business, amount),
  ];
}

export interface ExpenseShare {
  readonly business: string;
  /** What this business's part comes to, input tax included. */
  readonly amount: Money;
  /** Input tax is reclaimed here; otherwise it stays in the cost. */
  readonly reclaims: boolean;
  readonly inputTax: number;
  readonly charges: number;
}

/**
 * An expense, of one business or split over several (J32, J37): each business pays its own part.
 * Tax and the charge of the payment are spread over the parts by their size.
 */
export function expenseLines(
  account: number,
  shares: readonly ExpenseShare[],
  from: MoneyPlace,
  extra: { readonly tax: Money; readonly fee: Money },
): EntryLine[] {
  const weights = shares.map((share) => share.amount);
  const taxes = allocate(extra.tax, weights);
  const fees = allocate(extra.fee, weights);
  return shares.flatMap((share, at) => {
    const tax = share.reclaims ? (taxes[at] ?? ZERO) : ZERO;
    const fee = fees[at] ?? ZERO;
    assert(tax <= share.amount, `the tax of ${share.business} is more than its part`);
    return [
      debit(share.business, account, less(share.amount, tax)),
      debit(share.business, share.inputTax, tax),
      debit(share.business, share.charges, fee),
      ...paidFor(share.business, from, sum([share.amount, fee])),
    ];
  });
}

export interface Place {
  readonly business: string;
  readonly account: number;
  readonly party: string | null;
}

/** Money moves from one place to another; who sends bears the charge (J28, J29, J29b, J30). */
export function transferLines(
  from: Place,
  to: Place,
  amount: Money,
  charge: { readonly account: number; readonly fee: Money },
): EntryLine[] {
  return [
    debit(to.business, to.account, amount, to.party),
    debit(from.business, charge.account, charge.fee),
    credit(from.business, from.account, sum([amount, charge.fee]), from.party),
    ...throughClearing(from.business, to.business, amount),
  ];
}

/** The owner puts money in (J26) or draws it out (J27). */
export function capitalLines(
  direction: "in" | "drawings",
  { business, account, party }: Place,
  amount: Money,
): EntryLine[] {
  return direction === "in"
    ? [debit(business, account, amount, party), credit(business, RULED.capital, amount)]
    : [debit(business, RULED.drawings, amount), credit(business, account, amount, party)];
}

/** Balances brought into the books; what they come to is the opening equity, 3900. */
export function openingLines(business: string, lines: readonly EntryLine[]): EntryLine[] {
  let net = 0;
  for (const line of lines) net += line.side === "debit" ? line.amount : -line.amount;
  if (net === 0) return [...lines];
  const counter = net > 0 ? credit : debit;
  return [...lines, counter(business, RULED.opening, cents(Math.abs(net)))];
}

/** What is owed to a supplier is paid, with the charge of the payment (J8). */
export function supplierPaymentLines(
  at: { readonly business: string; readonly payable: number; readonly charges: number },
  supplier: string,
  from: MoneyPlace,
  paid: { readonly amount: Money; readonly fee: Money },
): EntryLine[] {
  return [
    debit(at.business, at.payable, paid.amount, supplier),
    debit(at.business, at.charges, paid.fee),
    ...paidFor(at.business, from, sum([paid.amount, paid.fee])),
  ];
}
