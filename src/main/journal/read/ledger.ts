import type { BusinessDay } from "#shared/kernel/date.ts";
import { addDays } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import type { Account } from "#shared/ledger/account.ts";
import type { Period } from "#shared/ledger/period.ts";
import type { AccountBalance } from "#shared/ledger/trial-balance.ts";
import { BEGINNING, windowParts } from "#shared/ledger/window.ts";
import type { Book } from "../book.ts";
import { SAFE } from "./accounts.ts";
import { chart } from "./chart.ts";

/** What was debited and credited: both in cents, both ≥ 0. */
export interface Sums {
  readonly debit: number;
  readonly credit: number;
}

interface BalanceRow extends Sums {
  account: number;
  business: string;
}

const BY_MONTH = `
  SELECT account, business, sum(debit) AS debit, sum(credit) AS credit FROM account_month
  WHERE month BETWEEN ? AND ? AND (? IS NULL OR business = ?) GROUP BY account, business`;

/** One short stretch of days for each account in use: never a scan of all days. */
const BY_DAY = `
  SELECT p.account, p.business, sum(d.debit) AS debit, sum(d.credit) AS credit
  FROM (SELECT DISTINCT account, business FROM account_month WHERE ? IS NULL OR business = ?) p
  CROSS JOIN account_day d
    ON d.account = p.account AND d.business = p.business AND d.day BETWEEN ? AND ?
  GROUP BY p.account, p.business`;

/**
 * What was debited and credited in a window, by account and business: whole months from the
 * monthly balances, the rest from the daily ones. Null is all businesses.
 */
export function balances(book: Book, window: Period, business: string | null): AccountBalance[] {
  const { months, days } = windowParts(window);
  const rows = days.flatMap(({ from, to }) =>
    book.all<BalanceRow>(BY_DAY, business, business, from, to),
  );
  if (months !== null) {
    rows.push(...book.all<BalanceRow>(BY_MONTH, months.from, months.to, business, business));
  }
  return merged(rows, chart(book));
}

/** Few, and found by their type: what closed a year, which is no trade of it. */
const CLOSINGS = `
  FROM entry e JOIN line l ON l.entry = e.seq
  WHERE e.type = 'closing' AND e.type NOT IN ('sale', 'refund') AND e.day BETWEEN ? AND ?
    AND (? IS NULL OR l.business = ?)`;

/**
 * The same without the entries that closed a year: what was earned and spent in a window stays
 * to be seen after its year is closed.
 */
export function balancesBeforeClosing(
  book: Book,
  window: Period,
  business: string | null,
): AccountBalance[] {
  const closings = book.all<BalanceRow>(
    `SELECT l.account, l.business, -sum(l.debit) AS debit, -sum(l.credit) AS credit ${CLOSINGS}
     GROUP BY l.account, l.business`,
    window.from,
    window.to,
    business,
    business,
  );
  const all = balances(book, window, business);
  return closings.length === 0 ? all : merged([...all.map(rowOf), ...closings], chart(book));
}

const rowOf = ({ account, business, debit, credit }: AccountBalance): BalanceRow => ({
  account: account.number,
  business,
  debit,
  credit,
});

/** The last day through which a year of a business was closed, if one was after a day. */
export function closedYearAfter(
  book: Book,
  day: BusinessDay,
  business: string,
): BusinessDay | null {
  const row = book.get<{ day: BusinessDay | null }>(
    `SELECT max(e.day) AS day ${CLOSINGS}`,
    addDays(day, 1),
    "9999-12-31",
    business,
    business,
  );
  return row?.day ?? null;
}

/** Since the beginning, through a day. */
export function balancesThrough(
  book: Book,
  day: BusinessDay,
  business: string | null,
): AccountBalance[] {
  return balances(book, { from: BEGINNING, to: day }, business);
}

function merged(rows: readonly BalanceRow[], accounts: readonly Account[]): AccountBalance[] {
  const byNumber = new Map(accounts.map((account) => [account.number, account]));
  const found = new Map<string, AccountBalance>();
  for (const row of rows) {
    const account = byNumber.get(row.account);
    if (account === undefined) throw new Error(`account ${row.account} is not in the chart`);
    const key = `${row.account} ${row.business}`;
    const before = found.get(key);
    found.set(key, {
      account,
      business: row.business,
      debit: cents((before?.debit ?? 0) + row.debit),
      credit: cents((before?.credit ?? 0) + row.credit),
    });
  }
  return [...found.values()];
}

