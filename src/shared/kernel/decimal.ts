/**
 * Decimal text and whole counts of the smallest unit, without a float in between.
 * Money has 2 places (cents), quantities have 3 (thousandths).
 */

/**
 * Largest single amount or quantity that a person may say and a request may carry: ten thousand
 * million shillings, in cents. What is beyond it was a scan or a finger that stayed.
 */
export const LARGEST = 1_000_000_000_000;

// Groups are of three or not there at all, so that "1,23" is refused and never read as 123.
const DECIMAL = /^(-?)(\d{1,3}(?:([, ])\d{3})(?:\3\d{3})*|\d+)(?:\.(\d+))?$/;

/** No-break spaces come with pasted amounts. */
const WIDE_SPACES = /[\u00a0\u2007\u202f]/g;

/**
 * Reads "1,234.5", "1 234.50" or "-3" as a count of 10^-places. `undefined` for anything else:
 * more decimals than `places`, mixed or misplaced separators, a number beyond safe integers.
 */
export function parseDecimal(text: string, places: number): number | undefined {
  const match = DECIMAL.exec(text.replace(WIDE_SPACES, " ").trim());
  if (match === null) return undefined;
  const [, sign, whole, , fraction = ""] = match;
  if (whole === undefined || fraction.length > places) return undefined;
  const digits = whole.replace(/[, ]/g, "") + fraction.padEnd(places, "0");
  const count = Number(digits);
  if (!Number.isSafeInteger(count)) return undefined;
  return sign === "-" ? -count : count;
}

/** The two halves of a count of 10^-places: sign with grouped whole part, and all decimals. */
export function decimalParts(count: number, places: number): { whole: string; fraction: string } {
  const digits = String(Math.abs(count)).padStart(places + 1, "0");
  const cut = digits.length - places;
  const whole = digits.slice(0, cut).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return { whole: (count < 0 ? "-" : "") + whole, fraction: digits.slice(cut) };
}
