import { assert, asyncProperty, constantFrom, integer, record } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cents, lines, nearest, shillings, taxIn } from "./by-hand.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { latestDeposit } from "./worked-returnables.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

// The worked journals with amounts that have nothing to do with each other: cost and price, tax and
// cost, discount, parts of a payment, fee, deposit. Reckoned here by hand, in whole numbers, from the
// accountant's rules; amounts-apart-trades.test.ts has J1r, J2, J6 and J9 to J13. One amount alone
// (J2f, J3, J24 to J29, J35, J37, J38) is scaled by the test of the worked journals; the bands of a
// payroll (J31) have a test of their own.

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
});

test("J7g, J14 to J16u, J18l: gas is gas, and a deposit is what was paid for it", async () => {
  const trade = record({
    price: shillings(400),
    cost: cents(30_000),
    small: shillings(4000),
    more: shillings(4000),
    paid: cents(300_000),
    count: integer({ min: 2, max: 9 }),
    lost: cents(400_000),
    end: constantFrom("back", "forfeit"),
  });
  await assert(
    asyncProperty(trade, async ({ price, cost, small, more, paid, count, lost, end }) => {
      const item = await shop.item({
        business: "RETAIL",
        name: `Gas ${(made += 1)}`,
        unit: "kg",
        tax: "C",
        price,
        revenue: 4320,
        cogs: 5130,
        inventory: 1222,
      });
      const kind = async (kilograms: number, deposit: number, accepts: string[]) =>
        (
          await shop.must("returnable.saveType", {
            business: "RETAIL",
            kind: "cylinder",
            name: `${kilograms} kg ${(made += 1)}`,
            brand: "Jiko",
            size: kilograms * 1000,
            serialised: false,
            content: item,
            accepts,
            deposit,
            supplierDeposit: lost,
          })
        ).id;
      const six = await kind(6, small, []);
      const thirteen = await kind(13, small + more, [six]);
      const came = { business: "RETAIL", day, supplier: shop.supplier } as const;
      const gas = { item, quantity: 100_000, cost: 100 * cost };
      await shop.must("stock.receive", { ...came, lines: [gas] });
      expect(posted()).toEqual(lines([1222, "debit", 100 * cost], [2110, "credit", 100 * cost]));
      for (const type of [six, thirteen]) {
        await shop.must("returnable.move", {
          business: "RETAIL",
          day,
          form: "acquired",
          place: "full",
          moves: [{ type, count }],
          paid: { amount: paid, account: 1170 },
        });
        expect(posted()).toEqual(lines([1360, "debit", paid], [1170, "credit", paid]));
      }
      const sold = async (type: string, kilograms: number, deposit: number, more: object) => {
        const returnable = { type, deposit, ...more } as never;
        const line = { item, quantity: kilograms * 1000, unitPrice: price, returnable };
        const tenders = cash(kilograms * price + deposit);
        await shop.must("sale.post", { business: "RETAIL", lines: [line], tenders });
        expect(posted()).toEqual(
          lines(
            [1130, "debit", kilograms * price + deposit],
            [2210, "credit", deposit],
            [4320, "credit", kilograms * price],
            [5130, "debit", kilograms * cost],
            [1222, "credit", kilograms * cost],
          ),
        );
      };
      await sold(six, 6, small, { as: "deposit" });
      const record = await latestDeposit(shop, "RETAIL");
      await sold(thirteen, 13, more, { as: "exchange", into: six, record });
      const held = await latestDeposit(shop, "RETAIL");
      if (end === "back") {
        const asked = { business: "RETAIL", deposit: held, tender: { kind: "cash" } } as const;
        await shop.must("deposit.return", asked);
        const whole = small + more;
        expect(posted()).toEqual(lines([2210, "debit", whole], [1130, "credit", whole]));
        // The same kind for the same kind is gas alone.
        await sold(thirteen, 13, 0, { as: "exchange" });
        return;
      }
      await shop.must("deposit.forfeit", { deposit: held, day, reason: "Moved away" });
      expect(posted()).toEqual(
        lines(
          [2210, "debit", small + more],
          [4910, "credit", small + more],
          [5160, "debit", lost],
          [1360, "credit", lost],
        ),
      );
    }),
    RUNS,
  );
});

