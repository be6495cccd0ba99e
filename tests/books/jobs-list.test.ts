import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "#shared/contract/index.ts";
import { openShop, type Shop } from "./fixture.ts";

type Job = Reply<"job.find">["jobs"][number];

let shop: Shop;
const by: Record<string, string> = {};

/** The morning of a day, with a drawer of its own until the next. */
async function at(on: string): Promise<void> {
  const { shifts } = await shop.must("shift.current", {});
  for (const { id: shift } of shifts) {
    const rest = { mpesaCounted: null, leaveInDrawer: 0, note: "" };
    await shop.must("shift.close", { shift, counts: {}, ...rest });
  }
  shop.clock(`${on}T07:00:00.000Z`);
  await shop.must("shift.open", { business: "LAUNDRY", day: on, counts: {}, fromSafe: 0 });
}

/** Shirts at 100 each, on a day. */
async function takeIn(name: string, on: string, count: number, deposit = 0): Promise<string> {
  await at(on);
  by[name] ??= (await shop.must("customer.save", { name, creditLimit: 900_000 })).id;
  const { job } = await shop.must("job.receive", {
    business: "LAUNDRY",
    customer: by[name],
    lines: [
      {
        item: shop.items.get("L-SHIRT") ?? "",
        quantity: count * 1000,
        unitPrice: 10_000,
        pieces: count,
      },
    ],
    deposit,
    tenders: deposit === 0 ? [] : [{ kind: "bank" as const, amount: deposit }],
  });
  return job;
}

const ready = (job: string) => shop.must("job.move", { job, to: "ready" });

/**
 * Work of a season: some of it fetched, some waiting for days that are known, some paid for on
 * account, and one customer who turned out to be another.
 */
beforeAll(async () => {
  shop = openShop({ vatRegistered: true });
  await ready(await takeIn("Wafula", "2026-11-21", 9, 20_000)); // 100 days before the first of March
  await ready(await takeIn("Nekesa", "2026-12-31", 8)); // 60
  await ready(await takeIn("Nekesa", "2027-01-16", 7)); // 44
  await ready(await takeIn("Barasa", "2027-02-15", 6, 60_000)); // 14, and paid
  await ready(await takeIn("Auma", "2027-02-16", 5)); // 13
  const fetched = await takeIn("Barasa", "2027-02-19", 4);
  await ready(fetched);
  await shop.must("job.collect", { job: fetched });
  const called = await takeIn("Auma", "2027-02-21", 3, 30_000);
  const back = { kind: "bank" as const, amount: 30_000, code: "back" };
  await shop.must("job.cancel", { job: called, tenders: [back], reason: "not wanted" });
  await takeIn("Wafula", "2027-02-22", 2); // promised for the 24th: late
  await takeIn("Wafula J.", "2027-03-01", 1, 5000); // in time
  // On account, for the oldest of hers, and a part of the next.
  const payment = { kind: "bank" as const, amount: 100_000, reference: "" };
  await shop.must("customer.pay", { business: "LAUNDRY", customer: by["Nekesa"] ?? "", payment });
  await shop.must("customer.merge", { into: by["Wafula"] ?? "", from: by["Wafula J."] ?? "" });
});
afterAll(() => shop.close());

const find = (asked: Omit<Parameters<Shop["must"]>[1], "command">) =>
  shop.must("job.find", { ...asked, limit: 500 }) as Promise<Reply<"job.find">>;

/** Every job there is, each with what its own screen says is due. */
async function each(): Promise<Job[]> {
  const { jobs } = await find({});
  for (const job of jobs) {
    expect((await shop.must("job.get", { job: job.job })).due).toBe(job.due);
  }
  return jobs;
}

const ids = (jobs: readonly Job[]): string[] => jobs.map(({ job }) => job).toSorted();

