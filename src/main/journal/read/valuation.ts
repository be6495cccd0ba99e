import type { Item } from "#shared/facts/master.ts";
import { cents, ZERO, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { Book } from "../book.ts";

export interface StockAccount {
  readonly account: number;
  readonly business: string;
  readonly name: string;
  /** What the ledger says of it. */
  readonly ledger: Money;
  /** What the layers in it are worth, of so many items. */
  readonly stock: Money;
  readonly items: number;
}

/** Accounts that ever held stock, with what their layers and the ledger say of them. */
export function stockAccounts(book: Book, within: readonly string[]): StockAccount[] {
  return book
    .all<Omit<StockAccount, "stock" | "items"> & { stock: Money | null; items: number | null }>(
      `WITH held AS MATERIALIZED (
         SELECT account, business, count(*) AS items, sum(cost) AS cost FROM (
           SELECT account, business, sum(cost) AS cost FROM layer INDEXED BY layer_open
           WHERE quantity <> 0 OR cost <> 0 GROUP BY item, account, business)
         GROUP BY account, business)
       SELECT s.account, s.business, a.name, h.items, h.cost AS stock,
         coalesce((SELECT sum(debit - credit) FROM account_month m
                   WHERE m.account = s.account AND m.business = s.business), 0) AS ledger
       FROM (SELECT DISTINCT account, business FROM stock_level) s
         JOIN account a ON a.number = s.account
         LEFT JOIN held h ON h.account = s.account AND h.business = s.business
       WHERE s.business IN (SELECT value FROM json_each(?)) ORDER BY s.account, s.business`,
      JSON.stringify(within),
    )
    .map((row) => ({
      ...row,
      ledger: cents(row.ledger),
      stock: row.stock ?? ZERO,
      items: row.items ?? 0,
    }));
}

export interface ValuedItem {
  readonly item: string;
  readonly name: string;
  readonly unit: Item["unit"];
  readonly quantity: Quantity;
  readonly cost: Money;
}

/** A page of the items that hold something in an account, as their layers are worth. */
export function valuedItems(
  book: Book,
  { account, business }: Pick<StockAccount, "account" | "business">,
  page: { readonly offset: number; readonly limit: number },
): ValuedItem[] {
  // Which items are on the page comes first, in the order of their index; only they are added up.
  return book
    .all<ValuedItem>(
      `WITH page AS MATERIALIZED (
         SELECT i.id, i.name, i.unit, i.position FROM item i INDEXED BY item_by_business
         WHERE i.business = ? AND EXISTS (SELECT 1 FROM layer l INDEXED BY layer_open
           WHERE l.item = i.id AND l.account = ? AND (l.quantity <> 0 OR l.cost <> 0))
         ORDER BY i.position, i.name, i.rowid LIMIT ? OFFSET ?)
       SELECT p.id AS item, p.name, p.unit, sum(l.quantity) AS quantity, sum(l.cost) AS cost
       FROM page p CROSS JOIN layer l INDEXED BY layer_open
         ON l.item = p.id AND l.account = ? AND (l.quantity <> 0 OR l.cost <> 0)
       GROUP BY p.id ORDER BY p.position, p.name, p.id`,
      business,
      account,
      page.limit,
      page.offset,
      account,
    )
    .map((row) => ({ ...row, quantity: quantity(row.quantity), cost: cents(row.cost) }));
}
