import { assert } from "./assert.ts";
import { less, share, sum, ZERO } from "./money.ts";
import type { Money } from "./money.ts";

/** The letters of the tax authority: A exempt, B standard, C zero-rated, D non-VAT, E reduced. */
export type TaxLetter = "A" | "B" | "C" | "D" | "E";

export const TAX_LETTERS = ["A", "B", "C", "D", "E"] as const satisfies readonly TaxLetter[];

/**
 * The tax inside a price that includes it: tax = round(gross × bp / (10000 + bp)), net the rest,
 * so that the two always add up to what is paid. `basisPoints` is 1600 for 16 %.
 */
export function splitTax(gross: Money, basisPoints: number): { net: Money; tax: Money } {
  assert(Number.isSafeInteger(basisPoints) && basisPoints >= 0, `${basisPoints} is not a rate`);
  const tax = share(gross, basisPoints, 10_000 + basisPoints);
  return { net: less(gross, tax), tax };
}

/**
 * The tax in a part of a line, for partial refunds: the tax due on everything up to and including
 * this part, less the tax on what went before. The parts of a line fully refunded therefore add
 * up to its whole tax, whatever the portions. A part beyond the whole is our bug.
 */
export function partOfTax(
  grossTotal: Money,
  taxTotal: Money,
  grossBefore: Money,
  grossNow: Money,
): Money {
  const upTo = sum([grossBefore, grossNow]);
  assert(grossBefore >= 0 && grossNow >= 0, "parts of a refund are not negative");
  assert(upTo <= grossTotal, `refund of ${upTo} cents is more than the ${grossTotal} paid`);
  if (grossTotal === 0) return ZERO;
  return less(share(taxTotal, upTo, grossTotal), share(taxTotal, grossBefore, grossTotal));
}
