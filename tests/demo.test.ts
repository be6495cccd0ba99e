import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillDemo } from "#main/demo/demo-shop.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { jobAges } from "#main/journal/read/waiting-jobs.ts";
import { saleFact } from "#main/journal/read/sales.ts";
import { users } from "#main/journal/read/people.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { openTestBooks, TEST_NOW, type TestBooks } from "./books/open-books.ts";

async function demo(
  days: number,
  seed?: number,
): Promise<{ books: TestBooks; progress: number[] }> {
  const books = openTestBooks();
  const progress: number[] = [];
  const chosen = seed === undefined ? {} : { seed };
  await fillDemo(books.parts, {
    days,
    ...chosen,
    progress: (percent) => void progress.push(percent),
  });
  return { books, progress };
}

describe("the demo shop", () => {
  let one: TestBooks;
  let progress: number[];
  beforeAll(async () => {
    ({ books: one, progress } = await demo(2));
  });
  afterAll(() => one.close());

  const rows = <Row>(sql: string, of = one): Row[] => of.journal.book.all<Row>(sql);

  test("has traded for its days until yesterday, and leaves today's shifts to the visitor", () => {
    const days = rows<{ day: string; n: number }>(
      "SELECT day, count(*) AS n FROM sale WHERE kind = 'sale' GROUP BY day ORDER BY day",
    );
    expect(days.map(({ day }) => day)).toEqual(["2026-11-20", "2026-11-21"]);
    for (const { n } of days) expect(n).toBeGreaterThan(400);
    expect(rows("SELECT 1 FROM shift WHERE closed_seq IS NULL")).toEqual([]);
    expect(progress).toEqual([50, 100]);
  });

  test("wrote every fact at the time of its own day, in opening hours", () => {
    for (const { seq } of rows<{ seq: number }>("SELECT seq FROM sale")) {
      const fact = saleFact(one.journal.book, seq);
      expect(nairobiDay(fact.at)).toBe(fact.day);
      expect(fact.at.slice(11, 13) >= "04" && fact.at.slice(11, 13) < "17").toBe(true);
    }
    const [latest] = rows<{ at: string }>("SELECT max(at) AS at FROM sale");
    expect(latest !== undefined && latest.at < TEST_NOW).toBe(true);
  });

  test("has all that a dashboard shows: tenders, refunds, purchases, expenses, variances", () => {
    const kinds = rows<{ kind: string }>("SELECT DISTINCT kind FROM tender").map((row) => row.kind);
    expect(kinds).toEqual(expect.arrayContaining(["cash", "mpesa", "account"]));
    const types = rows<{ type: string }>("SELECT DISTINCT type FROM entry").map((row) => row.type);
    expect(types).toEqual(
      expect.arrayContaining(["sale", "refund", "opening", "expense", "transfer"]),
    );
    expect(rows("SELECT DISTINCT business FROM sale")).toHaveLength(3);
  });

  test("has work in hand in every state, and some that nobody has fetched for months", () => {
    const states = rows<{ status: string }>("SELECT DISTINCT status FROM job_state");
    expect(states.map((row) => row.status)).toEqual(
      expect.arrayContaining(["received", "washing", "ready", "collected"]),
    );
    const today = nairobiDay(TEST_NOW);
    const steps = [14, 30, 60, 90];
    for (const age of jobAges(one.journal.book, ["LAUNDRY"], today, steps)) {
      expect(age.jobs).toBeGreaterThan(0);
    }
    const deposits = rows("SELECT 1 FROM job_act WHERE kind = 'job.received' AND paid > 0");
    expect(deposits.length).toBeGreaterThan(5);
  });

  test("has cylinders that were swapped, and some that are out on a deposit", () => {
    const ends = rows<{ ends: string }>(
      "SELECT DISTINCT source || ' to ' || target AS ends FROM returnable_move",
    );
    expect(ends.map((row) => row.ends)).toEqual(
      expect.arrayContaining(["full to traded", "traded to empty", "full to customer"]),
    );
    expect(rows("SELECT 1 FROM deposit WHERE count > 0").length).toBeGreaterThan(0);
  });

  test("has known what a shop seldom knows, and every report has something to show", () => {
    const kinds = new Set(rows<{ kind: string }>("SELECT kind FROM fact").map((row) => row.kind));
    for (const kind of [
      "stock.transferred",
      "stock.counted",
      "stock.returned",
      "stock.written_off",
      "production.recorded",
      "deposit.opened",
      "deposit.forfeited",
      "returnables.moved",
      "mpesa.confirmed",
      "mpesa.received",
      "mpesa.matched",
      "customer.merged",
      "entry.reversed",
      "reconciliation.done",
    ]) {
      expect(kinds, `no ${kind}`).toContain(kind);
    }
    expect(rows("SELECT 1 FROM mpesa_receipt WHERE state = 'claimed'").length).toBeGreaterThan(0);
    expect(rows("SELECT 1 FROM mpesa_received WHERE matched_seq IS NULL")).toHaveLength(1);
    // A price that begins on the visitor's tomorrow.
    expect(rows("SELECT 1 FROM item_price WHERE from_day = '2026-11-23'")).toHaveLength(2);
  });

  test("earns what such shops earn: nothing is sold below cost, and every account leans its way", () => {
    const sums = rows<{ business: string; account: number; type: string; balance: number }>(
      `SELECT line.business, line.account, account.type, sum(debit - credit) AS balance
       FROM line JOIN account ON account.number = line.account
       GROUP BY line.business, line.account`,
    );
    const of = (business: string, from: number, to: number): number =>
      sums
        .filter((row) => row.business === business && row.account >= from && row.account < to)
        .reduce((total, row) => total + row.balance, 0);
    for (const [business, least, most] of [
      ["WATER", 45, 75],
      ["RETAIL", 12, 30],
    ] as const) {
      const margin = 100 - (100 * of(business, 5100, 5150)) / -of(business, 4000, 4900);
      expect(margin, `gross margin of ${business}`).toBeGreaterThan(least);
      expect(margin, `gross margin of ${business}`).toBeLessThan(most);
    }
    for (const { business, account, type, balance } of sums) {
      if (type !== "asset" || account === 1900) continue;
      expect(balance, `${business} ${account}`).toBeGreaterThanOrEqual(0);
    }
  });

  test("its people sign in with the PINs of the README", async () => {
    const amina = users(one.journal.book).find((each) => each.name === "Amina Hassan");
    expect(await one.parts.pinCheck.checkPin(amina?.id ?? "", "3333")).toMatchObject({ ok: true });
  });

  test("has healthy books", () => {
    expect(verifyJournal(one.journal).filter((check) => !check.ok)).toEqual([]);
  });

  test("is the same shop for the same seed and another for another", async () => {
    // What differs by design: ciphertexts have fresh nonces, receipts name their program start.
    const told = (of: TestBooks): unknown[] => [
      rows("SELECT entry, no, day, business, account, debit, credit, party FROM line", of),
      rows("SELECT seq, id, counter, shift, at, kind, customer, total, tax FROM sale", of),
      rows("SELECT * FROM layer", of),
      rows("SELECT code_index, seq, amount FROM mpesa_receipt", of),
      rows("SELECT job, status, since, rack, paid, receivable FROM job_state", of),
      rows("SELECT * FROM returnable_level", of),
    ];
    const same = await demo(2);
    const other = await demo(1, 5);
    try {
      expect(told(same.books)).toEqual(told(one));
      expect(told(other.books)).not.toEqual(told(one));
      expect(verifyJournal(other.books.journal).filter((check) => !check.ok)).toEqual([]);
    } finally {
      same.books.close();
      other.books.close();
    }
  });
});
