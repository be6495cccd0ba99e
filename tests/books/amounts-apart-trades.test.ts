import { assert, asyncProperty, constantFrom, integer, record } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cents, lines, nearest, shillings, taxIn } from "./by-hand.ts";
import { merged, openShop, TODAY as day, type Line, type Shop } from "./fixture.ts";
import { latestDeposit } from "./worked-returnables.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

// The worked journals of what goes out of a shop and comes back, and of what is made, with amounts
// that have nothing to do with each other, as amounts-apart.test.ts has the others.

let books: Shop;
let shop: WorkedShop;
beforeAll(async () => {
  books = openShop({ vatRegistered: true, sampleItems: false });
  shop = await workedShop(books);
});
afterAll(() => books.close());

const RUNS = { numRuns: 6 };
const posted = () => shop.lines(shop.last());
const cash = (tendered: number) => [{ kind: "cash" as const, tendered }];

let made = 0;
const named = (what: string) => `${what} ${(made += 1)}`;

test("J1r: cents that coins cannot pay are rounding, and never the invoice's", async () => {
  await assert(
    asyncProperty(integer({ min: 101, max: 400_000 }), async (price) => {
      const goods = { business: "RETAIL", kind: "service", revenue: 4310, cogs: 5130 } as const;
      const item = await shop.item({ ...goods, name: named("Delivery"), price });
      const due = nearest(price, 1, 100) * 100;
      await shop.sell({ business: "RETAIL", item, price, tender: "cash", amount: due });
      expect(posted()).toEqual(
        lines(
          [1130, "debit", due],
          [5830, "debit", price - due],
          [5830, "credit", due - price],
          [4310, "credit", price - taxIn(price)],
          [2150, "credit", taxIn(price)],
        ),
      );
    }),
    RUNS,
  );
});

test("J2, J6: what comes back in two parts takes back the sale, to the cent", async () => {
  const sale = record({
    price: shillings(2000),
    cost: cents(90_000),
    sold: integer({ min: 2, max: 9 }),
    first: integer({ min: 1, max: 8 }),
  });
  await assert(
    asyncProperty(sale, async ({ price, cost, sold, first }) => {
      const part = Math.min(first, sold - 1);
      const water = { business: "WATER", revenue: 4120, cogs: 5110, inventory: 1212 } as const;
      const stock = [sold * 1000, sold * cost] as const;
      const item = await shop.item({ ...water, name: named("Water"), price, stock });
      const quantity = sold * 1000;
      const paid = { tender: "mpesa", amount: price * sold } as const;
      const { sale: id } = await shop.sell({ business: "WATER", item, quantity, price, ...paid });
      const [gross, tax] = [price * sold, taxIn(price * sold)];
      expect(posted()).toEqual(
        lines(
          [1140, "debit", gross],
          [4120, "credit", gross - tax],
          [2150, "credit", tax],
          [5110, "debit", sold * cost],
          [1212, "credit", sold * cost],
        ),
      );
      const parts: Line[] = [];
      for (const many of [part, sold - part]) {
        await shop.must("sale.refund", {
          sale: id,
          lines: [{ no: 1, quantity: many * 1000 }],
          tenders: [{ kind: "mpesa", amount: price * many, code: shop.code() }],
          reason: "Brought back",
        });
        const back = posted();
        expect(back).toContainEqual([5110, "credit", many * cost]);
        const taxed = back.find(([account]) => account === 2150)?.[2] ?? 0;
        expect(Math.abs(taxed - taxIn(price * many))).toBeLessThanOrEqual(1);
        parts.push(...back);
      }
      expect(merged(parts)).toEqual(
        lines(
          [1140, "credit", gross],
          [4190, "debit", gross - tax],
          [2150, "debit", tax],
          [5110, "credit", sold * cost],
          [1212, "debit", sold * cost],
        ),
      );
    }),
    RUNS,
  );
});

