import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import {
  openItems,
  type OpenItem,
  type PartyItem,
  type SettlesEntry,
} from "#shared/ledger/open-items.ts";
import type { Book } from "../book.ts";

/** Customers raise by debit on receivables; suppliers by credit on payables. */
export type Subledger = "customer" | "supplier";

export interface Document extends OpenItem {
  /** Fact id: what a payment names. */
  readonly id: string;
  readonly business: string;
  readonly memo: string;
}

interface Row {
  entry: number;
  id: string;
  party: string;
  day: BusinessDay;
  business: string;
  account: number;
  memo: string;
  debit: Money;
  credit: Money;
}

/**
 * Lines that still count: an entry and the reversal that undid it are both left out. The parties'
 * own lines come first, whatever SQLite guesses: few entries are reversals, and "reverses IS NULL"
 * by its index would be the whole journal.
 */
export const DOCUMENT_LINES = `
  SELECT l.entry, f.id, l.party, l.day, l.business, l.account, e.memo, l.debit, l.credit
  FROM json_each(?) p CROSS JOIN line l ON l.party = p.value AND length(l.party) = 36
  CROSS JOIN account a ON a.number = l.account
  CROSS JOIN entry e ON e.seq = l.entry CROSS JOIN fact f ON f.seq = l.entry
  WHERE a.subledger = ? AND a.type = ? AND e.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.seq)
  ORDER BY l.entry, l.no`;

/**
 * The documents of a customer (under every name it has) or supplier with what is open of each,
 * oldest first, account by account: a payment to one business settles nothing of another. Of
 * several customers at once, where `ownerOf` says whose each name is: nobody pays for another.
 */
export function documentsOf(
  book: Book,
  subledger: Subledger,
  parties: readonly string[],
  ownerOf: (party: string) => string = () => "",
): Document[] {
  const type = subledger === "customer" ? "asset" : "liability";
  const rows = book.all<Row>(DOCUMENT_LINES, JSON.stringify(parties), subledger, type);
  const ofEntry = Map.groupBy(
    said(book, [...new Set(rows.map((row) => row.entry))]),
    (each) => each.entry,
  );
  const byAccount = Map.groupBy(
    rows,
    (row) => `${ownerOf(row.party)} ${row.account} ${row.business}`,
  );
  return [...byAccount.values()]
    .flatMap((of) => documents(subledger, of, ofEntry))
    .toSorted((a, b) => a.entry - b.entry);
}

function documents(
  subledger: Subledger,
  rows: readonly Row[],
  ofEntry: ReadonlyMap<number, readonly SettlesEntry[]>,
): Document[] {
  const lines = rows.map(({ entry, party, day, debit, credit }): PartyItem => {
    const [raised, settled] = subledger === "customer" ? [debit, credit] : [credit, debit];
    return { entry, party, day, raised, settled };
  });
  const byEntry = new Map(rows.map((row) => [row.entry, row]));
  const settles = [...byEntry.keys()].flatMap((entry) => ofEntry.get(entry) ?? []);
  return openItems(lines, settles).items.flatMap((item) => {
    const row = byEntry.get(item.entry);
    return row === undefined
      ? []
      : [{ ...item, id: row.id, business: row.business, memo: row.memo }];
  });
}

/** What settling entries name: payments their documents, refunds their sale, jobs their own. */
function said(book: Book, entries: readonly number[]): SettlesEntry[] {
  return book.all<SettlesEntry>(
    `SELECT s.seq AS entry, f.seq AS "of", s.amount FROM json_each(?) e
       JOIN settlement s ON s.seq = e.value JOIN fact f ON f.id = s.of
     UNION ALL
     SELECT s.seq, s.original, s.total FROM json_each(?) e
       JOIN sale s ON s.seq = e.value WHERE s.original IS NOT NULL
     UNION ALL
     SELECT a.seq, made.seq, -a.receivable FROM json_each(?) e
       JOIN job_act a ON a.seq = e.value AND a.receivable < 0
       JOIN job_act made ON made.job = a.job AND made.receivable > 0
     ORDER BY 1, 2`,
    JSON.stringify(entries),
    JSON.stringify(entries),
    JSON.stringify(entries),
  );
}

/** Who of a sub-ledger has a balance anywhere, by party; aliases count as who they are shown as. */
export function partiesWithBalance(
  book: Book,
  subledger: Subledger,
  within: readonly string[],
): Map<string, string[]> {
  const rows = book.all<{ party: string; shown: string }>(
    `SELECT DISTINCT p.party, coalesce(c.customer, p.party) AS shown
     FROM party_balance p JOIN account a ON a.number = p.account
       LEFT JOIN customer_alias c ON c.alias = p.party
     WHERE a.subledger = ? AND a.type = ? AND p.debit <> p.credit
       AND p.business IN (SELECT value FROM json_each(?))`,
    subledger,
    subledger === "customer" ? "asset" : "liability",
    JSON.stringify(within),
  );
  const found = new Map<string, string[]>();
  for (const { party, shown } of rows) found.set(shown, [...(found.get(shown) ?? []), party]);
  return found;
}
