import { assert } from "./assert.ts";
import { cents, sum } from "./money.ts";
import type { Money } from "./money.ts";

/** Kenyan notes and coins in use, in shillings, in the order a drawer is counted. */
export const DENOMINATIONS = [1000, 500, 200, 100, 50, 40, 20, 10, 5, 1] as const;

export type Denomination = (typeof DENOMINATIONS)[number];

/** How many of each; what is not mentioned is not there. */
export type CashCount = Readonly<Partial<Record<Denomination, number>>>;

/** What a counted drawer is worth. A negative or broken count is our bug: the form refuses it. */
export function countCash(counts: CashCount): Money {
  return sum(
    DENOMINATIONS.map((denomination) => {
      const count = counts[denomination] ?? 0;
      const whole = Number.isSafeInteger(count) && count >= 0;
      assert(whole, `${count} is not a count of ${denomination}s`);
      return cents(denomination * 100 * count);
    }),
  );
}

const NOTES = [50, 100, 200, 500, 1000] as const;
const BUTTONS_MAX = 5;

/**
 * What a customer is likely to hand over: the exact amount, then the amount rounded up to each
 * note, ascending, five at most. A note larger than the amount is its own rounding, so 200 offers
 * 500 and 1000; beyond a multiple of 1000 there is no larger note to offer. Nothing due, nothing
 * offered.
 */
export function quickCash(due: Money): Money[] {
  if (due <= 0) return [];
  const offers = NOTES.map((note) => cents(Math.ceil(due / (note * 100)) * note * 100));
  return [...new Set([due, ...offers])].sort((a, b) => a - b).slice(0, BUTTONS_MAX);
}
