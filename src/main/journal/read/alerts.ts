import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { nextUnconfirmed, unconfirmedCount } from "../device/link.ts";
import { documentsOf } from "./open-items.ts";

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

/** Codes that were claimed on or before a day and not seen since. */
export function claimedBefore(
  book: Book,
  within: readonly string[],
  through: BusinessDay,
): { readonly count: number; readonly amount: Money } {
  const row = book.get<{ count: number; amount: number | null }>(
    `SELECT count(*) AS count, sum(m.amount) AS amount
     FROM mpesa_receipt m JOIN entry e ON e.seq = m.seq
     WHERE m.state = 'claimed' AND m.direction = 'in' AND e.business_day <= ?
       AND m.business IN (SELECT value FROM json_each(?))`,
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
       SELECT coalesce(x.customer, p.party) AS party, sum(p.debit - p.credit) AS owed
       FROM party_balance p JOIN account a ON a.number = p.account
         LEFT JOIN customer_alias x ON x.alias = p.party
       WHERE a.subledger = 'customer' AND a.type = 'asset' GROUP BY 1
     ) o JOIN customer c ON c.id = o.party
     LEFT JOIN (
       SELECT coalesce(x.customer, s.customer) AS party, sum(s.receivable) AS amount
       FROM job_state s LEFT JOIN customer_alias x ON x.alias = s.customer
       WHERE s.receivable > 0 AND s.status = 'ready' GROUP BY 1
     ) w ON w.party = o.party
     WHERE o.owed - coalesce(w.amount, 0) > c.credit_limit AND o.owed > c.credit_limit AND o.owed > 0
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

interface Debt {
  readonly id: string;
  readonly name: string;
  readonly amount: Money;
}

/** Customers with documents open since a day or longer, and how much of those; the most first. */
export function debtsBefore(
  book: Book,
  within: readonly string[],
  through: BusinessDay,
): readonly Debt[] {
  const names = new Map<string, string>();
  const late = new Map<string, Money>();
  const unclear = new Set<string>();
  for (const { id, name, amount } of raisedBefore(book, within, through)) {
    names.set(id, name);
    if (amount === null) unclear.add(id);
    else late.set(id, sum([late.get(id) ?? ZERO, amount]));
  }
  for (const id of unclear) late.set(id, ZERO);
  for (const { owner, open } of openBefore(book, [...unclear], within, through)) {
    late.set(owner, sum([late.get(owner) ?? ZERO, open]));
  }
  return [...late]
    .filter(([, amount]) => amount > 0)
    .map(([id, amount]) => ({ id, name: names.get(id) ?? "", amount }))
    .toSorted((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1));
}

/**
 * What each customer who owes has open of the days up to one, by account and business; null where
 * only the documents tell. The sums tell it where nothing was ever paid, and where all that was
 * ever raised is so old. Every dashboard asks: five thousand who owe are one query, not as many.
 */
function raisedBefore(
  book: Book,
  within: readonly string[],
  through: BusinessDay,
): { readonly id: string; readonly name: string; readonly amount: Money | null }[] {
  return book.all(
    `SELECT c.id, c.name,
       CASE WHEN o.merged THEN NULL
            WHEN o.credit = 0 THEN o.old
            WHEN o.old = o.debit THEN o.debit - o.credit END AS amount
     FROM (
       SELECT coalesce(x.customer, p.party) AS owner, max(x.alias IS NOT NULL) AS merged,
         sum(p.debit) AS debit, sum(p.credit) AS credit,
         sum((SELECT coalesce(sum(l.debit), 0) FROM line l INDEXED BY line_by_party
              WHERE l.party = p.party AND length(l.party) = 36 AND l.account = p.account
                AND l.business = p.business AND l.day <= ?)) AS old
       FROM account a CROSS JOIN party_balance p ON p.account = a.number
         LEFT JOIN customer_alias x ON x.alias = p.party
       WHERE a.subledger = 'customer' AND a.type = 'asset'
         AND (p.debit > p.credit OR x.alias IS NOT NULL)
         AND p.business IN (SELECT value FROM json_each(?))
       GROUP BY 1, p.account, p.business
     ) o JOIN customer c ON c.id = o.owner
     WHERE o.merged OR o.old > 0`,
    through,
    JSON.stringify(within),
  );
}

/** What is open of the documents of some customers, up to a day. */
function openBefore(
  book: Book,
  customers: readonly string[],
  within: readonly string[],
  through: BusinessDay,
): { readonly owner: string; readonly open: Money }[] {
  if (customers.length === 0) return [];
  const asked = JSON.stringify(customers);
  const owners = new Map(
    book
      .all<{ party: string; owner: string }>(
        `SELECT value AS party, value AS owner FROM json_each(?)
         UNION ALL
         SELECT x.alias, x.customer FROM customer_alias x
         WHERE x.customer IN (SELECT value FROM json_each(?))`,
        asked,
        asked,
      )
      .map(({ party, owner }) => [party, owner]),
  );
  const ownerOf = (party: string): string => owners.get(party) ?? party;
  return documentsOf(book, "customer", [...owners.keys()], ownerOf)
    .filter(({ day, business }) => day <= through && within.includes(business))
    .map(({ party, open }) => ({ owner: ownerOf(party), open }));
}
