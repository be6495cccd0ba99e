import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

let shop: Shop;

beforeAll(async () => {
  shop = openShop({ vatRegistered: true });
  for (const role of ["cashier", "manager"] as const) {
    const access = [{ business: "LAUNDRY", role }];
    await shop.must("user.save", { id: shop.people[role], name: `The ${role}`, access });
  }
  await shop.must("shift.open", { business: "LAUNDRY", day, counts: { "100": 100 }, fromSafe: 0 });
});
afterAll(() => shop.close());

const customer = async (name: string, creditLimit = 0): Promise<string> =>
  (await shop.must("customer.save", { name, creditLimit })).id;

/** Shirts at 100, by a cashier, with nothing paid. */
const shirts = (who: string, count: number, deposit = 0) => ({
  business: "LAUNDRY",
  customer: who,
  lines: [
    {
      item: shop.items.get("L-SHIRT") ?? "",
      quantity: count * 1000,
      unitPrice: 10_000,
      pieces: count,
    },
  ],
  deposit,
  tenders: deposit === 0 ? [] : [{ kind: "cash" as const, tendered: deposit }],
});

async function ready(who: string, count: number): Promise<string> {
  const { job } = await shop.must("job.receive", { ...shirts(who, count) });
  await shop.must("job.move", { job, to: "ready" });
  return job;
}

describe("what stays due", () => {
  test("does not leave with a cashier; it does with money, or with a manager's right", async () => {
    const job = await ready(await customer("Wafula"), 2);
    expect(await shop.refused("job.collect", { job }, "cashier")).toMatchObject({
      code: "job.balance_due",
      due: 20_000,
    });
    await shop.must("job.collect", { job }, "manager");
    const left = await shop.must("job.get", { job });
    expect([left.status, left.due]).toEqual(["collected", 20_000]);
    await shop.must("job.pay", {
      job,
      amount: 20_000,
      tenders: [{ kind: "cash", tendered: 20_000 }],
    });
    expect((await shop.must("job.get", { job })).due).toBe(0);
  });

  test("a customer without a limit may bring work; after leaving a debt, not before it is paid", async () => {
    const who = await customer("Nekesa");
    const job = await ready(who, 1);
    await shop.must("job.receive", { ...shirts(who, 1) }, "cashier");
    await shop.must("job.collect", { job }, "manager");
    expect((await shop.refused("job.receive", { ...shirts(who, 1) }, "cashier")).code).toBe(
      "credit.limit_exceeded",
    );
    await shop.must("job.receive", { ...shirts(who, 1, 10_000) }, "cashier");
  });

  test("a customer with a limit keeps within it with all work in hand", async () => {
    const who = await customer("Hotel", 50_000);
    await shop.must("job.receive", { ...shirts(who, 5) }, "cashier");
    expect((await shop.refused("job.receive", { ...shirts(who, 1) }, "cashier")).code).toBe(
      "credit.limit_exceeded",
    );
  });

  test("a payment on account settles the job, and it asks for no more", async () => {
    const who = await customer("Barasa");
    const job = await ready(who, 3);
    await shop.must("customer.pay", {
      business: "LAUNDRY",
      customer: who,
      payment: { kind: "cash", amount: 30_000 },
    });
    expect((await shop.must("job.get", { job })).due).toBe(0);
    await shop.must("job.collect", { job }, "cashier");
    expect((await shop.refused("job.move", { job, to: "ready", reason: "no" })).code).toBe(
      "job.paid_on_account",
    );
  });
});

describe("the board", () => {
  test("leads back only by a manager, with a reason, one step at a time", async () => {
    const job = await ready(await customer("Kiprop"), 1);
    const back = { job, to: "washing" as const };
    expect((await shop.refused("job.move", { ...back, reason: "x" }, "cashier")).code).toBe(
      "approval.required",
    );
    expect((await shop.refused("job.move", back, "manager")).code).toBe("job.reason_missing");
    expect(
      (await shop.refused("job.move", { job, to: "received", reason: "x" }, "manager")).code,
    ).toBe("job.ended");
    await shop.must("job.move", { ...back, reason: "A stain" }, "manager");
    const entry = shop.journal.book.get<{ amount: number }>(
      `SELECT coalesce(sum(debit - credit), 0) AS amount FROM line l JOIN fact f ON f.seq = l.entry
       WHERE account = 4210 AND f.seq IN (SELECT seq FROM job_act WHERE job = ?)`,
      job,
    );
    expect(entry?.amount).toBe(0);
  });

  test("collects what is ready, and once", async () => {
    const { job } = await shop.must("job.receive", { ...shirts(await customer("Moraa"), 1) });
    const paid = { job, amount: 10_000, tenders: [{ kind: "cash" as const, tendered: 10_000 }] };
    expect((await shop.refused("job.collect", paid)).code).toBe("job.not_ready");
    await shop.must("job.move", { job, to: "ready" });
    await shop.must("job.collect", paid);
    expect((await shop.refused("job.collect", paid)).code).toBe("job.ended");
  });
});

test("damage that is noted has to be seen, and money for jobs is in the X", async () => {
  const who = await customer("Auma");
  const asked = shirts(who, 1, 5000);
  const torn = { ...asked, lines: asked.lines.map((line) => ({ ...line, defects: "torn" })) };
  expect((await shop.refused("job.receive", torn)).code).toBe("job.defects_unseen");
  const taken = (): number =>
    shop.journal.book.get<{ n: number }>("SELECT sum(amount) AS n FROM tender")?.n ?? 0;
  const before = taken();
  await shop.must("job.receive", { ...torn, acknowledged: true });
  expect(taken() - before).toBe(5000);
});
