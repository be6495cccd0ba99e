import { assert } from "./assert.ts";

/**
 * `numerator / denominator` to the nearest whole, halves away from zero: the way a till receipt
 * is checked by hand. Exact for any size, because BigInt has no last digit to lose.
 * A denominator of zero is our bug.
 */
export function roundHalfAway(numerator: bigint, denominator: bigint): bigint {
  assert(denominator !== 0n, "division by zero");
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * top + bottom) / (2n * bottom);
  return negative ? -rounded : rounded;
}
