import { assert, asyncProperty, integer, record } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { merged, openShop, TODAY as day, type Line, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

// The worked journals J1, J4, J5, J7 and J8 with amounts that have nothing to do with each other:
// cost and price, tax and cost, discount, parts of a payment, a fee. Reckoned here by hand, in whole
// numbers, from the accountant's rules.

let books: Shop;
let shop: WorkedShop;
beforeAll(async () => {
  books = openShop({ vatRegistered: true, sampleItems: false });
  shop = await workedShop(books);
});
afterAll(() => books.close());

const RUNS = { numRuns: 15 };
/** 16 of 116, to the nearest cent. */
const taxIn = (gross: number): number => Math.floor((gross * 16 * 2 + 116) / (116 * 2));
const lines = (...all: Line[]): Line[] => merged(all.filter(([, , amount]) => amount > 0));
const cents = (max: number) => integer({ min: 1, max });

let made = 0;
const newItem = (price: number) =>
  shop.item({
    business: "RETAIL",
    name: `Item ${(made += 1)}`,
    price,
    revenue: 4310,
    cogs: 5130,
    inventory: 1221,
  });
const deliver = (item: string, pieces: number, cost: number, tax: number) =>
  shop.must("stock.receive", {
    business: "RETAIL",
    day,
    supplier: shop.supplier,
    lines: [{ item, quantity: pieces * 1000, cost, tax }],
  });

test("a delivery owes its cost and its tax, whatever the one is of the other", async () => {
  await assert(
    asyncProperty(
      record({ cost: cents(5_000_000), tax: cents(900_000) }),
      async ({ cost, tax }) => {
        const { entry } = await deliver(await newItem(10_000), 3, cost, tax);
        expect(shop.lines(entry)).toEqual(
          lines([1221, "debit", cost], [1380, "debit", tax], [2110, "credit", cost + tax]),
        );
      },
    ),
    RUNS,
  );
});

test("a sale takes its cost from the oldest delivery, its tax from what is left of the price", async () => {
  const sale = record({
    price: integer({ min: 20_000, max: 500_000 }),
    discount: integer({ min: 0, max: 9000 }),
    old: cents(90_000),
    fresh: cents(90_000),
    there: integer({ min: 1, max: 9 }),
    sold: integer({ min: 1, max: 12 }),
    shillings: integer({ min: 1, max: 90 }),
  });
  await assert(
    asyncProperty(sale, async ({ price, discount, old, fresh, there, sold, shillings }) => {
      const item = await newItem(price);
      await deliver(item, there, old * there, 0);
      await deliver(item, 20, fresh * 20, 0);
      const due = price * sold - discount;
      const mpesa = shillings * 100;
      await shop.must("sale.post", {
        business: "RETAIL",
        customer: shop.customer,
        lines: [{ item, quantity: sold * 1000, unitPrice: price, discount }],
        tenders: [
          { kind: "mpesa", amount: mpesa, code: shop.code() },
          { kind: "account", amount: due - mpesa },
        ],
      });
      const cost = old * Math.min(sold, there) + fresh * Math.max(0, sold - there);
      const tax = taxIn(due);
      expect(shop.lines(shop.facts())).toEqual(
        lines(
          [1160, "debit", mpesa],
          [1330, "debit", due - mpesa],
          [4310, "credit", due - tax],
          [2150, "credit", tax],
          [5130, "debit", cost],
          [1221, "credit", cost],
        ),
      );
      // What was left owing is paid in two parts.
      const rest = due - mpesa;
      const part = Math.floor(rest / 300) * 100;
      for (const amount of [part, rest - part].filter((each) => each > 0)) {
        const reference = `T-${shop.code()}`;
        const paid = await shop.must("customer.pay", {
          business: "RETAIL",
          customer: shop.customer,
          payment: { kind: "bank", amount, reference },
        });
        expect(shop.lines(paid.entry)).toEqual(
          lines([1170, "debit", amount], [1330, "credit", amount]),
        );
      }
    }),
    RUNS,
  );
});

test("a supplier is paid what is paid, and the fee beside it is ours", async () => {
  await assert(
    asyncProperty(record({ amount: cents(60_000), fee: cents(9000) }), async ({ amount, fee }) => {
      await deliver(await newItem(10_000), 1, amount, 0);
      const { entry } = await shop.must("supplier.pay", {
        business: "RETAIL",
        day,
        supplier: shop.supplier,
        amount,
        fee,
        paidFrom: 1160,
      });
      expect(shop.lines(entry)).toEqual(
        lines([2110, "debit", amount], [5810, "debit", fee], [1160, "credit", amount + fee]),
      );
    }),
    RUNS,
  );
  const health = await shop.must("report.health", { thorough: true });
  expect(health.checks.filter((check) => !check.ok)).toEqual([]);
});
