import { afterAll, beforeAll, expect, test } from "vitest";
import { NEWEST_OWN } from "#main/journal/device/link.ts";
import { CLAIMED_SUMS } from "#main/journal/read/alerts.ts";
import { UNPAID_LINES } from "#main/journal/read/debts.ts";
import { NARROWLY_PRICED } from "#main/journal/read/stock.ts";
import { LISTED_SUMS } from "#main/journal/read/job-list.ts";
import { DOCUMENT_LINES } from "#main/journal/read/open-items.ts";
import { openShop, type Shop } from "../books/fixture.ts";

// What a list reads must not grow with the journal. SQLite chooses afresh with each statement; a
// wrong guess is right in its answer and only slow, so that nothing else would tell.

let shop: Shop;
beforeAll(() => {
  shop = openShop();
});
afterAll(() => shop.close());

const planOf = (sql: string, ...values: (string | number)[]): string[] =>
  shop.journal.book
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
    .map(({ detail }) => detail);

test("what is open of a customer is read by the customer's own lines", () => {
  const plan = planOf(DOCUMENT_LINES, '["somebody"]', "customer", "asset");
  expect(plan).toContain("SEARCH l USING COVERING INDEX line_by_party (party=?)");
  expect(plan.filter((step) => /SCAN (?!p )|SEARCH e .*reverses/.test(step))).toEqual([]);
});

test("a list of jobs is added up out of its index, without looking at any job", () => {
  const plan = planOf(`${LISTED_SUMS} WHERE s.business IN ('LAUNDRY')`);
  expect(plan).toContain("SEARCH s USING COVERING INDEX job_listed (business=?)");
});

test("who owes since when is told out of the index of their lines", () => {
  const plan = planOf(`SELECT sum(l.debit) ${UNPAID_LINES}`, '["LAUNDRY"]');
  expect(plan).toContain("SEARCH l USING COVERING INDEX line_by_party (party=? AND account=?)");
});

test("claims by M-Pesa are added up out of their index", () => {
  const plan = planOf(CLAIMED_SUMS, "2026-11-20", '["LAUNDRY"]');
  expect(plan).toContain("SEARCH m USING COVERING INDEX mpesa_claimed (business=?)");
});

test("prices and last costs are compared without looking at any item, layer or sort", () => {
  const plan = planOf(NARROWLY_PRICED, "2026-11-20", '["LAUNDRY"]');
  expect(plan).toContain("SEARCH c USING COVERING INDEX layer_by_item (item=?)");
  expect(plan.filter((step) => step.includes("SCAN item_price"))).toEqual(["SCAN item_price"]);
  expect(plan.filter((step) => /^SCAN (i|l)\b|FOR GROUP BY/.test(step))).toEqual([]);
});

test("what this disk made last is found without looking at what others made", () => {
  const plan = planOf(`SELECT o.position FROM ${NEWEST_OWN}`);
  expect(plan).toEqual([
    "SCAN e",
    "SEARCH f USING INTEGER PRIMARY KEY (rowid=?)",
    "CORRELATED SCALAR SUBQUERY 1",
    "SEARCH fact USING COVERING INDEX sqlite_autoindex_fact_2 (epoch=? AND local=?)",
  ]);
});
