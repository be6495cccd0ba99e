import type { Book } from "../book.ts";

/** Dense within a till: payments have their own numbers, beside those of sales. */
export function nextPaymentCounter(book: Book, till: string): number {
  const last = book.get<{ n: number }>(
    "SELECT counter AS n FROM payment WHERE till = ? ORDER BY seq DESC LIMIT 1",
    till,
  );
  return (last?.n ?? 0) + 1;
}
