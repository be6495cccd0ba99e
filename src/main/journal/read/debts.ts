import type { BusinessDay } from "#shared/kernel/date.ts";
import { sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { ageing } from "#shared/ledger/open-items.ts";
import type { Book } from "../book.ts";
import { documentsOf, type Document } from "./open-items.ts";

// What customers owe, all of them at once. Of thousands only those need their documents looked at
// who also paid: whoever never did owes every line. What is open of a customer on an account is its
// balance there, or nothing (`openItems`), so that who owes how much is told without any document.

/** On whose account which party's balance counts: names that are one customer are taken together. */
const BALANCES = `
  FROM account a CROSS JOIN party_balance p ON p.account = a.number
    LEFT JOIN customer_alias x ON x.alias = p.party
  WHERE a.subledger = 'customer' AND a.type = 'asset' AND length(p.party) = 36
    AND p.business IN (SELECT value FROM json_each(?))`;

const OWED = `
  SELECT owner AS id, sum(max(0, owed)) AS total FROM (
    SELECT coalesce(x.customer, p.party) AS owner, sum(p.debit - p.credit) AS owed ${BALANCES}
    GROUP BY 1, p.account, p.business)
  GROUP BY 1 HAVING sum(max(0, owed)) > 0`;

/** A page of customers who owe, the largest debt first, and what all of them owe together. */
export function debtors(
  book: Book,
  within: readonly string[],
  page: { readonly offset: number; readonly limit: number },
): { readonly count: number; readonly total: Money; readonly ids: readonly string[] } {
  const asked = JSON.stringify(within);
  const all = book.get<{ count: number; total: Money | null }>(
    `SELECT count(*) AS count, sum(total) AS total FROM (${OWED})`,
    asked,
  );
  const rows = book.all<{ id: string }>(
    `${OWED} ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?`,
    asked,
    page.limit,
    page.offset,
  );
  return { count: all?.count ?? 0, total: all?.total ?? ZERO, ids: rows.map(({ id }) => id) };
}

/** Whoever ever was credited anything, and all who have another name. */
const PAID = `
  SELECT p.party FROM account a CROSS JOIN party_balance p ON p.account = a.number
  WHERE a.subledger = 'customer' AND a.type = 'asset' AND p.credit > 0
  UNION SELECT alias FROM customer_alias UNION SELECT customer FROM customer_alias`;

/** The lines of all others: nothing but what they owe. */
export const UNPAID_LINES = `
  FROM account a CROSS JOIN party_balance p ON p.account = a.number
    CROSS JOIN line l INDEXED BY line_by_party ON l.party = p.party AND length(l.party) = 36
      AND l.account = p.account AND l.business = p.business
  WHERE a.subledger = 'customer' AND a.type = 'asset'
    AND p.business IN (SELECT value FROM json_each(?)) AND p.party NOT IN (${PAID})`;

/** What all customers together owe, by the age of its documents. */
export function agesOwed(book: Book, within: readonly string[], today: BusinessDay): Money[] {
  const asked = JSON.stringify(within);
  const unpaid = book.all<{ day: BusinessDay; open: Money }>(
    `SELECT l.day, sum(l.debit) AS open ${UNPAID_LINES} GROUP BY l.day`,
    asked,
  );
  const paid = book.all<{ owner: string }>(
    `SELECT DISTINCT owner FROM (
       SELECT coalesce(x.customer, p.party) AS owner ${BALANCES} AND p.party IN (${PAID})
       GROUP BY 1, p.account, p.business HAVING sum(p.debit - p.credit) > 0)`,
    asked,
  );
  const owners = paid.map(({ owner }) => owner);
  return ageing([...unpaid, ...openOf(book, owners, within)], today);
}

interface Debt {
  readonly id: string;
  readonly amount: Money;
}

/** How many customers have documents open since a day or longer, and how much of those. */
export interface LateDebts {
  readonly count: number;
  readonly amount: Money;
  /** Each of them, the most first, as long as they are no more than asked for. */
  readonly named: readonly Debt[];
}

/** Every dashboard asks: ten thousand who never paid are one sum, none of them is looked at. */
export function debtsBefore(
  book: Book,
  within: readonly string[],
  through: BusinessDay,
  most: number,
): LateDebts {
  const asked = JSON.stringify(within);
  const unpaid = book.get<{ count: number; amount: Money | null }>(
    `SELECT count(DISTINCT l.party) AS count, sum(l.debit) AS amount ${UNPAID_LINES} AND l.day <= ?`,
    asked,
    through,
  );
  const paid = paidBefore(book, within, through);
  const count = (unpaid?.count ?? 0) + paid.length;
  const amount = sum([unpaid?.amount ?? ZERO, ...paid.map((each) => each.amount)]);
  if (count > most) return { count, amount, named: [] };
  const few = book.all<Debt>(
    `SELECT l.party AS id, sum(l.debit) AS amount ${UNPAID_LINES} AND l.day <= ? GROUP BY 1`,
    asked,
    through,
  );
  const named = [...few, ...paid].toSorted((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1));
  return { count, amount, named };
}

/** Of those who paid, and of those with several names. */
function paidBefore(book: Book, within: readonly string[], through: BusinessDay): readonly Debt[] {
  const late = new Map<string, Money>();
  const unclear = new Set<string>();
  for (const { owner, amount } of raisedBefore(book, within, through)) {
    if (amount === null) unclear.add(owner);
    else late.set(owner, sum([late.get(owner) ?? ZERO, amount]));
  }
  for (const owner of unclear) late.set(owner, ZERO);
  for (const { owner, day, open } of openOf(book, [...unclear], within)) {
    if (day <= through) late.set(owner, sum([late.get(owner) ?? ZERO, open]));
  }
  return [...late].filter(([, amount]) => amount > 0).map(([id, amount]) => ({ id, amount }));
}

/**
 * What each of them has open of the days up to one, by account and business; null where only the
 * documents tell. The sums tell it where nothing was paid there, and where all that was ever raised
 * is so old.
 */
function raisedBefore(
  book: Book,
  within: readonly string[],
  through: BusinessDay,
): { readonly owner: string; readonly amount: Money | null }[] {
  return book.all(
    `SELECT o.owner,
       CASE WHEN o.merged THEN NULL
            WHEN o.credit = 0 THEN o.old
            WHEN o.old = o.debit THEN o.debit - o.credit END AS amount
     FROM (
       SELECT coalesce(x.customer, p.party) AS owner, max(x.alias IS NOT NULL) AS merged,
         sum(p.debit) AS debit, sum(p.credit) AS credit,
         sum((SELECT coalesce(sum(l.debit), 0) FROM line l INDEXED BY line_by_party
              WHERE l.party = p.party AND length(l.party) = 36 AND l.account = p.account
                AND l.business = p.business AND l.day <= ?)) AS old
       ${BALANCES} AND p.party IN (${PAID}) AND (p.debit > p.credit OR x.alias IS NOT NULL)
       GROUP BY 1, p.account, p.business
     ) o
     WHERE o.merged OR o.old > 0`,
    through,
    JSON.stringify(within),
  );
}

type Open = Pick<Document, "day" | "open"> & { readonly owner: string };

/** What is open of the documents of some customers, under all names of theirs. */
function openOf(book: Book, customers: readonly string[], within: readonly string[]): Open[] {
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
    .filter(({ business, open }) => open > 0 && within.includes(business))
    .map(({ party, day, open }) => ({ owner: ownerOf(party), day, open }));
}
