import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

let books: Shop;
let shop: WorkedShop;

beforeAll(async () => {
  books = openShop();
  shop = await workedShop(books);
});
afterAll(() => books.close());

const flour = (stock?: readonly [number, number]) =>
  shop.item({
    business: "RETAIL",
    name: `Flour of ${stock?.[1] ?? "nowhere"}`,
    price: 10_000,
    tax: "A",
    revenue: 4310,
    cogs: 5130,
    inventory: 1221,
    ...(stock === undefined ? {} : { stock }),
  });

/** Sells pieces and gives what the books say they cost. */
async function costOf(item: string, pieces: number): Promise<number> {
  const { entry } = await shop.sell({
    business: "RETAIL",
    item,
    quantity: pieces * 1000,
    price: 10_000,
    tender: "cash",
    amount: pieces * 10_000,
  });
  const cost = shop.lines(entry).find(([account]) => account === 5130);
  return cost?.[2] ?? 0;
}

const receive = (item: string, pieces: number, cost: number) =>
  shop.must("stock.receive", {
    business: "RETAIL",
    day,
    supplier: shop.supplier,
    lines: [{ item, quantity: pieces * 1000, cost }],
  });

test("goods sold beyond a delivery that was all sold before cost what that delivery did", async () => {
  const item = await flour();
  expect(await costOf(item, 5)).toBe(0);
  await receive(item, 3, 21_000);
  expect(await costOf(item, 1)).toBe(7000);
});

test("and not what an older one did", async () => {
  const item = await flour([1000, 5000]);
  expect(await costOf(item, 3)).toBe(15_000);
  await receive(item, 2, 16_000);
  expect(await costOf(item, 1)).toBe(8000);
  await receive(item, 4, 40_000);
  // One was still owed; of what the delivery brought three are left, at its cost.
  expect(await costOf(item, 3)).toBe(30_000);
  expect(await costOf(item, 1)).toBe(10_000);
});
