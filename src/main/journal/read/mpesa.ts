import type { BusinessDay } from "#shared/kernel/date.ts";
import { ZERO, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";

export type ReceiptState = "claimed" | "confirmed" | "reconciled" | "reversed";

export interface ReceiptRow {
  readonly seq: number;
  readonly of: string;
  readonly kind: string;
  /** Of the receipt or payment; otherwise what its entry says. */
  readonly number: string;
  readonly business: string;
  readonly index: string;
  readonly cipher: string | null;
  readonly amount: Money;
  readonly direction: "in" | "out";
  readonly state: ReceiptState;
  readonly day: BusinessDay;
}

const COLUMNS = `m.seq, f.id AS "of", f.kind, m.business, m.code_index AS "index", m.code_cipher AS cipher,
    m.amount, m.direction, m.state, m.day,
    coalesce((SELECT number FROM sale WHERE seq = m.seq),
      (SELECT number FROM payment WHERE seq = m.seq), e.memo, '') AS number`;
const BESIDE = "JOIN fact f ON f.seq = m.seq LEFT JOIN entry e ON e.seq = m.seq";
const SELECT = `SELECT ${COLUMNS} FROM mpesa_receipt m ${BESIDE}`;

export interface ReceiptFilter {
  readonly within: readonly string[];
  readonly state: ReceiptState | "all";
  /** Blind index of a whole code; empty: any. */
  readonly index: string;
  readonly offset: number;
  readonly limit: number;
}

/** M-Pesa payments, latest first. */
export function receipts(
  book: Book,
  { within, state, index, offset, limit }: ReceiptFilter,
): { readonly total: number; readonly amount: Money; readonly rows: ReceiptRow[] } {
  const where = ["m.business IN (SELECT value FROM json_each(?))"];
  const values: (string | number)[] = [JSON.stringify(within)];
  if (state !== "all") {
    // Said in full, as the partial index says it.
    where.push(state === "claimed" ? "m.state = 'claimed'" : "m.state = ?");
    if (state !== "claimed") values.push(state);
  }
  if (index !== "") {
    where.push("m.code_index = ?");
    values.push(index);
  }
  const condition = where.join(" AND ");
  const count = book.get<{ total: number; amount: Money }>(
    `SELECT count(*) AS total, coalesce(sum(m.amount), 0) AS amount FROM mpesa_receipt m
     WHERE ${condition}`,
    ...values,
  );
  // The page first: facts are large, and of all but the page they need not be read.
  const rows = book.all<ReceiptRow>(
    `SELECT ${COLUMNS} FROM (SELECT * FROM mpesa_receipt m WHERE ${condition}
       ORDER BY m.seq DESC LIMIT ? OFFSET ?) m ${BESIDE} ORDER BY m.seq DESC`,
    ...values,
    limit,
    offset,
  );
  return { total: count?.total ?? 0, amount: count?.amount ?? (0 as Money), rows };
}

/** The latest claims of money that came into a business: what a payment without a sale may be. */
export function latestClaims(book: Book, business: string, limit: number): ReceiptRow[] {
  return book.all<ReceiptRow>(
    `${SELECT} WHERE m.state = 'claimed' AND m.business = ? AND m.direction = 'in'
     ORDER BY m.seq DESC LIMIT ?`,
    business,
    limit,
  );
}

/** What the books know of a code: its payment that still stands, wherever it was taken. */
export function receiptOf(book: Book, index: string): ReceiptRow | undefined {
  return book.get<ReceiptRow>(
    `${SELECT} WHERE m.code_index = ? AND m.state <> 'reversed' ORDER BY m.seq LIMIT 1`,
    index,
  );
}

/** Codes of a shift whose money nobody has seen yet. */
export function claimedIn(book: Book, shift: string): ReceiptRow[] {
  return book.all<ReceiptRow>(
    `${SELECT} WHERE m.state = 'claimed' AND m.direction = 'in'
       AND m.seq IN (SELECT seq FROM tender WHERE shift = ?) ORDER BY m.seq, m.code_index`,
    shift,
  );
}

export interface ReceivedRow {
  readonly seq: number;
  readonly id: string;
  readonly business: string;
  readonly index: string;
  readonly cipher: string | null;
  readonly amount: Money;
  readonly name: string;
  readonly phoneCipher: string | null;
  readonly phoneIndex: string | null;
  readonly day: BusinessDay;
  readonly matched: number | null;
}

const RECEIVED = `
  SELECT r.seq, r.id, r.business, r.code_index AS "index", m.code_cipher AS cipher, r.amount, r.name,
    r.phone_cipher AS phoneCipher, r.phone_index AS phoneIndex, e.business_day AS day,
    r.matched_seq AS matched
  FROM mpesa_received r JOIN entry e ON e.seq = r.seq
    LEFT JOIN mpesa_receipt m ON m.seq = r.seq AND m.code_index = r.code_index`;

/** A page of money without a sale, oldest first, and what all of it comes to. */
export function unmatched(
  book: Book,
  within: readonly string[],
  page: { readonly offset: number; readonly limit: number },
): { readonly count: number; readonly total: Money; readonly rows: ReceivedRow[] } {
  const asked = JSON.stringify(within);
  const where = `r.matched_seq IS NULL AND r.business IN (SELECT value FROM json_each(?))`;
  const all = book.get<{ count: number; total: Money | null }>(
    `SELECT count(*) AS count, sum(r.amount) AS total FROM mpesa_received r WHERE ${where}`,
    asked,
  );
  const count = all?.count ?? 0;
  // Whoever has dealt with the last one of a page sees the page before it.
  const last = Math.max(0, Math.ceil(count / page.limit) - 1) * page.limit;
  const rows = book.all<ReceivedRow>(
    `${RECEIVED} WHERE ${where} ORDER BY r.seq LIMIT ? OFFSET ?`,
    asked,
    page.limit,
    Math.min(page.offset, last),
  );
  return { count, total: all?.total ?? ZERO, rows };
}

export function received(book: Book, id: string): ReceivedRow | undefined {
  return book.get<ReceivedRow>(`${RECEIVED} WHERE r.id = ?`, id);
}

/** The number on the paper of a fact that took money; what its entry says where it has none. */
export function factNumber(book: Book, id: string): string {
  const row = book.get<{ number: string }>(
    `SELECT coalesce((SELECT number FROM sale WHERE seq = f.seq),
       (SELECT number FROM payment WHERE seq = f.seq),
       (SELECT memo FROM entry WHERE seq = f.seq), '') AS number FROM fact f WHERE f.id = ?`,
    id,
  );
  return row?.number ?? "";
}
