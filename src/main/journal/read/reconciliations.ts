import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";

/** A place of money: an account, and of cash where in it. */
export interface MoneyPlaceKey {
  readonly account: number;
  readonly party: string | null;
}

export interface ReconciliationRow extends MoneyPlaceKey {
  readonly seq: number;
  readonly id: string;
  readonly since: BusinessDay;
  readonly through: BusinessDay;
  readonly opening: Money;
  readonly closing: Money;
  readonly lines: number;
  readonly user: string | null;
  readonly at: Instant;
  readonly undone: number | null;
}

const SELECT = `
  SELECT r.seq, r.id, r.account, r.party, r.since, r.through, r.opening, r.closing,
    r.undone_seq AS undone, json_extract(CAST(f.bytes AS TEXT), '$.by.user') AS user,
    json_extract(CAST(f.bytes AS TEXT), '$.at') AS at,
    (SELECT count(*) FROM reconciled_line l WHERE l.seq = r.seq) AS lines
  FROM reconciliation r JOIN fact f ON f.seq = r.seq`;

/** All of a place, latest first, those that were undone included. */
export function reconciliationsOf(book: Book, place: MoneyPlaceKey): ReconciliationRow[] {
  return book.all<ReconciliationRow>(
    `${SELECT} WHERE r.account = ? AND r.party IS ? ORDER BY r.seq DESC LIMIT 200`,
    place.account,
    place.party,
  );
}

/** The latest that stands. */
export function lastReconciliation(
  book: Book,
  place: MoneyPlaceKey,
): ReconciliationRow | undefined {
  return book.get<ReconciliationRow>(
    `${SELECT} WHERE r.account = ? AND r.party IS ? AND r.undone_seq IS NULL
     ORDER BY r.through DESC, r.seq DESC LIMIT 1`,
    place.account,
    place.party,
  );
}

/** What the first that stands began with: everything before its first day. */
export function firstOpening(book: Book, place: MoneyPlaceKey): Money | undefined {
  return book.get<{ opening: Money }>(
    `SELECT opening FROM reconciliation
     WHERE account = ? AND party IS ? AND undone_seq IS NULL ORDER BY through, seq LIMIT 1`,
    place.account,
    place.party,
  )?.opening;
}

export function reconciliation(book: Book, id: string): ReconciliationRow | undefined {
  return book.get<ReconciliationRow>(`${SELECT} WHERE r.id = ?`, id);
}

export interface OpenLineRow {
  readonly of: string;
  readonly no: number;
  readonly entry: number;
  readonly day: BusinessDay;
  readonly business: string;
  readonly type: string;
  readonly memo: string;
  /** Debit less credit. */
  readonly amount: Money;
  readonly reverses: number | null;
  readonly reversedBy: number | null;
}

const AGREED = `EXISTS (SELECT 1 FROM reconciled_line k JOIN reconciliation r ON r.seq = k.seq
  WHERE k.entry = l.entry AND k.no = l.no AND r.undone_seq IS NULL)`;

/** Lines of a window that nobody has agreed on, in order of day and entry. */
export function openLines(
  book: Book,
  place: MoneyPlaceKey,
  window: { readonly from: BusinessDay; readonly to: BusinessDay },
  limit: number,
): OpenLineRow[] {
  return book.all<OpenLineRow>(
    `SELECT f.id AS "of", l.no, l.entry, l.day, l.business, e.type, e.memo,
       l.debit - l.credit AS amount, e.reverses,
       (SELECT u.seq FROM entry u WHERE u.reverses = l.entry) AS reversedBy
     FROM line l INDEXED BY line_by_account
       CROSS JOIN entry e ON e.seq = l.entry JOIN fact f ON f.seq = l.entry
     WHERE l.account = ? AND l.party IS ? AND l.day BETWEEN ? AND ? AND NOT ${AGREED}
     ORDER BY l.day, l.entry, l.no LIMIT ?`,
    place.account,
    place.party,
    window.from,
    window.to,
    limit,
  );
}

/** One line by the fact that made it; undefined where it is of another place, or agreed on. */
export function openLine(
  book: Book,
  place: MoneyPlaceKey,
  line: { readonly of: string; readonly no: number },
): { readonly day: BusinessDay; readonly amount: Money } | undefined {
  return book.get(
    `SELECT l.day, l.debit - l.credit AS amount
     FROM fact f JOIN line l ON l.entry = f.seq AND l.no = ?
     WHERE f.id = ? AND l.account = ? AND l.party IS ? AND NOT ${AGREED}`,
    line.no,
    line.of,
    place.account,
    place.party,
  );
}

/** M-Pesa codes of an entry, sealed. */
export function codesOf(
  book: Book,
  entry: number,
): { readonly index: string; readonly cipher: string | null }[] {
  return book.all(
    `SELECT code_index AS "index", code_cipher AS cipher FROM mpesa_receipt
     WHERE seq = ? ORDER BY code_index`,
    entry,
  );
}
