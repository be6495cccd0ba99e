import { assert, AssertionFailure } from "./assert.ts";
import { decimalParts, parseDecimal } from "./decimal.ts";
import type { Quantity } from "./quantity.ts";
import { roundHalfAway } from "./rounding.ts";

declare const unit: unique symbol;

/**
 * Whole cents. Signed, because balances are; the amount of an entry line is always positive.
 * A branded number, so that it passes SQLite, structured clone and JSON unchanged, while
 * `a + b` is a bare number again and does not compile as money: write `sum([a, b])`.
 */
export type Money = number & { readonly [unit]: "cent" };

/** A count of cents as money. A fraction or an unsafe integer is our bug. */
export function cents(count: number): Money {
  // Not `assert`: its sentence would be made each time, and this is called more than anything.
  if (!Number.isSafeInteger(count)) {
    throw new AssertionFailure(`${count} is not a whole number of cents`);
  }
  return (count === 0 ? 0 : count) as Money; // the only cast; 0 is never minus zero
}

export const ZERO: Money = cents(0);

export function sum(list: Iterable<Money>): Money {
  let total = ZERO;
  for (const each of list) total = cents(total + each);
  return total;
}

/** a − b. */
export function less(a: Money, b: Money): Money {
  return cents(a - b);
}

export function negate(a: Money): Money {
  return cents(0 - a);
}

/**
 * What a quantity costs at a price per whole unit (per piece, per kg), rounded once, halves away
 * from zero.
 */
export function price(unitPrice: Money, quantity: Quantity): Money {
  return cents(Number(roundHalfAway(BigInt(unitPrice) * BigInt(quantity), 1000n)));
}

/**
 * total × part / whole, rounded once, halves away from zero. `part` and `whole` are whole numbers
 * of one unit (thousandths, cents, basis points); a `whole` of zero is our bug.
 */
export function share(total: Money, part: number, whole: number): Money {
  assert(Number.isSafeInteger(part), `part ${part} is not a safe integer`);
  assert(Number.isSafeInteger(whole), `whole ${whole} is not a safe integer`);
  return cents(Number(roundHalfAway(BigInt(total) * BigInt(part), BigInt(whole))));
}

/**
 * Splits `total` by weight so that the parts add up to it: everybody gets the whole cents of his
 * part, the cents left over go to the largest remainders, ties to the earlier. A negative total
 * is the mirror image of the positive one. Weights are whole numbers ≥ 0 and not all zero: who
 * has nothing to split by has to decide himself, before calling.
 */
export function allocate(total: Money, weights: readonly number[]): Money[] {
  for (const weight of weights) {
    assert(Number.isSafeInteger(weight) && weight >= 0, `${weight} is not a weight`);
  }
  const whole = weights.reduce((before, weight) => before + BigInt(weight), 0n);
  assert(whole > 0n, "nothing to allocate by: all weights are zero");
  const size = BigInt(Math.abs(total));
  const parts = weights.map((weight) => (size * BigInt(weight)) / whole);
  const remainders = weights.map((weight) => (size * BigInt(weight)) % whole);
  const left = Number(size - parts.reduce((before, part) => before + part, 0n));
  const byRemainder = remainders
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) => {
      if (a.remainder === b.remainder) return a.index - b.index;
      return a.remainder > b.remainder ? -1 : 1;
    });
  const lucky = new Set(byRemainder.slice(0, left).map((each) => each.index));
  return parts.map((part, index) => {
    const amount = cents(Number(part) + (lucky.has(index) ? 1 : 0));
    return total < 0 ? negate(amount) : amount;
  });
}

/** "1,234.50", "-5.00". Currency is the label's business. */
export function formatMoney(amount: Money): string {
  const { whole, fraction } = decimalParts(amount, 2);
  return `${whole}.${fraction}`;
}

/**
 * Reads what a person types: "1,234.5", "1234", " 1 234.50 ", "-5". `undefined` for anything
 * else, in particular a third decimal, which is not silently rounded.
 */
export function parseMoney(text: string): Money | undefined {
  const count = parseDecimal(text, 2);
  return count === undefined ? undefined : cents(count);
}
