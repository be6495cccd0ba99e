import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { counts, inDrawer, workedShop, type WorkedShop } from "./worked-shop.ts";

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
    price: 50_000,
    tax: "C",
    revenue: 4310,
    cogs: 5130,
  });
});
afterAll(() => books.close());

async function soldByMpesa(code: string): Promise<string> {
  const sold = await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item, quantity: 1000, unitPrice: 50_000 }],
    tenders: [{ kind: "mpesa", amount: 50_000, code }],
  });
  return sold.sale;
}

const came = (code: string, amount: number, phone = "") =>
  shop.must("mpesa.receive", {
    business: "RETAIL",
    day,
    code,
    amount,
    name: "Jane Doe",
    phone,
    seen: "message",
  });
const state = async (code: string) =>
  (await shop.must("mpesa.receipts", { code })).receipts.map((each) => each.state);
const held = async () => (await shop.must("mpesa.unmatched", { business: "RETAIL" })).total;

test("a code is claimed until its money is seen; the shift's list is what is left", async () => {
  const shift = shop.shifts["RETAIL"] ?? "";
  const [one, two] = [shop.code(), shop.code()];
  const sale = await soldByMpesa(one);
  await soldByMpesa(two);
  expect(await state(one)).toEqual(["claimed"]);
  const before = await shop.must("shift.claimed", { shift });
  expect(before.claimed.map((each) => each.code)).toEqual([one, two]);
  const receipts = [{ of: sale, code: one }];
  await shop.must("mpesa.confirm", { business: "RETAIL", receipts, seen: "phone" });
  expect(await state(one)).toEqual(["confirmed"]);
  const after = await shop.must("shift.claimed", { shift });
  expect(after).toMatchObject({ total: 50_000, claimed: [{ code: two }] });
});

test("only the payment that a code belongs to is confirmed", async () => {
  const code = shop.code();
  await soldByMpesa(code);
  const other = await soldByMpesa(shop.code());
  const receipts = [{ of: other, code }];
  expect(
    await shop.refused("mpesa.confirm", { business: "RETAIL", receipts, seen: "phone" }),
  ).toEqual({ code: "mpesa.unknown" });
  expect(
    await shop.refused("mpesa.confirm", { business: "RETAIL", receipts, seen: "phone" }, "cashier"),
  ).toMatchObject({ code: "permission.denied" });
});

test("codes are checked against the books, whatever case they are pasted in", async () => {
  const code = shop.code();
  const sale = await soldByMpesa(code);
  const checked = await shop.must("mpesa.check", {
    business: "RETAIL",
    lines: [
      { code: code.toLowerCase(), amount: 50_000 },
      { code: "ZZZZZZZZZZ", amount: 100 },
    ],
  });
  expect(checked.lines).toMatchObject([{ code, found: { of: sale } }, { found: null }]);
});

test("money without a sale settles a customer's debt, the rest is credit", async () => {
  const { id } = await shop.must("customer.save", {
    name: "Jane",
    phone: "0712 000 111",
    creditLimit: 100_000,
  });
  await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item, quantity: 1000, unitPrice: 50_000 }],
    customer: id,
    tenders: [{ kind: "account", amount: 50_000 }],
  });
  const money = await came(shop.code(), 75_000, "254712000111");
  const { received } = await shop.must("mpesa.unmatched", { business: "RETAIL" });
  expect(received.at(-1)).toMatchObject({ id: money.id, customer: { id, name: "Jane" } });
  const matched = await shop.must("mpesa.match", {
    received: money.id,
    to: { kind: "customer", customer: id },
  });
  expect(shop.lines(matched.entry)).toEqual([
    [1330, "credit", 50_000],
    [2120, "debit", 75_000],
    [2240, "credit", 25_000],
  ]);
  expect((await shop.must("customer.open", { business: "RETAIL", customer: id })).open).toEqual([]);
  const again = { received: money.id, to: { kind: "mistake" as const } };
  expect(await shop.refused("mpesa.match", again)).toEqual({ code: "mpesa.matched" });
});

test("money of a sale whose code was mistyped is in the books once", async () => {
  const typed = shop.code();
  const sale = await soldByMpesa(typed);
  const money = await came(shop.code(), 50_000);
  const { received } = await shop.must("mpesa.unmatched", { business: "RETAIL" });
  expect(received.find((each) => each.id === money.id)?.alike.map((each) => each.of)).toContain(
    sale,
  );
  const to = { kind: "receipt" as const, of: sale, code: typed };
  const other = await came(shop.code(), 40_000);
  expect(await shop.refused("mpesa.match", { received: other.id, to })).toMatchObject({
    code: "mpesa.amount_differs",
  });
  const matched = await shop.must("mpesa.match", { received: money.id, to });
  expect(shop.lines(matched.entry)).toEqual([
    [1160, "credit", 50_000],
    [2120, "debit", 50_000],
  ]);
  expect(await state(typed)).toEqual(["confirmed"]);
  await shop.must("mpesa.match", { received: other.id, to: { kind: "mistake" } });
});

test("money goes back under a code of its own; a mistake frees the code", async () => {
  const before = await held();
  const [code, back] = [shop.code(), shop.code()];
  const sent = await came(shop.code(), 10_000);
  await shop.must("mpesa.match", { received: sent.id, to: { kind: "returned", code: back } });
  expect(await state(back)).toEqual(["claimed"]);
  const wrong = await came(code, 10_000);
  expect(
    await shop.refused("mpesa.receive", {
      business: "WATER",
      day,
      code,
      amount: 10_000,
      seen: "phone",
    }),
  ).toMatchObject({ code: "mpesa.code_used" });
  await shop.must("mpesa.match", { received: wrong.id, to: { kind: "mistake" } });
  await came(code, 20_000);
  expect(await held()).toBe(before + 20_000);
});

test("2120 is the money that nobody has matched yet, and the books verify", async () => {
  const { rows } = await shop.must("report.trialBalance", { from: day, to: day });
  const total = (await shop.must("mpesa.unmatched", {})).total;
  expect(rows.find((row) => row.account === 2120)?.closingCredit).toBe(total);
  expect(verifyJournal(books.journal).filter((check) => !check.ok)).toEqual([]);
});

test("a closed shift keeps the codes that were open, even once they are confirmed", async () => {
  const counted = inDrawer(shop, "RETAIL", 1130);
  const z = await shop.must("shift.close", {
    shift: shop.shifts["RETAIL"] ?? "",
    counts: counts(counted),
    mpesaCounted: null,
    leaveInDrawer: counted,
  });
  expect(z.claimed.length).toBeGreaterThan(0);
  const { receipts } = await shop.must("mpesa.receipts", { state: "claimed", limit: 500 });
  await shop.must("mpesa.confirm", {
    business: "RETAIL",
    receipts: receipts.map(({ of, code }) => ({ of, code })),
    seen: "statement",
  });
  expect((await shop.must("shift.z", { shift: z.shift })).claimed).toEqual(z.claimed);
});
