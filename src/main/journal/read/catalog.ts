import type { Component, Item } from "#shared/facts/master.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, share, ZERO, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import type { Stock } from "#shared/trades/stock-taking.ts";
import type { Book } from "../book.ts";
import { pricesOf } from "./business.ts";

export interface ItemRow extends Item {
  /** In force on the day asked for; null where none was ever set. */
  readonly price: Money | null;
  /** Thousandths and cents; null where the item is not stocked. */
  readonly stock: Quantity | null;
  readonly stockCost: Money | null;
}

interface Row {
  id: string;
  business: string;
  category: string | null;
  kind: Item["kind"];
  name: string;
  sku: string;
  unit: Item["unit"];
  fractional: number;
  tax: TaxLetter;
  revenue: number;
  cogs: number | null;
  inventory: number | null;
  components: string;
  reorder_at: number | null;
  sellable: number;
  active: number;
  position: number;
  price: number | null;
  quantity: number | null;
  cost: number | null;
  barcodes: string | null;
}

const SELECT = `
  SELECT i.*, l.quantity, l.cost,
    (SELECT p.price FROM item_price p WHERE p.item = i.id AND p.from_day <= ?
     ORDER BY p.from_day DESC LIMIT 1) AS price,
    (SELECT group_concat(b.barcode, char(10)) FROM item_barcode b WHERE b.item = i.id) AS barcodes
  FROM item i LEFT JOIN stock_level l ON l.item = i.id`;

function itemOf(row: Row): ItemRow {
  const stocked = row.inventory !== null;
  return {
    id: row.id,
    business: row.business,
    category: row.category,
    kind: row.kind,
    name: row.name,
    sku: row.sku,
    barcodes: row.barcodes === null ? [] : row.barcodes.split("\n"),
    unit: row.unit,
    fractional: row.fractional === 1,
    tax: row.tax,
    revenue: row.revenue,
    cogs: row.cogs,
    inventory: row.inventory,
    components: row.components === "[]" ? [] : (JSON.parse(row.components) as Component[]),
    reorderAt: row.reorder_at === null ? null : quantity(row.reorder_at),
    sellable: row.sellable === 1,
    active: row.active === 1,
    position: row.position,
    price: row.price === null ? null : cents(row.price),
    stock: stocked ? quantity(row.quantity ?? 0) : null,
    stockCost: stocked ? cents(row.cost ?? 0) : null,
  };
}

/** One item as it stands, with its price of a day. */
export function item(book: Book, id: string, on: BusinessDay): ItemRow | undefined {
  const row = book.get<Row>(`${SELECT} WHERE i.id = ?`, pricesOf(book, on), id);
  return row === undefined ? undefined : itemOf(row);
}

/** An item as a sale finds it: with its price of a day, and without its stock. */
export type ItemForSale = Item & { readonly price: Money | null };

interface ItemMaster extends Item {
  /** The latest first. */
  readonly prices: readonly { readonly from: BusinessDay; readonly price: Money }[];
}

/** What only the catalogue decides about an item. */
function itemMaster(book: Book, id: string): ItemMaster | undefined {
  return book.seldom(`item ${id}`, () => {
    const row = book.get<Row>(`${SELECT} WHERE i.id = ?`, "", id);
    if (row === undefined) return undefined;
    const { price: _price, stock: _stock, stockCost: _cost, ...rest } = itemOf(row);
    const prices = book.all<{ from: BusinessDay; price: Money }>(
      'SELECT from_day AS "from", price FROM item_price WHERE item = ? ORDER BY from_day DESC',
      id,
    );
    return { ...rest, prices };
  });
}

/** One item with its price of a day, on the path of each sale. */
export function itemForSale(book: Book, id: string, on: BusinessDay): ItemForSale | undefined {
  const master = itemMaster(book, id);
  if (master === undefined) return undefined;
  const { prices, ...rest } = master;
  const day = pricesOf(book, on);
  return { ...rest, price: prices.find(({ from }) => from <= day)?.price ?? null };
}

/** What the counter of a business offers: active, sellable, priced, in the owner's order. */
export function itemsForTill(book: Book, business: string, on: BusinessDay): ItemRow[] {
  return book
    .all<Row>(
      `${SELECT} WHERE i.business = ? AND i.active = 1 AND i.sellable = 1
       ORDER BY i.position, i.name`,
      pricesOf(book, on),
      business,
    )
    .map(itemOf)
    .filter((row) => row.price !== null);
}

export interface ItemFilter {
  readonly business: string | null;
  readonly text: string;
  readonly filter: "active" | "all" | "low" | "oversold";
  readonly offset: number;
  readonly limit: number;
  /** Businesses the caller may see. */
  readonly within: readonly string[];
}

