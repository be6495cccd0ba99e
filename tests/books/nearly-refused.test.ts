import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProcedureName } from "#shared/contract/index.ts";
import type { RefusalCode } from "#shared/kernel/refusal.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

// What other tests see refused, beside the act that differs from it in the one thing, and is done.

let books: Shop;
let shop: WorkedShop;

beforeAll(async () => {
  books = openShop();
  shop = await workedShop(books);
});
afterAll(() => books.close());

type Row = readonly [
  what: string,
  code: RefusalCode,
  name: ProcedureName,
  /** The request that is refused, and the one that is done. */
  both: (shop: WorkedShop) => Promise<readonly [no: object, yes: object]>,
];

const both = async (no: object, yes: object) => [no, yes] as const;
const rent = { day, account: 5200, shares: [{ business: "RETAIL", amount: 100 }], memo: "" };
const byHand = (debit: number, credit: number, most = 100) => ({
  day,
  memo: "By hand",
  lines: [
    { business: "RETAIL", account: debit, debit: 100 },
    { business: "RETAIL", account: credit, credit: most },
  ],
});
const sugarFor = async (world: WorkedShop, tender: object) =>
  (
    await world.must("sale.post", {
      business: "RETAIL",
      lines: [{ item: world.items.get("G-SUGAR") ?? "", quantity: 1000, unitPrice: 16_500 }],
      tenders: [tender] as never,
    })
  ).sale;

const ROWS: readonly Row[] = [
  [
    "more tax than expense, and as much as there is in it",
    "request.invalid",
    "entry.expense",
    () => both({ ...rent, paidFrom: 1170, tax: 101 }, { ...rent, paidFrom: 1170, tax: 14 }),
  ],
  [
    "goods of nobody, and of a supplier",
    "supplier.unknown",
    "stock.receive",
    async (world) => {
      const lines = [{ item: world.items.get("H-SOAP"), quantity: 1000, cost: 100 }];
      const goods = { business: "RETAIL", day, lines };
      return both({ ...goods, supplier: v7() }, { ...goods, supplier: world.supplier });
    },
  ],
  [
    "an account that does not exist, and one that does",
    "account.unknown",
    "entry.manual",
    () => both(byHand(1999, 3100), byHand(5200, 3100)),
  ],
  [
    "sides that differ by a shilling, and equal ones",
    "entry.unbalanced",
    "entry.manual",
    () => both(byHand(5200, 3100, 200), byHand(5200, 3100)),
  ],
  [
    "cash of no drawer, and of this till's",
    "account.party_required",
    "entry.expense",
    () => both({ ...rent, paidFrom: 1130 }, { ...rent, paidFrom: 1130, party: "R1" }),
  ],
  [
    "undoing what was never recorded, and what was",
    "entry.unknown",
    "entry.reverse",
    async (world) => {
      const { entry } = await world.must("entry.manual", byHand(5200, 3100));
      return both({ entry: 99_999, day, reason: "?" }, { entry, day, reason: "A mistake" });
    },
  ],
  [
    "a phone that is none, and one of Safaricom's",
    "customer.phone_invalid",
    "customer.save",
    () => both({ name: "Wairimu", phone: "0712" }, { name: "Wairimu", phone: "0712 998 877" }),
  ],
  [
    "merging who was merged already, and whom they became",
    "customer.merged",
    "customer.merge",
    async (world) => {
      const save = async (name: string) => (await world.must("customer.save", { name })).id;
      const [from, became, into] = [await save("A"), await save("B"), await save("C")];
      await world.must("customer.merge", { from, into: became, reason: "One person" });
      const asked = { into, reason: "One person again" };
      return both({ ...asked, from }, { ...asked, from: became });
    },
  ],
  [
    "a refund of no sale, and of one",
    "sale.unknown",
    "sale.refund",
    async (world) => {
      const sale = await sugarFor(world, { kind: "cash", tendered: 16_500 });
      const asked = {
        lines: [{ no: 1, quantity: 1000 }],
        tenders: [{ kind: "cash", amount: 16_500 }],
        reason: "Brought back",
      };
      return both({ ...asked, sale: v7() }, { ...asked, sale });
    },
  ],
  [
    "confirming a code that no payment has, and the one that it has",
    "mpesa.unknown",
    "mpesa.confirm",
    async (world) => {
      const [code, other] = [world.code(), world.code()];
      const of = await sugarFor(world, { kind: "mpesa", amount: 16_500, code });
      const asked = { business: "RETAIL", seen: "phone" };
      return both(
        { ...asked, receipts: [{ of, code: other }] },
        { ...asked, receipts: [{ of, code }] },
      );
    },
  ],
  [
    "money that came under a code of before, and under its own",
    "mpesa.code_used",
    "mpesa.receive",
    async (world) => {
      const code = world.code();
      const came = { business: "RETAIL", day, amount: 5000, name: "Jane", seen: "message" };
      await world.must("mpesa.receive", { ...came, code } as never);
      return both({ ...came, code }, { ...came, code: world.code() });
    },
  ],
  [
    "a bottle made of itself, and of its empty",
    "recipe.uses_itself",
    "production.saveRecipe",
    async (world) => {
      const product = world.items.get("W-1L") ?? "";
      const recipe = (item: string) => ({
        business: "WATER",
        product,
        container: null,
        materials: [{ item, quantity: 1000 }],
        lossBasisPoints: 0,
        litres: 1000,
      });
      return both(recipe(product), recipe(world.items.get("C-1L") ?? ""));
    },
  ],
  [
    "change of a sale that had none, and of one that had",
    "change.none",
    "shift.keepChange",
    async (world) => {
      const exact = await sugarFor(world, { kind: "cash", tendered: 16_500 });
      const more = await sugarFor(world, { kind: "cash", tendered: 17_000 });
      return both({ sale: exact }, { sale: more });
    },
  ],
];

describe("no, and yes, to", () => {
  for (const [what, code, name, requests] of ROWS) {
    test(`${what} (${name})`, async () => {
      const [no, yes] = await requests(shop);
      const before = shop.acts();
      expect(await shop.refused(name, no as never)).toMatchObject({ code });
      expect(shop.acts()).toBe(before);
      await shop.must(name, yes as never);
      expect(shop.acts()).toBe(before + 1);
    });
  }
});

test("the books hold after all of it", async () => {
  const { checks } = await shop.must("report.health", { thorough: true });
  expect(checks.filter((check) => !check.ok)).toEqual([]);
});
