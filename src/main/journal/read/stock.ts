import type { FactKind } from "#shared/facts/index.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import type { Book } from "../book.ts";

export interface LayerRow {
  readonly layer: string;
  /** The fact that opened it. */
  readonly seq: number;
  readonly item: string;
  readonly business: string;
  readonly account: number;
  readonly day: BusinessDay;
  readonly quantity: Quantity;
  readonly cost: Money;
}

const LAYER = `SELECT l.id AS layer, l.seq, l.item, l.business, l.account, l.day, l.quantity, l.cost
  FROM layer l`;

function layerOf(row: LayerRow): LayerRow {
  return { ...row, quantity: quantity(row.quantity), cost: cents(row.cost) };
}

export function layer(book: Book, id: string): LayerRow | undefined {
  const row = book.get<LayerRow>(`${LAYER} WHERE l.id = ?`, id);
  return row === undefined ? undefined : layerOf(row);
}

/** What is left of each receipt of an item, oldest first; below zero where it was oversold. */
export function openLayers(book: Book, item: string): LayerRow[] {
  return book
    .all<LayerRow>(
      `${LAYER} WHERE l.item = ? AND (l.quantity <> 0 OR l.cost <> 0) ORDER BY l.seq, l.id`,
      item,
    )
    .map(layerOf);
}

/** What a supplier delivered to a business and is still there, oldest first. */
export function layersFrom(book: Book, business: string, supplier: string): LayerRow[] {
  return book
    .all<LayerRow>(
      `${LAYER} JOIN fact f ON f.seq = l.seq AND f.kind = 'stock.received'
       WHERE l.business = ? AND l.quantity > 0
         AND json_extract(CAST(f.bytes AS TEXT), '$.body.supplier') = ?
       ORDER BY l.seq, l.id`,
      business,
      supplier,
    )
    .map(layerOf);
}

/** How much of a layer went back to its supplier before. */
export function sentBackBefore(book: Book, id: string, item: string): Quantity {
  const row = book.get<{ n: number }>(
    `SELECT coalesce(-sum(m.quantity), 0) AS n FROM stock_move m JOIN stock_act a ON a.seq = m.seq
     WHERE m.item = ? AND m.layer = ? AND a.kind = 'return'`,
    item,
    id,
  );
  return quantity(row?.n ?? 0);
}

export interface MoveRow {
  readonly seq: number;
  readonly kind: FactKind;
  /** A receipt's number, or what was written about the entry. */
  readonly what: string;
  readonly day: BusinessDay;
  readonly at: Instant;
  readonly by: string | null;
  readonly quantity: Quantity;
  readonly cost: Money;
}

/** What moved an item, fact by fact, the latest first. */
export function movesOfItem(
  book: Book,
  item: string,
  before: number | null,
  limit: number,
): MoveRow[] {
  return book
    .all<MoveRow>(
      `SELECT m.seq, f.kind, coalesce((SELECT number FROM sale s WHERE s.seq = m.seq),
         e.memo, '') AS what, json_extract(CAST(f.bytes AS TEXT), '$.day') AS day,
         json_extract(CAST(f.bytes AS TEXT), '$.at') AS at, u.name AS "by",
         m.quantity, m.cost
       FROM (SELECT seq, sum(quantity) AS quantity, sum(cost) AS cost FROM stock_move
             WHERE item = ? AND seq < ? GROUP BY seq ORDER BY seq DESC LIMIT ?) m
         JOIN fact f ON f.seq = m.seq LEFT JOIN entry e ON e.seq = m.seq
         LEFT JOIN user u ON u.id = json_extract(CAST(f.bytes AS TEXT), '$.by.user')
       ORDER BY m.seq DESC`,
      item,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    )
    .map((row) => ({ ...row, quantity: quantity(row.quantity), cost: cents(row.cost) }));
}

/** What an item held before the fact of a number: all its moves up to it. */
export function heldBefore(
  book: Book,
  item: string,
  before: number | null,
): { readonly quantity: Quantity; readonly cost: Money } {
  const row = book.get<{ quantity: number; cost: number }>(
    `SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(cost), 0) AS cost
     FROM stock_move WHERE item = ? AND seq < ?`,
    item,
    before ?? Number.MAX_SAFE_INTEGER,
  );
  return { quantity: quantity(row?.quantity ?? 0), cost: cents(row?.cost ?? 0) };
}

export interface StockActRow {
  readonly seq: number;
  readonly kind: "write-off" | "count" | "return" | "transfer";
  readonly business: string;
  readonly other: string | null;
  readonly day: BusinessDay;
  readonly by: string | null;
  readonly label: string;
  readonly lines: number;
  readonly value: Money;
}

