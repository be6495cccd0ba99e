import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import type Database from "better-sqlite3";
import { assert } from "#shared/kernel/assert.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { applyFact } from "./apply/index.ts";
import { openBook, type Book, type Value } from "./book.ts";
import { sha256 } from "./chain.ts";
import { parseFact } from "./stored.ts";
import { journalMigrations, migrate } from "./migrate.ts";
import { JournalDamaged, openForReading, openForWriting, undoInMemory } from "./open.ts";
import { storeEpoch, storeFact, type StoredEpoch, type StoredFact } from "./stored.ts";

/** Tables of this device alone: no fact made them, so a rebuild copies their rows. */
export const DEVICE_TABLES = [
  "device",
  "print_job",
  "draft",
  "stocktake",
  "stocktake_line",
  "pin_failure",
  "link",
  "link_confirmed",
  "link_have",
  "link_former",
  "link_place",
  "parked_fact",
  "link_notice",
  "backup_plan",
  "backup_run",
] as const;

/** Facts of one transaction: few enough to hold, many enough that commits do not matter. */
const BATCH = 2000;

export type Progress = (done: number, of: number) => void;

/**
 * Replays every fact of a journal, its bytes unchanged, into a new file, through the same `apply`
 * that wrote the old one; answers with how many there were. The source is only read. A fact whose
 * bytes are not those that were hashed stops it: such a file needs its backup, not a rebuild.
 */
export function rebuildJournal(
  source: string,
  target: string,
  progress: Progress = () => {},
): number {
  assert(!existsSync(target), `${target} exists already`);
  const from = openForReading(source);
  const to = openForWriting(target);
  try {
    migrate(to, journalMigrations());
    undoInMemory(to);
    // One state of the source, should it be in use.
    return from.transaction(() => replay(from, to, progress)).deferred();
  } catch (error) {
    to.close();
    removeJournal(target);
    throw error;
  } finally {
    from.close();
    if (to.open) closeWhole(to);
  }
}

/** Everything in the one file: nothing is left in a log beside it. */
function closeWhole(db: Database.Database): void {
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
}

export function removeJournal(file: string): void {
  for (const part of ["", "-wal", "-shm"]) rmSync(`${file}${part}`, { force: true });
}

function replay(from: Database.Database, to: Database.Database, progress: Progress): number {
  const reading = openBook(from);
  const writing = openBook(to, "writes");
  const total = reading.get<{ n: number }>("SELECT count(*) AS n FROM fact")?.n ?? 0;
  const epochs = reading.all<StoredEpoch>("SELECT * FROM epoch ORDER BY no");
  for (let done = 0; done < total;) {
    const batch = reading.all<StoredFact>(
      "SELECT * FROM fact WHERE seq > ? ORDER BY seq LIMIT ?",
      done,
      BATCH,
    );
    to.transaction(() => {
      // All of them before the first fact: a fact may name any.
      if (done === 0) for (const epoch of epochs) storeEpoch(writing, epoch);
      for (const fact of batch) replayFact(writing, fact);
    }).immediate();
    done += batch.length;
    progress(done, total);
  }
  to.transaction(() => {
    for (const table of DEVICE_TABLES) copyTable(reading, writing, table);
  }).immediate();
  return total;
}

function replayFact(writing: Book, stored: StoredFact): void {
  if (!sha256(stored.bytes).equals(stored.hash)) {
    throw new JournalDamaged(`Fact ${stored.seq} (${stored.id}) is not what was stored.`);
  }
  storeFact(writing, stored);
  const postedOn = stored.posted_on as BusinessDay | null;
  applyFact(writing, parseFact(stored.bytes), stored.seq, stored.local === 1 ? null : { postedOn });
}

function copyTable(reading: Book, writing: Book, table: string): void {
  for (const row of reading.all<Record<string, Value>>(`SELECT * FROM ${table}`)) {
    const columns = Object.keys(row);
    writing.run(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
      ...Object.values(row),
    );
  }
}

/** One table of two journals. */
export interface TableComparison {
  readonly table: string;
  readonly rows: number;
  readonly otherRows: number;
  readonly equal: boolean;
}

/** Compares two journals table by table, every row and every byte, in order of their keys. */
export function compareJournals(one: string, other: string): TableComparison[] {
  const [a, b] = [openForReading(one), openForReading(other)];
  try {
    const tables = new Set([...tablesOf(a), ...tablesOf(b)]);
    return [...tables].toSorted().map((table) => {
      const mine = dump(a, table);
      const theirs = dump(b, table);
      return {
        table,
        rows: mine.rows,
        otherRows: theirs.rows,
        equal: mine.digest === theirs.digest,
      };
    });
  } finally {
    a.close();
    b.close();
  }
}

function tablesOf(db: Database.Database): string[] {
  const rows = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all() as { name: string }[];
  return rows.map((row) => row.name);
}

/** A table's definition and rows as one digest; a table that is not there has none. */
function dump(db: Database.Database, table: string): { rows: number; digest: string } {
  const schema = db.prepare("SELECT sql FROM sqlite_schema WHERE name = ?").pluck().get(table);
  if (schema === undefined) return { rows: 0, digest: "missing" };
  const hash = createHash("sha256").update(String(schema));
  const columns = db
    .prepare("SELECT name, pk FROM pragma_table_info(?) ORDER BY pk")
    .all(table) as {
    name: string;
    pk: number;
  }[];
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  assert(key.length > 0, `${table} has no key to order its rows by`);
  let rows = 0;
  let text = "";
  const statement = db.prepare(`SELECT * FROM ${table} ORDER BY ${key.join(", ")}`).raw();
  for (const row of statement.iterate() as Iterable<unknown[]>) {
    rows += 1;
    text += JSON.stringify(row.some(isBytes) ? row.map(asText) : row);
    if (text.length < 65_536) continue;
    hash.update(text);
    text = "";
  }
  return { rows, digest: hash.update(text).digest("hex") };
}

function isBytes(value: unknown): value is Buffer {
  return value instanceof Uint8Array;
}

/** Marked, so that a blob never equals a text that reads the same. */
function asText(value: unknown): unknown {
  return isBytes(value) ? { bytes: value.toString("base64") } : value;
}
