import type { Book } from "../book.ts";

/** A cart as the screens keep it; the door has checked its shape. */
export interface DraftRow {
  readonly id: string;
  readonly business: string;
  /** Null: the running cart of the business. */
  readonly label: string | null;
  /** JSON; of the running cart also what runs beside it: `intake`, `jobPayment`. */
  readonly cart: string;
  readonly user: string;
  readonly at: string;
}

export function runningCart(book: Book, business: string): DraftRow | undefined {
  return book.get<DraftRow>("SELECT * FROM draft WHERE business = ? AND label IS NULL", business);
}

export function keepRunningCart(book: Book, draft: Omit<DraftRow, "label">): void {
  book.run(
    `INSERT INTO draft (id, business, label, cart, user, at) VALUES (?, ?, NULL, ?, ?, ?)
     ON CONFLICT (business) WHERE label IS NULL
     DO UPDATE SET cart = excluded.cart, user = excluded.user, at = excluded.at`,
    draft.id,
    draft.business,
    draft.cart,
    draft.user,
    draft.at,
  );
}

/** Nothing runs there any more. */
export function clearRunningCart(book: Book, business: string): void {
  book.run("DELETE FROM draft WHERE business = ? AND label IS NULL", business);
}

/** The sale is done with, or aside; what runs beside it stays. */
export function clearRunningSale(book: Book, business: string): void {
  book.run(
    `DELETE FROM draft WHERE business = ? AND label IS NULL
     AND coalesce(json_extract(cart, '$.intake'), json_extract(cart, '$.jobPayment')) IS NULL`,
    business,
  );
  book.run(
    `UPDATE draft SET cart = json_set(json_remove(cart, '$.exchange', '$.sealed'),
                                      '$.customer', NULL, '$.discount', 0, '$.lines', json('[]'))
     WHERE business = ? AND label IS NULL`,
    business,
  );
}

/** The work was taken in, so it is no longer being written down; the sale beside it stays. */
export function clearIntake(book: Book, business: string): void {
  book.run(
    `UPDATE draft SET cart = json_remove(cart, '$.intake') WHERE business = ? AND label IS NULL`,
    business,
  );
}

/** What was paid for the job is in the books, so it is no longer being taken. */
export function clearJobPayment(book: Book, business: string, job: string): void {
  book.run(
    `UPDATE draft SET cart = json_remove(cart, '$.jobPayment')
     WHERE business = ? AND label IS NULL AND json_extract(cart, '$.jobPayment.job') = ?`,
    business,
    job,
  );
}

export function park(book: Book, draft: DraftRow): void {
  book.run(
    "INSERT INTO draft (id, business, label, cart, user, at) VALUES (?, ?, ?, ?, ?, ?)",
    draft.id,
    draft.business,
    draft.label,
    draft.cart,
    draft.user,
    draft.at,
  );
}

export function parkedCarts(book: Book, business: string): (DraftRow & { byName: string })[] {
  return book.all(
    `SELECT d.*, coalesce(u.name, '') AS byName FROM draft d LEFT JOIN user u ON u.id = d.user
     WHERE d.business = ? AND d.label IS NOT NULL ORDER BY d.at, d.id`,
    business,
  );
}

export function draft(book: Book, id: string): DraftRow | undefined {
  return book.get<DraftRow>("SELECT * FROM draft WHERE id = ? AND label IS NOT NULL", id);
}

export function dropDraft(book: Book, id: string): void {
  book.run("DELETE FROM draft WHERE id = ?", id);
}
