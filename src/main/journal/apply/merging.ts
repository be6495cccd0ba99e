import type { CustomerMerged } from "#shared/facts/payments.ts";
import type { Book } from "../book.ts";

/**
 * One customer is shown as another, and so is whoever was shown as the first. Where two tills
 * merged the same two the other way round, the first merging stands. The phone stays findable.
 * A merging that is here before one of the two waits for it.
 */
export function applyCustomerMerged(book: Book, { body }: CustomerMerged, seq: number): void {
  if (isKnown(book, body.from) && isKnown(book, body.into)) {
    return merge(book, body.from, body.into, seq);
  }
  book.run(
    "INSERT INTO merging_wait (seq, source, target) VALUES (?, ?, ?)",
    seq,
    body.from,
    body.into,
  );
}

/** A customer is here now: mergings that came before it happen. */
export function mergeAsTold(book: Book, customer: string): void {
  const waiting = book.all<{ seq: number; source: string; target: string }>(
    "SELECT seq, source, target FROM merging_wait WHERE ? IN (source, target) ORDER BY seq",
    customer,
  );
  for (const { seq, source, target } of waiting) {
    if (!isKnown(book, source) || !isKnown(book, target)) continue;
    book.run("DELETE FROM merging_wait WHERE seq = ?", seq);
    merge(book, source, target, seq);
  }
}

const isKnown = (book: Book, customer: string): boolean =>
  book.get("SELECT 1 FROM customer WHERE id = ?", customer) !== undefined;

function merge(book: Book, source: string, target: string, seq: number): void {
  const from = rootOf(book, source);
  const into = rootOf(book, target);
  if (from === into) return;
  book.run("UPDATE customer_alias SET customer = ? WHERE customer = ?", into, from);
  book.run("INSERT INTO customer_alias (alias, customer, seq) VALUES (?, ?, ?)", from, into, seq);
  showAsOne(book, into);
}

/**
 * However mergings and writings of customers come in: whoever is shown as another is not active. The
 * other one has the phone it was saved with, or else that of its oldest alias; an alias keeps its
 * own, by which it is found, unless it was handed over (migrations/journal/0019).
 */
export function showAsOne(book: Book, customer: string): void {
  const root = rootOf(book, customer);
  if (book.get("SELECT 1 FROM customer_alias WHERE customer = ?", root) === undefined) return;
  book.run(
    `UPDATE customer SET (phone_cipher, phone_index) = (
       SELECT o.saved_cipher, o.saved_index FROM customer o
       WHERE (o.id = customer.id OR o.id IN
         (SELECT a.alias FROM customer_alias a WHERE a.customer = customer.id))
         AND o.saved_index IS NOT NULL
       ORDER BY o.id <> customer.id, o.id LIMIT 1)
     WHERE id = ?`,
    root,
  );
  book.run(
    `UPDATE customer SET active = 0, (phone_cipher, phone_index) = (
       SELECT iif(handed, NULL, customer.saved_cipher), iif(handed, NULL, customer.saved_index)
       FROM (SELECT o.phone_index IS customer.saved_index AS handed FROM customer o WHERE o.id = ?))
     WHERE id IN (SELECT alias FROM customer_alias WHERE customer = ?)`,
    root,
    root,
  );
}

function rootOf(book: Book, customer: string): string {
  const row = book.get<{ customer: string }>(
    "SELECT customer FROM customer_alias WHERE alias = ?",
    customer,
  );
  return row?.customer ?? customer;
}
