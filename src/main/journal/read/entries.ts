import type { AnyFact } from "#shared/facts/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { EntryLine } from "#shared/ledger/journal-entry.ts";
import type { Book } from "../book.ts";
import type { ActHere } from "../shared-act.ts";
import { parseFact } from "../stored.ts";

export interface EntryRow {
  readonly seq: number;
  readonly day: BusinessDay;
  readonly businessDay: BusinessDay;
  readonly late: boolean;
  readonly type: string;
  readonly memo: string;
  readonly reverses: number | null;
  readonly reversedBy: number | null;
}

type Raw = Omit<EntryRow, "late"> & { late: number };
const entryOf = (row: Raw): EntryRow => ({ ...row, late: row.late === 1 });

const COLUMNS = `
  e.seq, e.day, e.business_day AS businessDay, e.late, e.type, e.memo, e.reverses,
  (SELECT r.seq FROM entry r WHERE r.reverses = e.seq) AS reversedBy`;

export function entryRow(book: Book, seq: number): EntryRow | undefined {
  const row = book.get<Raw>(`SELECT ${COLUMNS} FROM entry e WHERE e.seq = ?`, seq);
  return row === undefined ? undefined : entryOf(row);
}

/** The fact under a number of this journal. */
export function factAt(book: Book, seq: number): AnyFact | undefined {
  const row = book.get<{ bytes: Uint8Array }>("SELECT bytes FROM fact WHERE seq = ?", seq);
  return row === undefined ? undefined : parseFact(row.bytes);
}

/**
 * Whether an act is undone by its mirror image: what the office recorded, and money that changed
 * hands with a customer. What moved goods has a screen of its own that undoes it. An act of several
 * businesses is undone as what it is, and where all of it is.
 */
export function isReversible({ facts: [leading], whole }: ActHere): boolean {
  if (leading === undefined || !whole) return false;
  const { fact } = leading;
  // A year that was closed too early is not opened again: what comes later is closed once more. What
  // was left of a deposit is settled once.
  if (fact.kind === "entry.recorded") {
    return fact.body.form !== "year-end" && fact.body.deposits === undefined;
  }
  const { kind } = fact;
  return kind === "customer.paid" || kind === "credit.paidOut";
}

export interface NamedLine {
  readonly business: string;
  readonly account: number;
  readonly name: string;
  readonly party: string | null;
  readonly debit: Money;
  readonly credit: Money;
}

export function linesOf(book: Book, seq: number): NamedLine[] {
  return book.all<NamedLine>(
    `SELECT l.business, l.account, a.name, l.party, l.debit, l.credit
     FROM line l JOIN account a ON a.number = l.account WHERE l.entry = ? ORDER BY l.no`,
    seq,
  );
}

/** A stored entry's lines, to be mirrored. */
export function entryLines(book: Book, seq: number): EntryLine[] {
  return linesOf(book, seq).map(({ business, account, party, debit, credit }) => ({
    business,
    account,
    side: debit > 0 ? ("debit" as const) : ("credit" as const),
    amount: cents(debit + credit),
    party,
  }));
}

export interface MoveRow {
  readonly item: string;
  readonly quantity: Quantity;
  readonly cost: Money;
  readonly layer: string;
}

/** What moved in the stock with a fact; the item by its name. */
export function movesOf(book: Book, seq: number): MoveRow[] {
  return book
    .all<{ item: string; quantity: number; cost: number; layer: string }>(
      `SELECT i.name AS item, m.quantity, m.cost, m.layer
       FROM stock_move m JOIN item i ON i.id = m.item WHERE m.seq = ? ORDER BY m.no`,
      seq,
    )
    .map((row) => ({ ...row, quantity: quantity(row.quantity), cost: cents(row.cost) }));
}

export interface EntryFilter {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly business: string | null;
  /** Empty: all types. */
  readonly type: string;
  /** Part of what was written about an entry, or the start of a receipt's number. */
  readonly text: string;
  /** Number of the last entry of the page before. */
  readonly before: number | null;
  readonly limit: number;
}

/** Entries of a window, latest day first, along the index by day; keyset by (day, number). */
export function entriesLatestFirst(book: Book, wanted: EntryFilter): EntryRow[] {
  const where = ["e.day BETWEEN ? AND ?"];
  const values: (string | number)[] = [wanted.from, wanted.to];
  const also = (condition: string, ...given: (string | number)[]): void => {
    where.push(condition);
    values.push(...given);
  };
  const last = wanted.before === null ? undefined : entryRow(book, wanted.before);
  if (last !== undefined) also("(e.day, e.seq) < (?, ?)", last.day, last.seq);
  const bySale = wanted.type === "sale" || wanted.type === "refund";
  if (wanted.type !== "") also("e.type = ?", wanted.type);
  // Said again, as the partial index says it, so that a rare type is found by it.
  if (wanted.type !== "" && !bySale) also("e.type NOT IN ('sale', 'refund')");
  // An act of several businesses is one row, its leading entry's; of one business, its own entry.
  if (wanted.business === null) {
    also(`(e.part_of IS NULL OR NOT EXISTS (
      SELECT 1 FROM fact f JOIN entry w ON w.seq = f.seq WHERE f.id = e.part_of AND w.day = e.day))`);
  } else {
    also("EXISTS (SELECT 1 FROM line l WHERE l.entry = e.seq AND l.business = ?)", wanted.business);
  }
  const { from, given } = sourceOf(wanted.text);
  return book
    .all<Raw>(
      `SELECT ${COLUMNS} FROM ${from} WHERE ${where.join(" AND ")}
       ORDER BY e.day DESC, e.seq DESC LIMIT ?`,
      ...given,
      ...values,
      wanted.limit,
    )
    .map(entryOf);
}

/** How many receipts a text may find: who looks for one types more of its number. */
const RECEIPTS_FOUND = 500;

/**
 * All entries, or those that a text finds: by their memo the few that no sale made, by the start
 * of its number a receipt. Neither reads the memo of every sale there ever was.
 */
function sourceOf(text: string): { readonly from: string; readonly given: (string | number)[] } {
  if (text === "") return { from: "entry e", given: [] };
  const start = text.toUpperCase();
  const found = `
    SELECT seq FROM entry INDEXED BY entry_by_type
      WHERE type NOT IN ('sale', 'refund') AND memo LIKE ? ESCAPE '\\'
    UNION
    SELECT seq FROM (SELECT seq FROM sale WHERE number >= ? AND number < ?
                     ORDER BY number DESC LIMIT ?)`;
  return {
    from: `(${found}) f CROSS JOIN entry e ON e.seq = f.seq`,
    given: [`%${text.replaceAll(/[%_\\]/g, "\\$&")}%`, start, `${start}\uffff`, RECEIPTS_FOUND],
  };
}

/** Businesses and amount of entries of one act: the sum of their debits, in cents. */
export function amountOf(
  book: Book,
  entries: readonly number[],
): { readonly businesses: string[]; readonly amount: Money } {
  const rows = book.all<{ business: string; amount: number }>(
    `SELECT business, sum(debit) AS amount
     FROM json_each(?) j CROSS JOIN line l ON l.entry = j.value GROUP BY business`,
    JSON.stringify(entries),
  );
  return {
    businesses: rows.map((row) => row.business),
    amount: cents(rows.reduce((total, row) => total + row.amount, 0)),
  };
}

/** The last day that is closed; null while nothing is. */
export function closedThrough(book: Book): BusinessDay | null {
  return book.get<{ through: BusinessDay }>("SELECT through FROM period_lock")?.through ?? null;
}
