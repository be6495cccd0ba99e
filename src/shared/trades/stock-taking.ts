import type { Component } from "../facts/master.ts";
import type { StockIssue } from "../facts/layers.ts";
import { assert } from "../kernel/assert.ts";
import { cents, price, ZERO, type Money } from "../kernel/money.ts";
import { quantity, type Quantity } from "../kernel/quantity.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import { issue, type Layer } from "../ledger/fifo.ts";

/** An item's stock as a sale finds it. */
export interface Stock {
  readonly item: string;
  readonly name: string;
  readonly account: number;
  /** Open layers with something in them, oldest first. */
  readonly layers: readonly Layer[];
  /** What is there in all; less than the layers' sum after overselling. */
  readonly held: Quantity;
  /** Per unit, of the last receipt: what oversold stock costs until its own arrives. */
  readonly lastCost: () => Money;
}

/** What one sold item uses up. */
export interface Taken {
  readonly item: string;
  readonly quantity: Quantity;
}

/** A stocked item takes itself; components come on top, or alone for a service. */
export function takenBy(
  item: {
    readonly id: string;
    readonly inventory: number | null;
    readonly components: readonly Component[];
  },
  sold: Quantity,
): Taken[] {
  const own = item.inventory === null ? [] : [{ item: item.id, quantity: sold }];
  const parts = item.components.map((part) => ({
    item: part.item,
    // Thousandths of thousandths: a price per unit is the same arithmetic.
    quantity: quantity(price(cents(part.quantity), sold)),
  }));
  return [...own, ...parts].filter((taken) => taken.quantity > 0);
}

/**
 * Takes stock for the lines of one sale, one after another, so that two lines of the same item
 * share its layers. Where a business refuses overselling, the first item that is short is
 * named; otherwise what is missing comes from a short layer, at the last known cost, never zero
 * if any cost is known (docs/ledger.md, FIFO).
 */
export function stockTaker(
  stockOf: (item: string) => Stock | undefined,
  policy: "warn" | "refuse",
  shortLayer: (item: string) => string,
): (taken: Taken) => Result<StockIssue[]> {
  const layers = new Map<string, readonly Layer[]>();
  const heldBy = new Map<string, number>();
  return ({ item, quantity: wanted }) => {
    const stock = stockOf(item);
    assert(stock !== undefined, `item ${item} is not stocked`);
    const held = heldBy.get(item) ?? stock.held;
    if (policy === "refuse" && wanted > held) {
      const left = quantity(Math.max(0, held));
      return refuse({ code: "stock.insufficient", name: stock.name, left, wanted });
    }
    heldBy.set(item, held - wanted);
    const taken = issue(layers.get(item) ?? stock.layers, wanted);
    layers.set(item, taken.remaining);
    const issues: StockIssue[] = taken.issues.map((part) => ({
      item,
      account: stock.account,
      layer: part.layer,
      quantity: part.quantity,
      cost: part.cost,
    }));
    if (taken.missing > 0) {
      const unit = stock.lastCost();
      if (isTooLarge(unit, taken.missing)) return refuse({ code: "sale.too_large" });
      const cost = price(unit, taken.missing);
      issues.push({
        item,
        account: stock.account,
        layer: shortLayer(item),
        quantity: taken.missing,
        cost,
      });
    }
    return done(issues);
  };
}

/** The largest amount or quantity of one sale: ten thousand million, in hundredths. */
export const LARGEST = 1_000_000_000_000;

/** Whether so much of something at a price per unit is more than any sale; nothing is rounded. */
export function isTooLarge(perUnit: number, wanted: Quantity): boolean {
  return perUnit * wanted > LARGEST * 1000;
}

/** Cost in cents of a set of issues. */
export function costOf(issues: readonly { readonly cost: Money }[]): Money {
  let total: Money = ZERO;
  for (const part of issues) total = cents(total + part.cost);
  return total;
}