/**
 * Daily sums of some types of accounts in a window, for trends. What closed a year comes once more
 * with its sides exchanged, so that the net of a day is that of its trade.
 */
export function dailySums(
  book: Book,
  window: Period,
  business: string | null,
  types: readonly Account["type"][],
): (BalanceRow & { readonly day: BusinessDay })[] {
  return book.all(
    `SELECT p.account, p.business, d.day, d.debit, d.credit
     FROM (SELECT DISTINCT account, business FROM account_month
           WHERE account IN (SELECT number FROM account
                             WHERE type IN (SELECT value FROM json_each(?)))
             AND (? IS NULL OR business = ?)) p
     CROSS JOIN account_day d
       ON d.account = p.account AND d.business = p.business AND d.day BETWEEN ? AND ?
     UNION ALL SELECT l.account, l.business, l.day, l.credit, l.debit ${CLOSINGS}
       AND l.account IN (SELECT number FROM account
                         WHERE type IN (SELECT value FROM json_each(?)))`,
    JSON.stringify(types),
    business,
    business,
    window.from,
    window.to,
    window.from,
    window.to,
    business,
    business,
    JSON.stringify(types),
  );
}

/** Whose lines of an account are asked for; null is all of them. */
export interface LinesOf {
  readonly account: number;
  readonly business: string | null;
  readonly party: string | null;
}

/** What the lines of an account come to in a window. */
export function sumsOf(book: Book, of: LinesOf, window: Period): Sums {
  if (of.party !== null) return partySums(book, of, of.party, window);
  const { months, days } = windowParts(window);
  const total = { debit: 0, credit: 0 };
  const add = (row: Sums | undefined): void => {
    total.debit += row?.debit ?? 0;
    total.credit += row?.credit ?? 0;
  };
  for (const { from, to } of days) {
    add(
      book.get<Sums>(
        `SELECT coalesce(sum(d.debit), 0) AS debit, coalesce(sum(d.credit), 0) AS credit
       FROM (SELECT DISTINCT account, business FROM account_month
             WHERE account = ? AND (? IS NULL OR business = ?)) p
       CROSS JOIN account_day d
         ON d.account = p.account AND d.business = p.business AND d.day BETWEEN ? AND ?`,
        of.account,
        of.business,
        of.business,
        from,
        to,
      ),
    );
  }
  if (months !== null) {
    add(
      book.get<Sums>(
        `SELECT coalesce(sum(debit), 0) AS debit, coalesce(sum(credit), 0) AS credit
       FROM account_month
       WHERE account = ? AND month BETWEEN ? AND ? AND (? IS NULL OR business = ?)`,
        of.account,
        months.from,
        months.to,
        of.business,
        of.business,
      ),
    );
  }
  return total;
}

/**
 * Ids have 36 characters and an index of their own, and so have the few lines of a safe. A till's
 * drawer is its account without the safe; only where several tills share an account are its lines
 * added up one by one.
 */
function partySums(book: Book, of: LinesOf, party: string, window: Period): Sums {
  const index = indexOf(party);
  if (index !== null) return sumLines(book, index, of, party, window);
  const others = otherDrawers(book, of, party);
  if (others.every((each) => each === SAFE)) {
    const whole = sumsOf(book, { ...of, party: null }, window);
    const safe = partySums(book, of, SAFE, window);
    return { debit: whole.debit - safe.debit, credit: whole.credit - safe.credit };
  }
  if (window.from !== BEGINNING) return sumLines(book, ALONG_ACCOUNT, of, party, window);
  // A balance brought forward: what there is now, less what came after, which is usually less.
  const now = partyTotals(book, of, party);
  const after = { from: addDays(window.to, 1), to: LAST };
  const since = sumLines(book, ALONG_ACCOUNT, of, party, after);
  return { debit: now.debit - since.debit, credit: now.credit - since.credit };
}

/** An index to read by, and the condition under which SQLite may. */
interface Along {
  readonly index: string;
  readonly when: string;
}

