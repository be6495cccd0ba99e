import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

let books: Shop;
let shop: WorkedShop;
let item: string;

beforeAll(async () => {
  books = openShop({ sampleItems: false });
  shop = await workedShop(books);
  item = await shop.item({
    business: "RETAIL",
    kind: "service",
    name: "Delivery",
    price: 100,
    tax: "C",
    revenue: 4310,
    cogs: 5130,
  });
});
afterAll(() => books.close());

async function owing(name: string, phone: string, shillings: number): Promise<string> {
  const { id } = await shop.must("customer.save", { name, phone, creditLimit: 10_000_000 });
  await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item, quantity: shillings * 1000, unitPrice: 100 }],
    customer: id,
    tenders: [{ kind: "account", amount: shillings * 100 }],
  });
  return id;
}

describe("one phone, one customer, however it is written", () => {
  test.each([
    ["0712 345 678", "+254712345678"],
    ["712345670", "254 712-345-670"],
    ["0112 345 678", "+254 112 345 678"],
    ["254112345679", "0112345679"],
  ])("%s is %s", async (first, second) => {
    const { id } = await shop.must("customer.save", { name: `A ${first}`, phone: first });
    expect(
      await shop.refused("customer.save", { name: `B ${second}`, phone: second }),
    ).toMatchObject({ code: "customer.phone_taken", name: `A ${first}` });
    const found = await shop.must("customer.search", { text: second });
    expect(found.customers.map((each) => each.id)).toEqual([id]);
  });
});

describe("two customers that turn out to be one", () => {
  let from: string;
  let into: string;
  beforeAll(async () => {
    from = await owing("Ndugu", "0722 000 001", 300);
    into = await owing("Ndugu Mwangi", "", 500);
    await shop.must("customer.pay", {
      business: "RETAIL",
      customer: from,
      payment: { kind: "cash", amount: 10_000 },
      toCredit: true,
    });
  });

  test("is for who may do so in every business, and not with oneself", async () => {
    expect(await shop.refused("customer.merge", { from, into }, "cashier")).toMatchObject({
      code: "permission.denied",
    });
    expect(await shop.refused("customer.merge", { from, into: from })).toEqual({
      code: "customer.same",
    });
  });

  test("shows both histories as one, and moves the credit; no line is rewritten", async () => {
    const before = shop.facts();
    await shop.must("customer.merge", { from, into });
    // And the credit, by a fact of its business.
    expect(shop.facts()).toBe(before + 2);
    const statement = await shop.must("customer.statement", { customer: into });
    expect(statement.customer).toMatchObject({ owed: 80_000, credit: 10_000 });
    expect(statement.customer.phone).toBe("0722 000 001");
    expect(statement.aliases).toEqual([{ id: from, name: "Ndugu" }]);
    expect(statement.open.map((each) => each.open)).toEqual([30_000, 50_000]);
    const found = await shop.must("customer.search", { text: "Ndugu" });
    expect(found.customers.map((each) => each.id)).toEqual([into]);
    expect((await shop.must("customer.statement", { customer: from })).shownAs).toBe(into);
    const again = await shop.refused("customer.merge", { from, into });
    expect(again).toEqual({ code: "customer.same" });
  });

  test("a payment settles the debts under either name, each on its own account", async () => {
    const paid = await shop.must("customer.pay", {
      business: "RETAIL",
      customer: into,
      payment: { kind: "cash", amount: 40_000 },
    });
    expect(paid.owed).toBe(40_000);
    const { rows } = await shop.must("customer.ageing", { business: "RETAIL" });
    expect(rows.find((row) => row.id === into)?.total).toBe(40_000);
    expect(rows.find((row) => row.id === from)).toBeUndefined();
    expect(verifyJournal(books.journal).filter((check) => !check.ok)).toEqual([]);
  });
});

