import Database from "better-sqlite3";
import type { Book } from "../book.ts";
import { openBook } from "../book.ts";
import { journalMigrations, migrate } from "../migrate.ts";
import { checkNamed, type Check } from "./check.ts";

/** As the program's migrations make them: they do not change while it runs. */
let ours: ReadonlyMap<string, string | null> | undefined;

/**
 * The rules live in the file: a trigger that was dropped protects nothing. Each table, index and
 * trigger must be there with exactly the text that the program's migrations give to an empty
 * file, and nothing else may be.
 */
export function schemaIsOurs(book: Book): Check {
  const found = definitions(book);
  const expected = (ours ??= withEmptyBooks(definitions));
  const wrong: string[] = [];
  for (const [name, sql] of expected) {
    if (!found.has(name)) wrong.push(`${name} is missing`);
    else if (found.get(name) !== sql) wrong.push(`${name} is not as it should be`);
  }
  for (const name of found.keys()) {
    if (!expected.has(name)) wrong.push(`${name} does not belong here`);
  }
  return checkNamed(
    "schema",
    wrong,
    `${expected.size} tables, indexes and triggers are as the program made them`,
  );
}

function definitions(book: Book): Map<string, string | null> {
  const rows = book.all<{ name: string; sql: string | null }>(
    `SELECT type || ' ' || name AS name, sql FROM sqlite_schema
     WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY name`,
  );
  return new Map(rows.map((row) => [row.name, row.sql]));
}

/** Made at the first look and then kept: a file's whole schema takes longer to make than to look. */
let empty: { readonly db: Database.Database; readonly book: Book } | undefined;

/** Empty books in memory: whatever is written to them is taken back after the look. */
export function withEmptyBooks<T>(look: (book: Book) => T): T {
  const { db, book } = (empty ??= makeEmptyBooks());
  db.exec("BEGIN");
  try {
    return look(book);
  } finally {
    if (db.inTransaction) db.exec("ROLLBACK");
  }
}

function makeEmptyBooks(): { readonly db: Database.Database; readonly book: Book } {
  const db = new Database(":memory:");
  // What is applied to them is part of a whole: facts are read elsewhere.
  db.pragma("foreign_keys = OFF");
  migrate(db, journalMigrations());
  return { db, book: openBook(db) };
}
