import { afterAll, beforeAll, expect, test } from "vitest";
import { NEWEST_OWN } from "#main/journal/device/link.ts";
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
  expect(plan).toContain("SEARCH l USING INDEX line_by_party (party=?)");
  expect(plan.filter((step) => /SCAN (?!p )|SEARCH e .*reverses/.test(step))).toEqual([]);
});

test("a list of jobs is added up out of its index, without looking at any job", () => {
  const plan = planOf(`${LISTED_SUMS} WHERE s.business IN ('LAUNDRY')`);
  expect(plan).toContain("SEARCH s USING COVERING INDEX job_listed (business=?)");
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
