import type { RefundedLine, SoldLine } from "../facts/selling.ts";
import type { StockIssue } from "../facts/layers.ts";
import type { Tender, TenderKind } from "../facts/tender.ts";
import { assert } from "../kernel/assert.ts";
import { cents, less, share, sum, ZERO, type Money } from "../kernel/money.ts";
import { lessQuantity, quantity, type Quantity } from "../kernel/quantity.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import { partOfTax } from "../kernel/tax.ts";
import { returnTo } from "../ledger/fifo.ts";
import {
  credit,
  debit,
  journalEntry,
  mergeLines,
  type EntryLine,
  type JournalEntry,
} from "../ledger/journal-entry.ts";
import { holderOf, type SalePlace } from "./counter-sale.ts";
import { depositLines } from "./returnables-entry.ts";
import { costOf } from "./stock-taking.ts";

/** A line to refund: the original, how much of it came back before, how much comes back now. */
export interface ReturnedLine {
  readonly of: number;
  readonly sold: SoldLine;
  readonly before: Quantity;
  readonly now: Quantity;
  readonly restock: boolean;
}

/**
 * What comes back: each amount is the share of the whole line up to now less the share before,
 * so that a line refunded bit by bit adds up to the line, its tax and its cost to the cent.
 * Refuses more than was sold.
 */
export function refundedLines(returned: readonly ReturnedLine[]): Result<RefundedLine[]> {
  const lines: RefundedLine[] = [];
  for (const { of, sold, before, now, restock } of returned) {
    const left = lessQuantity(sold.quantity, before);
    if (now > left) return refuse({ code: "refund.exceeds_sale", name: sold.name, left });
    const part = (whole: Money): Money => {
      const upTo = share(whole, before + now, sold.quantity);
      return less(upTo, share(whole, before, sold.quantity));
    };
    const gross = part(sold.gross);
    const grossBefore = share(sold.gross, before, sold.quantity);
    lines.push({
      ...sold,
      of,
      restock,
      quantity: now,
      gross,
      // By what the parts come to, not by quantity: a part of no price has no tax.
      tax: partOfTax(sold.gross, sold.tax, grossBefore, gross),
      discount: part(sold.discount),
      issues: returnedIssues(sold, before, now),
    });
  }
  return done(lines);
}

/** The stock of each item goes back to its own layers; components in proportion. */
function returnedIssues(sold: SoldLine, before: Quantity, now: Quantity): StockIssue[] {
  const items = [...new Set(sold.issues.map((part) => part.item))];
  return items.flatMap((item) => {
    const issues = sold.issues.filter((part) => part.item === item);
    const whole = issues.reduce((total, part) => total + part.quantity, 0);
    const scaled = (of: number): number => Number(share(cents(whole), of, sold.quantity));
    const from = scaled(before);
    const upTo = scaled(before + now);
    const back = returnTo(issues, quantity(from), quantity(upTo - from));
    assert(back.excess === 0, "more stock comes back than went out");
    return back.returns.map((part) => ({ ...part, item, account: accountOf(issues) }));
  });
}

function accountOf(issues: readonly StockIssue[]): number {
  const [first] = issues;
  assert(first !== undefined, "an item without issues");
  return first.account;
}

/** Amounts by tender: what a sale was paid with, or what its refunds gave back. */
export type ByTender = ReadonlyMap<TenderKind, Money>;

/**
 * How much may go back by each tender: as it was paid; what was sold on account first reduces
 * the debt, and only what has been paid of it since may leave in cash, once. A known customer
 * may always take store credit instead of money, but not both: all money and credit together is
 * what was paid and has not gone back. Cash counts with its rounding, as invoiced.
 */