describe("a list of jobs", () => {
  const lists = {
    "in-hand": (job: Job) => ["received", "washing", "ready"].includes(job.status),
    late: (job: Job) => job.late,
    unclaimed: (job: Job) => job.status === "ready",
    unpaid: (job: Job) => job.due > 0,
    received: (job: Job) => job.status === "received",
    collected: (job: Job) => job.status === "collected",
    cancelled: (job: Job) => job.status === "cancelled",
  } as const;

  test.each(Object.keys(lists) as (keyof typeof lists)[])(
    "%s has the jobs it says and no others, and their sums",
    async (list) => {
      const expected = (await each()).filter(lists[list]);
      expect(expected.length).toBeGreaterThan(0);
      const found = await find({ list });
      expect(ids(found.jobs)).toEqual(ids(expected));
      const sum = (of: (job: Job) => number) => expected.reduce((all, job) => all + of(job), 0);
      expect(found).toMatchObject({
        total: expected.length,
        price: sum((job) => job.total),
        paid: sum((job) => job.paid),
        due: sum((job) => job.due),
      });
    },
  );

  test("sums are of all pages, not of the one that is shown", async () => {
    const whole = await find({ list: "in-hand" });
    const page = await shop.must("job.find", { list: "in-hand", offset: 2, limit: 2 });
    expect(page.jobs).toEqual(whole.jobs.slice(2, 4));
    expect([page.total, page.due]).toEqual([whole.total, whole.due]);
  });

  test("what was paid on account is due no longer: the oldest first", async () => {
    const { jobs } = await find({ customer: by["Nekesa"] ?? "", sort: "taken-in" });
    expect(jobs.map((job) => [job.total, job.due])).toEqual([
      [80_000, 0],
      [70_000, 50_000],
    ]);
    const owed = await shop.must("customer.statement", { customer: by["Nekesa"] ?? "" });
    expect(owed.customer.owed).toBe(50_000);
  });

  test("a customer who turned out to be another brings the jobs of both", async () => {
    const { total } = await find({ customer: by["Wafula"] ?? "" });
    expect(total).toBe(3);
    expect((await find({ text: "Wafula" })).total).toBe(3);
    expect((await find({ text: "Auma", customer: by["Wafula"] ?? "" })).total).toBe(0);
  });

  test("days of intake are both included", async () => {
    const { jobs } = await find({ from: "2027-02-15", to: "2027-02-21" });
    expect(jobs.map((job) => job.total / 10_000).toSorted()).toEqual([3, 4, 5, 6]);
  });

  test("sorts by each column, either way", async () => {
    const of: Readonly<Record<string, (job: Job) => string | number>> = {
      "taken-in": (job: Job) => job.at,
      promised: (job: Job) => job.promised,
      customer: (job: Job) => job.customerName.toLowerCase(),
      total: (job: Job) => job.total,
      due: (job: Job) => job.due,
    };
    for (const sort of ["taken-in", "promised", "customer", "total", "due"] as const) {
      for (const descending of [false, true]) {
        const { jobs } = await find({ sort, descending });
        const keys = jobs.map((job) => of[sort]?.(job) ?? "");
        const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(keys).toEqual(descending ? sorted.toReversed() : sorted);
      }
    }
  });
});

test("unclaimed work by age: each day in one step, and the steps are the whole", async () => {
  await at("2027-03-01");
  const { ages } = await shop.must("job.ageing", { business: "LAUNDRY" });
  expect(ages.map(({ from, below, jobs, due }) => [from, below, jobs, due])).toEqual([
    [0, 14, 1, 50_000],
    [14, 30, 1, 0],
    [30, 60, 1, 50_000],
    [60, 90, 1, 0],
    [90, null, 1, 70_000],
  ]);
  for (const { from, below, jobs, due } of ages) {
    const found = await find({ list: "unclaimed", days: from, daysBelow: below });
    expect([found.total, found.due]).toEqual([jobs, due]);
  }
});

test("work that hangs in the shop takes nobody over their limit; a debt that left it does", async () => {
  const { id } = await shop.must("customer.save", { name: "Mkopo", creditLimit: 0 });
  by["Mkopo"] = id;
  const job = await takeIn("Mkopo", "2027-03-01", 2);
  await ready(job);
  const over = async () =>
    (await shop.must("alert.list", {})).alerts.filter((each) => each.kind === "customer.over");
  expect(await over()).toEqual([]);
  await shop.must("job.collect", { job });
  expect(await over()).toMatchObject([{ name: "Mkopo", owed: 20_000 }]);
});

test("nobody sees jobs of a business they do not work in", async () => {
  expect((await shop.must("job.find", {}, "cashier")).total).toBe(0);
  const { ages } = await shop.must("job.ageing", {}, "manager");
  expect(ages.every((age) => age.jobs === 0)).toBe(true);
});

test("the spreadsheet is the list, with its sums; a name that is a formula stays a name", async () => {
  await takeIn("=cmd", "2027-03-01", 1);
  const { total, due } = await find({ list: "in-hand" });
  const file = await shop.must("job.export", { list: "in-hand", format: "csv" }, "accountant");
  const lines = Buffer.from(file.base64, "base64").toString("utf8").trim().split("\r\n");
  expect(lines).toHaveLength(total + 2);
  expect(lines.at(-1)?.endsWith(`,${(due / 100).toFixed(2)}`)).toBe(true);
  expect(lines.some((line) => line.includes("'=cmd"))).toBe(true);
  const refusal = await shop.refused("job.export", { format: "csv" }, "cashier");
  expect(refusal.code).toBe("permission.denied");
});

describe("the owner's least deposit", () => {
  test("is taken with the work; a manager allows less", async () => {
    const access = [{ business: "LAUNDRY", role: "cashier" }];
    await shop.must("user.save", { id: shop.people.cashier, name: "The cashier", access });
    const { expressAccount: _, ...now } = await shop.must("job.settings", { business: "LAUNDRY" });
    const changed = { ...now, depositBasisPoints: 3333, racks: ["A1", "A2"] };
    await shop.must("job.saveSettings", { business: "LAUNDRY", ...changed });
    expect(await shop.must("job.settings", { business: "LAUNDRY" })).toMatchObject(changed);
    const asked = (deposit: number) => ({
      business: "LAUNDRY",
      customer: by["Auma"] ?? "",
      lines: [
        { item: shop.items.get("L-SHIRT") ?? "", quantity: 1000, unitPrice: 10_000, pieces: 1 },
      ],
      deposit,
      tenders: deposit === 0 ? [] : [{ kind: "bank" as const, amount: deposit }],
    });
    // A third of 100 in whole shillings, upwards.
    expect(await shop.refused("job.receive", asked(3300), "cashier")).toEqual({
      code: "job.deposit_short",
      least: 3400,
    });
    await shop.must("job.receive", asked(3400), "cashier");
    await shop.must("job.receive", asked(0), "owner");
  });
});
