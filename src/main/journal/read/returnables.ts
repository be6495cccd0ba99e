import type { ReturnableAccounts } from "#shared/facts/returnables.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import type { TypeOnDay } from "#shared/trades/returnables.ts";
import type { Book } from "../book.ts";
import { pricesOf } from "./business.ts";

interface Row {
  id: string;
  business: string;
  kind: TypeOnDay["kind"];
  name: string;
  brand: string;
  size: Quantity;
  serialised: number;
  content: string;
  outright: string | null;
  empty: string | null;
  accepts: string;
  supplier_deposit: Money;
  forfeit_tax: TaxLetter;
  accounts: string;
  active: number;
  deposit: Money | null;
}

const SELECT = `
  SELECT t.*, (SELECT d.amount FROM returnable_deposit d
    WHERE d.type = t.id AND d.from_day <= ? ORDER BY d.from_day DESC LIMIT 1) AS deposit
  FROM returnable_type t`;

function typeOf(row: Row): TypeOnDay {
  return {
    id: row.id,
    business: row.business,
    kind: row.kind,
    name: row.name,
    brand: row.brand,
    size: row.size,
    serialised: row.serialised === 1,
    content: row.content,
    outright: row.outright,
    empty: row.empty,
    accepts: JSON.parse(row.accepts) as string[],
    supplierDeposit: row.supplier_deposit,
    forfeitTax: row.forfeit_tax,
    accounts: JSON.parse(row.accounts) as ReturnableAccounts,
    active: row.active === 1,
    deposit: row.deposit,
  };
}

/** One type, with its deposit of a day. */
export function returnableType(book: Book, id: string, on: BusinessDay): TypeOnDay | undefined {
  const row = book.get<Row>(`${SELECT} WHERE t.id = ?`, pricesOf(book, on), id);
  return row === undefined ? undefined : typeOf(row);
}

/** Whether each one of a type is followed by its serial. */
export function followedBySerial(book: Book, type: string): boolean {
  const row = book.get<{ serialised: number }>(
    "SELECT serialised FROM returnable_type WHERE id = ?",
    type,
  );
  return row?.serialised === 1;
}

/** The types of some businesses, by business and name. */
export function returnableTypes(
  book: Book,
  within: readonly string[],
  on: BusinessDay,
): TypeOnDay[] {
  return book
    .all<Row>(
      `${SELECT} WHERE t.business IN (SELECT value FROM json_each(?))
       ORDER BY t.business, t.kind, t.brand COLLATE NOCASE, t.size, t.name`,
      pricesOf(book, on),
      JSON.stringify(within),
    )
    .map(typeOf);
}

/** How many of a type are at a place; outside places go below zero by what they gave. */
export function levelAt(book: Book, type: string, place: string): number {
  const row = book.get<{ count: number }>(
    "SELECT count FROM returnable_level WHERE type = ? AND place = ?",
    type,
    place,
  );
  return row?.count ?? 0;
}

/** All levels of a type by place. */
export function levelsOf(book: Book, type: string): ReadonlyMap<string, number> {
  const rows = book.all<{ place: string; count: number }>(
    "SELECT place, count FROM returnable_level WHERE type = ?",
    type,
  );
  return new Map(rows.map(({ place, count }) => [place, count]));
}

export interface CylinderRow {
  readonly serial: string;
  readonly type: string;
  readonly place: string;
  readonly tare: number | null;
  readonly tested: BusinessDay | null;
  readonly testDue: BusinessDay | null;
  readonly owner: "brand" | "shop" | "customer";
}

const CYLINDER = `
  SELECT c.serial, c.type, c.place, c.tare, c.tested, c.test_due AS testDue, c.owner FROM cylinder c`;

export function cylinder(book: Book, serial: string): CylinderRow | undefined {
  return book.get<CylinderRow>(`${CYLINDER} WHERE c.serial = ?`, serial);
}

/** Serials of a type at a place, the longest there first. */
export function serialsAt(book: Book, type: string, place: string): string[] {
  return book
    .all<{ serial: string }>(
      "SELECT serial FROM cylinder WHERE type = ? AND place = ? ORDER BY moved, serial",
      type,
      place,
    )
    .map(({ serial }) => serial);
}

export interface RegisterFilter {
  readonly within: readonly string[];
  readonly business: string | null;
  readonly type: string | null;
  readonly place: string;
  readonly text: string;
  readonly dueBy: BusinessDay | null;
  readonly offset: number;
  readonly limit: number;
}

