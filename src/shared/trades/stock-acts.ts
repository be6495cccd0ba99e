import type { ReceivedLine } from "../facts/layers.ts";
import type { StockIssue } from "../facts/layers.ts";
import type { CountedLine, SentBackLine, WriteOffReason, WrittenOffLine } from "../facts/stock.ts";
import type { Instant } from "../kernel/date.ts";
import { less, price, share, sum, ZERO, type Money } from "../kernel/money.ts";
import { lessQuantity, sumQuantities, type Quantity } from "../kernel/quantity.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import { issue, type Layer } from "../ledger/fifo.ts";
import {
  credit,
  debit,
  journalEntry,
  mergeLines,
  type EntryLine,
  type JournalEntry,
} from "../ledger/journal-entry.ts";
import { RULED, throughClearing, type MoneyPlace } from "../ledger/office-entries.ts";
import { deliveryLines, receivedLines, type Short } from "./purchase.ts";
import { costOf, isTooLarge, type Stock, type Taken } from "./stock-taking.ts";

/** Null where nothing of it cost anything: the fact stands without an entry. */
function entryOf(lines: readonly EntryLine[]): JournalEntry | null {
  const merged = mergeLines(lines);
  return merged.length === 0 ? null : journalEntry(merged);
}

const outOfStock = (business: string, issues: readonly StockIssue[]): EntryLine[] =>
  issues.map((part) => credit(business, part.account, part.cost));

/** What an item is to the business that loses it. */
export type StockRole = "container" | "produce" | "goods";

/**
 * Where a loss goes: a broken container is 5152, what a producer makes or fills with 5151 (J10),
 * other goods the shrinkage of the business, and what the owner took drawings (J27).
 */
export function lossAccount(reason: WriteOffReason, role: StockRole, shrinkage: number): number {
  if (reason === "own-use") return RULED.drawings;
  switch (role) {
    case "container":
      return RULED.containerLoss;
    case "produce":
      return RULED.abnormalWastage;
    case "goods":
      return shrinkage;
  }
}

/** Goods leave the shelf at FIFO cost; the owner bears the output tax of what he takes. */
export function writeOffEntry(
  business: string,
  lines: readonly WrittenOffLine[],
  outputTax: number,
): JournalEntry | null {
  return entryOf(
    lines.flatMap((line) => [
      debit(business, line.account, sum([costOf(line.issues), line.tax])),
      ...outOfStock(business, line.issues),
      credit(business, outputTax, line.tax),
    ]),
  );
}

export interface CountedItem {
  readonly stock: Stock;
  readonly expected: Quantity;
  readonly counted: Quantity;
  readonly at: Instant;
}

export interface Counting {
  readonly take: (taken: Taken) => Result<StockIssue[]>;
  readonly layerOf: (no: number) => string;
  readonly shortsOf: (item: string) => readonly Short[];
}

/**
 * A count against what was expected at that moment, so that what was sold since stays sold. What
 * is missing leaves the layers oldest first; what is found is a layer at the last known cost.
 * Refuses an item that would go below zero because it moved since: it is counted again.
 */
export function countedLines(
  items: readonly CountedItem[],
  counting: Counting,
): Result<CountedLine[]> {
  const lines: CountedLine[] = [];
  for (const [index, { stock, expected, counted, at }] of items.entries()) {
    const { item, name } = stock;
    const off = lessQuantity(counted, expected);
    let issues: readonly StockIssue[] = [];
    let found: ReceivedLine | null = null;
    if (off < 0) {
      const taken = counting.take({ item, quantity: lessQuantity(expected, counted) });
      if (!taken.ok) return refuse({ code: "stock.moved_since_count", name });
      issues = taken.value;
    }
    if (off > 0) {
      const unit = stock.lastCost();
      if (isTooLarge(unit, off)) return refuse({ code: "sale.too_large" });
      const arriving = { item, name, quantity: off, account: stock.account, tax: ZERO };
      [found = null] = receivedLines([{ ...arriving, cost: price(unit, off) }], {
        reclaims: false,
        layerOf: () => counting.layerOf(index + 1),
        shortsOf: counting.shortsOf,
      });
    }
    lines.push({ item, name, expected, counted, at, issues, found });
  }
  return done(lines);
}

