import type Database from "better-sqlite3";
import type { Connection } from "./open.ts";

export type Value = string | number | null | Uint8Array;

/**
 * A connection to a journal with its statements prepared once. Whoever holds a book may read it;
 * only `append` and `apply` write (through the book of the open transaction).
 */
export interface Book {
  /** The one row, or undefined. */
  get<Row>(sql: string, ...values: Value[]): Row | undefined;
  all<Row>(sql: string, ...values: Value[]): Row[];
  each<Row>(sql: string, ...values: Value[]): IterableIterator<Row>;
  run(sql: string, ...values: Value[]): void;
  /**
   * Rows for one table, a statement for as many as there are: each row's triggers and checks run as
   * if it came alone, and what SQLite does once a statement it does once.
   * @param into up to its columns: `INSERT INTO sale_line (sale, no, …)`
   */
  insert(into: string, rows: readonly (readonly Value[])[]): void;
  /**
   * What seldom changes (a business, an item and its prices, the open shift, the printer): made
   * once and kept. A sale asks for the same few things all day long. Whatever writes one of these
   * says `seldomChanged`.
   */
  seldom<T>(key: string, make: () => T): T;
  /** One of these was written, or a writing was taken back: nothing is kept any longer. */
  seldomChanged(): void;
}

/**
 * SQLite plans a join by the values bound to it, and so compiles it anew at each call that binds
 * others: three times the cost of running it, where tables are as small and indexed as these. What
 * stands behind a plus sign is an expression, whose plan is made once.
 */
const planned = (sql: string): string => sql.replaceAll("?", "+?");

/** Of one statement: few enough that each number of rows is worth a statement of its own. */
const MOST_ROWS = 12;

const valuesOf = (rows: number, columns: number): string =>
  Array.from(
    { length: rows },
    () => `(${Array.from({ length: columns }, () => "?").join(", ")})`,
  ).join(", ");

/** Only the writer sees every change, so only its book keeps anything. */
export function openBook(db: Connection, writes: "writes" | "reads" = "reads"): Book {
  const kept = new Map<string, unknown>();
  const prepared = new Map<string, Database.Statement>();
  const statement = (sql: string): Database.Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const fresh = db.prepare(planned(sql));
    prepared.set(sql, fresh);
    return fresh;
  };
  const inserts = new Map<string, Database.Statement[]>();
  const insertOf = (into: string, rows: number, columns: number): Database.Statement => {
    let known = inserts.get(into);
    if (known === undefined) inserts.set(into, (known = []));
    return (known[rows] ??= statement(`${into} VALUES ${valuesOf(rows, columns)}`));
  };
  return {
    get: <Row>(sql: string, ...values: Value[]) => statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: Value[]) => statement(sql).all(...values) as Row[],
    // An iterated statement is busy until its end: it cannot be shared.
    each: <Row>(sql: string, ...values: Value[]) =>
      db.prepare(planned(sql)).iterate(...values) as IterableIterator<Row>,
    run: (sql: string, ...values: Value[]) => {
      statement(sql).run(...values);
    },
    insert: (into, rows) => {
      for (let from = 0; from < rows.length; from += MOST_ROWS) {
        const some = rows.length <= MOST_ROWS ? rows : rows.slice(from, from + MOST_ROWS);
        insertOf(into, some.length, some[0]?.length ?? 0).run(...some.flat());
      }
    },
    seldom: <T>(key: string, make: () => T): T => {
      if (writes === "reads") return make();
      if (kept.has(key)) return kept.get(key) as T;
      const made = make();
      kept.set(key, made);
      return made;
    },
    seldomChanged: () => kept.clear(),
  };
}
