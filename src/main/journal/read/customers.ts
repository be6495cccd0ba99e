import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly phone: { readonly cipher: string; readonly index: string } | null;
  readonly creditLimit: Money;
  readonly note: string;
  readonly active: boolean;
}

interface Row {
  id: string;
  name: string;
  phone_cipher: string | null;
  phone_index: string | null;
  credit_limit: number;
  note: string;
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
    active: row.active === 1,
  };
}

export function customer(book: Book, id: string): CustomerRow | undefined {
  const row = book.get<Row>("SELECT * FROM customer WHERE id = ?", id);
  return row === undefined ? undefined : customerOf(row);
}

/** By the blind index of a whole phone number. */
export function customerWithPhone(book: Book, phoneIndex: string): CustomerRow | undefined {
  const row = book.get<Row>("SELECT * FROM customer WHERE phone_index = ?", phoneIndex);
  return row === undefined ? undefined : customerOf(row);
}

/** By part of the name; the start of a name first. */
export function customersNamed(book: Book, text: string, limit: number): CustomerRow[] {
  const safe = text.replaceAll(/[%_\\]/g, "\\$&");
  return book
    .all<Row>(
      `SELECT * FROM customer WHERE active = 1 AND name LIKE ? ESCAPE '\\'
       ORDER BY name NOT LIKE ? ESCAPE '\\', name COLLATE NOCASE LIMIT ?`,
      `%${safe}%`,
      `${safe}%`,
      limit,
    )
    .map(customerOf);
}

export interface PartyBalance {
  readonly account: number;
  readonly business: string;
  /** Debit less credit, in cents. */
  readonly balance: Money;
}

/** What a party's lines come to, by control account and business. */
export function partyBalances(book: Book, party: string): PartyBalance[] {
  return book.all<PartyBalance>(
    `SELECT account, business, debit - credit AS balance FROM party_balance WHERE party = ?
     ORDER BY account, business`,
    party,
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
 * What a customer owes (receivable accounts, debit) and holds as store credit (credit), over all
 * businesses.
 */
export function standing(
  book: Book,
  party: string,
): { readonly owed: Money; readonly credit: Money } {
  let owed = 0;
  let credit = 0;
  for (const each of partyBalances(book, party)) {
    if (each.account < 2000) owed += each.balance;
    else credit -= each.balance;
  }
  return { owed: cents(owed), credit: cents(credit) };
}

/** What a party owed on receivable accounts just after a fact: an old receipt says it again. */
export function owedAfter(book: Book, party: string, seq: number): Money {
  const row = book.get<{ owed: number }>(
    `SELECT coalesce(sum(debit - credit), 0) AS owed FROM line
     WHERE party = ? AND length(party) = 36 AND account BETWEEN 1000 AND 1999 AND entry <= ?`,
    party,
    seq,
  );
  return cents(row?.owed ?? 0);
}

export interface PartyLine {
  readonly day: BusinessDay;
  readonly entry: number;
  readonly type: string;
  readonly memo: string;
  readonly business: string;
  readonly debit: Money;
  readonly credit: Money;
}

/** All lines of a customer or supplier, in the order in which they were written. */
export function partyLines(book: Book, party: string): PartyLine[] {
  return book.all<PartyLine>(
    `SELECT l.day, l.entry, e.type, e.memo, l.business, l.debit, l.credit
     FROM line l JOIN entry e ON e.seq = l.entry
     WHERE l.party = ? AND length(l.party) = 36 ORDER BY l.entry, l.no`,
    party,
  );
}
