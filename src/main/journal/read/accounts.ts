import type { Subledger } from "#shared/ledger/account.ts";
import type { Book } from "../book.ts";

/** The place of cash that is in no till's drawer. */
export const SAFE = "SAFE";

/** Every till whose facts are in this journal, this one first. */
function knownTills(book: Book): { readonly code: string; readonly name: string }[] {
  return book.all(
    `SELECT till AS code, name FROM device
     UNION ALL
     SELECT DISTINCT till, 'Till ' || till FROM epoch WHERE till NOT IN (SELECT till FROM device)`,
  );
}

/** Accounts whose balance is the value of items, in stock or on loan: never typed. */
export function stockAccounts(book: Book): Set<number> {
  const rows = book.all<{ account: number }>(
    `SELECT inventory AS account FROM item WHERE inventory IS NOT NULL
     UNION SELECT accounts ->> '$.loan' FROM returnable_type WHERE empty IS NOT NULL`,
  );
  return new Set(rows.map((row) => row.account));
}

/** Whether a business or an active item posts to an account by itself. */
export function isPostedToByRule(book: Book, account: number): boolean {
  const row = book.get(
    `SELECT 1 FROM item WHERE active = 1 AND ? IN (revenue, cogs, inventory)
     UNION ALL
     SELECT 1 FROM business b JOIN business_settings s ON s.business = b.id,
       json_each(s.settings, '$.accounts') a
     WHERE b.active = 1 AND a.value = ?
       AND s.seq = (SELECT max(seq) FROM business_settings WHERE business = b.id)
     LIMIT 1`,
    account,
    account,
  );
  return row !== undefined;
}

export interface PartyRow {
  readonly id: string;
  readonly name: string;
}

/**
 * Whom the lines of a control account may name, by part of the name. Until jobs have records of
 * their own, their customer stands for them.
 */
export function parties(book: Book, subledger: Subledger, text: string, limit: number): PartyRow[] {
  if (subledger === "drawer") {
    const places = [...knownTills(book).map(({ code: id, name }) => ({ id, name })), THE_SAFE];
    const wanted = text.toLowerCase();
    return places.filter((each) => `${each.id} ${each.name}`.toLowerCase().includes(wanted));
  }
  if (subledger === "deposit") return depositParties(book, text, limit);
  const like = `%${text.replaceAll(/[%_\\]/g, "\\$&")}%`;
  return book.all<PartyRow>(
    `SELECT id, name FROM ${TABLE[subledger]} WHERE active = 1 AND name LIKE ? ESCAPE '\\'
     ORDER BY name COLLATE NOCASE LIMIT ?`,
    like,
    limit,
  );
}

/** The name of a party, whether active or not; undefined where there is none. */
export function partyName(book: Book, subledger: Subledger, id: string): string | undefined {
  if (subledger === "drawer") {
    if (id === SAFE) return THE_SAFE.name;
    return knownTills(book).find((till) => till.code === id)?.name;
  }
  if (subledger === "deposit") {
    return book.get<{ name: string }>(`${DEPOSIT} WHERE d.id = ?`, id)?.name;
  }
  return book.get<{ name: string }>(`SELECT name FROM ${TABLE[subledger]} WHERE id = ?`, id)?.name;
}

const THE_SAFE: PartyRow = { id: SAFE, name: "The safe" };

/** A deposit is known by what it is for, its receipt, and whose it is; what may be settled, first. */
const DEPOSIT = `
  SELECT d.id, t.name || coalesce(' ' || s.number, '') || coalesce(' ' || k.name, '') AS name,
    d.count > 0 AS open
  FROM deposit d JOIN returnable_type t ON t.id = d.type LEFT JOIN sale s ON s.seq = d.seq
    LEFT JOIN customer k ON k.id = d.customer`;

function depositParties(book: Book, text: string, limit: number): PartyRow[] {
  return book.all<PartyRow>(
    `SELECT id, name FROM (${DEPOSIT} WHERE d.count > 0 OR d.amount <> 0)
     WHERE name LIKE ? ESCAPE '\\' ORDER BY open, name COLLATE NOCASE LIMIT ?`,
    `%${text.replaceAll(/[%_\\]/g, "\\$&")}%`,
    limit,
  );
}

const TABLE = {
  customer: "customer",
  job: "customer",
  supplier: "supplier",
  staff: "user",
} as const satisfies Record<Exclude<Subledger, "drawer" | "deposit">, string>;

/** Debit less credit of a party on an account in the given businesses, in cents. */
export function partyTotalsOf(
  book: Book,
  account: number,
  party: string,
  within: readonly string[],
): number {
  const row = book.get<{ net: number }>(
    `SELECT coalesce(sum(debit - credit), 0) AS net FROM party_balance
     WHERE account = ? AND party = ? AND business IN (SELECT value FROM json_each(?))`,
    account,
    party,
    JSON.stringify(within),
  );
  return row?.net ?? 0;
}