/** A page of items for the office, and how many there are in all. */
export function items(
  book: Book,
  on: BusinessDay,
  wanted: ItemFilter,
): { readonly total: number; readonly items: ItemRow[] } {
  const like = `%${wanted.text.replaceAll(/[%_\\]/g, "\\$&")}%`;
  const where = `
    i.business IN (SELECT value FROM json_each(?)) AND (? IS NULL OR i.business = ?)
    AND (i.name LIKE ? ESCAPE '\\' OR i.sku LIKE ? ESCAPE '\\'
      OR EXISTS (SELECT 1 FROM item_barcode b WHERE b.item = i.id AND b.barcode = ?))
    AND CASE ? WHEN 'active' THEN i.active = 1
      WHEN 'low' THEN i.active = 1 AND coalesce(l.quantity, 0) <= i.reorder_at
      WHEN 'oversold' THEN l.quantity < 0 ELSE 1 END`;
  const values = [
    JSON.stringify(wanted.within),
    wanted.business,
    wanted.business,
    like,
    like,
    wanted.text,
    wanted.filter,
  ];
  const count = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM item i LEFT JOIN stock_level l ON l.item = i.id WHERE ${where}`,
    ...values,
  );
  const rows = book.all<Row>(
    `${SELECT} WHERE ${where} ORDER BY i.business, i.position, i.name LIMIT ? OFFSET ?`,
    pricesOf(book, on),
    ...values,
    wanted.limit,
    wanted.offset,
  );
  return { total: count?.n ?? 0, items: rows.map(itemOf) };
}

/**
 * Open layers, oldest first, and what a unit cost last: what a sale takes from. What is held is
 * what all of them come to, those below zero included.
 */
export function stockOf(book: Book, id: string): Stock | undefined {
  const master = itemMaster(book, id);
  if (master === undefined || master.inventory === null) return undefined;
  // Said as the index of open layers says it: the many exhausted ones are not looked at. They are
  // put in order here: with a parameter and an ORDER BY, SQLite plans the statement anew each time.
  const open = book
    .all<{ id: string; seq: number; quantity: number; cost: number }>(
      `SELECT id, seq, quantity, cost FROM layer INDEXED BY layer_open
       WHERE item = ? AND (quantity <> 0 OR cost <> 0)`,
      id,
    )
    .sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
  let held = 0;
  for (const layer of open) held += layer.quantity;
  return {
    item: id,
    name: master.name,
    account: master.inventory,
    held: quantity(held),
    layers: open
      .filter((layer) => layer.quantity > 0)
      .map((layer) => ({
        id: layer.id,
        quantity: quantity(layer.quantity),
        // Cents that tills took twice of one layer are put right by the next receipt.
        cost: cents(Math.max(0, layer.cost)),
      })),
    lastCost: () => lastCost(book, id),
  };
}

/** Per unit, of the latest receipt that had a cost; zero where nothing ever came in. */
export function lastCost(book: Book, id: string): Money {
  const row = book.get<{ quantity_in: number; cost_in: number }>(
    `SELECT quantity_in, cost_in FROM layer WHERE item = ? AND quantity_in > 0 AND cost_in > 0
     ORDER BY seq DESC, id DESC LIMIT 1`,
    id,
  );
  return row === undefined ? ZERO : share(cents(row.cost_in), 1000, row.quantity_in);
}

export interface ShortLayer {
  readonly layer: string;
  readonly quantity: Quantity;
  readonly cost: Money;
}

/**
 * Layers below zero, oldest first, as positive amounts: what the next receipt covers. So are the
 * cents of a layer that is empty, where several tills took of it and each rounded for itself.
 */
export function shortLayers(book: Book, id: string): ShortLayer[] {
  return book
    .all<{ id: string; quantity: number; cost: number }>(
      `SELECT id, quantity, cost FROM layer
       WHERE item = ? AND (quantity <> 0 OR cost <> 0) AND quantity <= 0 ORDER BY seq, id`,
      id,
    )
    .map((row) => ({ layer: row.id, quantity: quantity(-row.quantity), cost: cents(-row.cost) }));
}

export interface CategoryRow {
  readonly id: string;
  readonly business: string;
  readonly name: string;
  readonly colour: string;
  readonly position: number;
  readonly active: boolean;
}

export function categories(book: Book, business: string): CategoryRow[] {
  return book
    .all<Omit<CategoryRow, "active"> & { active: number }>(
      `SELECT id, business, name, colour, position, active FROM category WHERE business = ?
       ORDER BY position, name`,
      business,
    )
    .map((row) => ({ ...row, active: row.active === 1 }));
}

/** The item of this business that has an sku, other than `except`. */
export function itemWithSku(
  book: Book,
  business: string,
  sku: string,
  except: string | null,
): string | undefined {
  const found = book.get<{ id: string }>(
    "SELECT id FROM item WHERE business = ? AND sku = ? AND sku <> '' AND id IS NOT ?",
    business,
    sku,
    except,
  );
  return found?.id;
}

/** The item of this business that has a barcode, other than `except`. */
export function itemWithBarcode(
  book: Book,
  business: string,
  barcode: string,
  except: string | null,
): string | undefined {
  const found = book.get<{ id: string }>(
    `SELECT i.id FROM item_barcode b JOIN item i ON i.id = b.item
     WHERE b.barcode = ? AND i.business = ? AND i.id IS NOT ?`,
    barcode,
    business,
    except,
  );
  return found?.id;
}

/** Rises whenever an item, a price, a category, a returnable, the settings or any stock level changes. */
export function catalogVersion(book: Book, business: string): number {
  const row = book.get<{ v: number }>(
    `SELECT max(
       coalesce((SELECT max(seq) FROM item WHERE business = ?), 0),
       coalesce((SELECT max(seq) FROM category WHERE business = ?), 0),
       coalesce((SELECT max(seq) FROM returnable_type WHERE business = ?), 0),
       coalesce((SELECT max(seq) FROM business_settings WHERE business = ?), 0)) AS v`,
    business,
    business,
    business,
    business,
  );
  return row?.v ?? 0;
}

/** Active items of a business that are kept on the shelf, in the counter's order. */
export function stockedItems(book: Book, business: string): string[] {
  return book
    .all<{ id: string }>(
      `SELECT id FROM item WHERE business = ? AND inventory IS NOT NULL AND active = 1
       ORDER BY position, id`,
      business,
    )
    .map(({ id }) => id);
}
