import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownersChart } from "#shared/ledger/chart.ts";
import { openTestBooks, type TestBooks } from "./books/open-books.ts";
import { root } from "./import-rules.ts";

// docs/models.md says where each model of the owner's document lives: what it names has to be there.

const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** What stands in backticks in a cell. */
const named = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

const rows = read("docs/models.md")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => {
    const [, , model = "", table = "", fact = "", screen = "", account = "", test = ""] = line
      .split("|")
      .map((cell) => cell.trim());
    return { model, table, fact, screen, account, test };
  });

const facts = new Set(
  [...read("src/main/journal/apply/index.ts").matchAll(/case "([^"]+)":/g)].map(([, kind]) => kind),
);
const addresses = new Set(
  [
    ...read("src/renderer/office/office-window.tsx").matchAll(/^ {2}"?([a-z-]+)"?: \(\) => </gm),
  ].map(([, address]) => address),
);
const accounts = new Set(ownersChart().map(({ number }) => String(number)));

let books: TestBooks;
beforeAll(() => {
  books = openTestBooks();
});
afterAll(() => books.close());

const hasTable = (name: string): boolean => {
  const [table = "", column] = name.split(".");
  const columns = books.journal.book.all<{ name: string }>(
    "SELECT name FROM pragma_table_info(?)",
    table,
  );
  return (
    columns.length > 0 && (column === undefined || columns.some((each) => each.name === column))
  );
};

test("the owner's document has thirty models, each told once", () => {
  expect(rows).toHaveLength(30);
  expect(new Set(rows.map(({ model }) => model)).size).toBe(30);
});

test("what is not there would be found", () => {
  expect(hasTable("water_production")).toBe(false);
  expect(hasTable("item.size_litres")).toBe(false);
  expect(facts).not.toContain("water.produced");
  expect(addresses).not.toContain("water-sales");
});

describe.each(rows)("$model", ({ table, fact, screen, account, test: tried }) => {
  test("lives in tables that the journal has", () => {
    const tables = named(table).filter((name) => !hasTable(name));
    expect(named(table).length).toBeGreaterThan(0);
    // `line` by its index `line_by_account`.
    expect(tables.filter((name) => !isIndex(name))).toEqual([]);
  });

  test("is written by facts, shown on a screen, posted to accounts and tried by a test", () => {
    expect(named(fact).filter((kind) => !facts.has(kind))).toEqual([]);
    expect(named(screen).length).toBeGreaterThan(0);
    const shown = (each: string) =>
      addresses.has(each) || existsSync(join(root, "src/renderer", each));
    expect(named(screen).filter((each) => !shown(each))).toEqual([]);
    expect(named(account).filter((each) => !accounts.has(each))).toEqual([]);
    expect(named(tried).length).toBeGreaterThan(0);
    expect(named(tried).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

const isIndex = (name: string): boolean =>
  books.journal.book.get("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?", name) !==
  undefined;
