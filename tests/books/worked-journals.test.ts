import { assert, asyncProperty, integer } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { merged, openShop, TODAY as day, type Line, type Shop } from "./fixture.ts";
import { flows } from "./worked-flows.ts";
import worked from "./worked-journals.json" with { type: "json" };
import { centsOf, workedShop, type JournalLine, type WorkedShop } from "./worked-shop.ts";

interface WorkedJournal {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly JournalLine[];
}

const journals = worked as readonly WorkedJournal[];

const expected = (lines: readonly JournalLine[]): Line[] =>
  merged(lines.map(({ account, side, amount }) => [Number(account), side, centsOf(amount)]));

let books: Shop;
let shop: WorkedShop;

beforeAll(async () => {
  books = openShop({ vatRegistered: true, sampleItems: false });
  shop = await workedShop(books);
});
afterAll(() => {
  books.close();
});

test("every worked journal is a flow", () => {
  expect(Object.keys(flows).sort()).toEqual(journals.map((journal) => journal.id).sort());
});

describe("flows post exactly the worked journal", () => {
  for (const { id, title, lines } of journals.filter((journal) => journal.id in flows)) {
    test(`${id}: ${title}`, async () => {
      const entry = await flows[id]?.(shop);
      expect(shop.lines(entry ?? 0)).toEqual(expected(lines));
    });
  }
});

/** What is not in proportion: whole shillings, and the bands of a payroll. */
const NOT_IN_PROPORTION = new Set(["J1r", "J31"]);

test("other amounts post the same journals, in proportion", async () => {
  await assert(
    asyncProperty(integer({ min: 2, max: 40 }), async (times) => {
      const other = openShop({ vatRegistered: true, sampleItems: false });
      try {
        const scaled = await workedShop(other, times);
        for (const { id, lines } of journals.filter((each) => !NOT_IN_PROPORTION.has(each.id))) {
          const entry = await flows[id]?.(scaled);
          const posted = scaled.lines(entry ?? 0);
          const wanted = expected(lines);
          const sides = (all: readonly Line[]) =>
            all.map(([account, side]) => `${account} ${side}`);
          expect(sides(posted), id).toEqual(sides(wanted));
          for (const [at, [, , amount]] of wanted.entries()) {
            // The document rounds to a cent, and so do we.
            const off = Math.abs((posted[at]?.[2] ?? 0) - amount * times);
            expect(off, `${id}, line ${at}, times ${times}`).toBeLessThanOrEqual((times + 1) / 2);
          }
          const sum = (side: Line[1]) =>
            posted.reduce((total, line) => total + (line[1] === side ? line[2] : 0), 0);
          expect(sum("debit"), id).toBe(sum("credit"));
        }
        const health = await scaled.must("report.health", { thorough: true });
        expect(health.checks.filter((check) => !check.ok)).toEqual([]);
      } finally {
        other.close();
      }
    }),
    // Amounts that differ from each other have tests of their own (amounts-apart).
    { numRuns: 1 },
  );
});

test("stock accounts are left to their own services: an entry by hand is refused", async () => {
  const answer = await shop.call("entry.manual", {
    day,
    memo: "Stock by hand",
    lines: [
      { business: "RETAIL", account: 5160, debit: 100 },
      { business: "RETAIL", account: 1221, credit: 100 },
    ],
  });
  expect(answer).toMatchObject({
    ok: false,
    refusal: { code: "account.wrong_kind", account: 1221 },
  });
});

test("the books verify from top to bottom", async () => {
  const health = await shop.must("report.health", { thorough: true });
  expect(health.checks.filter((check) => !check.ok)).toEqual([]);
  const dashboard = await shop.must("report.dashboard", {});
  expect(dashboard.health.filter((check) => !check.ok)).toEqual([]);
});