export interface RegisterRow extends CylinderRow {
  readonly name: string;
  readonly brand: string;
  readonly size: Quantity;
  readonly since: BusinessDay | null;
  readonly holder: string | null;
}

/** A page of the register: where each cylinder is since when, and who holds it. */
export function register(
  book: Book,
  wanted: RegisterFilter,
): { readonly total: number; readonly cylinders: RegisterRow[] } {
  const where = ["t.business IN (SELECT value FROM json_each(?))"];
  const values: (string | number)[] = [JSON.stringify(wanted.within)];
  const also = (condition: string, value: string): void => {
    where.push(condition);
    values.push(value);
  };
  if (wanted.business !== null) also("t.business = ?", wanted.business);
  if (wanted.type !== null) also("c.type = ?", wanted.type);
  if (wanted.place !== "") also("c.place = ?", wanted.place);
  if (wanted.dueBy !== null) {
    also("c.test_due <= ? AND c.place IN ('full', 'empty', 'quarantine')", wanted.dueBy);
  }
  if (wanted.text !== "") {
    const safe = wanted.text.toUpperCase().replaceAll(/[%_\\]/g, "\\$&");
    also("c.serial LIKE ? ESCAPE '\\'", `%${safe}%`);
  }
  const condition = where.join(" AND ");
  const from = "FROM cylinder c JOIN returnable_type t ON t.id = c.type";
  const order = wanted.dueBy === null ? "t.name, c.serial" : "c.test_due, c.serial";
  const count = book.get<{ n: number }>(
    `SELECT count(*) AS n ${from} WHERE ${condition}`,
    ...values,
  );
  const cylinders = book.all<RegisterRow>(
    `SELECT c.serial, c.type, c.place, c.tare, c.tested, c.test_due AS testDue, c.owner,
       t.name, t.brand, t.size,
       (SELECT json_extract(CAST(f.bytes AS TEXT), '$.day') FROM fact f
        WHERE f.seq = c.moved) AS since,
       (SELECT coalesce(k.name, '') FROM returnable_move m LEFT JOIN sale s ON s.seq = m.seq
          LEFT JOIN deposit d ON d.seq = m.seq AND d.serial = c.serial
          LEFT JOIN customer k ON k.id = coalesce(s.customer, d.customer)
        WHERE m.seq = c.moved AND m.serial = c.serial AND c.place IN ('customer', 'traded', 'sold')
        LIMIT 1) AS holder
     ${from} WHERE ${condition} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...values,
    wanted.limit,
    wanted.offset,
  );
  return { total: count?.n ?? 0, cylinders };
}

/** Cylinders in the house whose test is due by a day, and how many of them were due before today. */
export function testsDue(
  book: Book,
  within: readonly string[],
  by: BusinessDay,
  today: BusinessDay,
): { readonly count: number; readonly past: number } {
  const row = book.get<{ count: number; past: number }>(
    `SELECT count(*) AS count, count(*) FILTER (WHERE c.test_due < ?) AS past
     FROM cylinder c JOIN returnable_type t ON t.id = c.type
     WHERE c.test_due <= ? AND c.place IN ('full', 'empty', 'quarantine')
       AND t.business IN (SELECT value FROM json_each(?))`,
    today,
    by,
    JSON.stringify(within),
  );
  return row ?? { count: 0, past: 0 };
}

/**
 * How many cylinders and containers are set aside since before a moment. Those with serials by what
 * each did last; of those that are only counted, the oldest are taken to have left first.
 */
export function setAside(book: Book, within: readonly string[], before: Instant): number {
  const row = book.get<{ n: number }>(
    `WITH mine AS (SELECT id, serialised, ? AS before FROM returnable_type
                   WHERE business IN (SELECT value FROM json_each(?)))
     SELECT
       (SELECT count(*) FROM mine t JOIN cylinder c ON c.type = t.id AND c.place = 'quarantine'
        WHERE t.serialised AND EXISTS (SELECT 1 FROM returnable_move m
          WHERE m.seq = c.moved AND m.serial = c.serial AND m.clock < t.before)) +
       (SELECT coalesce(sum(max(0, l.count - (SELECT coalesce(sum(m.count), 0) FROM returnable_move m
          WHERE m.type = t.id AND m.target = 'quarantine' AND m.clock >= t.before))), 0)
        FROM mine t JOIN returnable_level l ON l.type = t.id AND l.place = 'quarantine'
        WHERE NOT t.serialised AND l.count > 0) AS n`,
    before,
    JSON.stringify(within),
  );
  return row?.n ?? 0;
}
