import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "./fixture.ts";
import { workedShop } from "./worked-shop.ts";

let books: Shop;

beforeAll(async () => {
  books = openShop();
  await workedShop(books);
});
afterAll(() => books.close());

const sugar = (tendered: number) =>
  books.must("sale.post", {
    business: "RETAIL",
    lines: [{ item: books.items.get("G-SUGAR") ?? "", quantity: 1000, unitPrice: 16_500 }],
    tenders: [{ kind: "cash", tendered }],
  } as never);

const drawer = () =>
  books.journal.book.get<{ held: number }>(
    "SELECT debit - credit AS held FROM party_balance WHERE account = 1130 AND party = 'R1'",
  )?.held ?? 0;

test("change left behind stays in the drawer, goes to rounding, and is left once", async () => {
  const before = drawer();
  const { sale } = await sugar(17_000);
  expect(drawer() - before).toBe(16_500);
  const kept = await books.must("shift.keepChange", { sale });
  expect(kept.amount).toBe(500);
  expect(drawer() - before).toBe(17_000);
  expect(await books.must("shift.keepChange", { sale })).toEqual(kept);
  expect(drawer() - before).toBe(17_000);
  const lines = books.journal.book.all(
    "SELECT account, debit, credit, party FROM line WHERE entry = ? ORDER BY no",
    kept.entry,
  );
  expect(lines).toEqual([
    { account: 1130, debit: 500, credit: 0, party: "R1" },
    { account: 5830, debit: 0, credit: 500, party: null },
  ]);
});
