import type { Item } from "#shared/facts/master.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { StocktakeRow } from "../device/stocktakes.ts";
import type { Book } from "../book.ts";

export interface SheetRow {
  readonly item: string;
  readonly name: string;
  readonly sku: string;
  readonly barcodes: string[];
  readonly unit: Item["unit"];
  readonly fractional: boolean;
  readonly counted: Quantity | null;
}

/** The stocked items a count is about, with what was counted; what is expected is not read. */
export function itemsToCount(
  book: Book,
  count: StocktakeRow,
  text: string,
  limit: number,
): { readonly total: number; readonly items: SheetRow[] } {
  const where = `i.business = ? AND i.inventory IS NOT NULL AND (? IS NULL OR i.category = ?)
    AND (i.active = 1 OR EXISTS (SELECT 1 FROM stock_level s WHERE s.item = i.id AND s.quantity <> 0))
    AND (i.name LIKE ? ESCAPE '\\' OR i.sku LIKE ? ESCAPE '\\'
      OR EXISTS (SELECT 1 FROM item_barcode b WHERE b.item = i.id AND b.barcode = ?))`;
  const like = `%${text.replaceAll(/[%_\\]/g, "\\$&")}%`;
  const values = [count.business, count.category, count.category, like, like, text];
  const total = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM item i WHERE ${where}`,
    ...values,
  );
  const rows = book.all<{
    item: string;
    name: string;
    sku: string;
    barcodes: string | null;
    unit: Item["unit"];
    fractional: number;
    counted: number | null;
  }>(
    `SELECT i.id AS item, i.name, i.sku, i.unit, i.fractional, l.counted,
       (SELECT group_concat(b.barcode, char(10)) FROM item_barcode b WHERE b.item = i.id)
         AS barcodes
     FROM item i LEFT JOIN stocktake_line l ON l.stocktake = ? AND l.item = i.id
     WHERE ${where} ORDER BY i.position, i.name, i.id LIMIT ?`,
    count.id,
    ...values,
    limit,
  );
  return {
    total: total?.n ?? 0,
    items: rows.map((row) => ({
      ...row,
      barcodes: row.barcodes === null ? [] : row.barcodes.split("\n"),
      fractional: row.fractional === 1,
      counted: row.counted === null ? null : quantity(row.counted),
    })),
  };
}
