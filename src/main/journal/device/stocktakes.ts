import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { Instant } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";

/** A count in the making. */
export interface StocktakeRow {
  readonly id: string;
  readonly business: string;
  readonly category: string | null;
  readonly label: string;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: string;
  readonly counted: number;
}

const SELECT = `
  SELECT t.id, t.business, t.category, t.label, t.started_by AS startedBy,
    t.started_at AS startedAt, coalesce(u.name, '') AS startedByName,
    (SELECT count(*) FROM stocktake_line l WHERE l.stocktake = t.id) AS counted
  FROM stocktake t LEFT JOIN user u ON u.id = t.started_by`;

export function stocktakes(book: Book): StocktakeRow[] {
  return book.all<StocktakeRow>(`${SELECT} ORDER BY t.started_at, t.id`);
}

export function stocktake(book: Book, id: string): StocktakeRow | undefined {
  return book.get<StocktakeRow>(`${SELECT} WHERE t.id = ?`, id);
}

export function startStocktake(
  book: Book,
  row: Omit<StocktakeRow, "counted" | "startedByName">,
): void {
  book.run(
    `INSERT INTO stocktake (id, business, category, label, started_by, started_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    row.id,
    row.business,
    row.category,
    row.label,
    row.startedBy,
    row.startedAt,
  );
}

export interface StocktakeLine {
  readonly item: string;
  readonly counted: Quantity;
  /** What the books held when it was counted. */
  readonly expected: Quantity;
  readonly at: Instant;
}

export function stocktakeLines(book: Book, id: string): StocktakeLine[] {
  return book
    .all<{ item: string; counted: number; expected: number; at: Instant }>(
      `SELECT l.item, l.counted, l.expected, l.at FROM stocktake_line l
       JOIN item i ON i.id = l.item WHERE l.stocktake = ? ORDER BY i.position, i.name, i.id`,
      id,
    )
    .map((row) => ({
      ...row,
      counted: quantity(row.counted),
      expected: quantity(row.expected),
    }));
}

export function keepCount(book: Book, id: string, line: StocktakeLine): void {
  book.run(
    `INSERT INTO stocktake_line (stocktake, item, counted, expected, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (stocktake, item) DO UPDATE SET counted = excluded.counted,
       expected = excluded.expected, at = excluded.at`,
    id,
    line.item,
    line.counted,
    line.expected,
    line.at,
  );
}

export function forgetCount(book: Book, id: string, item: string): void {
  book.run("DELETE FROM stocktake_line WHERE stocktake = ? AND item = ?", id, item);
}

export function dropStocktake(book: Book, id: string): void {
  book.run("DELETE FROM stocktake_line WHERE stocktake = ?", id);
  book.run("DELETE FROM stocktake WHERE id = ?", id);
}
