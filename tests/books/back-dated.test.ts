import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop, TODAY as today, type Shop } from "./fixture.ts";

// Scenario 13 of what users of other tills complain about: a supplier's bill dated last month
// changes a cost that was used already. Layers are first in, first out by when they were written,
// so what was sold keeps its cost; a locked month takes no bill; and what goods sold short turned
// out to cost more is part of the delivery's own entry.

let shop: Shop;
let supplier: string;

const OCTOBER = { from: "2026-10-01", to: "2026-10-31", business: "RETAIL" } as const;
const sugar = (): string => shop.items.get("G-SUGAR") ?? "";

beforeEach(async () => {
  shop = openShop({ vatRegistered: false });
  supplier = (await shop.must("supplier.save", { name: "Bidco" })).id;
  const shift = { business: "RETAIL", day: "2026-10-31", counts: { "100": 50 }, fromSafe: 0 };
  const opened = await shop.must("shift.open", shift);
  // Ten at 100 shillings; in October twelve are sold: two before they came, at 100 as well.
  await bill("2026-10-15", 10, 100_000);
  await sell(12);
  const { shift: id } = opened;
  const count = { shift: id.id, counts: { "1000": 6, "500": 1, "200": 2, "10": 8 } };
  await shop.must("shift.close", { ...count, mpesaCounted: null, leaveInDrawer: 0 });
});

afterEach(async () => {
  const { accounts } = await shop.must("stock.valuation", {});
  for (const { stock, ledger } of accounts) expect(stock).toBe(ledger);
  expect(verifyJournal(shop.journal).filter((check) => !check.ok)).toEqual([]);
  shop.close();
});

function bill(day: string, pieces: number, cost: number, reference = "") {
  const lines = [{ item: sugar(), quantity: pieces * 1000, cost }];
  return shop.must("stock.receive", { business: "RETAIL", day, supplier, reference, lines });
}

function sell(pieces: number) {
  return shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item: sugar(), quantity: pieces * 1000, unitPrice: 16_500 }],
    tenders: [{ kind: "cash", tendered: pieces * 16_500 }],
  });
}

/** What stands on the paper that was printed. */
const october = async (): Promise<string> =>
  JSON.stringify([
    await shop.must("report.profitAndLoss", OCTOBER),
    await shop.must("report.trialBalance", OCTOBER),
    await shop.must("report.balanceSheet", { on: OCTOBER.to, business: "RETAIL" }),
  ]);

describe("13: a bill dated last month", () => {
  test("changes nothing of a month that was printed and locked: it is booked today, with its link", async () => {
    await shop.must("period.close", { through: "2026-10-31", reason: "Printed" });
    const printed = await october();
    const lines = [{ item: sugar(), quantity: 5000, cost: 60_000 }];
    const late = { business: "RETAIL", day: "2026-10-25", supplier, lines };
    expect(await shop.refused("stock.receive", late)).toEqual({
      code: "period.closed",
      through: "2026-10-31",
    });
    const { entry, day } = await bill(today, 5, 60_000, "Bill 77 of 25 October");
    // Two of the five were sold already, at 100 instead of 120: 40 shillings more, today.
    expect(shop.lines(entry)).toEqual([
      [1221, "debit", 56_000],
      [2110, "credit", 60_000],
      [5130, "debit", 4000],
    ]);
    expect(day).toBe(today);
    const told = await shop.must("report.entry", { entry });
    expect(told.memo).toContain("Bill 77 of 25 October");
    expect(await october()).toBe(printed);
  });

  test("into a month still open leaves what was sold at its cost, but for what was sold short", async () => {
    const cost = async (): Promise<number> => {
      const { sections } = await shop.must("report.profitAndLoss", OCTOBER);
      const sold = sections.flatMap((section) => section.lines);
      return sold.find((line) => line.account === 5130)?.total ?? 0;
    };
    expect(await cost()).toBe(120_000);
    await bill("2026-10-10", 2, 25_000);
    expect(await cost()).toBe(125_000);
    // Older by its date, and written later: what comes next is sold after what was there before.
    await bill("2026-10-01", 5, 75_000);
    expect(await cost()).toBe(125_000);
    await shop.must("shift.open", { business: "RETAIL", day: today, counts: {}, fromSafe: 0 });
    await sell(1);
    expect(shop.lines(shop.facts())).toContainEqual([5130, "debit", 15_000]);
    expect(await cost()).toBe(125_000);
  });
});
