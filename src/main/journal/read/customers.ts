import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money, negate, sum } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly phone: { readonly cipher: string; readonly index: string } | null;
  readonly creditLimit: Money;
  readonly note: string;
  readonly address: string;
  readonly active: boolean;
}

interface Row {
  id: string;
  name: string;
  phone_cipher: string | null;
  phone_index: string | null;
  credit_limit: number;
  note: string;
  address: string;
  active: number;
}

function customerOf(row: Row): CustomerRow {
  const { phone_cipher: cipher, phone_index: index } = row;
  return {
    id: row.id,
    name: row.name,
    phone: cipher === null || index === null ? null : { cipher, index },
    creditLimit: cents(row.credit_limit),
    note: row.note,
    address: row.address,
    active: row.active === 1,
  };
}

export function customer(book: Book, id: string): CustomerRow | undefined {
  const row = book.get<Row>("SELECT * FROM customer WHERE id = ?", id);
  return row === undefined ? undefined : customerOf(row);
}

/**
 * By the blind index of a whole phone number: the customer as which its holder is shown. Where two
 * tills gave one number to two, the one who is nobody's second name and was written first.
 */
export function customerWithPhone(book: Book, phoneIndex: string): CustomerRow | undefined {
  return customersWithPhone(book, phoneIndex)[0];
}

/** Everybody who holds a phone number, each as the customer as which he is shown. */
export function customersWithPhone(book: Book, phoneIndex: string): CustomerRow[] {
  return book
    .all<Row>(
      `SELECT c.* FROM customer p
       LEFT JOIN customer_alias x ON x.alias = p.id
       JOIN customer c ON c.id = coalesce(x.customer, p.id)
       WHERE p.phone_index = ?
       ORDER BY x.alias IS NOT NULL, p.seq`,
      phoneIndex,
    )
    .map(customerOf);
}

/** By part of the name; the start of a name first. */
export function customersNamed(book: Book, text: string, limit: number): CustomerRow[] {
  if (text === "") return firstByName(book, limit);
  const safe = text.replaceAll(/[%_\\]/g, "\\$&");
  return book
    .all<Row>(
      `SELECT * FROM customer WHERE active = 1 AND name LIKE ? ESCAPE '\\'
         AND NOT EXISTS (SELECT 1 FROM customer_alias WHERE alias = id)
       ORDER BY name NOT LIKE ? ESCAPE '\\', name COLLATE NOCASE LIMIT ?`,
      `%${safe}%`,
      `${safe}%`,
      limit,
    )
    .map(customerOf);
}

/** The first page of everybody, in the order of the index on names. */
function firstByName(book: Book, limit: number): CustomerRow[] {
  return book
    .all<Row>(
      `SELECT * FROM customer WHERE active = 1
         AND NOT EXISTS (SELECT 1 FROM customer_alias WHERE alias = id)
       ORDER BY name COLLATE NOCASE LIMIT ?`,
      limit,
    )
    .map(customerOf);
}

/**
 * Everybody whom a text may mean: the owner of a whole phone number, or those with it in their
 * name, under every name they ever had, so that sales made before a merger are found too.
 */
export function partiesMeant(book: Book, text: string, phoneIndex: string | null): string[] {
  const found =
    phoneIndex === null
      ? customersNamed(book, text, MEANT_AT_MOST)
      : [customerWithPhone(book, phoneIndex)].filter((each) => each !== undefined);
  return found.flatMap((each) => partiesOf(book, shownAs(book, each.id)));
}

/** A text that means more people than this is a letter, not a name. */
const MEANT_AT_MOST = 200;

/**
 * The customers that turned out to be this one, itself included: one history, several names. As
 * of a fact, or as of now.
 */
export function partiesOf(
  book: Book,
  customer: string,
  asOf: number = Number.MAX_SAFE_INTEGER,
): string[] {
  const rows = book.all<{ alias: string }>(
    "SELECT alias FROM customer_alias WHERE customer = ? AND seq <= ? ORDER BY seq",
    customer,
    asOf,
  );
  return [customer, ...rows.map((row) => row.alias)];
}

