import type Database from "better-sqlite3";
import type { Book, Value } from "#main/journal/book.ts";
import { openForWriting } from "#main/journal/open.ts";

/**
 * What the disk and SQLite can do at best: a file with the same tables and indexes, but no trigger,
 * no check, no foreign key, into which the very rows that sales wrote are written again, a sale a
 * transaction, durable like the original.
 */
export interface Yardstick {
  /** The rows of some sales, read from the journal: not part of what is measured. */
  readonly copy: (fromSeq: number, toSeq: number) => readonly Rows[];
  /** One sale's rows, in one transaction. */
  readonly write: (rows: Rows) => void;
  /** Moves its log into its file, in a pause. */
  checkpoint(): void;
  close(): void;
}

type Write = readonly [statement: Database.Statement, values: readonly Value[]];
export type Rows = readonly Write[];

/** Tables of which a sale adds rows, by the column that holds its number. */
const ADDED = [
  ["fact", "seq"],
  ["entry", "seq"],
  ["line", "entry"],
  ["seal", "entry"],
  ["sale", "seq"],
  ["sale_line", "sale"],
  ["tender", "seq"],
  ["mpesa_receipt", "seq"],
  ["stock_move", "seq"],
] as const;

export function openYardstick(file: string, journal: Book): Yardstick {
  const db = openForWriting(file);
  // Rules of any kind are what this file is without.
  db.pragma("foreign_keys = OFF");
  const tables = [...ADDED.map(([table]) => table), ...KEPT, "print_job"];
  for (const table of tables) db.exec(bareTable(journal, table));
  for (const table of ["layer", "stock_level"] as const) {
    const insert = db.prepare(insertInto(journal, table));
    for (const row of journal.all<Record<string, Value>>(`SELECT * FROM ${table}`)) {
      insert.run(...Object.values(row));
    }
  }
  const reader = openReader(db, journal);
  const transact = db.transaction((rows: Rows) => {
    for (const [statement, values] of rows) statement.run(...values);
  });
  return {
    copy(fromSeq, toSeq) {
      const sales: Rows[] = [];
      for (let seq = fromSeq; seq <= toSeq; seq += 1) sales.push(reader(seq));
      return sales;
    },
    write: (rows) => transact.immediate(rows),
    checkpoint: () => void db.pragma("wal_checkpoint(PASSIVE)"),
    close: () => void db.close(),
  };
}

const KEPT = ["account_day", "account_month", "party_balance", "stock_level", "layer"] as const;

interface Column {
  name: string;
  type: string;
  pk: number;
}

/** Columns, keys and indexes of a table, and nothing that would check or refuse. */
function bareTable(book: Book, table: string): string {
  const columns = book.all<Column>("SELECT name, type, pk FROM pragma_table_info(?)", table);
  const key = columns
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map(({ name }) => name);
  const info = book.get<{ wr: number }>("SELECT wr FROM pragma_table_list WHERE name = ?", table);
  const indexes = book.all<{ name: string; origin: string; sql: string | null }>(
    `SELECT i.name, i.origin, s.sql FROM pragma_index_list(?) i
     LEFT JOIN sqlite_schema s ON s.name = i.name`,
    table,
  );
  const uniques = indexes
    .filter(({ origin }) => origin === "u")
    .map(({ name }) => {
      const of = book.all<{ name: string }>("SELECT name FROM pragma_index_info(?)", name);
      return `UNIQUE (${of.map((each) => each.name).join(", ")})`;
    });
  const parts = [
    ...columns.map(({ name, type }) => `${name} ${type}`),
    `PRIMARY KEY (${key.join(", ")})`,
    ...uniques,
  ];
  const create = `CREATE TABLE ${table} (${parts.join(", ")})${info?.wr === 1 ? " WITHOUT ROWID" : ""}`;
  return [create, ...indexes.flatMap(({ sql }) => sql ?? [])].join(";\n");
}

function columnsOf(book: Book, table: string): string[] {
  return book
    .all<{ name: string }>("SELECT name FROM pragma_table_info(?)", table)
    .map(({ name }) => name);
}

function insertInto(book: Book, table: string): string {
  const columns = columnsOf(book, table);
  return `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
}

/** Reads what one sale wrote, as statements ready to run. */
function openReader(db: Database.Database, journal: Book): (seq: number) => Rows {
  const inserts = ADDED.map(([table, column]) => ({
    read: `SELECT * FROM ${table} WHERE ${column} = ?`,
    write: db.prepare(insertInto(journal, table)),
  }));
  const job = db.prepare(insertInto(journal, "print_job"));
  const sums = (table: string, columns: string): Database.Statement =>
    db.prepare(`INSERT INTO ${table} (${columns}, debit, credit) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit`);
  const byDay = sums("account_day", "account, business, day");
  const byMonth = sums("account_month", "account, business, month");
  const byParty = sums("party_balance", "account, business, party");
  const level = db.prepare(
    "UPDATE stock_level SET quantity = quantity + ?, cost = cost + ?, moved = ? WHERE item = ?",
  );
  const layer = db.prepare(
    "UPDATE layer SET quantity = quantity + ?, cost = cost + ? WHERE id = ?",
  );
  const all = (sql: string, ...values: Value[]) =>
    journal.all<Record<string, Value>>(sql, ...values);
  const kept = (statement: Database.Statement, sql: string, ...values: Value[]): Write[] =>
    all(sql, ...values).map((row) => [statement, Object.values(row)]);
  return (seq) => [
    ...inserts.flatMap(({ read, write }) => kept(write, read, seq)),
    ...kept(
      byDay,
      `SELECT account, business, day, sum(debit), sum(credit) FROM line WHERE entry = ?
      GROUP BY account, business`,
      seq,
    ),
    ...kept(
      byMonth,
      `SELECT account, business, substr(day, 1, 7), sum(debit), sum(credit) FROM line
      WHERE entry = ? GROUP BY account, business`,
      seq,
    ),
    ...kept(
      byParty,
      `SELECT account, business, party, sum(debit), sum(credit) FROM line
      WHERE entry = ? AND party IS NOT NULL GROUP BY account, business, party`,
      seq,
    ),
    ...kept(level, "SELECT quantity, cost, seq, item FROM stock_move WHERE seq = ?", seq),
    ...kept(layer, "SELECT quantity, cost, layer FROM stock_move WHERE seq = ?", seq),
    ...kept(job, "SELECT * FROM print_job WHERE fact = (SELECT id FROM fact WHERE seq = ?)", seq),
  ];
}
