import type { ReceivedLine } from "../facts/layers.ts";
import { cents, less, share, sum, ZERO, type Money } from "../kernel/money.ts";
import { lessQuantity, type Quantity } from "../kernel/quantity.ts";
import { issue } from "../ledger/fifo.ts";
import { credit, debit, type EntryLine } from "../ledger/journal-entry.ts";

/** One line of a delivery note. Quantity in thousandths, amounts in cents, tax on top of cost. */
export interface ArrivingLine {
  readonly item: string;
  readonly name: string;
  readonly quantity: Quantity;
  readonly cost: Money;
  readonly tax: Money;
  /** The inventory account the item's stock is in. */
  readonly account: number;
}

/**
 * Stock that was sold before it was there, at a provisional cost; or no stock, and the cents by
 * which a layer that several tills emptied was charged too much (or, below zero, too little).
 */
export interface Short {
  readonly layer: string;
  readonly quantity: Quantity;
  readonly cost: Money;
}

export interface Arrival {
  /** Input tax is reclaimed; otherwise it is part of what the goods cost (J7). */
  readonly reclaims: boolean;
  readonly layerOf: (no: number) => string;
  /** An item's short layers, oldest first. */
  readonly shortsOf: (item: string) => readonly Short[];
}

/**
 * What a delivery brings: what was sold short is covered first, oldest first, at its share of what
 * the delivery cost; the rest is a layer of its own. Two lines of one item share its short layers.
 */
export function receivedLines(lines: readonly ArrivingLine[], arrival: Arrival): ReceivedLine[] {
  const shorts = new Map<string, readonly Short[]>();
  return lines.map((line, index) => {
    const tax = arrival.reclaims ? line.tax : ZERO;
    const cost = less(sum([line.cost, line.tax]), tax);
    const open = shorts.get(line.item) ?? arrival.shortsOf(line.item);
    const covered = cover({ quantity: line.quantity, cost }, open);
    shorts.set(line.item, covered.left);
    return {
      item: line.item,
      name: line.name,
      quantity: line.quantity,
      cost,
      tax,
      account: line.account,
      layer: arrival.layerOf(index + 1),
      covers: covered.covers,
    };
  });
}

/** Takes the delivery like a layer, so that its parts and what is left add up to its cost. */
function cover(
  delivery: { readonly quantity: Quantity; readonly cost: Money },
  shorts: readonly Short[],
): { readonly covers: ReceivedLine["covers"]; readonly left: readonly Short[] } {
  const covers: ReceivedLine["covers"][number][] = [];
  const left: Short[] = [];
  let stock = [{ id: "delivery", ...delivery }];
  for (const short of shorts) {
    if (short.quantity === 0) {
      covers.push({ layer: short.layer, quantity: short.quantity, cost: short.cost, actual: ZERO });
      continue;
    }
    const taken = issue(stock, short.quantity);
    stock = [...taken.remaining];
    const [part] = taken.issues;
    if (part === undefined) {
      left.push(short);
      continue;
    }
    const provisional = share(short.cost, part.quantity, short.quantity);
    covers.push({
      layer: short.layer,
      quantity: part.quantity,
      cost: provisional,
      actual: part.cost,
    });
    const still = lessQuantity(short.quantity, part.quantity);
    if (still > 0) {
      left.push({ layer: short.layer, quantity: still, cost: less(short.cost, provisional) });
    }
  }
  return { covers, left };
}

/** What a received line adds to its inventory account: to the cent what the stock moves add. */
export function stockValue(line: ReceivedLine): Money {
  const provisional = sum(line.covers.map((each) => each.cost));
  const actual = sum(line.covers.map((each) => each.actual));
  return sum([less(line.cost, actual), provisional]);
}

/**
 * The entry of a delivery but for who is owed: debit stock and input tax (J7, J7g); what goods sold
 * short turned out to cost more or less than thought goes to their cost of sales, forward.
 */
export function deliveryLines(
  business: string,
  lines: readonly ReceivedLine[],
  accounts: { readonly inputTax: number; readonly costOf: (item: string) => number },
): EntryLine[] {
  return lines.flatMap((line) => {
    const value = stockValue(line);
    const dearer = less(line.cost, value);
    const trueUp =
      dearer >= 0
        ? debit(business, accounts.costOf(line.item), dearer)
        : credit(business, accounts.costOf(line.item), cents(-dearer));
    return [
      debit(business, line.account, value),
      debit(business, accounts.inputTax, line.tax),
      trueUp,
    ];
  });
}

/** What the delivery comes to, tax included, whoever reclaims it. */
export function deliveryTotal(lines: readonly ReceivedLine[]): Money {
  return sum(lines.flatMap((line) => [line.cost, line.tax]));
}
