import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { chainNext, chainStart, sha256 } from "../chain.ts";
import { NEWEST_OWN } from "../device/link.ts";

/** Sales of a day by business, refunds not counted. */
export function salesCount(book: Book, day: BusinessDay): Map<string, number> {
  const rows = book.all<{ business: string; n: number }>(
    `SELECT business, count(*) AS n FROM sale WHERE day = ? AND kind = 'sale' GROUP BY business`,
    day,
  );
  return new Map(rows.map((row) => [row.business, row.n]));
}

export interface LastCounted {
  readonly cash: BusinessDay | null;
  readonly mpesa: BusinessDay | null;
}

/** How many closings are looked back through for a comparison of M-Pesa. */
const CLOSINGS = 14;

/** When a business's drawer was last counted, and its M-Pesa last compared, at a shift's end. */
export function lastCounted(book: Book, business: string): LastCounted {
  // A closing names each code of its day: a hundred kilobytes, of which one field is looked for.
  const closings = book.all<{ day: BusinessDay; compared: number }>(
    `SELECT s.day, instr(f.bytes, CAST(? AS BLOB)) = 0 AS compared
     FROM shift s JOIN fact f ON f.seq = s.closed_seq
     WHERE s.closed_seq IS NOT NULL AND s.business = ? ORDER BY s.closed_seq DESC LIMIT ?`,
    `"mpesaCounted":null`,
    business,
    CLOSINGS,
  );
  const compared = closings.find((closing) => closing.compared === 1);
  return { cash: closings[0]?.day ?? null, mpesa: compared?.day ?? null };
}

export interface StockAlerts {
  readonly oversold: number;
  readonly low: number;
}

/** Goods that are still kept. */
const STOCKED = "i.active = 1 AND i.inventory IS NOT NULL AND (? IS NULL OR i.business = ?)";

export function stockAlerts(book: Book, business: string | null): StockAlerts {
  const row = book.get<StockAlerts>(
    `SELECT
       (SELECT count(*) FROM stock_level l CROSS JOIN item i ON i.id = l.item
        WHERE l.quantity < 0 AND ${STOCKED}) AS oversold,
       (SELECT count(*) FROM item i NOT INDEXED WHERE i.reorder_at >= 0 AND ${STOCKED}
          AND coalesce((SELECT l.quantity FROM stock_level l WHERE l.item = i.id), 0)
            BETWEEN 0 AND i.reorder_at) AS low`,
    business,
    business,
    business,
    business,
  );
  return row ?? { oversold: 0, low: 0 };
}

export interface ShiftAlert {
  /** The business's name. */
  readonly name: string;
  readonly till: string;
  readonly day: BusinessDay;
}

/** Shifts that were opened at or before a moment and that nobody closed. */
export function forgottenShifts(
  book: Book,
  within: readonly string[],
  openedBy: Instant,
): ShiftAlert[] {
  return book.all<ShiftAlert>(
    `SELECT b.name, s.till, s.day FROM shift s JOIN business b ON b.id = s.business
     WHERE s.closed_seq IS NULL AND s.opened_at <= ?
       AND s.business IN (SELECT value FROM json_each(?))
     ORDER BY s.day LIMIT 5`,
    openedBy,
    JSON.stringify(within),
  );
}

/** The latest closings whose count differed; signed cents, short is negative. */
export function countDifferences(
  book: Book,
  business: string | null,
  since: BusinessDay,
): (ShiftAlert & { readonly variance: Money })[] {
  return book.all(
    `SELECT b.name, s.till, s.day, s.variance FROM shift s JOIN business b ON b.id = s.business
     WHERE s.closed_seq IS NOT NULL AND s.variance <> 0 AND s.day >= ?
       AND (? IS NULL OR s.business = ?)
     ORDER BY s.closed_seq DESC LIMIT 3`,
    since,
    business,
    business,
  );
}

/** Drawers and safes that would hold less than nothing; cents, below zero. */
export function cashBelowZero(
  book: Book,
  business: string | null,
): {
  readonly name: string;
  readonly account: number;
  readonly party: string;
  readonly balance: Money;
}[] {
  return book.all(
    `SELECT b.name, p.account, p.party, p.debit - p.credit AS balance
     FROM party_balance p JOIN account a ON a.number = p.account AND a.subledger = 'drawer'
       JOIN business b ON b.id = p.business
     WHERE p.debit < p.credit AND (? IS NULL OR p.business = ?) ORDER BY b.position, p.party`,
    business,
    business,
  );
}

