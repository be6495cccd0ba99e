import type { Book } from "../book.ts";

/**
 * Dense within a till: payments have their own numbers, beside those of sales. After the highest,
 * not after the latest: what another copy of this till did may have come in since.
 */
export function nextPaymentCounter(book: Book, till: string): number {
  const last = book.get<{ n: number }>(
    "SELECT coalesce(max(counter), 0) AS n FROM payment WHERE till = ?",
    till,
  );
  return (last?.n ?? 0) + 1;
}
