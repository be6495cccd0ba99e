import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { v7 } from "uuid";
import type { ProcedureName } from "#shared/contract/index.ts";
import { openShop, TODAY as day, type Shop, type Who } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

let books: Shop;
let shop: WorkedShop;
const NOBODY = v7();

beforeAll(async () => {
  books = openShop();
  shop = await workedShop(books);
  await shop.must("account.save", { ...bench, active: false });
});
afterAll(() => books.close());

const bench = {
  number: 1515,
  name: "Old bench",
  category: "Fixed assets",
  class: "Equipment",
};
const safe = { business: "RETAIL", account: 1130, party: "SAFE" };
const bank = { business: "RETAIL", account: 1170, party: null };
const rent = { day, account: 5200, shares: [{ business: "RETAIL", amount: 100 }], paidFrom: 1170 };
const pair = (debit: number, credit: number, amount = 100) => [
  { business: "RETAIL", account: debit, debit: amount },
  { business: "RETAIL", account: credit, credit: amount },
];
const byHand = (lines: readonly object[]) => ({ day, memo: "By hand", lines });

type Row = readonly [
  what: string,
  name: ProcedureName,
  request: (shop: WorkedShop) => object,
  refusal: object,
  who?: Who,
];

const rows: readonly Row[] = [
  [
    "a day of another century",
    "entry.expense",
    () => ({ ...rent, day: "1999-12-31", memo: "" }),
    { code: "day.out_of_range", day: "1999-12-31" },
  ],
  [
    "the day after tomorrow",
    "entry.expense",
    () => ({ ...rent, day: "2026-11-22", memo: "" }),
    { code: "day.out_of_range" },
  ],
  [
    "an expense on an asset",
    "entry.expense",
    () => ({ ...rent, account: 1510, memo: "" }),
    { code: "account.wrong_kind", account: 1510 },
  ],
  [
    "an expense paid from no place of money",
    "entry.expense",
    () => ({ ...rent, paidFrom: 1510, memo: "" }),
    { code: "account.wrong_kind", account: 1510 },
  ],
  [
    "cash of no drawer",
    "entry.expense",
    () => ({ ...rent, paidFrom: 1130, memo: "" }),
    { code: "account.party_required", account: 1130, subledger: "drawer" },
  ],
  [
    "cash of a till that is not ours",
    "entry.expense",
    () => ({ ...rent, paidFrom: 1130, party: "R9", memo: "" }),
    { code: "account.party_required", account: 1130, subledger: "drawer" },
  ],
  [
    "a drawer at the bank",
    "entry.expense",
    () => ({ ...rent, party: "SAFE", memo: "" }),
    { code: "account.wrong_kind", account: 1170 },
  ],
  [
    "more tax than expense",
    "entry.expense",
    () => ({ ...rent, tax: 101, memo: "" }),
    { code: "request.invalid", path: "tax" },
  ],
  [
    "a business named twice",
    "entry.expense",
    () => ({ ...rent, shares: [...rent.shares, ...rent.shares], memo: "" }),
    { code: "request.invalid", path: "shares.1.business" },
  ],
  [
    "money to where it is",
    "entry.transfer",
    () => ({ day, from: safe, to: safe, amount: 100, memo: "" }),
    { code: "entry.same_account" },
  ],
  [
    "another business's cash",
    "entry.transfer",
    () => ({ day, from: { ...safe, business: "WATER" }, to: bank, amount: 100, memo: "" }),
    { code: "account.wrong_business", account: 1130, business: "WATER" },
  ],
  [
    "capital into a heading",
    "entry.capital",
    () => ({ day, direction: "in", place: { ...bank, account: 1210 }, amount: 1, memo: "" }),
    { code: "account.not_posting", account: 1210 },
  ],
  [
    "an opening of revenue",
    "entry.opening",
    () => ({ day, business: "RETAIL", lines: [{ account: 4310, credit: 100 }] }),
    { code: "account.wrong_kind", account: 4310 },
  ],
  [
    "an opening of stock, which is received",
    "entry.opening",
    () => ({ day, business: "RETAIL", lines: [{ account: 1221, debit: 100 }] }),
    { code: "account.wrong_kind", account: 1221 },
  ],
  [
    "an opening of opening equity",
    "entry.opening",
    () => ({ day, business: "RETAIL", lines: [{ account: 3900, debit: 100 }] }),
    { code: "entry.same_account" },
  ],
  [
    "an opening debt of nobody",
    "entry.opening",
    () => ({ day, business: "RETAIL", lines: [{ account: 1330, debit: 100 }] }),
    { code: "account.party_required", account: 1330, subledger: "customer" },
  ],
  [
    "an opening debt of a stranger",
    "entry.opening",
    () => ({ day, business: "RETAIL", lines: [{ account: 1330, debit: 100, party: NOBODY }] }),
    { code: "customer.unknown" },
  ],
  [
    "an entry off by a cent",
    "entry.manual",
    () => byHand([pair(1170, 3100)[0] ?? {}, { ...pair(1170, 3100)[1], credit: 99 }]),
    { code: "entry.unbalanced", business: "RETAIL", difference: 1 },
  ],
  [
    "an entry that balances only over two businesses",
    "entry.manual",
    () => byHand([pair(1170, 3100)[0] ?? {}, { ...pair(1170, 3100)[1], business: "WATER" }]),
    { code: "entry.unbalanced", business: "RETAIL", difference: 100 },
  ],
  [
    "clearing that nobody answers",
    "entry.manual",
    () => byHand(pair(1900, 1170)),
    { code: "entry.unbalanced", difference: 100 },
  ],
  [
    "a line with two amounts",
    "entry.manual",
    () => byHand([{ ...pair(1170, 3100)[0], credit: 5 }, pair(1170, 3100)[1] ?? {}]),
    { code: "request.invalid", path: "lines.0" },
  ],
  [
    "a line with none",
    "entry.manual",
    () => byHand([...pair(1170, 3100), { business: "RETAIL", account: 1170 }]),
    { code: "request.invalid", path: "lines.2" },
  ],
  [
    "an account that does not exist",
    "entry.manual",
    () => byHand(pair(1999, 3100)),
    { code: "account.unknown", account: 1999 },
  ],
  [
    "an account at rest",
    "entry.manual",
    () => byHand(pair(bench.number, 3100)),
    { code: "account.inactive", account: bench.number },
  ],
  [
    "a supplier nobody knows",
    "entry.manual",
    () => byHand([{ ...pair(2110, 3100)[0], party: NOBODY }, pair(2110, 3100)[1] ?? {}]),
    { code: "supplier.unknown" },
  ],
  [
    "a business that does not exist",
    "entry.manual",
    () => byHand(pair(1170, 3100).map((line) => ({ ...line, business: "CARWASH" }))),
    { code: "business.unknown", business: "CARWASH" },
  ],
  [
    "no such entry",
    "entry.reverse",
    () => ({ entry: 99_999, day, reason: "?" }),
    { code: "entry.unknown" },
  ],
  [
    "a fact without an entry",
    "entry.reverse",
    () => ({ entry: 1, day, reason: "?" }),
    { code: "entry.unknown" },
  ],
  [
    "a shift, which is closed instead",
    "entry.reverse",
    (world) => ({ entry: shiftEntry(world), day, reason: "?" }),
    { code: "entry.not_reversible", kind: "shift.opened" },
  ],
  [
    "goods of nobody",
    "stock.receive",
    (world) => delivery(world, { supplier: null }),
    { code: "supplier.unknown" },
  ],
  [
    "opening stock of a supplier",
    "stock.receive",
    (world) => delivery(world, { opening: true }),
    { code: "request.invalid", path: "supplier" },
  ],
  [
    "half a bar of soap",
    "stock.receive",
    (world) => delivery(world, {}, { quantity: 500 }),
    { code: "quantity.invalid" },
  ],
  [
    "a service",
    "stock.receive",
    (world) => delivery(world, { business: "LAUNDRY" }, { item: world.items.get("L-SHIRT") }),
    { code: "item.unknown" },
  ],
  [
    "another business's item",
    "stock.receive",
    (world) => delivery(world, { business: "WATER" }),
    { code: "item.unknown" },
  ],
  [
    "more than is owed to a supplier",
    "supplier.pay",
    (world) => ({ business: "RETAIL", day, supplier: world.supplier, amount: 1, paidFrom: 1170 }),
    { code: "payment.exceeds_balance", balance: 0 },
  ],
  [
    "a supplier who is none",
    "supplier.pay",
    () => ({ business: "RETAIL", day, supplier: NOBODY, amount: 1, paidFrom: 1170 }),
    { code: "supplier.unknown" },
  ],
  [
    "a customer who is none",
    "customer.pay",
    () => ({ business: "RETAIL", customer: NOBODY, payment: { kind: "cash", amount: 100 } }),
    { code: "customer.unknown" },
  ],
  [
    "a code that is none",
    "customer.pay",
    (world) => pays(world, { kind: "mpesa", amount: 100, code: "short" }),
    { code: "mpesa.code_invalid" },
  ],
  [
    "M-Pesa of cents",
    "customer.pay",
    (world) => pays(world, { kind: "mpesa", amount: 150, code: "TKK0000999" }),
    { code: "tender.whole_shillings", amount: 150 },
  ],
  [
    "a period to come",
    "period.close",
    () => ({ through: "2026-11-21", reason: "?" }),
    { code: "day.out_of_range" },
  ],
  [
    "a period with a shift open",
    "period.close",
    () => ({ through: day, reason: "?" }),
    { code: "shift.already_open" },
  ],
  [
    "an account that begins with 6",
    "account.save",
    () => ({ ...bench, number: 6000 }),
    { code: "account.wrong_kind", account: 6000 },
  ],
  [
    "an account that changes its business",
    "account.save",
    () => ({ ...bench, number: 1130 }),
    { code: "account.wrong_business", account: 1130 },
  ],
  [
    "an account put to rest with money on it",
    "account.save",
    () => ({ ...bench, number: 1130, business: "RETAIL", active: false }),
    { code: "account.has_balance", account: 1130, balance: 10_000_000 },
  ],
  [
    "an account put to rest that sales post to",
    "account.save",
    () => ({ ...bench, number: 4310, business: "RETAIL", active: false }),
    { code: "account.wrong_kind", account: 4310 },
  ],
  [
    "a phone that is none",
    "supplier.save",
    () => ({ name: "Bidco", phone: "12" }),
    { code: "customer.phone_invalid", phone: "12" },
  ],
  [
    "a window that ends before it begins",
    "report.trialBalance",
    () => ({ from: "2026-02-01", to: "2026-01-01" }),
    { code: "day.out_of_range" },
  ],
  [
    "a window of the Middle Ages",
    "report.profitAndLoss",
    () => ({ from: "0001-01-01", to: day, compare: "previous" }),
    { code: "day.out_of_range" },
  ],
  [
    "the ledger of no account",
    "report.ledger",
    () => ({ account: 1999, from: day, to: day }),
    { code: "account.unknown", account: 1999 },
  ],
  // Rights: who may not, beside who may (every other test here).
  [
    "a cashier's expense",
    "entry.expense",
    () => ({ ...rent, memo: "" }),
    { code: "permission.denied", permission: "ledger.post" },
    "cashier",
  ],
  [
    "water's manager paying from retail's safe",
    "entry.expense",
    () => ({
      ...rent,
      shares: [{ business: "WATER", amount: 100 }],
      paidFrom: 1130,
      party: "SAFE",
      memo: "",
    }),
    { code: "permission.denied", permission: "ledger.post" },
    "manager",
  ],
  [
    "water's manager looking at all businesses",
    "report.trialBalance",
    () => ({ from: day, to: day }),
    { code: "permission.denied", permission: "reports.read" },
    "manager",
  ],
  [
    "water's manager opening retail's entry",
    "report.entry",
    (world) => ({ entry: shiftEntry(world) }),
    { code: "entry.unknown" },
    "manager",
  ],
];

function delivery(world: WorkedShop, over: object, line: object = {}): object {
  return {
    business: "RETAIL",
    day,
    supplier: world.supplier,
    lines: [{ item: world.items.get("H-SOAP"), quantity: 1000, cost: 100, ...line }],
    ...over,
  };
}

const pays = (world: WorkedShop, payment: object) => ({
  business: "RETAIL",
  customer: world.customer,
  payment,
});

/** Retail's shift took its float from the safe: an entry that no office form made. */
function shiftEntry(world: WorkedShop): number {
  const shift = world.shifts["RETAIL"] ?? "";
  return (
    world.journal.book.get<{ seq: number }>("SELECT seq FROM shift WHERE id = ?", shift)?.seq ?? 0
  );
}

describe("the office says no, and writes nothing, to", () => {
  for (const [what, name, request, refusal, who] of rows) {
    test(`${what} (${name})`, async () => {
      const before = shop.facts();
      expect(await shop.refused(name, request(shop) as never, who)).toMatchObject(refusal);
      expect(shop.facts()).toBe(before);
    });
  }
});
