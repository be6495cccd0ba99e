import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { assert } from "#shared/kernel/assert.ts";

/** WAL-reset corruption was mended in this version (design: ledger, SQLite enforcement). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/**
 * What every writing connection must say of itself. `synchronous` is FULL because a receipt
 * prints only after COMMIT returned, and better-sqlite3 opens an existing WAL file with NORMAL.
 */
export const PRAGMAS = {
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
} as const;

export class JournalDamaged extends Error {}

/** What a journal does with the connection it writes on. */
export type Connection = Pick<
  Database.Database,
  "prepare" | "exec" | "pragma" | "transaction" | "inTransaction" | "open" | "close"
>;

/** Opens a file for writing: pragmas set *and asserted*, version asserted. */
export function openForWriting(file: string): Database.Database {
  const db = new Database(file);
  try {
    setPragmas(db);
    assertPragmas(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** Opens a journal for a program start; a log that nobody moved into the file: it ended badly. */
export function openAtStart(file: string): Connection {
  const unclean = existsSync(`${file}-wal`);
  const db = openForWriting(file);
  try {
    if (unclean) quickCheck(db);
    return db;
  } catch (error) {
    // A file that is refused is let go of: somebody will want to copy or move it.
    db.close();
    throw error;
  }
}

function setPragmas(db: Database.Database): void {
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("recursive_triggers = ON");
  db.pragma("trusted_schema = OFF");
  db.pragma("cell_size_check = ON");
  db.pragma("busy_timeout = 5000");
  // The log goes into the file in pauses (`checkpoints.ts`), so that no customer waits for it.
  // 128 MB, some 700 sales without any pause, is where SQLite does it within a commit after all.
  db.pragma("wal_autocheckpoint = 32000");
  db.pragma("cache_size = -32768");
  // macOS flushes to the platter only when asked to.
  if (process.platform === "darwin") db.pragma("fullfsync = ON");
}

export function assertPragmas(db: Connection): void {
  const version = db.prepare("SELECT sqlite_version() AS v").get() as { v: string };
  assert(atLeast(version.v, OLDEST_SQLITE), `SQLite ${version.v} is older than 3.51.3`);
  for (const [name, wanted] of Object.entries(PRAGMAS)) {
    const found = db.pragma(name, { simple: true });
    assert(found === wanted, `PRAGMA ${name} is ${String(found)}, not ${wanted}`);
  }
  if (process.platform === "darwin") {
    assert(db.pragma("fullfsync", { simple: true }) === 1, "PRAGMA fullfsync is off");
  }
}

function atLeast(version: string, wanted: readonly number[]): boolean {
  const parts = version.split(".").map(Number);
  for (const [place, least] of wanted.entries()) {
    const part = parts[place] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/**
 * What a refused statement takes back is kept in memory instead of a file: with triggers nearly every
 * statement may refuse, and each wrote into that file, for a third of what a fact costs. Durability
 * rests on the log alone. Not before migrations: an index over all the books is sorted on disk.
 */
export function undoInMemory(db: Connection): void {
  db.pragma("temp_store = MEMORY");
}

/** A second connection, for reports: it cannot write, and it never blocks the writer. */
export function openForReading(file: string): Database.Database {
  const db = new Database(file, { readonly: true });
  db.pragma("busy_timeout = 5000");
  db.pragma("cache_size = -32768");
  // Mapped pages count as the program's memory, which has to stay small on a shop's PC.
  db.pragma("mmap_size = 33554432");
  return db;
}

/** After an unclean stop: is the file whole? */
export function quickCheck(db: Connection): void {
  const found = db.pragma("quick_check(1)", { simple: true });
  if (found !== "ok") throw new JournalDamaged(`The journal file is damaged: ${String(found)}`);
}