test("J9 to J11: a run takes the oldest empties, and what is lost beyond the usual its share", async () => {
  const run = record({
    old: integer({ min: 1, max: 150 }),
    oldCost: cents(9000),
    newCost: cents(9000),
    cap: cents(900),
    good: integer({ min: 100, max: 200 }),
    lost: integer({ min: 0, max: 9 }),
    litres: integer({ min: 1, max: 20 }),
    excise: cents(900),
  });
  await assert(
    asyncProperty(run, async ({ old, oldCost, newCost, cap, good, lost, litres, excise }) => {
      const begun = good + lost;
      const water = { business: "WATER", price: 10_000, revenue: 4120, cogs: 5110 } as const;
      const stock = [old * 1000, old * oldCost] as const;
      const empty = await shop.item({ ...water, name: named("Empty"), inventory: 1211, stock });
      const caps = await shop.item({
        ...water,
        name: named("Cap"),
        inventory: 1213,
        stock: [begun * 1000, begun * cap],
      });
      const product = await shop.item({ ...water, name: named("Filled"), inventory: 1212 });
      const bought = { item: empty, quantity: 300_000, cost: 300 * newCost };
      const opening = { business: "WATER", day, supplier: null, opening: true } as const;
      await shop.must("stock.receive", { ...opening, lines: [bought] });
      await shop.must("production.saveRecipe", {
        business: "WATER",
        product,
        container: empty,
        materials: [{ item: caps, quantity: 1000 }],
        lossBasisPoints: 100,
        litres: litres * 1000,
      });
      await shop.must("production.saveExcise", { business: "WATER", from: day, perLitre: excise });
      const asked = { business: "WATER", day, product, good: good * 1000, lost: lost * 1000 };
      await shop.must("production.record", asked);
      const empties = Math.min(begun, old) * oldCost + Math.max(0, begun - old) * newCost;
      const whole = empties + begun * cap;
      // One in a hundred that are begun is usual, in whole bottles.
      const wasted = nearest(whole, Math.max(0, lost - Math.floor(begun / 100)), begun);
      const duty = good * litres * excise;
      expect(posted()).toEqual(
        lines(
          [1212, "debit", whole - wasted],
          [5151, "debit", wasted],
          [1211, "credit", empties],
          [1213, "credit", begun * cap],
          [5110, "debit", duty],
          [2160, "credit", duty],
        ),
      );
      const all = [{ item: product, quantity: good * 1000 }];
      await shop.must("stock.writeOff", { business: "WATER", day, reason: "broken", lines: all });
      const broken = whole - wasted;
      expect(posted()).toEqual(lines([5151, "debit", broken], [1212, "credit", broken]));
    }),
    RUNS,
  );
  await shop.must("production.saveExcise", { business: "WATER", from: day, perLitre: 0 });
});

test("J12, J13: a refill takes its cap, a bottle on loan what it cost; it comes back or is forfeit", async () => {
  const loan = record({
    price: shillings(300),
    cap: cents(900),
    deposit: shillings(2000),
    cost: cents(90_000),
    end: constantFrom("back", "forfeit"),
  });
  await assert(
    asyncProperty(loan, async ({ price, cap, deposit, cost, end }) => {
      const water = { business: "WATER", revenue: 4110, cogs: 5110 } as const;
      const bottles = {
        ...water,
        price: 50_000,
        inventory: 1211,
        stock: [3000, 3 * cost],
      } as const;
      const empty = await shop.item({ ...bottles, name: named("Bottle") });
      const caps = { ...water, price: 1000, inventory: 1213, stock: [5000, 5 * cap] } as const;
      const uses = await shop.item({ ...caps, name: named("Cap") });
      const refill = { ...water, kind: "service", price, uses } as const;
      const item = await shop.item({ ...refill, name: named("Refill") });
      const { id: type } = await shop.must("returnable.saveType", {
        business: "WATER",
        kind: "container",
        name: named("On loan"),
        brand: "Maji",
        size: 20_000,
        serialised: false,
        content: item,
        empty,
        deposit,
      });
      const returnable = { type, as: "deposit" as const, deposit };
      await shop.must("sale.post", {
        business: "WATER",
        lines: [{ item, quantity: 1000, unitPrice: price, returnable }],
        tenders: cash(price + deposit),
      });
      expect(posted()).toEqual(
        lines(
          [1110, "debit", price + deposit],
          [4110, "credit", price - taxIn(price)],
          [2150, "credit", taxIn(price)],
          [2220, "credit", deposit],
          [5110, "debit", cap],
          [1213, "credit", cap],
          [1214, "debit", cost],
          [1211, "credit", cost],
        ),
      );
      const held = await latestDeposit(shop, "WATER");
      if (end === "back") {
        const tender = { kind: "cash" } as const;
        await shop.must("deposit.return", { business: "WATER", deposit: held, tender });
        const wanted = lines(
          [2220, "debit", deposit],
          [1110, "credit", deposit],
          [1211, "debit", cost],
          [1214, "credit", cost],
        );
        expect(posted()).toEqual(wanted);
        return;
      }
      await shop.must("deposit.forfeit", { deposit: held, day, reason: "Moved away" });
      expect(posted()).toEqual(
        lines(
          [2220, "debit", deposit],
          [4910, "credit", deposit - taxIn(deposit)],
          [2150, "credit", taxIn(deposit)],
          [5152, "debit", cost],
          [1214, "credit", cost],
        ),
      );
    }),
    RUNS,
  );
});
