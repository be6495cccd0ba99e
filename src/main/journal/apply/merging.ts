import type { CustomerMerged } from "#shared/facts/payments.ts";
import type { Book } from "../book.ts";

/**
 * One customer is shown as another, and so is whoever was shown as the first. Where two tills
 * merged the same two the other way round, the first merging stands. The phone stays findable.
 */
export function applyCustomerMerged(book: Book, fact: CustomerMerged, seq: number): void {
  const from = rootOf(book, fact.body.from);
  const into = rootOf(book, fact.body.into);
  if (from === into) return;
  const known = book.all<{ id: string }>("SELECT id FROM customer WHERE id IN (?, ?)", from, into);
  if (known.length < 2) return;
  book.run("UPDATE customer_alias SET customer = ? WHERE customer = ?", into, from);
  book.run("INSERT INTO customer_alias (alias, customer, seq) VALUES (?, ?, ?)", from, into, seq);
  const phone = book.get<{ cipher: string | null; index: string | null }>(
    'SELECT phone_cipher AS cipher, phone_index AS "index" FROM customer WHERE id = ?',
    from,
  );
  book.run(
    "UPDATE customer SET active = 0, phone_cipher = NULL, phone_index = NULL WHERE id = ?",
    from,
  );
  book.run(
    `UPDATE customer SET phone_cipher = ?, phone_index = ?
     WHERE id = ? AND phone_index IS NULL`,
    phone?.cipher ?? null,
    phone?.index ?? null,
    into,
  );
}

function rootOf(book: Book, customer: string): string {
  const row = book.get<{ customer: string }>(
    "SELECT customer FROM customer_alias WHERE alias = ?",
    customer,
  );
  return row?.customer ?? customer;
}