const ALONG_ACCOUNT: Along = { index: "line_by_account", when: "party IS NOT NULL" };

/** The index that holds nothing but a party's lines, or few others; null: there is none. */
function indexOf(party: string): Along | null {
  if (party.length === 36) return { index: "line_by_party", when: "length(party) = 36" };
  return party === SAFE ? { index: "line_in_safe", when: `party = '${SAFE}'` } : null;
}

const LAST = "9999-12-31" as BusinessDay;

function sumLines(book: Book, along: Along, of: LinesOf, party: string, window: Period): Sums {
  const row = book.get<Sums>(
    `SELECT coalesce(sum(debit), 0) AS debit, coalesce(sum(credit), 0) AS credit
     FROM line INDEXED BY ${along.index}
     WHERE party = ? AND ${along.when} AND account = ? AND day BETWEEN ? AND ?
       AND (? IS NULL OR business = ?)`,
    party,
    of.account,
    window.from,
    window.to,
    of.business,
    of.business,
  );
  return row ?? { debit: 0, credit: 0 };
}

/** Whoever else has lines on the account. */
function otherDrawers(book: Book, of: LinesOf, party: string): string[] {
  const rows = book.all<{ party: string }>(
    "SELECT DISTINCT party FROM party_balance WHERE account = ? AND party <> ?",
    of.account,
    party,
  );
  return rows.map((row) => row.party);
}

function partyTotals(book: Book, of: LinesOf, party: string): Sums {
  const row = book.get<Sums>(
    `SELECT coalesce(sum(debit), 0) AS debit, coalesce(sum(credit), 0) AS credit
     FROM party_balance WHERE account = ? AND party = ? AND (? IS NULL OR business = ?)`,
    of.account,
    party,
    of.business,
    of.business,
  );
  return row ?? { debit: 0, credit: 0 };
}

/** A place in an account's ledger: just after this line. */
export interface LedgerPlace {
  readonly day: BusinessDay;
  readonly entry: number;
  readonly no: number;
}

export interface LedgerLineRow extends LedgerPlace, Sums {
  readonly type: string;
  readonly memo: string;
  readonly business: string;
  readonly party: string | null;
}

/** The next lines of an account in order of day, entry and line. */
export function ledgerLines(
  book: Book,
  of: LinesOf,
  window: Period,
  after: LedgerPlace | null,
  limit: number,
): LedgerLineRow[] {
  const start = after ?? { day: window.from, entry: 0, no: 0 };
  // A person's or a supplier's few lines by their own index; a drawer's along the account's.
  const along = (of.party === null ? null : indexOf(of.party)) ?? {
    index: "line_by_account",
    when: "TRUE",
  };
  return book.all<LedgerLineRow>(
    `SELECT l.day, l.entry, l.no, e.type, e.memo, l.business, l.party, l.debit, l.credit
     FROM line l INDEXED BY ${along.index} CROSS JOIN entry e ON e.seq = l.entry
     WHERE ${of.party === null ? "? IS NULL" : "l.party = ?"}
       AND ${along.when.replaceAll("party", "l.party")}
       AND l.account = ? AND l.day <= ? AND (l.day, l.entry, l.no) > (?, ?, ?)
       AND (? IS NULL OR l.business = ?)
     ORDER BY l.day, l.entry, l.no LIMIT ?`,
    of.party,
    of.account,
    window.to,
    start.day,
    start.entry,
    start.no,
    of.business,
    of.business,
    limit,
  );
}

/** What the lines of one day come to, up to and including a place: a page's balance brought. */
export function sumsOfDayThrough(book: Book, of: LinesOf, place: LedgerPlace): Sums {
  const row = book.get<Sums>(
    `SELECT coalesce(sum(debit), 0) AS debit, coalesce(sum(credit), 0) AS credit FROM line
     WHERE account = ? AND day = ? AND (entry, no) <= (?, ?)
       AND (? IS NULL OR business = ?) AND (? IS NULL OR party = ?)`,
    of.account,
    place.day,
    place.entry,
    place.no,
    of.business,
    of.business,
    of.party,
    of.party,
  );
  return row ?? { debit: 0, credit: 0 };
}
