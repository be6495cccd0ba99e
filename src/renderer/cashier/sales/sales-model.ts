import { type Money, negate } from "#shared/kernel/money.ts";

/** What a refund gave back is shown as such, whichever sign it came with. */
export function signedTotal(row: { readonly kind: string; readonly total: Money }): Money {
  return row.kind === "refund" && row.total > 0 ? negate(row.total) : row.total;
}
