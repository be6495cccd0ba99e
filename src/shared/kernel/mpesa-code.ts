import { isBusinessDay } from "./date.ts";
import type { BusinessDay } from "./date.ts";

/**
 * An M-Pesa receipt code as typed or pasted, in the one form in which it is stored and unique:
 * ten upper-case letters or digits. `undefined` where it is not one.
 */
export function parseMpesaCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9]{10}$/.test(code) ? code : undefined;
}

const DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV";

/**
 * The day a code was issued, from its first three characters: year (L = 2017, then onwards),
 * month (A = January … L = December), day (1–9, A = 10 … V = 31). Nobody documents this; it fits
 * every dated live code seen from 2019 to 2026, but not one from the sandbox. So it may warn
 * ("looks like 15 July") and must never refuse. `undefined` where the code does not say.
 */
export function mpesaCodeDay(code: string): BusinessDay | undefined {
  if (parseMpesaCode(code) !== code) return undefined;
  const year = "LMNOPQRSTUVWXYZ".indexOf(code.charAt(0));
  const month = "ABCDEFGHIJKL".indexOf(code.charAt(1));
  const day = DAYS.indexOf(code.charAt(2));
  if (year < 0 || month < 0 || day < 0) return undefined;
  const two = (n: number) => String(n + 1).padStart(2, "0");
  const text = `${2017 + year}-${two(month)}-${two(day)}`;
  return isBusinessDay(text) ? text : undefined;
}
