import type { CashMoved, ShiftClosed, ShiftOpened } from "#shared/facts/cash.ts";
import type { Book } from "../book.ts";

export function applyShiftOpened(book: Book, fact: ShiftOpened, seq: number): void {
  book.run(
    `INSERT INTO shift (id, seq, till, business, number, day, opened_by, opened_at, float)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    fact.id,
    seq,
    fact.till,
    fact.business,
    fact.body.number,
    fact.day,
    fact.by.user,
    fact.at,
    fact.body.float,
  );
}

export function applyCashMoved(book: Book, fact: CashMoved, seq: number): void {
  book.run(
    "INSERT INTO cash_move (seq, shift, direction, amount) VALUES (?, ?, ?, ?)",
    seq,
    fact.body.shift,
    fact.body.direction,
    fact.body.amount,
  );
}

/** A till healed after a restore may find its shift closed twice: the first closing stands. */
export function applyShiftClosed(
  book: Book,
  fact: ShiftClosed,
  seq: number,
  elsewhere: boolean,
): void {
  const first = elsewhere ? " AND closed_seq IS NULL" : "";
  book.run(
    `UPDATE shift SET closed_seq = ?, variance = ?, mpesa_variance = ? WHERE id = ?${first}`,
    seq,
    fact.body.variance,
    fact.body.mpesaVariance,
    fact.body.shift,
  );
}
