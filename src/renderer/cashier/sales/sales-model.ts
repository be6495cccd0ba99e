import { type Money, negate } from "#shared/kernel/money.ts";

/** What a refund gave back is shown as such, whichever sign it came with. */
export function signedTotal(row: { readonly kind: string; readonly total: Money }): Money {
  return row.kind === "refund" && row.total > 0 ? negate(row.total) : row.total;
}

/** Till, counter of the till, tag of the program's start: R1-000123-K7. */
const RECEIPT = /^[A-Z0-9]+-\d{6,}-[A-Z0-9]{2}$/;

/** The number that the barcode of a receipt says; undefined for any other code. */
export function receiptNumber(scanned: string): string | undefined {
  const text = scanned.trim().toUpperCase();
  return RECEIPT.test(text) ? text : undefined;
}
