import type { Refusal } from "./refusal.ts";

/**
 * The outcome of something the shop may not be allowed to do. A refusal is a value and not an
 * exception, because it has to survive the way from one process to another.
 */
export type Result<T, R = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

/** It was done, and this came of it. */
export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** It was not done, for this reason. Nothing has been changed. */
export function refuse<const R extends Refusal>(
  refusal: R,
): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}
