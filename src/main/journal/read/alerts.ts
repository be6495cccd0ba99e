import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { nextUnconfirmed, unconfirmedCount } from "../device/link.ts";

/** Facts of others that are kept and cannot be applied yet. */
export function waitingFacts(book: Book): number {
  return book.get<{ n: number }>("SELECT count(*) AS n FROM parked_fact")?.n ?? 0;
}

/** Own facts beyond what the centre confirmed; undefined without a centre, or with none. */
export function unconfirmed(
  book: Book,
): { readonly count: number; readonly since: Instant } | undefined {
  if (book.get("SELECT 1 FROM link") === undefined) return undefined;
  const oldest = nextUnconfirmed(book);
  if (oldest === undefined) return undefined;
  const fact = book.get<{ at: Instant }>(
    `SELECT json_extract(CAST(bytes AS TEXT), '$.at') AS at FROM fact
     WHERE epoch = ? AND local = 1 AND position = ?`,
    oldest.no,
    oldest.confirmed + 1,
  );
  return fact === undefined ? undefined : { count: unconfirmedCount(book), since: fact.at };
}

export const CLAIMED_SUMS = `
  SELECT count(*) AS count, sum(m.amount) AS amount FROM mpesa_receipt m
  WHERE m.state = 'claimed' AND m.direction = 'in' AND m.day <= ?
    AND m.business IN (SELECT value FROM json_each(?))`;

/** Codes that were claimed on or before a day and not seen since. */
export function claimedBefore(
  book: Book,
  within: readonly string[],
  through: BusinessDay,
): { readonly count: number; readonly amount: Money } {
  const row = book.get<{ count: number; amount: number | null }>(
    CLAIMED_SUMS,
    through,
    JSON.stringify(within),
  );
  return { count: row?.count ?? 0, amount: cents(row?.amount ?? 0) };
}

/**
 * Customers who owe more than their limit, over all businesses and names; the most first. What is
 * due for work that still hangs in the shop does not count: the work stands for it.
 */
export function customersOver(
  book: Book,
): { readonly id: string; readonly name: string; readonly owed: Money; readonly limit: Money }[] {
  return book.all(
    `SELECT c.id, c.name, o.owed, c.credit_limit AS "limit" FROM (
       SELECT coalesce(x.customer, p.party) AS id, sum(p.debit - p.credit) AS owed
       FROM account a CROSS JOIN party_balance p ON p.account = a.number
         LEFT JOIN customer_alias x ON x.alias = p.party
       WHERE a.subledger = 'customer' AND a.type = 'asset'
       GROUP BY 1 HAVING sum(p.debit - p.credit) > 0
     ) o CROSS JOIN customer c INDEXED BY customer_limit ON c.id = o.id
     WHERE o.owed > c.credit_limit AND o.owed > c.credit_limit + (
       SELECT coalesce(sum(s.receivable), 0) FROM job_state s
       WHERE s.receivable > 0 AND s.receivable <> 0 AND s.status = 'ready' AND s.customer IN
         (SELECT o.id UNION ALL SELECT alias FROM customer_alias WHERE customer = o.id))
     ORDER BY o.owed - c.credit_limit DESC, c.id`,
  );
}

/** When these books were opened. */
export function booksSince(book: Book): Instant | undefined {
  return book.get<{ at: Instant }>(
    `SELECT json_extract(CAST(f.bytes AS TEXT), '$.at') AS at
     FROM books b JOIN fact f ON f.seq = b.seq`,
  )?.at;
}

/** Drawers of tills, the safe apart, that hold more than so many cents. */
export function drawersAbove(
  book: Book,
  within: readonly string[],
  most: Money,
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
     WHERE p.party <> 'SAFE' AND p.debit - p.credit > ?
       AND p.business IN (SELECT value FROM json_each(?))
     ORDER BY b.position, p.party`,
    most,
    JSON.stringify(within),
  );
}