/** Whom a customer is shown as: itself, or the one it was merged into. */
export function shownAs(book: Book, customer: string): string {
  const row = book.get<{ customer: string }>(
    "SELECT customer FROM customer_alias WHERE alias = ?",
    customer,
  );
  return row?.customer ?? customer;
}

export interface PartyBalance {
  readonly account: number;
  readonly business: string;
  /** Debit less credit, in cents. */
  readonly balance: Money;
}

/** What the lines of parties come to, by control account and business. */
export function partyBalances(book: Book, parties: readonly string[]): PartyBalance[] {
  return book.all<PartyBalance>(
    `SELECT account, business, sum(debit - credit) AS balance FROM party_balance
     WHERE party IN (SELECT value FROM json_each(?)) GROUP BY account, business
     ORDER BY account, business`,
    JSON.stringify(parties),
  );
}

/** One party on one account in one business: a drawer's cash, a customer's debt. */
export function partyBalance(book: Book, account: number, business: string, party: string): Money {
  const row = book.get<{ balance: number }>(
    `SELECT debit - credit AS balance FROM party_balance
     WHERE account = ? AND business = ? AND party = ?`,
    account,
    business,
    party,
  );
  return cents(row?.balance ?? 0);
}

/**
 * The store credit of a customer in one business, under every name: another till may have left some
 * under the old one, not knowing yet of the merging.
 */
export function creditHeld(book: Book, account: number, business: string, customer: string): Money {
  const parties = partiesOf(book, shownAs(book, customer));
  return sum(parties.map((party) => negate(partyBalance(book, account, business, party))));
}

/**
 * What a customer owes (receivable accounts, debit) and holds as store credit (credit), over all
 * businesses and under every name.
 */
export function standing(
  book: Book,
  customer: string,
): { readonly owed: Money; readonly credit: Money } {
  const row = book.get<{ owed: number | null; credit: number | null }>(
    `SELECT sum(CASE a.type WHEN 'asset' THEN p.debit - p.credit END) AS owed,
       sum(CASE a.type WHEN 'liability' THEN p.credit - p.debit END) AS credit
     FROM party_balance p JOIN account a ON a.number = p.account
     WHERE a.subledger = 'customer' AND (p.party = ?
       OR p.party IN (SELECT alias FROM customer_alias WHERE customer = ?))`,
    customer,
    customer,
  );
  return { owed: cents(row?.owed ?? 0), credit: cents(row?.credit ?? 0) };
}

/** The same just after a fact, under every name it had then: an old receipt says it again. */
export function standingAfter(
  book: Book,
  customer: string,
  seq: number,
): { readonly owed: Money; readonly credit: Money } {
  const row = book.get<{ owed: number | null; credit: number | null }>(
    `SELECT sum(CASE a.type WHEN 'asset' THEN l.debit - l.credit END) AS owed,
       sum(CASE a.type WHEN 'liability' THEN l.credit - l.debit END) AS credit
     FROM json_each(?) p JOIN line l ON l.party = p.value AND length(l.party) = 36
     JOIN account a ON a.number = l.account
     WHERE a.subledger = 'customer' AND l.entry <= ?`,
    JSON.stringify(partiesOf(book, customer, seq)),
    seq,
  );
  return { owed: cents(row?.owed ?? 0), credit: cents(row?.credit ?? 0) };
}

export interface PartyLine {
  readonly day: BusinessDay;
  readonly entry: number;
  readonly type: string;
  readonly memo: string;
  readonly account: number;
  readonly business: string;
  readonly debit: Money;
  readonly credit: Money;
}

/** All lines of parties on their accounts, by day, and within it as they were written. */
export function partyLines(book: Book, parties: readonly string[]): PartyLine[] {
  return book.all<PartyLine>(
    `SELECT l.day, l.entry, e.type, e.memo, l.account, l.business, l.debit, l.credit
     FROM json_each(?) p JOIN line l ON l.party = p.value AND length(l.party) = 36
     JOIN entry e ON e.seq = l.entry ORDER BY l.day, l.entry, l.no`,
    JSON.stringify(parties),
  );
}
