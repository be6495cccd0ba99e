import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

// Found by the random walk over all acts (tests/model): a customer who was merged into another
// while something of theirs was still open.

let shop: Shop;
let codes = 0;

beforeAll(async () => {
  shop = openShop();
  for (const business of ["LAUNDRY", "RETAIL"]) {
    await shop.must("shift.open", { business, day, counts: { "1000": 50 }, fromSafe: 0 });
  }
});
afterAll(() => shop.close());

/** Two names of one person, the second to be kept. */
async function twoNames(creditLimit = 1_000_000): Promise<[from: string, into: string]> {
  codes += 1;
  const save = async (name: string) =>
    (await shop.must("customer.save", { name: `${name} ${codes}`, creditLimit })).id;
  return [await save("Njeri"), await save("Njeri K.")];
}

const shirt = (customer: string, deposit = 0) => ({
  business: "LAUNDRY",
  customer,
  lines: [{ item: shop.items.get("L-SHIRT") ?? "", quantity: 1000, unitPrice: 10_000, pieces: 1 }],
  deposit,
  tenders: deposit === 0 ? [] : [{ kind: "cash" as const, tendered: deposit }],
});

const creditOf = async (business: string, customer: string): Promise<number> =>
  (await shop.must("customer.open", { business, customer })).credit;

test("work taken in under the old name is handed over, what is due owed by the new one", async () => {
  const [from, into] = await twoNames();
  const { job } = await shop.must("job.receive", shirt(from));
  await shop.must("customer.merge", { from, into });
  await shop.must("job.move", { job, to: "ready" });
  await shop.must("job.collect", { job });
  const { owed } = await shop.must("customer.open", { business: "LAUNDRY", customer: into });
  expect(owed).toBe(10_000);
  // Nobody takes in more work under a name that is no longer used.
  expect(await shop.refused("job.receive", shirt(from))).toEqual({ code: "customer.unknown" });
});

test("work in hand under every name counts towards the one limit", async () => {
  const [from, into] = await twoNames(15_000);
  const access = [{ business: "LAUNDRY", role: "cashier" }];
  await shop.must("user.save", { id: shop.people.cashier, name: "Achieng", access });
  await shop.must("job.receive", shirt(from), "cashier");
  await shop.must("customer.merge", { from, into });
  const more = await shop.refused("job.receive", shirt(into), "cashier");
  expect(more).toMatchObject({ code: "credit.limit_exceeded", limit: 15_000 });
  await shop.must("job.receive", shirt(into, 5000), "cashier");
});

test("credit of a refund or a cancelled job is there to be spent", async () => {
  const [from, into] = await twoNames();
  const sold = await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item: shop.items.get("G-SUGAR") ?? "", quantity: 1000, unitPrice: 16_500 }],
    customer: from,
    tenders: [{ kind: "cash", tendered: 16_500 }],
  });
  const { job } = await shop.must("job.receive", shirt(from, 6000));
  await shop.must("customer.merge", { from, into });
  await shop.must("sale.refund", {
    sale: sold.sale,
    lines: [{ no: 1, quantity: 1000 }],
    tenders: [{ kind: "credit", amount: 16_500 }],
    reason: "Brought back",
  });
  const tenders = [{ kind: "credit" as const, amount: 6000 }];
  await shop.must("job.cancel", { job, tenders, reason: "Changed her mind" });
  expect(await creditOf("RETAIL", into)).toBe(16_500);
  expect(await creditOf("LAUNDRY", into)).toBe(6000);
  const payment = { kind: "cash" as const, amount: 6000 };
  const out = { business: "LAUNDRY", customer: into, payment, reason: "" };
  await shop.must("customer.payOut", out);
  expect(await creditOf("LAUNDRY", into)).toBe(0);
});

test("a job under the old name is paid with the credit that moved to the new one", async () => {
  const [from, into] = await twoNames();
  const { job } = await shop.must("job.receive", shirt(from));
  const payment = { kind: "cash" as const, amount: 7000 };
  const credit = { business: "LAUNDRY", customer: from, payment, toCredit: true };
  await shop.must("customer.pay", credit);
  await shop.must("customer.merge", { from, into });
  const pay = (amount: number) => ({ job, amount, tenders: [{ kind: "credit" as const, amount }] });
  expect(await shop.refused("job.pay", pay(7100))).toEqual({
    code: "credit.insufficient",
    held: 7000,
  });
  expect((await shop.must("job.pay", pay(7000))).due).toBe(3000);
});
