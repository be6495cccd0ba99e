import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

let books: Shop;
let shop: WorkedShop;
let codes = 0;

beforeAll(async () => {
  books = openShop();
  shop = await workedShop(books);
});
afterAll(() => books.close());

type Tenders = readonly object[];

const code = () => `TKMB${String(++codes).padStart(6, "0")}`;
const sugar = () => books.items.get("G-SUGAR") ?? "";

async function sold(unitPrice: number, pieces: number, tenders: Tenders, customer?: string) {
  const asked = {
    business: "RETAIL",
    customer: customer ?? null,
    lines: [{ item: sugar(), quantity: pieces * 1000, unitPrice }],
    tenders,
  };
  return (await shop.must("sale.post", asked as never)).sale;
}

const back = (sale: string, pieces: number, tenders: Tenders) => ({
  sale,
  lines: [{ no: 1, quantity: pieces * 1000 }],
  tenders: tenders as never,
  reason: "Brought back",
});

/** What left by the one tender of a refund. */
async function paidOut(sale: string, pieces: number, tenders: Tenders): Promise<number> {
  const refund = await shop.must("sale.refund", back(sale, pieces, tenders));
  const { paid } = await shop.must("sale.get", { sale: refund.sale });
  return paid.reduce((total, each) => total + each.amount, 0);
}

test("a cash sale that comes back piece by piece pays out what it took, not a coin more", async () => {
  const sale = await sold(1250, 4, [{ kind: "cash", tendered: 5000 }]);
  const out: number[] = [];
  for (let piece = 0; piece < 4; piece += 1) {
    out.push(await paidOut(sale, 1, [{ kind: "cash", amount: 1250 }]));
  }
  expect(out).toEqual([1300, 1200, 1300, 1200]);
});

test("nor with cash rounded to five shillings", async () => {
  const settings = await shop.must("business.settings", { business: "RETAIL" });
  const { id: business, colour: _, logo: __, ...kept } = settings;
  const fives = { ...kept, business, cashRounding: 500 };
  await shop.must("business.saveSettings", fives as never);
  const sale = await sold(250, 10, [{ kind: "cash", tendered: 2500 }]);
  let out = 0;
  for (let piece = 0; piece < 10; piece += 1) {
    out += await paidOut(sale, 1, [{ kind: "cash", amount: 250 }]);
  }
  expect(out).toBe(2500);
  await shop.must("business.saveSettings", { ...fives, cashRounding: 100 } as never);
});

test("nor by M-Pesa, which pays whole shillings", async () => {
  const sale = await sold(5050, 2, [{ kind: "mpesa", amount: 10_100, code: code() }]);
  const piece = () => paidOut(sale, 1, [{ kind: "mpesa", amount: 5050, code: code() }]);
  expect([await piece(), await piece()]).toEqual([5100, 5000]);
});

test("who was given store credit for the cash is not given the cash as well", async () => {
  const asked = { name: "Owes half", phone: "0722000555", creditLimit: 100_000 };
  const { id: customer } = await shop.must("customer.save", asked);
  const half = 2000;
  const sale = await sold(
    1000,
    4,
    [
      { kind: "account", amount: half },
      { kind: "cash", tendered: half },
    ],
    customer,
  );
  await shop.must("sale.refund", back(sale, 2, [{ kind: "credit", amount: half }]));
  expect(
    await shop.refused("sale.refund", back(sale, 2, [{ kind: "cash", amount: half }])),
  ).toEqual({ code: "refund.exceeds_tender", tender: "cash", left: 0 });
  await shop.must("sale.refund", back(sale, 2, [{ kind: "account", amount: half }]));
  const { customer: card } = await shop.must("customer.statement", { customer });
  expect([card.owed, card.credit].map(Number)).toEqual([0, half]);
});
