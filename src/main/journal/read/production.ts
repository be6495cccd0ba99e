import type { Component, Item, Recipe } from "#shared/facts/master.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { Book } from "../book.ts";

interface RecipeRaw {
  product: string;
  business: string;
  container: string | null;
  materials: string;
  loss_basis_points: number;
  litres: number | null;
  shelf_days: number | null;
  active: number;
}

function recipeOf(row: RecipeRaw): Recipe {
  return {
    business: row.business,
    product: row.product,
    container: row.container,
    materials: JSON.parse(row.materials) as Component[],
    lossBasisPoints: row.loss_basis_points,
    litres: row.litres === null ? null : quantity(row.litres),
    shelfDays: row.shelf_days,
    active: row.active === 1,
  };
}

export function recipe(book: Book, product: string): Recipe | undefined {
  const row = book.get<RecipeRaw>("SELECT * FROM recipe WHERE product = ?", product);
  return row === undefined ? undefined : recipeOf(row);
}

export function recipes(book: Book, business: string): Recipe[] {
  return book
    .all<RecipeRaw>(
      `SELECT r.* FROM recipe r JOIN item i ON i.id = r.product WHERE r.business = ?
       ORDER BY i.position, i.name`,
      business,
    )
    .map(recipeOf);
}

/** Whether an item is what a recipe fills. */
export function isContainer(book: Book, item: string): boolean {
  return book.get("SELECT 1 FROM recipe WHERE container = ?", item) !== undefined;
}

export interface RunRow {
  readonly seq: number;
  readonly id: string;
  readonly business: string;
  readonly product: string;
  readonly name: string;
  readonly unit: Item["unit"];
  readonly day: BusinessDay;
  readonly at: Instant;
  readonly by: string | null;
  readonly batch: string;
  readonly expires: BusinessDay | null;
  readonly good: Quantity;
  readonly normal: Quantity;
  readonly abnormal: Quantity;
  readonly cost: Money;
  readonly abnormalCost: Money;
  readonly excise: Money;
  readonly layer: string;
  /** Of this run, still there. */
  readonly left: Quantity;
  readonly reversedSeq: number | null;
}

const RUN = `
  SELECT r.seq, r.id, r.business, r.product, i.name, i.unit, r.day,
    json_extract(CAST(f.bytes AS TEXT), '$.at') AS at, u.name AS "by", r.batch, r.expires, r.good,
    r.normal, r.abnormal, r.cost, r.abnormal_cost AS abnormalCost, r.excise, r.layer,
    l.quantity AS "left", r.reversed_seq AS reversedSeq
  FROM production_run r JOIN item i ON i.id = r.product JOIN fact f ON f.seq = r.seq
    JOIN layer l ON l.id = r.layer
    LEFT JOIN user u ON u.id = json_extract(CAST(f.bytes AS TEXT), '$.by.user')`;

function runOf(row: RunRow): RunRow {
  return {
    ...row,
    good: quantity(row.good),
    normal: quantity(row.normal),
    abnormal: quantity(row.abnormal),
    left: quantity(row.left),
    cost: cents(row.cost),
    abnormalCost: cents(row.abnormalCost),
    excise: cents(row.excise),
  };
}

export function run(book: Book, id: string): RunRow | undefined {
  const row = book.get<RunRow>(`${RUN} WHERE r.id = ?`, id);
  return row === undefined ? undefined : runOf(row);
}

/** A page of runs of the businesses somebody sees, the latest first. */
export function runs(
  book: Book,
  wanted: {
    readonly business: string | null;
    readonly within: readonly string[];
    readonly offset: number;
    readonly limit: number;
  },
): { readonly total: number; readonly runs: RunRow[] } {
  const where = `r.business IN (SELECT value FROM json_each(?))
    AND (? IS NULL OR r.business = ?)`;
  const values = [JSON.stringify(wanted.within), wanted.business, wanted.business];
  const total = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM production_run r WHERE ${where}`,
    ...values,
  );
  const rows = book.all<RunRow>(
    `${RUN} WHERE ${where} ORDER BY r.day DESC, r.seq DESC LIMIT ? OFFSET ?`,
    ...values,
    wanted.limit,
    wanted.offset,
  );
  return { total: total?.n ?? 0, runs: rows.map(runOf) };
}

/** How many runs of a business fall on a day: the next batch number follows. */
export function runsOn(book: Book, business: string, day: BusinessDay): number {
  const row = book.get<{ n: number }>(
    "SELECT count(*) AS n FROM production_run WHERE business = ? AND day = ?",
    business,
    day,
  );
  return row?.n ?? 0;
}
