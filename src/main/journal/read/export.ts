import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import type { Side } from "#shared/ledger/account.ts";
import type { Period } from "#shared/ledger/period.ts";
import type { Book } from "../book.ts";

/** An entry as it leaves the house; the writers of `src/main/export` take it as it is. */
export interface EntryToExport {
  readonly number: string;
  readonly id: string;
  readonly day: BusinessDay;
  readonly type: string;
  readonly memo: string;
  readonly reverses: string | null;
  readonly lines: readonly {
    readonly business: string;
    readonly account: number;
    readonly side: Side;
    readonly amount: Money;
    readonly party: string | null;
  }[];
}

interface Row {
  seq: number;
  id: string;
  number: string | null;
  day: BusinessDay;
  type: string;
  memo: string;
  reverses: string | null;
  business: string;
  account: number;
  debit: number;
  credit: number;
  party: string | null;
}

/**
 * The entries of a window by day and number, one at a time: an export of seven years holds one
 * entry in memory. Of one business, only its lines, which balance by themselves. A receipt's
 * number where there is one, otherwise the entry's.
 */
export function* entriesToExport(
  book: Book,
  window: Period,
  business: string | null,
): Iterable<EntryToExport> {
  let rows: Row[] = [];
  for (const row of book.each<Row>(SELECT, window.from, window.to, business, business)) {
    if (rows.length > 0 && rows[0]?.seq !== row.seq) {
      yield* entryOf(rows);
      rows = [];
    }
    rows.push(row);
  }
  yield* entryOf(rows);
}

const SELECT = `
  SELECT e.seq, f.id, s.number, e.day, e.type, e.memo, r.id AS reverses, l.business, l.account,
    l.debit, l.credit, l.party
  FROM entry e JOIN fact f ON f.seq = e.seq JOIN line l ON l.entry = e.seq
  LEFT JOIN sale s ON s.seq = e.seq LEFT JOIN fact r ON r.seq = e.reverses
  WHERE e.day BETWEEN ? AND ? AND (? IS NULL OR l.business = ?)
  ORDER BY e.day, e.seq, l.no`;

function* entryOf(rows: readonly Row[]): Iterable<EntryToExport> {
  const [first] = rows;
  if (first === undefined) return;
  yield {
    number: first.number ?? String(first.seq),
    id: first.id,
    day: first.day,
    type: first.type,
    memo: first.memo,
    reverses: first.reverses,
    lines: rows.map(({ business: of, account, debit, credit, party }) => ({
      business: of,
      account,
      side: debit > 0 ? "debit" : "credit",
      amount: cents(debit + credit),
      party,
    })),
  };
}
