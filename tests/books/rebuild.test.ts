import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { fillDemo } from "#main/demo/demo-shop.ts";
import { addPrintJob } from "#main/journal/device/print-jobs.ts";
import { openJournal } from "#main/journal/journal.ts";
import { JournalDamaged } from "#main/journal/open.ts";
import { compareJournals, DEVICE_TABLES, rebuildJournal } from "#main/journal/rebuild.ts";
import { replaceJournal } from "#main/journal/replace.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openTestBooks, TEST_NOW, type TestBooks } from "./open-books.ts";

let shop: TestBooks;
let folder: string;
let file: string;
let rebuilt: string;

/** One day of trade and a job for the printer, made once; every test has a copy of its own. */
beforeAll(async () => {
  shop = openTestBooks();
  await fillDemo(shop.parts, { days: 1, progress: () => undefined });
  shop.journal.onDevice((book) =>
    addPrintJob(book, { fact: "f", document: "sale", copy: false, at: TEST_NOW }),
  );
  shop.journal.close();
});
afterAll(() => shop.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-rebuild-"));
  file = join(folder, "journal.db");
  rebuilt = join(folder, "rebuilt.db");
  copyFileSync(shop.file, file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const differing = (): string[] =>
  compareJournals(file, rebuilt)
    .filter((each) => !each.equal)
    .map((each) => each.table);

/** What no statement of ours could do, done to a copy of the file by someone who wants to. */
function tamper(file: string, sql: string): void {
  const db = new Database(file);
  for (const { name } of db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .all() as {
    name: string;
  }[]) {
    db.exec(`DROP TRIGGER ${name}`);
  }
  db.exec(sql);
  db.close();
}

test("a replay of all facts gives every table again, to the byte", () => {
  const seen: number[] = [];
  const facts = rebuildJournal(file, rebuilt, (done) => void seen.push(done));
  expect(facts).toBeGreaterThan(300);
  expect(seen.at(-1)).toBe(facts);
  const tables = compareJournals(file, rebuilt);
  expect(tables.filter((each) => !each.equal)).toEqual([]);
  const rowsOf = (table: string) => tables.find((each) => each.table === table)?.rows ?? 0;
  for (const table of ["fact", "line", "sale_line", "stock_move", "account_day", "print_job"]) {
    expect(rowsOf(table), table).toBeGreaterThan(0);
  }
});

test("every table is a projection, or belongs to the device, or is the chain itself", () => {
  rebuildJournal(file, rebuilt);
  const db = new Database(rebuilt);
  for (const table of DEVICE_TABLES) db.exec(`DELETE FROM ${table}`);
  db.close();
  // The till's own name, and what it has to print.
  expect(differing()).toEqual(["device", "print_job"]);
});

test("a row that no fact explains is found", () => {
  rebuildJournal(file, rebuilt);
  tamper(
    rebuilt,
    "UPDATE stock_level SET quantity = quantity + 1 WHERE item = (SELECT min(item) FROM stock_level)",
  );
  expect(differing()).toEqual(["stock_level"]);
});

test("a table that is not there is found", () => {
  rebuildJournal(file, rebuilt);
  tamper(rebuilt, "DROP TABLE exception");
  expect(differing()).toEqual(["exception"]);
});

test("facts that are not what was stored are not replayed, and nothing is left behind", () => {
  tamper(
    file,
    "UPDATE fact SET bytes = CAST(replace(CAST(bytes AS TEXT), 'T1', 'T2') AS BLOB) WHERE seq = 40",
  );
  expect(() => rebuildJournal(file, rebuilt)).toThrow(JournalDamaged);
  expect(existsSync(rebuilt)).toBe(false);
});

test("the rebuilt journal takes the old one's place, and goes on where that one stopped", () => {
  rebuildJournal(file, rebuilt);
  const kept = join(folder, "kept.db");
  replaceJournal(file, rebuilt, kept);
  expect(readdirSync(folder).toSorted()).toEqual(["journal.db", "kept.db"]);
  const journal = openJournal(file, { now: () => TEST_NOW });
  try {
    expect(verifyJournal(journal).filter((check) => !check.ok)).toEqual([]);
    expect(journal.till()).toBe("T1");
  } finally {
    journal.close();
  }
  expect(compareJournals(file, kept).every((each) => each.equal)).toBe(true);
});