// ---------------------------------------------------------------- what health compares

export interface Difference {
  readonly what: string;
  /** Debit less credit as one side and the other say it, in cents. */
  readonly ledger: Money;
  readonly list: Money;
}

/** Businesses whose debits and credits differ. */
export function unbalancedBusinesses(
  book: Book,
): { readonly business: string; readonly off: Money }[] {
  return book.all(
    `SELECT business, sum(debit - credit) AS off FROM account_month
     GROUP BY business HAVING off <> 0`,
  );
}

/** What is left in inter-business clearing when all businesses are added up. */
export function clearingLeft(book: Book, account: number): Money {
  const row = book.get<{ off: Money }>(
    "SELECT coalesce(sum(debit - credit), 0) AS off FROM account_month WHERE account = ?",
    account,
  );
  return row?.off ?? (0 as Money);
}

/** Inventory accounts beside the cost of the stock that is in them, all of them. */
export function stockByAccount(book: Book): Difference[] {
  return book.all<Difference>(
    `WITH held AS MATERIALIZED (
       SELECT account, sum(cost) AS cost FROM stock_level GROUP BY account)
     SELECT CAST(a.account AS TEXT) AS what,
       coalesce((SELECT sum(debit - credit) FROM account_month WHERE account = a.account), 0)
         AS ledger,
       coalesce((SELECT s.cost FROM held s WHERE s.account = a.account), 0) AS list
     FROM (SELECT inventory AS account FROM item WHERE inventory IS NOT NULL
           UNION SELECT account FROM held) a ORDER BY a.account`,
  );
}

/** Control accounts beside the sum of their parties, by account and business. */
export function partiesByAccount(book: Book): Difference[] {
  return book.all<Difference>(
    `SELECT m.account || ' ' || m.business AS what, sum(m.debit - m.credit) AS ledger,
       coalesce((SELECT sum(p.debit - p.credit) FROM party_balance p
                 WHERE p.account = m.account AND p.business = m.business), 0) AS list
     FROM account_month m JOIN account a ON a.number = m.account
     WHERE a.subledger IS NOT NULL GROUP BY m.account, m.business`,
  );
}

/** Months of an account whose days do not add up to it. */
export function monthsUnlikeDays(book: Book): number {
  const row = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM (
       SELECT account, business, month, sum(debit) AS debit, sum(credit) AS credit FROM (
         SELECT account, business, month, debit, credit FROM account_month
         UNION ALL
         SELECT account, business, substr(day, 1, 7), -debit, -credit FROM account_day
       ) GROUP BY account, business, month HAVING sum(debit) <> 0 OR sum(credit) <> 0)`,
  );
  return row?.n ?? 0;
}

/** Whether the last fact is what its hash says and hangs on the one before it. */
export function lastLinkHolds(book: Book): { readonly seq: number; readonly holds: boolean } {
  const last = book.get<{
    seq: number;
    epoch: number;
    position: number;
    bytes: Uint8Array;
    hash: Uint8Array;
    chain: Uint8Array;
  }>(`SELECT seq, epoch, position, bytes, hash, chain FROM ${NEWEST_OWN}`);
  if (last === undefined) return { seq: 0, holds: true };
  const hash = sha256(last.bytes);
  const link = chainNext(linkBefore(book, last.epoch, last.position), hash);
  return { seq: last.seq, holds: hash.equals(last.hash) && link.equals(last.chain) };
}

function linkBefore(book: Book, epoch: number, position: number): Uint8Array {
  if (position > 1) {
    const before = book.get<{ chain: Uint8Array }>(
      "SELECT chain FROM fact WHERE epoch = ? AND local = 1 AND position = ?",
      epoch,
      position - 1,
    );
    return before?.chain ?? new Uint8Array();
  }
  const start = book.get<{ id: string; parent: Uint8Array | null }>(
    "SELECT id, parent_hash AS parent FROM epoch WHERE no = ?",
    epoch,
  );
  return start === undefined ? new Uint8Array() : chainStart(start.id, start.parent);
}
