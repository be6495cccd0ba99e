import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

// Found by the random walk over all acts (tests/model): a drawer or a store credit that stands
// below zero in the books says no to what it pays, and to nothing else.

let shop: Shop;
let customer: string;

beforeAll(async () => {
  shop = openShop();
  for (const business of ["LAUNDRY", "RETAIL"]) {
    await shop.must("shift.open", { business, day, counts: { "100": 10 }, fromSafe: 0 });
  }
  customer = (await shop.must("customer.save", { name: "Njeri", creditLimit: 1_000_000 })).id;
});
afterAll(() => shop.close());

const shirt = (deposit: number) => ({
  business: "LAUNDRY",
  customer,
  lines: [{ item: shop.items.get("L-SHIRT") ?? "", quantity: 1000, unitPrice: 10_000, pieces: 1 }],
  deposit,
  tenders: deposit === 0 ? [] : [{ kind: "cash" as const, tendered: deposit }],
});

/** The office books more out of a drawer than the books say lies in it. */
async function overdraw(business: "LAUNDRY" | "RETAIL"): Promise<void> {
  const account = { LAUNDRY: 1120, RETAIL: 1130 }[business];
  const place = { business, account, party: "R1" };
  const drawn = { day, direction: "drawings" as const, place, amount: 500_000, memo: "" };
  await shop.must("entry.capital", drawn);
}

test("an empty drawer stops cash that leaves it, and no job that was never paid", async () => {
  const { job } = await shop.must("job.receive", shirt(0));
  const paid = await shop.must("job.receive", shirt(5000));
  await overdraw("LAUNDRY");
  const tenders = [{ kind: "cash" as const, amount: 5000 }];
  const back = { job: paid.job, tenders, reason: "Changed her mind" };
  expect(await shop.refused("job.cancel", back)).toMatchObject({ code: "cash.short" });
  await shop.must("job.cancel", { job, tenders: [], reason: "Changed her mind" });
  expect((await shop.must("job.get", { job })).status).toBe("cancelled");
  const credit = [{ kind: "credit" as const, amount: 5000 }];
  await shop.must("job.cancel", { ...back, tenders: credit });
});

test("a refund by M-Pesa asks nothing of the drawer", async () => {
  const item = shop.items.get("G-SUGAR") ?? "";
  const sold = (tender: { kind: "cash"; tendered: number } | { kind: "mpesa"; code: string }) => ({
    business: "RETAIL",
    lines: [{ item, quantity: 1000, unitPrice: 16_500 }],
    tenders: [tender.kind === "cash" ? tender : { ...tender, amount: 16_500 }],
  });
  const cash = await shop.must("sale.post", sold({ kind: "cash", tendered: 16_500 }));
  const mpesa = await shop.must("sale.post", sold({ kind: "mpesa", code: "TKK0000001" }));
  await overdraw("RETAIL");
  const back = { lines: [{ no: 1, quantity: 1000 }], reason: "Brought back" };
  const refused = await shop.refused("sale.refund", {
    ...back,
    sale: cash.sale,
    tenders: [{ kind: "cash", amount: 16_500 }],
  });
  expect(refused).toMatchObject({ code: "cash.short" });
  const done = await shop.must("sale.refund", {
    ...back,
    sale: mpesa.sale,
    tenders: [{ kind: "mpesa", amount: 16_500, code: "TKK0000002" }],
  });
  expect(done.total).toBe(16_500);
});

test("a customer whose spent credit was taken back still pays with money", async () => {
  const payment = { kind: "bank" as const, amount: 4000, reference: "slip" };
  const asked = { business: "LAUNDRY", customer, payment, toCredit: true };
  const paid = await shop.must("customer.pay", asked);
  const fromCredit = (amount: number) => [
    { kind: "credit" as const, amount },
    { kind: "cash" as const, tendered: 10_000 - amount },
  ];
  const credit = await shop.must("customer.open", { business: "LAUNDRY", customer });
  await shop.must("job.receive", { ...shirt(10_000), tenders: fromCredit(credit.credit) });
  await shop.must("entry.reverse", { entry: paid.entry, day, reason: "It never came" });
  const now = await shop.must("customer.open", { business: "LAUNDRY", customer });
  expect(now.credit).toBe(-4000);
  const more = { ...shirt(10_000), tenders: fromCredit(100) };
  expect(await shop.refused("job.receive", more)).toMatchObject({ code: "credit.insufficient" });
  const { due } = await shop.must("job.receive", shirt(10_000));
  expect(due).toBe(0);
});