test("J19 to J24: whatever was paid before, the work is earned once, and its tax with the money", async () => {
  const work = record({
    total: integer({ min: 200, max: 3000 }).map((each) => each * 100),
    deposit: shillings(199),
    claim: shillings(500),
    policy: constantFrom("ready" as const, "collected" as const),
    end: constantFrom("collected", "written off", "cancelled"),
  });
  await assert(
    asyncProperty(work, async ({ total, deposit, claim, policy, end }) => {
      const { expressAccount: _, ...settings } = await shop.must("job.settings", {
        business: "LAUNDRY",
      });
      await shop.must("job.saveSettings", {
        business: "LAUNDRY",
        ...settings,
        recognition: policy,
      });
      const service = { business: "LAUNDRY", kind: "service", revenue: 4210, cogs: 5120 } as const;
      const item = await shop.item({ ...service, name: `Wash ${(made += 1)}`, price: total });
      const { job } = await shop.must("job.receive", {
        business: "LAUNDRY",
        customer: shop.customer,
        lines: [{ item, quantity: 1000, unitPrice: total, pieces: 1 }],
        deposit,
        tenders: cash(deposit),
      });
      // The deposit's share of the work's tax, or the tax in the deposit: a cent apart at most.
      const early = posted().find(([account]) => account === 2150)?.[2] ?? 0;
      expect(Math.abs(early - taxIn(deposit))).toBeLessThanOrEqual(1);
      const [held, rest] = [deposit - early, total - deposit];
      const late = taxIn(total) - early;
      const taken = lines(
        [1120, "debit", deposit],
        [2230, "credit", held],
        [2150, "credit", early],
      );
      expect(posted()).toEqual(taken);
      await shop.must("job.compensate", {
        job,
        what: "White shirt",
        tenders: [{ kind: "cash", amount: claim }],
        reason: "It was lost",
      });
      expect(posted()).toEqual(lines([5880, "debit", claim], [1120, "credit", claim]));
      if (end === "cancelled") {
        const tenders = [{ kind: "cash" as const, amount: deposit }];
        await shop.must("job.cancel", { job, tenders, reason: "Needs it today" });
        const back = lines(
          [2230, "debit", held],
          [2150, "debit", early],
          [1120, "credit", deposit],
        );
        expect(posted()).toEqual(back);
        return;
      }
      await shop.must("job.move", { job, to: "ready" });
      const earned = [
        [2230, "debit", held],
        [4210, "credit", total - taxIn(total)],
        [2150, "credit", late],
      ] as const;
      if (policy === "ready") expect(posted()).toEqual(lines([1320, "debit", rest], ...earned));
      if (end === "collected") {
        const tenders = [{ kind: "mpesa" as const, amount: rest, code: shop.code() }];
        await shop.must("job.collect", { job, amount: rest, tenders, collector: "Otieno" });
        expect(posted()).toEqual(
          policy === "ready"
            ? lines([1150, "debit", rest], [1320, "credit", rest])
            : lines([1150, "debit", rest], ...earned),
        );
        return;
      }
      await shop.must("job.writeOff", { job, reason: "Nobody came for it" });
      expect(posted()).toEqual(
        policy === "ready"
          ? lines([5840, "debit", rest], [1320, "credit", rest])
          : lines([2230, "debit", held], [4910, "credit", held]),
      );
    }),
    { numRuns: 12 },
  );
});

let month = 0;

