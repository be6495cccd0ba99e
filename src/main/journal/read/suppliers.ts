import { cents, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";

export interface SupplierRow {
  readonly id: string;
  readonly name: string;
  readonly phone: { readonly cipher: string; readonly index: string } | null;
  readonly active: boolean;
}

interface Row {
  id: string;
  name: string;
  phone_cipher: string | null;
  phone_index: string | null;
  active: number;
}

function supplierOf(row: Row): SupplierRow {
  const { phone_cipher: cipher, phone_index: index } = row;
  return {
    id: row.id,
    name: row.name,
    phone: cipher === null || index === null ? null : { cipher, index },
    active: row.active === 1,
  };
}

export function supplier(book: Book, id: string): SupplierRow | undefined {
  const row = book.get<Row>("SELECT * FROM supplier WHERE id = ?", id);
  return row === undefined ? undefined : supplierOf(row);
}

/** By part of the name, those who deliver no more included, last. */
export function suppliersNamed(book: Book, text: string): SupplierRow[] {
  const like = `%${text.replaceAll(/[%_\\]/g, "\\$&")}%`;
  return book
    .all<Row>(
      `SELECT * FROM supplier WHERE name LIKE ? ESCAPE '\\'
       ORDER BY active DESC, name COLLATE NOCASE`,
      like,
    )
    .map(supplierOf);
}

/** What is owed to each supplier in the given businesses, by supplier; cents, credit positive. */
export function owedToSuppliers(book: Book, within: readonly string[]): Map<string, Money> {
  const rows = book.all<{ party: string; owed: number }>(
    `SELECT p.party, sum(p.credit - p.debit) AS owed
     FROM party_balance p JOIN account a ON a.number = p.account
     WHERE a.subledger = 'supplier' AND p.business IN (SELECT value FROM json_each(?))
     GROUP BY p.party`,
    JSON.stringify(within),
  );
  return new Map(rows.map((row) => [row.party, cents(row.owed)]));
}
