import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { openBenchCounter } from "#main/bench/counter.ts";
import { isMet, percentile, rounded, told } from "#main/bench/figures.ts";
import { benchLists } from "#main/bench/lists.ts";
import { openYardstick } from "#main/bench/yardstick.ts";
import { verifyJournal } from "#main/journal/verify.ts";

const folder = mkdtempSync(join(tmpdir(), "tomtin-bench-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the yardstick writes the very rows that the sales wrote, under no rule", async () => {
  const counter = openBenchCounter(folder);
  const file = join(folder, "yardstick.db");
  const yardstick = openYardstick(file, counter.journal.book);
  const seq = () =>
    counter.journal.book.get<{ n: number }>("SELECT max(seq) AS n FROM fact")?.n ?? 0;
  const first = seq() + 1;
  for (const request of counter.requests(30)) await counter.post(request);
  const sales = yardstick.copy(first, seq());
  expect(sales).toHaveLength(30);
  for (const rows of sales) yardstick.write(rows);
  yardstick.close();
  expect(verifyJournal(counter.journal).filter((check) => !check.ok)).toEqual([]);
  counter.journal.close();

  const bare = new Database(file);
  expect(bare.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()).toEqual([]);
  bare.exec(`ATTACH '${join(folder, "journal.db")}' AS ours`);
  for (const [table, column] of [
    ["fact", "seq"],
    ["entry", "seq"],
    ["line", "entry"],
    ["seal", "entry"],
    ["sale", "seq"],
    ["sale_line", "sale"],
    ["tender", "seq"],
    ["stock_move", "seq"],
    ["mpesa_receipt", "seq"],
  ] as const) {
    const rows = (from: string) =>
      bare.prepare(`SELECT * FROM ${from}.${table} WHERE ${column} >= ${first}`).all();
    expect(rows("main").length, table).toBeGreaterThan(0);
    expect(rows("main")).toEqual(rows("ours"));
  }
  for (const table of ["stock_level", "layer", "print_job"]) {
    const rows = (from: string) => bare.prepare(`SELECT * FROM ${from}.${table} ORDER BY 1`).all();
    expect(rows("main"), table).toEqual(rows("ours"));
  }
  bare.close();
});

test("figures say what was reached and what should have been", () => {
  const figure = { name: "sales", value: 0.5678, unit: "×", target: { least: 0.55 } };
  expect(told(figure)).toBe("sales: 0.568 × (at least 0.55) ok");
  expect(told({ ...figure, target: { most: 0.5 } })).toBe("sales: 0.568 × (at most 0.5) MISSED");
  expect(told({ ...figure, value: 1234.5, target: null })).toBe("sales: 1235 ×");
  expect(isMet({ ...figure, value: Number.NaN })).toBe(false);
  expect(rounded(0.012345)).toBe(0.0123);
});

test("a percentile is a value that was measured", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([percentile(hundred, 50), percentile(hundred, 95), percentile(hundred, 99)]).toEqual([
    50, 95, 99,
  ]);
  expect([percentile([7], 1), percentile([7], 99)]).toEqual([7, 7]);
});

test("each long list is asked for what it was filled with", async () => {
  const sizes = { customers: 500, items: 60, jobs: 60 };
  const options = { folder: join(folder, "lists"), sizes, rounds: 2, progress: () => undefined };
  const figures = await benchLists(options);
  expect(figures.length).toBeGreaterThan(40);
  for (const { name, value } of figures) expect(value, name).toBeGreaterThan(0);
});