export function refundLimits(
  paid: ByTender,
  given: ByTender,
  owedNow: Money,
  hasCustomer: boolean,
): Map<TenderKind, Money> {
  const less0 = (kind: TenderKind): number => (paid.get(kind) ?? 0) - (given.get(kind) ?? 0);
  const leftOf = (kind: TenderKind): Money => cents(Math.max(0, less0(kind)));
  const onAccount = leftOf("account");
  const unpaid = cents(Math.min(onAccount, Math.max(0, owedNow)));
  // Cash beyond what was paid in cash came out of what was paid of the debt.
  const paidOut = Math.max(0, -less0("cash"));
  const paidSince = cents(Math.max(0, onAccount - unpaid - paidOut));
  // Signed: store credit given for cash, or cash for a paid debt, is not there to give again.
  const held = MONEY.reduce<number>((left, kind) => left + less0(kind), onAccount - unpaid);
  const most = (amount: Money): Money => cents(Math.min(amount, Math.max(0, held)));
  return new Map<TenderKind, Money>([
    ["account", unpaid],
    ["cash", most(sum([leftOf("cash"), paidSince]))],
    ["mpesa", most(leftOf("mpesa"))],
    ["bank", most(leftOf("bank"))],
    ["credit", most(hasCustomer ? sum([...MONEY.map(leftOf), paidSince]) : leftOf("credit"))],
  ]);
}

/** What is worth money to a customer; the account is a debt. */
const MONEY = ["cash", "mpesa", "bank", "credit"] as const;

const GIVEN_BACK_IN_ORDER = ["account", "cash", "mpesa", "bank", "credit"] as const;

/** Cash stays in the drawer until the new sale takes it up; nothing else has to be sent back. */
const EXCHANGED_IN_ORDER = ["account", "cash", "credit", "mpesa", "bank"] as const;

/**
 * The usual split: first the debt, then as it was paid. In an exchange, credit for the next sale
 * comes before any money that would have to travel.
 */
export function proposeRefund(
  total: Money,
  limits: ReadonlyMap<TenderKind, Money>,
  exchange = false,
): { readonly kind: TenderKind; readonly amount: Money; readonly most: Money }[] {
  let rest = total;
  return (exchange ? EXCHANGED_IN_ORDER : GIVEN_BACK_IN_ORDER)
    .map((kind) => {
      const most = limits.get(kind) ?? ZERO;
      const amount = cents(Math.min(rest, most));
      rest = less(rest, amount);
      return { kind, amount, most };
    })
    .filter((tender) => tender.most > 0);
}

/**
 * The entry of a refund (worked journal J6): debit returns and the output tax, credit the
 * tenders; stock goes back at its original cost, damaged goods are written off instead.
 */
export function refundEntry(
  place: SalePlace,
  lines: readonly RefundedLine[],
  tenders: readonly Tender[],
): JournalEntry | null {
  const { business, accounts } = place;
  const posted: EntryLine[] = [];
  for (const line of lines) {
    posted.push(debit(business, accounts.returns, less(line.gross, line.tax)));
    posted.push(debit(business, accounts.outputTax, line.tax));
    posted.push(...stockLines(place, line));
    const { deposit = null, lent = [] } = line.returnable ?? {};
    posted.push(...depositLines(business, deposit, lent));
  }
  for (const tender of tenders) posted.push(...givenBack(place, tender));
  const merged = mergeLines(posted);
  return merged.length === 0 ? null : journalEntry(merged);
}

function stockLines(place: SalePlace, line: RefundedLine): EntryLine[] {
  const cost = costOf(line.issues);
  if (cost === 0) return [];
  assert(line.cogs !== null, `${line.name} uses stock but has no cost account`);
  const { business, accounts } = place;
  const back = line.restock
    ? line.issues.map((part) => debit(business, part.account, part.cost))
    : [debit(business, accounts.shrinkage, cost)];
  return [...back, credit(business, line.cogs, cost)];
}

/** What a tender gives back, on the accounts it leaves. */
export function givenBack(place: SalePlace, tender: Tender): EntryLine[] {
  const { business, accounts, drawer, customer } = place;
  switch (tender.kind) {
    case "cash":
      return [credit(business, accounts.cash, tender.amount, drawer), ...rounded(place, tender)];
    case "mpesa":
      return [credit(business, accounts.mpesa, tender.amount), ...rounded(place, tender)];
    case "bank":
      return [credit(business, accounts.bank, tender.amount)];
    case "account":
      return [credit(business, accounts.receivable, tender.amount, customer)];
    case "credit":
      return [credit(business, accounts.storeCredit, tender.amount, holderOf(place))];
  }
}

/** What the refund owes less what coins or M-Pesa could pay. */
function rounded({ business, accounts }: SalePlace, tender: { rounding: number }): EntryLine[] {
  const { rounding } = tender;
  if (rounding > 0) return [credit(business, accounts.rounding, cents(rounding))];
  return [debit(business, accounts.rounding, cents(-rounding))];
}
