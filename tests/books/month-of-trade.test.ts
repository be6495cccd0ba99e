import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beancountName } from "#main/export/beancount.ts";
import { plainAccountName } from "#main/export/plain-text.ts";
import { openDemoBooks } from "#main/demo/demo-books.ts";
import { openShop } from "#main/demo/opening.ts";
import { openChance } from "#main/demo/random.ts";
import { entriesToExport } from "#main/journal/read/export.ts";
import { chart } from "#main/journal/read/chart.ts";
import { balances } from "#main/journal/read/ledger.ts";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { WRITERS } from "#main/services/office/export.ts";
import { trialBalanceOf } from "#main/services/office/trial-balance.ts";
import { addDays, businessDay, type BusinessDay } from "#shared/kernel/date.ts";
import type { Account } from "#shared/ledger/account.ts";
import { period, type Period } from "#shared/ledger/period.ts";
import { month } from "./acts.ts";
import { Clerk } from "./clerk.ts";
import { openTestBooks, type TestBooks } from "./open-books.ts";

const OPENED = businessDay("2026-05-31");
const MONTH = period(businessDay("2026-06-01"), businessDay("2026-06-30"));
const ALL = period(OPENED, MONTH.to);
const DECADE = period(businessDay("2026-06-11"), businessDay("2026-06-20"));

let books: TestBooks;
let clerk: Clerk;

/** Thirty days of whatever can happen, from a seed that fast-check tells when something fails. */
beforeAll(async () => {
  await fc.assert(
    fc.asyncProperty(month, async (days) => {
      books = openTestBooks(() => clerk.now());
      const shop = openDemoBooks({ ...books.parts, now: () => MONTH_BEGINS }, openChance(1));
      const users = ["Wanjiku", "Brian", "Amina", "Peter"].map((name) => ({
        id: shop.newId(),
        name,
        pinHash: "none",
        language: "en" as const,
        active: true,
        access: [{ business: "*", role: "owner" }],
      }));
      shop.inBulk(() => void openShop(shop, OPENED, users));
      const [owner] = users;
      if (owner === undefined) throw new Error("the shop has no owner");
      clerk = new Clerk(books.parts, owner, MONTH.from);
      for (const [at, acts] of days.entries()) {
        await clerk.tradeFor(addDays(MONTH.from, at), acts);
      }
    }),
    { numRuns: 1, endOnFailure: true },
  );
}, 180_000);
afterAll(() => books.close());

const MONTH_BEGINS = "2026-06-01T05:00:00.000Z" as never;

/** Cents by name of account and business; accounts that are at zero are left out. */
type Totals = Readonly<Record<string, number>>;

function ourBalances(
  nameOf: (account: Account, business: string) => string,
  window: Period,
): Totals {
  const rows = balances(books.journal.reading, window, null)
    .map((row) => [nameOf(row.account, row.business), row.debit - row.credit] as const)
    .filter(([, cents]) => cents !== 0);
  return Object.fromEntries(rows.toSorted());
}

function exported(format: keyof typeof WRITERS): string {
  const file = join(books.folder, `month.${format}`);
  const { reading } = books.journal;
  const pieces = WRITERS[format].write(entriesToExport(reading, ALL, null), chart(reading));
  writeFileSync(file, [...pieces].join(""));
  return file;
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 64 << 20,
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  expect({ status, stderr }, `${program} ${args.join(" ")}`).toEqual({ status: 0, stderr: "" });
  return stdout;
}

const CSV = /^"?([^"]*?)\s*"?,\s*"?(?:KES)?\s*(-?\d+(?:\.\d+)?)\s*(?:KES)?\s*"?$/;

/** "name","KES -12.50" or name,-12.50: exactly, without a float in between. */
function readCsv(text: string): Totals {
  const rows = text.split(/\r?\n/).flatMap((line) => {
    const [, name = "", amount = ""] = CSV.exec(line.trim()) ?? [];
    const [whole = "", fraction = ""] = amount.split(".");
    const cents = Number(whole + fraction.padEnd(2, "0"));
    return name === "" || name === "total" || cents === 0 ? [] : [[name.trim(), cents] as const];
  });
  return Object.fromEntries(rows.toSorted());
}