test("J17, J30, J32 to J34, J36: steel, a fee, shared rent, a month's taxes and a count", async () => {
  const acts = record({
    price: shillings(9000),
    cost: cents(700_000),
    amount: cents(900_000),
    fee: cents(9000),
    shares: record({ WATER: cents(90_000), LAUNDRY: cents(90_000), RETAIL: cents(90_000) }),
    input: cents(900_000),
    more: cents(900_000),
    turnover: integer({ min: 1_000_000, max: 9_000_000 }),
    rate: integer({ min: 1, max: 300 }),
    there: integer({ min: 2, max: 20 }),
    short: integer({ min: 1, max: 20 }),
  });
  await assert(
    asyncProperty(acts, async (drawn) => {
      const { price, cost, amount, fee, shares, input, more, turnover, rate } = drawn;
      const steel = { business: "RETAIL", revenue: 4330, cogs: 5130, inventory: 1223 } as const;
      const stock = [drawn.there * 1000, drawn.there * cost] as const;
      const item = await shop.item({ ...steel, name: `Steel ${(made += 1)}`, price, stock });
      await shop.sell({ business: "RETAIL", item, price, tender: "cash", amount: price });
      expect(posted()).toEqual(
        lines(
          [1130, "debit", price],
          [4330, "credit", price - taxIn(price)],
          [2150, "credit", taxIn(price)],
          [5130, "debit", cost],
          [1223, "credit", cost],
        ),
      );
      const { stocktake } = await shop.must("stocktake.start", {
        business: "RETAIL",
        label: "Steel",
      });
      const left = Math.max(0, drawn.there - 1 - drawn.short);
      await shop.must("stocktake.count", { stocktake, item, quantity: left * 1000 });
      await shop.must("stocktake.post", { stocktake });
      const missing = (drawn.there - 1 - left) * cost;
      expect(posted()).toEqual(lines([5160, "debit", missing], [1223, "credit", missing]));

      const from = { business: "RETAIL", account: 1160 };
      const to = { business: "RETAIL", account: 1180 };
      await shop.must("entry.transfer", { day, from, to, amount, fee, memo: "" });
      expect(posted()).toEqual(
        lines([1180, "debit", amount], [5810, "debit", fee], [1160, "credit", amount + fee]),
      );
      const each = Object.entries(shares).map(([business, part]) => ({ business, amount: part }));
      const rent = { day, account: 5200, shares: each, paidFrom: 1170, memo: "Rent" };
      const { entry } = await shop.must("entry.expense", rent);
      const whole = shares.WATER + shares.LAUNDRY + shares.RETAIL;
      // Who paid for the others has it to get from them.
      const between = shop.lines(entry).filter(([account]) => account !== 1900);
      expect(between).toEqual(lines([5200, "debit", whole], [1170, "credit", whole]));

      // Each run has a month to itself.
      const of = `${2005 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
      month += 1;
      await shop.must("entry.manual", {
        day: `${of}-15`,
        memo: "The month",
        lines: [
          { business: "LAUNDRY", account: 1380, debit: input },
          { business: "LAUNDRY", account: 1170, debit: more + turnover },
          { business: "LAUNDRY", account: 2150, credit: input + more },
          { business: "LAUNDRY", account: 4210, credit: turnover },
        ],
      });
      const close = async (closing: object) => {
        await shop.must("entry.close", { business: "LAUNDRY", closing } as never);
        return posted();
      };
      expect(await close({ kind: "vat", month: of })).toEqual(
        lines([2150, "debit", input + more], [1380, "credit", input], [2155, "credit", more]),
      );
      const tax = nearest(turnover, rate, 10_000);
      expect(await close({ kind: "turnover", month: of, basisPoints: rate })).toEqual(
        lines([5870, "debit", tax], [2170, "credit", tax]),
      );
    }),
    RUNS,
  );
  const health = await shop.must("report.health", { thorough: true });
  expect(health.checks.filter((check) => !check.ok)).toEqual([]);
});
