import Database from "better-sqlite3";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openJournal } from "#main/journal/journal.ts";
import { JournalTooNew, journalMigrations } from "#main/journal/migrate.ts";
import {
  assertPragmas,
  JournalDamaged,
  openForReading,
  openForWriting,
  PRAGMAS,
} from "#main/journal/open.ts";
import {
  clockAt,
  newFolder,
  newSellingShop,
  newShop,
  openTill,
  problems,
  removeFolders,
  sugar,
} from "./shop.ts";

afterAll(removeFolders);

const now = clockAt("2026-11-20T06:00:00Z").now;

test("every connection that writes says of itself what it must", async () => {
  const shop = await newShop();
  for (const [name, wanted] of Object.entries(PRAGMAS)) {
    expect(shop.journal.book.get(`PRAGMA ${name}`), name).toEqual({ [name]: wanted });
  }
  shop.close();
});

test("a file that is there already is opened with FULL, which better-sqlite3 alone does not", async () => {
  const shop = await newShop();
  shop.close();
  const plain = new Database(shop.file);
  plain.pragma("journal_mode = WAL");
  plain.close();
  const careless = new Database(shop.file);
  expect(careless.pragma("journal_mode", { simple: true })).toBe("wal");
  careless.prepare("SELECT count(*) FROM fact").get();
  expect(careless.pragma("synchronous", { simple: true })).toBe(1);
  careless.close();
  const again = openTill(shop.folder, shop.clock);
  expect(again.journal.book.get("PRAGMA synchronous")).toEqual({ synchronous: 2 });
  again.close();
});

test.each(Object.keys(PRAGMAS).filter((name) => name !== "journal_mode"))(
  "a connection that lost %s is not worked with",
  (name) => {
    const db = openForWriting(join(newFolder(), "journal.db"));
    expect(() => assertPragmas(db)).not.toThrow();
    const wanted = PRAGMAS[name as keyof typeof PRAGMAS];
    db.pragma(`${name} = ${wanted === 0 ? 1 : 0}`);
    expect(() => assertPragmas(db)).toThrow(`PRAGMA ${name}`);
    db.close();
  },
);

test("SQLite is of the version that mended the log, or newer", () => {
  const db = new Database(":memory:");
  const version = String(db.prepare("SELECT sqlite_version()").pluck().get());
  db.close();
  const [major, minor, patch] = version.split(".").map(Number);
  expect((major ?? 0) * 1e6 + (minor ?? 0) * 1e3 + (patch ?? 0)).toBeGreaterThanOrEqual(3_051_003);
});

test("the connection for reports cannot write", async () => {
  const shop = await newShop();
  const db = openForReading(shop.file);
  expect(() => db.exec("DELETE FROM draft")).toThrow(/readonly/);
  expect(() => shop.journal.reading.run("DELETE FROM draft")).toThrow(/readonly/);
  db.close();
  shop.close();
});

/** Copies a journal in use with its log: what is on the disk when the power goes. */
function powerCut(file: string): string {
  const cut = join(newFolder(), "journal.db");
  for (const part of ["", "-wal"]) copyFileSync(`${file}${part}`, `${cut}${part}`);
  return cut;
}

test("after a power cut the sale is there, and the file is looked through", async () => {
  const shop = await newSellingShop();
  const posted = await shop.did("sale.post", sugar(shop));
  const cut = powerCut(shop.file);
  shop.close();
  const journal = openJournal(cut, { now });
  expect(journal.book.all("SELECT number FROM sale")).toEqual([{ number: posted.number }]);
  expect(problems({ journal })).toEqual([]);
  journal.close();
});

test("a file that the power cut tore is not worked with", async () => {
  const shop = await newSellingShop();
  await shop.did("sale.post", sugar(shop));
  shop.close();
  const torn = join(newFolder(), "journal.db");
  const bytes = readFileSync(shop.file);
  // An index page in the middle of the file, written over.
  const db = new Database(shop.file, { readonly: true });
  const page = Number(
    db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'line_by_account'").pluck().get(),
  );
  const size = Number(db.pragma("page_size", { simple: true }));
  db.close();
  bytes.fill(0xa5, (page - 1) * size, page * size);
  writeFileSync(torn, bytes);
  writeFileSync(`${torn}-wal`, "");
  expect(() => openJournal(torn, { now })).toThrow(JournalDamaged);
});

test("a journal of a newer program is refused, and stays as it was", async () => {
  const shop = await newShop();
  shop.close();
  const db = new Database(shop.file);
  db.pragma("user_version = 9999");
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  const before = readFileSync(shop.file);
  expect(() => openJournal(shop.file, { now })).toThrow(JournalTooNew);
  expect(readFileSync(shop.file).equals(before)).toBe(true);
  expect(existsSync(`${shop.file}-wal`)).toBe(false);
});

test("a migration that fails changes nothing, and the old program still opens the file", async () => {
  const shop = await newSellingShop();
  await shop.did("sale.post", sugar(shop));
  shop.close();
  const before = readFileSync(shop.file);
  const ours = journalMigrations();
  const next = (ours.at(-1)?.number ?? 0) + 1;
  const failing = [
    ...ours,
    { number: next, name: "good", sql: "CREATE TABLE fine (a INTEGER PRIMARY KEY) STRICT" },
    { number: next + 1, name: "bad", sql: "ALTER TABLE absent ADD COLUMN a" },
  ];
  expect(() => openJournal(shop.file, { now, migrations: failing })).toThrow(/no such table/);
  expect(readFileSync(shop.file).equals(before)).toBe(true);
  const old = openTill(shop.folder, shop.clock);
  expect(problems(old)).toEqual([]);
  old.close();
  // And one that does not fail is kept.
  openJournal(shop.file, { now, migrations: failing.slice(0, -1) }).close();
  expect(() => openJournal(shop.file, { now })).toThrow(JournalTooNew);
});

test("a file that is no journal is refused, not overwritten", () => {
  const file = join(newFolder(), "journal.db");
  writeFileSync(
    file,
    "my shopping list, which is longer than a header of SQLite would be\n".repeat(20),
  );
  const before = readFileSync(file);
  expect(() => openJournal(file, { now })).toThrow(/not a database/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("migrations are numbered one after the other, each number once", () => {
  const numbers = journalMigrations().map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});