const missing = (program: string): boolean => spawnSync(program, ["--version"]).error !== undefined;

test("the month had enough of everything", () => {
  const { done, refused } = clerk;
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((a, b) => a + b, 0);
  const told = JSON.stringify({ done: [...done], refused: [...refused] });
  expect(sum(done), told).toBeGreaterThan(1200);
  for (const name of [
    "sale.post",
    "sale.refund",
    "shift.open",
    "shift.close",
    "entry.expense",
    "entry.transfer",
    "stock.receive",
    "customer.pay",
    "entry.manual",
    "entry.reverse",
    "period.close",
  ]) {
    expect(done.get(name) ?? 0, `${name} in ${told}`).toBeGreaterThan(0);
  }
  expect(books.journal.book.get("SELECT 1 FROM layer WHERE quantity_in = 0")).toBeDefined();
});

test("every check of the books is ok", () => {
  expect(verifyJournal(books.journal).filter((check) => !check.ok)).toEqual([]);
});

test("the trial balance balances, whole and for each business", () => {
  for (const business of [null, "WATER", "LAUNDRY", "RETAIL"]) {
    const { totals } = trialBalanceOf(books.journal.reading, ALL, business);
    expect(totals.closingDebit).toBe(totals.closingCredit);
    expect(totals.debit).toBe(totals.credit);
  }
});

test("a rebuild from the facts gives every table again, to the byte", () => {
  const rebuilt = join(books.folder, "rebuilt.db");
  rebuildJournal(books.file, rebuilt);
  expect(compareJournals(books.file, rebuilt).filter((each) => !each.equal)).toEqual([]);
});

describe("hledger", () => {
  const reason = "hledger is not compared: it is not installed";
  test("accepts the month strictly and has our balances, account by account", ({ skip }) => {
    skip(missing("hledger"), reason);
    const file = exported("hledger");
    run("hledger", "-f", file, "check", "--strict", "ordereddates");
    const balance = (...window: string[]) =>
      readCsv(run("hledger", "-f", file, "bal", "--flat", "-N", "-O", "csv", ...window));
    expect(balance()).toEqual(ourBalances(plainAccountName, ALL));
    // A window in the middle: its end is exclusive there.
    const window = ["-b", DECADE.from, "-e", addDays(DECADE.to as BusinessDay, 1)];
    expect(balance(...window)).toEqual(ourBalances(plainAccountName, DECADE));
  });

  test.each(["WATER", "LAUNDRY", "RETAIL"])(
    "tells %s by its tag, balanced by itself",
    (business) => {
      if (missing("hledger")) return void process.stderr.write(`${reason}\n`);
      const file = exported("hledger");
      const csv = run("hledger", "-f", file, "bal", `:${business}$`, "--flat", "-N", "-O", "csv");
      const theirs = readCsv(csv);
      const ours = Object.entries(ourBalances(plainAccountName, ALL));
      expect(theirs).toEqual(
        Object.fromEntries(ours.filter(([name]) => name.endsWith(`:${business}`))),
      );
      expect(Object.values(theirs).reduce((total, cents) => total + cents, 0)).toBe(0);
    },
  );
});

describe("beancount", () => {
  const reason = "beancount is not compared: it is not installed";
  test("accepts the month and has our balances, account by account", ({ skip }) => {
    skip(missing("bean-check") || missing("bean-query"), reason);
    const file = exported("beancount");
    run("bean-check", "--no-cache", file);
    const query = "SELECT account, sum(number) AS total GROUP BY account";
    expect(readCsv(run("bean-query", "-f", "csv", file, query))).toEqual(
      ourBalances(beancountName, ALL),
    );
  });
});

describe("ledger-cli", () => {
  test("accepts the month and has our balances, account by account", ({ skip }) => {
    skip(missing("ledger"), "ledger-cli is not compared: it is not installed");
    const format = "%(account),%(display_total)\\n";
    const out = run(
      "ledger",
      "--pedantic",
      "-f",
      exported("ledger"),
      "bal",
      "--flat",
      "--no-total",
      "--balance-format",
      format,
    );
    expect(readCsv(out)).toEqual(ourBalances(plainAccountName, ALL));
  });
});
