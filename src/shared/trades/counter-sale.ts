import type { BusinessSettings, Component } from "../facts/master.ts";
import type { SoldLine } from "../facts/selling.ts";
import type { StockIssue } from "../facts/layers.ts";
import type { Tender } from "../facts/tender.ts";
import type { Sealed } from "../facts/fact.ts";
import { assert } from "../kernel/assert.ts";
import { allocate, cents, less, negate, price, sum, ZERO, type Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import { splitTax, type TaxLetter } from "../kernel/tax.ts";
import {
  credit,
  debit,
  journalEntry,
  mergeLines,
  type EntryLine,
  type JournalEntry,
} from "../ledger/journal-entry.ts";
import { depositLines } from "./returnables-entry.ts";
import { costOf, isTooLarge, LARGEST, takenBy, type Taken } from "./stock-taking.ts";

/** An item as the sale needs it; `basisPoints` is the tax rate of the day. */
export interface SaleItem {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly fractional: boolean;
  readonly tax: TaxLetter;
  readonly basisPoints: number;
  readonly revenue: number;
  readonly cogs: number | null;
  readonly inventory: number | null;
  readonly components: readonly Component[];
}

export interface CartLine {
  readonly item: SaleItem;
  readonly quantity: Quantity;
  readonly unitPrice: Money;
  readonly discount: Money;
}

/** A tender as asked for; what the customer hands over in cash is not yet what the sale keeps. */
export type AskedTender =
  | { readonly kind: "cash"; readonly tendered: Money }
  | { readonly kind: "mpesa"; readonly amount: Money; readonly code: Sealed }
  | { readonly kind: "bank"; readonly amount: Money; readonly reference: string }
  | { readonly kind: "account"; readonly amount: Money }
  | { readonly kind: "credit"; readonly amount: Money };

export interface Priced {
  readonly lines: readonly SoldLine[];
  readonly total: Money;
  readonly tax: Money;
}

/**
 * Prices a cart: line amounts, the whole-sale discount spread over the lines by largest
 * remainder, tax taken out of tax-inclusive prices, stock taken first in, first out.
 * Refuses parts of an item that is sold whole, a discount larger than its line, short stock, and
 * sums that no shop could mean.
 */
export function priceCart(
  cart: readonly CartLine[],
  discount: Money,
  take: (taken: Taken) => Result<StockIssue[]>,
): Result<Priced> {
  if (cart.length === 0) return refuse({ code: "sale.empty" });
  const before: Money[] = [];
  for (const line of cart) {
    const { item } = line;
    if (line.quantity <= 0 || (!item.fractional && line.quantity % 1000 !== 0)) {
      return refuse({ code: "quantity.invalid", name: item.name });
    }
    if (isTooLarge(line.unitPrice, line.quantity)) return refuse({ code: "sale.too_large" });
    const gross = price(line.unitPrice, line.quantity);
    if (line.discount > gross) return refuse({ code: "discount.too_large", name: item.name });
    before.push(less(gross, line.discount));
  }
  const whole = sum(before);
  if (whole > LARGEST) return refuse({ code: "sale.too_large" });
  if (discount > whole) return refuse({ code: "discount.too_large", name: "" });
  const shares = discount === 0 ? before.map(() => ZERO) : allocate(discount, before);
  const lines: SoldLine[] = [];
  for (const [at, line] of cart.entries()) {
    const gross = less(before[at] ?? ZERO, shares[at] ?? ZERO);
    const sold = soldLine(line, gross, sum([line.discount, shares[at] ?? ZERO]), take);
    if (!sold.ok) return sold;
    lines.push(sold.value);
  }
  return done({ lines, total: less(whole, discount), tax: sum(lines.map((line) => line.tax)) });
}

function soldLine(
  line: CartLine,
  gross: Money,
  discount: Money,
  take: (taken: Taken) => Result<StockIssue[]>,
): Result<SoldLine> {
  const { item } = line;
  const issues: StockIssue[] = [];
  if (item.components.some((part) => isTooLarge(part.quantity, line.quantity))) {
    return refuse({ code: "sale.too_large" });
  }
  for (const taken of takenBy(item, line.quantity)) {
    const taking = take(taken);
    if (!taking.ok) return taking;
    issues.push(...taking.value);
  }
  return done({
    item: item.id,
    name: item.name,
    unit: item.unit,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount,
    gross,
    taxLetter: item.tax,
    basisPoints: item.basisPoints,
    tax: splitTax(gross, item.basisPoints).tax,
    revenue: item.revenue,
    cogs: item.cogs,
    issues,
  });
}

export interface Settled {
  readonly tenders: readonly Tender[];
  readonly change: Money;
}

/** M-Pesa moves whole shillings only. */
export const SHILLING = 100;

/**
 * Settles a total: what is not paid otherwise is due in cash, rounded to what coins can pay, or
 * by M-Pesa, rounded to whole shillings; the rounding is a tender's, never the invoice's. Change
 * is given from cash alone. Refuses too little, and too much of anything but cash.
 */
export function settle(
  total: Money,
  asked: readonly AskedTender[],
  cashRounding: number,
): Result<Settled> {
  const odd = asked.find((tender) => tender.kind === "mpesa" && tender.amount % SHILLING !== 0);
  if (odd?.kind === "mpesa") return refuse({ code: "tender.whole_shillings", amount: odd.amount });
  const handed = asked.filter((tender) => tender.kind === "cash").map((tender) => tender.tendered);
  const other = sum(asked.map((tender) => (tender.kind === "cash" ? ZERO : tender.amount)));
  const due = less(total, other);
  const tenders = withoutCash(asked, due);
  if (tenders !== null) return done({ tenders, change: ZERO });
  if (due < 0) return refuse({ code: "tender.over", over: negate(due) });
  if (handed.length === 0) return refuse({ code: "tender.short", short: due });
  return settleCash(due, sum(handed), asked, cashRounding);
}

/**
 * The tenders, where they settle the total without cash: exactly, or because the M-Pesa paid is
 * what was due by M-Pesa in whole shillings. Null: there is more, or less, to it.
 */
function withoutCash(asked: readonly AskedTender[], due: number): Tender[] | null {
  if (asked.some((tender) => tender.kind === "cash")) return null;
  const last = asked.findLastIndex((tender) => tender.kind === "mpesa");
  const paid = sum(asked.map((tender) => (tender.kind === "mpesa" ? tender.amount : ZERO)));
  const whole = due === 0 || (last >= 0 && roundCash(cents(paid + due), SHILLING) === paid);
  if (!whole) return null;
  return otherTenders(asked).map((tender, at) =>
    at === last && tender.kind === "mpesa" ? { ...tender, rounding: due } : tender,
  );
}

function otherTenders(asked: readonly AskedTender[]): Tender[] {
  return asked
    .filter((tender) => tender.kind !== "cash")
    .map((tender) => (tender.kind === "mpesa" ? { ...tender, rounding: 0 } : tender));
}

function settleCash(
  due: Money,
  handed: Money,
  asked: readonly AskedTender[],
  cashRounding: number,
): Result<Settled> {
  const others = otherTenders(asked);
  const rounded = roundCash(due, cashRounding);
  if (handed < rounded) return refuse({ code: "tender.short", short: less(rounded, handed) });
  if (due === 0 && handed > 0) return refuse({ code: "tender.over", over: handed });
  if (due === 0) return done({ tenders: others, change: ZERO });
  const change = less(handed, rounded);
  const rounding = due - rounded;
  const cash: Tender = { kind: "cash", amount: rounded, tendered: handed, change, rounding };
  return done({ tenders: [cash, ...others], change });
}

/** To the nearest payable amount, halves up: 1,160.40 in whole shillings is 1,160. */
export function roundCash(due: Money, unit: number): Money {
  return cents(Math.floor((due + Math.floor(unit / 2)) / unit) * unit);
}

/** Who the entry's lines belong to. */
export interface SalePlace {
  readonly business: string;
  readonly drawer: string;
  readonly customer: string | null;
  /**
   * Whose store credit moves, where the customer has since been merged into another: a debt stays
   * in the name it was made in, credit is held by who is there to spend it.
   */
  readonly holder?: string | null;
  readonly accounts: BusinessSettings["accounts"];
}

/**
 * The entry of a sale, its cost of goods included (worked journals J1, J1r, J2, J4, J12): debit
 * the tenders, credit revenue net of tax, the output tax and deposits taken; debit the cost, credit
 * the stock.
 */
export function saleEntry(
  place: SalePlace,
  lines: readonly SoldLine[],
  tenders: readonly Tender[],
): JournalEntry | null {
  const { business } = place;
  const posted: EntryLine[] = tenders.flatMap((tender) => tenderLines(place, tender));
  for (const line of lines) {
    posted.push(credit(business, line.revenue, less(line.gross, line.tax)));
    posted.push(credit(business, place.accounts.outputTax, line.tax));
    posted.push(...costLines(business, line));
    const { deposit = null, lent = [] } = line.returnable ?? {};
    posted.push(...depositLines(business, deposit, lent));
  }
  // A gift that uses no stock moves nothing: the fact stands without an entry.
  const merged = mergeLines(posted);
  return merged.length === 0 ? null : journalEntry(merged);
}

/** What a tender brings in, on the accounts it goes to. */
export function tenderLines(place: SalePlace, tender: Tender): EntryLine[] {
  const { business, accounts, drawer } = place;
  switch (tender.kind) {
    case "cash":
      return [debit(business, accounts.cash, tender.amount, drawer), ...rounded(place, tender)];
    case "mpesa":
      return [debit(business, accounts.mpesa, tender.amount), ...rounded(place, tender)];
    case "bank":
      return [debit(business, accounts.bank, tender.amount)];
    case "account":
      return [debit(business, accounts.receivable, tender.amount, customerOf(place))];
    case "credit":
      return [debit(business, accounts.storeCredit, tender.amount, holderOf(place))];
  }
}

/** What the invoice has beyond what coins or M-Pesa can pay: a cost, or a gain. */
function rounded({ business, accounts }: SalePlace, tender: { rounding: number }): EntryLine[] {
  const { rounding } = tender;
  if (rounding > 0) return [debit(business, accounts.rounding, cents(rounding))];
  return [credit(business, accounts.rounding, cents(-rounding))];
}

function customerOf(place: SalePlace): string {
  assert(place.customer !== null, "a sale on account names its customer");
  return place.customer;
}

/** Who holds the store credit of a customer: the one it is shown as. */
export function holderOf(place: SalePlace): string {
  return place.holder ?? customerOf(place);
}

function costLines(business: string, line: SoldLine): EntryLine[] {
  const cost = costOf(line.issues);
  if (cost === 0) return [];
  assert(line.cogs !== null, `${line.name} uses stock but has no cost account`);
  return [
    debit(business, line.cogs, cost),
    ...line.issues.map((part) => credit(business, part.account, part.cost)),
  ];
}