/** Missing goods are a loss, found goods less of one (J36). */
export function countEntry(
  business: string,
  lines: readonly CountedLine[],
  accounts: { readonly shrinkage: number; readonly costOf: (item: string) => number },
): JournalEntry | null {
  return entryOf(
    lines.flatMap((line) => [
      debit(business, accounts.shrinkage, costOf(line.issues)),
      ...outOfStock(business, line.issues),
      ...arrivals(business, line.found, accounts.costOf),
      credit(business, accounts.shrinkage, line.found?.cost ?? ZERO),
    ]),
  );
}

function arrivals(
  business: string,
  line: ReceivedLine | null,
  costAccount: (item: string) => number,
): EntryLine[] {
  if (line === null) return [];
  return deliveryLines(business, [line], { inputTax: 0, costOf: costAccount });
}

/** What one received line still has on the shelf, and what it brought. */
export interface SentBack {
  readonly item: string;
  readonly name: string;
  readonly account: number;
  readonly layer: Layer;
  readonly quantity: Quantity;
  readonly received: { readonly quantity: Quantity; readonly tax: Money };
  /** Of the same received line, sent back before. */
  readonly before: Quantity;
}

/**
 * Goods go back to where they came from: out of their own layer, at its cost. The input tax is
 * the share up to now less the share before, so that returns bit by bit add up to the whole.
 */
export function sentBackLine(back: SentBack): Result<SentBackLine> {
  const { item, name, account, layer, quantity, received, before } = back;
  if (quantity > layer.quantity) {
    return refuse({ code: "stock.insufficient", name, left: layer.quantity, wanted: quantity });
  }
  const [part] = issue([layer], quantity).issues;
  if (part === undefined) return refuse({ code: "quantity.invalid", name });
  const upTo = sumQuantities([before, quantity]);
  const tax = less(
    share(received.tax, upTo, received.quantity),
    share(received.tax, before, received.quantity),
  );
  return done({ item, name, quantity, tax, issue: { ...part, item, account } });
}

export function sentBackTotal(lines: readonly SentBackLine[]): Money {
  return sum(lines.flatMap((line) => [line.issue.cost, line.tax]));
}

/** What a purchase did, mirrored: less is owed, or the money comes back, at what the goods cost. */
export function sentBackEntry(
  at: { readonly business: string; readonly payable: number; readonly inputTax: number },
  supplier: string,
  lines: readonly SentBackLine[],
  into: MoneyPlace | null,
): JournalEntry | null {
  const total = sentBackTotal(lines);
  const owner = into?.owner ?? at.business;
  const repaid =
    into === null
      ? [debit(at.business, at.payable, total, supplier)]
      : [
          debit(owner, into.account, total, into.party),
          ...throughClearing(at.business, owner, total),
        ];
  return entryOf([
    ...repaid,
    ...lines.flatMap((line) => [
      ...outOfStock(at.business, [line.issue]),
      credit(at.business, at.inputTax, line.tax),
    ]),
  ]);
}

/** What of a transfer is entered in each business. */
export interface TransferEntries {
  readonly sent: JournalEntry | null;
  readonly arrived: JournalEntry | null;
}

/** Goods between businesses at FIFO cost: an entry in each of the two, through 1900 (J28). */
export function transferEntries(
  from: string,
  to: string,
  lines: readonly { readonly issues: readonly StockIssue[]; readonly arrived: ReceivedLine }[],
  costAccount: (item: string) => number,
): TransferEntries {
  const cleared = lines.flatMap((line) => throughClearing(from, to, costOf(line.issues)));
  const of = (business: string): EntryLine[] =>
    cleared.filter((line) => line.business === business);
  return {
    sent: entryOf([...lines.flatMap((line) => outOfStock(from, line.issues)), ...of(from)]),
    arrived: entryOf([
      ...lines.flatMap((line) => arrivals(to, line.arrived, costAccount)),
      ...of(to),
    ]),
  };
}
