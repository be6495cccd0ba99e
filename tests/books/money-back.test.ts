import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

let books: Shop;
let shop: WorkedShop;
beforeAll(async () => {
  books = openShop({ sampleItems: false });
  shop = await workedShop(books);
});
afterAll(() => books.close());

test("a payment taken back gives its M-Pesa code free for whom it was meant, and only then", async () => {
  const other = await shop.must("customer.save", { name: "Njeri", creditLimit: 0 });
  const code = shop.code();
  const pay = (customer: string) => ({
    business: "RETAIL",
    customer,
    payment: { kind: "mpesa" as const, amount: 50_000, code },
  });
  const paid = await shop.must("customer.pay", pay(shop.customer));
  expect(await shop.call("customer.pay", pay(other.id))).toMatchObject({
    refusal: { code: "mpesa.code_used" },
  });
  await shop.must("entry.reverse", { entry: paid.entry, day, reason: "Another customer's" });
  await shop.must("customer.pay", pay(other.id));
  const found = await shop.must("customer.search", { text: "Njeri" });
  expect(found.customers[0]).toMatchObject({ credit: 50_000 });
});

test("the quote of a refund says what is handed back, coin for coin", async () => {
  const item = await shop.item({
    business: "RETAIL",
    name: "Sweet",
    price: 1250,
    tax: "C",
    revenue: 4310,
    cogs: 5130,
    inventory: 1221,
    stock: [10_000, 5000],
  });
  const sold = await shop.sell({
    business: "RETAIL",
    item,
    quantity: 4000,
    price: 1250,
    tender: "cash",
    amount: 5000,
  });
  const payouts: number[] = [];
  const drawer = async () =>
    (await shop.must("account.parties", { account: 1130, business: "RETAIL" })).parties.find(
      (party) => party.id === "R1",
    )?.balance ?? 0;
  for (let piece = 0; piece < 4; piece += 1) {
    const lines = [{ no: 1, quantity: 1000 }];
    const quote = await shop.must("sale.quoteRefund", { sale: sold.sale, lines });
    const cash = quote.tenders.find((tender) => tender.kind === "cash");
    const before = await drawer();
    await shop.must("sale.refund", {
      sale: sold.sale,
      lines,
      tenders: [{ kind: "cash", amount: cash?.amount ?? 0 }],
      reason: "Sticky",
    });
    expect(before - (await drawer())).toBe(cash?.payout);
    payouts.push(cash?.payout ?? 0);
  }
  expect(payouts.every((payout) => payout % 100 === 0)).toBe(true);
  expect(payouts.reduce((sum, each) => sum + each, 0)).toBe(5000);
});

test("a safe that holds less than nothing is told to the owner", async () => {
  const place = { business: "RETAIL", account: 1130, party: "SAFE" };
  await shop.must("entry.capital", {
    day,
    direction: "drawings",
    amount: 90_000_000,
    place,
    memo: "By mistake",
  });
  const { needs } = await shop.must("report.dashboard", {});
  const told = needs.filter((need) => need.kind === "cash.below");
  expect(told).toMatchObject([{ till: null }]);
});