describe("suppliers", () => {
  test("bills are open until paid, the chosen one first; statement, ageing and ledger agree", async () => {
    const goods = await shop.item({
      business: "RETAIL",
      name: "Rice",
      price: 10_000,
      tax: "C",
      revenue: 4310,
      cogs: 5130,
      inventory: 1221,
    });
    const bill = (cost: number) =>
      shop.must("stock.receive", {
        business: "RETAIL",
        day,
        supplier: shop.supplier,
        lines: [{ item: goods, quantity: 10_000, cost }],
      });
    await bill(100_000);
    const second = await bill(200_000);
    const pay = (amount: number, first: string[] = []) =>
      shop.must("supplier.pay", {
        business: "RETAIL",
        day,
        supplier: shop.supplier,
        amount,
        first,
        paidFrom: 1170,
      });
    await pay(150_000, [second.id]);
    const statement = await shop.must("supplier.statement", { supplier: shop.supplier });
    expect(statement.open.map((each) => each.open)).toEqual([100_000, 50_000]);
    expect(statement).toMatchObject({ owed: 150_000 });
    expect(statement.lines.at(-1)?.balance).toBe(150_000);
    const { rows } = await shop.must("supplier.ageing", { business: "RETAIL" });
    expect(rows).toMatchObject([{ id: shop.supplier, total: 150_000 }]);
    await pay(150_000);
    expect((await shop.must("supplier.ageing", {})).rows).toEqual([]);
  });
});

test("alerts say what is the matter, in figures, and where", async () => {
  const over = await owing("Mkopo", "", 200);
  await shop.must("customer.save", { id: over, name: "Mkopo", creditLimit: 10_000 });
  await shop.must("mpesa.receive", {
    business: "RETAIL",
    day,
    code: shop.code(),
    amount: 7500,
    seen: "phone",
  });
  const cheap = await shop.item({
    business: "RETAIL",
    name: "Sugar",
    price: 10_000,
    revenue: 4310,
    cogs: 5130,
    inventory: 1221,
    stock: [1000, 12_000],
  });
  expect(cheap).not.toBe("");
  const { alerts } = await shop.must("alert.list", {});
  const of = (kind: string) => alerts.filter((each) => each.kind === kind);
  expect(of("customer.over")).toMatchObject([
    { link: `customer/${over}`, name: "Mkopo", owed: 20_000 },
  ]);
  expect(of("mpesa.unallocated")).toMatchObject([{ link: "mpesa?tab=unmatched" }]);
  expect(of("price.below_cost")).toMatchObject([{ names: expect.arrayContaining(["Sugar"]) }]);
  const { needs } = await shop.must("report.dashboard", {});
  expect(needs).toEqual(alerts);
});

test("a code that nobody has seen for days becomes an alert, and confirming ends it", async () => {
  const code = shop.code();
  const sold = await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item, quantity: 5000, unitPrice: 100 }],
    tenders: [{ kind: "mpesa", amount: 500, code }],
  });
  const claimed = async () => (await shop.must("alert.list", {})).alerts.map((each) => each.kind);
  expect(await claimed()).not.toContain("mpesa.claimed");
  shop.clock("2026-11-23T07:00:00.000Z");
  expect(await claimed()).toContain("mpesa.claimed");
  const receipts = [{ of: sold.sale, code }];
  await shop.must("mpesa.confirm", { business: "RETAIL", receipts, seen: "statement" });
  expect(await claimed()).not.toContain("mpesa.claimed");
});

test("the audit log says who, what, why, and what changed; never a phone", async () => {
  const { id } = await shop.must("customer.save", { name: "Otis", phone: "0733 111 222" });
  await shop.must("customer.save", { id, name: "Otis", phone: "0733 111 333", creditLimit: 500 });
  const { rows } = await shop.must("audit.list", { kind: "customer.", text: "otis" });
  expect(rows.map((row) => row.by)).toEqual(["Wanjiku", "Wanjiku"]);
  const fields = rows[0]?.changes.map((change) => change.field);
  expect(fields).toEqual(["creditLimit", "phone.index"]);
  // Three digits alone would be found in an id now and then.
  expect(JSON.stringify(rows)).not.toMatch(/733\W?111/);
  const first = await shop.must("audit.list", { limit: 5 });
  expect(first.rows).toHaveLength(5);
  const next = await shop.must("audit.list", { limit: 5, before: first.next });
  expect(next.rows[0]?.seq).toBe((first.rows.at(-1)?.seq ?? 0) - 1);
});