/** A page of what moved stock by hand, the latest first. */
export function stockActs(
  book: Book,
  wanted: {
    readonly business: string | null;
    readonly within: readonly string[];
    readonly offset: number;
    readonly limit: number;
  },
): { readonly total: number; readonly acts: StockActRow[] } {
  // A transfer of an earlier program is one act of both businesses; now each has its own.
  const where = `a.business IN (SELECT value FROM json_each(?))
    AND (? IS NULL OR a.business = ? OR (a.kind = 'transfer' AND a.other = ?
      AND json_extract(CAST(f.bytes AS TEXT), '$.business') IS NULL))`;
  const { business } = wanted;
  const values = [JSON.stringify(wanted.within), business, business, business];
  const total = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM stock_act a JOIN fact f ON f.seq = a.seq WHERE ${where}`,
    ...values,
  );
  const rows = book.all<StockActRow>(
    `SELECT a.seq, a.kind, a.business, coalesce(s.name, b.name) AS other, a.day, u.name AS "by",
       a.label, a.lines, a.value
     FROM stock_act a JOIN fact f ON f.seq = a.seq LEFT JOIN supplier s ON s.id = a.other
       LEFT JOIN business b ON b.id = a.other
       LEFT JOIN user u ON u.id = json_extract(CAST(f.bytes AS TEXT), '$.by.user')
     WHERE ${where} ORDER BY a.seq DESC LIMIT ? OFFSET ?`,
    ...values,
    wanted.limit,
    wanted.offset,
  );
  return {
    total: total?.n ?? 0,
    acts: rows.map((row) => ({ ...row, value: cents(row.value) })),
  };
}

/** Every price of an item, the latest to begin first. */
export function pricesOf(
  book: Book,
  item: string,
): { readonly from: BusinessDay; readonly price: Money }[] {
  return book.all<{ from: BusinessDay; price: Money }>(
    'SELECT from_day AS "from", price FROM item_price WHERE item = ? ORDER BY from_day DESC',
    item,
  );
}

export interface PricedItem {
  readonly item: string;
  readonly business: string;
  readonly name: string;
  readonly tax: TaxLetter;
  readonly price: Money;
  /** Of the latest receipt that had a cost: its quantity, and what all of it cost. */
  readonly received: Quantity;
  readonly cost: Money;
}

/** The price that each item has on a day, read from end to end. */
const PRICES = `SELECT item, price, max(from_day) FROM item_price WHERE from_day <= ? GROUP BY item`;

/** The latest that came at a cost, out of the index: of all but a few that is all one looks at. */
const LAST_COST = `FROM layer c INDEXED BY layer_by_item
  WHERE c.item = p.item AND c.quantity_in > 0 AND c.cost_in > 0 ORDER BY c.seq DESC, c.id DESC LIMIT 1`;

export const NARROWLY_PRICED = `
  SELECT i.id AS item, i.business, i.name, i.tax, p.price, l.quantity_in AS received,
    l.cost_in AS cost
  FROM (${PRICES}) p CROSS JOIN layer l ON l.id = (SELECT c.id ${LAST_COST})
    CROSS JOIN item i ON i.id = p.item
  WHERE (SELECT c.cost_in * 2000 > c.quantity_in * p.price ${LAST_COST})
    AND i.active = 1 AND i.sellable = 1 AND i.inventory IS NOT NULL
    AND i.business IN (SELECT value FROM json_each(?))
  ORDER BY i.business, i.position, i.name`;

/** Goods on sale whose price is under twice their last cost: of these some may be below it. */
export function narrowlyPriced(
  book: Book,
  within: readonly string[],
  on: BusinessDay,
): PricedItem[] {
  return book.all<PricedItem>(NARROWLY_PRICED, on, JSON.stringify(within)).map((row) => ({
    ...row,
    price: cents(row.price),
    received: quantity(row.received),
    cost: cents(row.cost),
  }));
}

/** Batches with something left that expire by a day. */
export function batchesExpiring(
  book: Book,
  within: readonly string[],
  by: BusinessDay,
): { readonly product: string; readonly name: string; readonly expires: BusinessDay }[] {
  return book.all(
    `SELECT r.product, i.name, r.expires FROM production_run r
       JOIN layer l ON l.id = r.layer JOIN item i ON i.id = r.product
     WHERE l.quantity > 0 AND r.expires <= ? AND r.business IN (SELECT value FROM json_each(?))
     ORDER BY r.expires, r.seq`,
    by,
    JSON.stringify(within),
  );
}
