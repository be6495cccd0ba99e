import { assert } from "#shared/kernel/assert.ts";
import { less, share } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";
import {
  lessQuantity,
  NONE,
  quantity as quantityOf,
  sumQuantities,
} from "#shared/kernel/quantity.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";

/**
 * What is left of one receipt of stock: a quantity and its total cost. Never a cost per unit,
 * which is seldom a whole number of cents (10,306.93 for 200 bottles).
 */
export interface Layer {
  readonly id: string;
  readonly quantity: Quantity;
  readonly cost: Money;
}

/** What was taken from, or goes back to, one layer. */
export interface LayerPart {
  /** The id of the layer. */
  readonly layer: string;
  readonly quantity: Quantity;
  readonly cost: Money;
}

export interface Issue {
  readonly issues: readonly LayerPart[];
  /** What no layer could supply; the caller refuses, or opens a short layer. */
  readonly missing: Quantity;
  /** All layers as they are afterwards, exhausted ones at exactly 0 / 0. */
  readonly remaining: readonly Layer[];
}

/**
 * Takes `wanted` from the layers, first in, first out: the caller gives them oldest first. A part
 * of a layer costs its share of what remains, rounded once; the rest of a layer costs all that
 * remains. So each issue carries the rounding of those before it, cost is conserved to the cent
 * and an exhausted layer ends at 0 / 0. A negative quantity or cost is our bug.
 */
export function issue(layers: readonly Layer[], wanted: Quantity): Issue {
  assert(wanted >= 0, `an issue of ${wanted} thousandths is not an issue`);
  let missing = wanted;
  const issues: LayerPart[] = [];
  const remaining = layers.map((layer) => {
    const { id, quantity, cost } = layer;
    assert(quantity >= 0 && cost >= 0, `layer ${id} holds ${quantity} for ${cost}`);
    if (missing === 0 || quantity === 0) return layer;
    const part = missing < quantity ? missing : quantity;
    const taken = share(cost, part, quantity); // all of the cost for all of the quantity
    issues.push({ layer: id, quantity: part, cost: taken });
    missing = lessQuantity(missing, part);
    return { id, quantity: lessQuantity(quantity, part), cost: less(cost, taken) };
  });
  return { issues, missing, remaining };
}

export interface Return {
  readonly returns: readonly LayerPart[];
  /** What is brought back beyond what was issued; the caller refuses it. */
  readonly excess: Quantity;
}

/**
 * Brings `wanted` of an earlier issue back to its layers at its original cost, after
 * `returnedBefore` of it came back already. Last out, first back, so that the layers look as if
 * less had been sold. The cost is cumulative: the parts of an issue returned bit by bit add up to
 * the whole of it, layer by layer.
 */
export function returnTo(
  issues: readonly LayerPart[],
  returnedBefore: Quantity,
  wanted: Quantity,
): Return {
  assert(returnedBefore >= 0 && wanted >= 0, "returned quantities are not negative");
  const from: number = returnedBefore;
  const to: number = sumQuantities([returnedBefore, wanted]);
  let start = NONE;
  const returns: LayerPart[] = [];
  for (const { layer, quantity, cost } of [...issues].reverse()) {
    assert(quantity > 0 && cost >= 0, `the issue from ${layer} is ${quantity} for ${cost}`);
    const before = Math.min(Math.max(from - start, 0), quantity);
    const upTo = Math.min(Math.max(to - start, 0), quantity);
    if (upTo > before) {
      returns.push({
        layer,
        quantity: quantityOf(upTo - before),
        cost: less(share(cost, upTo, quantity), share(cost, before, quantity)),
      });
    }
    start = sumQuantities([start, quantity]);
  }
  const back = sumQuantities(returns.map((part) => part.quantity));
  return { returns, excess: lessQuantity(wanted, back) };
}
