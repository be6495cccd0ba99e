// The arithmetic of a shop's exercise book, written from the rules (docs/ledger.md) and not from
// the program: whole cents and thousandths, halves rounded away from zero. Amounts here are small
// enough for plain numbers to be exact.

/** top / bottom, halves away from zero. */
export function ratio(top: number, bottom: number): number {
  if (!Number.isSafeInteger(2 * top) || bottom <= 0) throw new Error(`${top} / ${bottom}`);
  const size = Math.floor((2 * Math.abs(top) + bottom) / (2 * bottom));
  return top < 0 ? 0 - size : size;
}

/** What a quantity in thousandths costs at a price per unit. */
export const worth = (unitPrice: number, quantity: number): number =>
  ratio(unitPrice * quantity, 1000);

/** The tax inside a price that includes it. */
export const taxIn = (gross: number, basisPoints: number): number =>
  ratio(gross * basisPoints, 10_000 + basisPoints);

/** To the nearest shilling, half a shilling up. */
export const wholeShillings = (cents: number): number => Math.floor((cents + 50) / 100) * 100;

/** So much more that the till takes no more than the debt: the next shilling up. */
export const shillingsUp = (cents: number): number => Math.ceil(cents / 100) * 100;

/** A sum over parts by weight: the cents left over go to the largest remainders, earlier first. */
export function spread(total: number, weights: readonly number[]): number[] {
  const whole = add(weights);
  const parts = weights.map((weight) => Math.floor((total * weight) / whole));
  const order = weights
    .map((weight, at) => ({ at, rest: (total * weight) % whole }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  let left = total - add(parts);
  for (const { at } of order) {
    if (left === 0) break;
    parts[at] = (parts[at] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

export const add = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0);

/** The part of a whole between two marks on it, so that parts add up to the whole. */
export const between = (whole: number, from: number, upTo: number, size: number): number =>
  size === 0 ? 0 : ratio(whole * upTo, size) - ratio(whole * from, size);

/** Notes and coins that come to an amount of whole shillings. */
export function coins(cents: number): Record<string, number> {
  let left = cents / 100;
  const counts: Record<string, number> = {};
  for (const note of [1000, 500, 200, 100, 50, 20, 10, 5, 1]) {
    const many = Math.floor(left / note);
    if (many > 0) counts[String(note)] = many;
    left -= many * note;
  }
  return counts;
}
