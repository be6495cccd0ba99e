import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
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

/** The owner's own choices, on top of how it is. */
async function choose(change: object): Promise<void> {
  const { expressAccount: _, ...now } = await shop.must("job.settings", { business: "LAUNDRY" });
  await shop.must("job.saveSettings", { business: "LAUNDRY", ...now, ...change });
}

/** A manager's consent, typed at the cashier's till. */
const consent = () => ({ user: shop.people.manager, pin: "8642", reason: "a regular" });

/** Who did the newest fact, and who allowed it. */
function author(): unknown {
  const row = shop.journal.book.get<{ bytes: Uint8Array }>(
    "SELECT bytes FROM fact ORDER BY seq DESC LIMIT 1",
  );
  return JSON.parse(Buffer.from(row?.bytes ?? []).toString("utf8")).by;
}

describe("where the owner lets work go with something still owed", () => {
  beforeAll(() => choose({ collectWithBalance: true }));
  afterAll(() => choose({ collectWithBalance: false }));

  test("it goes within the customer's limit, and no further", async () => {
    const who = await customer("Chepkoech", 30_000);
    const first = await ready(who, 2);
    expect(await shop.must("job.collect", { job: first }, "cashier")).toMatchObject({
      due: 20_000,
    });
    const second = await ready(who, 2);
    expect(await shop.refused("job.collect", { job: second }, "cashier")).toMatchObject({
      code: "credit.limit_exceeded",
      limit: 30_000,
    });
    // Half of it is what the limit has room for.
    const half = { amount: 10_000, tenders: [{ kind: "cash" as const, tendered: 10_000 }] };
    await shop.must("job.collect", { job: second, ...half }, "cashier");
  });

  test("it does not go with a customer who may owe nothing", async () => {
    const job = await ready(await customer("Mutiso"), 1);
    expect((await shop.refused("job.collect", { job }, "cashier")).code).toBe(
      "credit.limit_exceeded",
    );
  });
});

describe("a manager's PIN at the cashier's till", () => {
  afterEach(() => choose({ depositBasisPoints: 0 }));

  test("lets work go unpaid, over any limit, and the fact names who allowed it", async () => {
    const job = await ready(await customer("Omondi"), 3);
    expect((await shop.refused("job.collect", { job }, "cashier")).code).toBe("job.balance_due");
    await shop.must("job.collect", { job, approval: consent() }, "cashier");
    const { cashier: user, manager: approver } = shop.people;
    expect(author()).toMatchObject({ user, approver, reason: "a regular" });
    expect((await shop.must("job.get", { job })).acts.at(-1)).toMatchObject({
      by: "The cashier",
      approver: "The manager",
    });
  });

  test("lets work in over a limit, and with less than the least deposit", async () => {
    const who = await customer("Kariuki", 10_000);
    const over = { ...shirts(who, 2) };
    expect((await shop.refused("job.receive", over, "cashier")).code).toBe("credit.limit_exceeded");
    await shop.must("job.receive", { ...over, approval: consent() }, "cashier");
    expect(author()).toMatchObject({ approver: shop.people.manager });
    await choose({ depositBasisPoints: 5000 });
    const bare = shirts(await customer("Njoroge"), 2);
    expect(await shop.refused("job.receive", bare, "cashier")).toEqual({
      code: "job.deposit_short",
      least: 10_000,
    });
    await shop.must("job.receive", { ...bare, approval: consent() }, "cashier");
  });

  test("is not named where it was not needed, and another cashier's allows nothing", async () => {
    const paid = shirts(await customer("Were"), 1, 10_000);
    await shop.must("job.receive", { ...paid, approval: consent() }, "cashier");
    expect(author()).toMatchObject({ user: shop.people.cashier, approver: null });
    const job = await ready(await customer("Kilonzo"), 1);
    const own = { ...consent(), user: shop.people.cashier };
    expect((await shop.refused("job.collect", { job, approval: own }, "cashier")).code).toBe(
      "job.balance_due",
    );
  });
});

describe("money for a job", () => {
  const balance = (account: number, party: string): number =>
    shop.journal.book.get<{ n: number }>(
      "SELECT coalesce(sum(credit - debit), 0) AS n FROM line WHERE account = ? AND party = ?",
      account,
      party,
    )?.n ?? 0;

  test("comes by any tender, in parts, up to what is due and no further", async () => {
    const who = await customer("Akinyi");
    const asked = { ...shirts(who, 5), deposit: 20_000 };
    const { job } = await shop.must(
      "job.receive",
      {
        ...asked,
        tenders: [
          { kind: "mpesa", amount: 5000, code: "TKJ0000001" },
          { kind: "bank", amount: 5000, reference: "EFT 1" },
          { kind: "cash", tendered: 20_000 },
        ],
      },
      "cashier",
    );
    const cash = (amount: number) => [{ kind: "cash" as const, tendered: amount }];
    await shop.must("job.pay", { job, amount: 10_000, tenders: cash(10_000) }, "cashier");
    await shop.must("job.move", { job, to: "ready" });
    await shop.must("job.pay", { job, amount: 5000, tenders: cash(5000) }, "cashier");
    expect(
      await shop.refused("job.pay", { job, amount: 15_100, tenders: cash(15_100) }, "cashier"),
    ).toEqual({ code: "payment.exceeds_balance", balance: 15_000 });
    await shop.must("job.pay", { job, amount: 15_000, tenders: cash(15_000) }, "cashier");
    await shop.must("job.collect", { job, collector: "Her driver" }, "cashier");
    const shown = await shop.must("job.get", { job });
    expect(shown.acts.map(({ kind, paid }) => [kind, paid])).toEqual([
      ["job.received", 20_000],
      ["job.paid", 10_000],
      ["job.moved", 0],
      ["job.paid", 5000],
      ["job.paid", 15_000],
      ["job.collected", 0],
    ]);
  });

  test("goes back whole when the job is called off, and is store credit for the next", async () => {
    const who = await customer("Adhiambo");
    const { job } = await shop.must("job.receive", shirts(who, 2, 7000), "cashier");
    const back = (amount: number) => ({
      job,
      tenders: [{ kind: "credit" as const, amount }],
      reason: "The shirts are wanted tomorrow",
    });
    expect((await shop.refused("job.cancel", back(7000), "cashier")).code).toBe(
      "approval.required",
    );
    expect(await shop.refused("job.cancel", back(6000), "manager")).toMatchObject({
      code: "refund.amount_mismatch",
      expected: 7000,
    });
    await shop.must("job.cancel", { ...back(7000), approval: consent() }, "cashier");
    expect(balance(2230, job)).toBe(0);
    expect(balance(2240, who)).toBe(7000);
    expect((await shop.refused("job.cancel", back(7000), "manager")).code).toBe("job.ended");
    const byCredit = (amount: number) => ({
      ...shirts(who, 2),
      deposit: amount,
      tenders: [{ kind: "credit" as const, amount }],
    });
    expect(await shop.refused("job.receive", byCredit(7100), "cashier")).toMatchObject({
      code: "credit.insufficient",
      held: 7000,
    });
    await shop.must("job.receive", byCredit(7000), "cashier");
    expect(balance(2240, who)).toBe(0);
  });
});

test("a shop closes after it opens: other hours are not taken", async () => {
  const hours = { opens: "18:00", closes: "08:00" };
  await expect(choose(hours)).rejects.toThrow(/request\.invalid/);
  await expect(choose({ opens: "08:00", closes: "18:00" })).resolves.toBeUndefined();
});
