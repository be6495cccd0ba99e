import { assert, AssertionFailure } from "./assert.ts";
import { decimalParts, parseDecimal } from "./decimal.ts";

declare const unit: unique symbol;

/** Whole thousandths of a unit: 1 bottle = 1000, 13 kg = 13000. Signed, because levels can be. */
export type Quantity = number & { readonly [unit]: "thousandth" };

/** A count of thousandths as a quantity. A fraction or an unsafe integer is our bug. */
export function quantity(thousandths: number): Quantity {
  // Not `assert`, as in `cents`.
  if (!Number.isSafeInteger(thousandths)) {
    throw new AssertionFailure(`${thousandths} is not a whole number of thousandths`);
  }
  return (thousandths === 0 ? 0 : thousandths) as Quantity; // the only cast; 0 is never minus zero
}

/** `n` whole pieces. A fraction of a piece is our bug. */
export function pieces(n: number): Quantity {
  assert(Number.isSafeInteger(n), `${n} is not a whole number of pieces`);
  return quantity(n * 1000);
}

export const NONE: Quantity = quantity(0);

export function sumQuantities(list: Iterable<Quantity>): Quantity {
  let total = NONE;
  for (const each of list) total = quantity(total + each);
  return total;
}

/** a − b. */
export function lessQuantity(a: Quantity, b: Quantity): Quantity {
  return quantity(a - b);
}

/** "13", "2.5", "0.125", "1,250": as many decimals as are needed and no more. */
export function formatQuantity(amount: Quantity): string {
  const { whole, fraction } = decimalParts(amount, 3);
  const needed = fraction.replace(/0+$/, "");
  return needed === "" ? whole : `${whole}.${needed}`;
}

/** Reads what a person types, at most 3 decimals; `undefined` where it is not a quantity. */
export function parseQuantity(text: string): Quantity | undefined {
  const count = parseDecimal(text, 3);
  return count === undefined ? undefined : quantity(count);
}
