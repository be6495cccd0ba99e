import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reply } from "#shared/contract/index.ts";
import { openShop, TODAY, type Shop } from "./fixture.ts";

const TOMORROW = "2026-11-21";
const LAUNDRY = "LAUNDRY";

let shop: Shop;
let job: string;
let customer: string;

beforeAll(async () => {
  shop = openShop({ vatRegistered: true });
  customer = (await shop.must("customer.save", { name: "Mercy", creditLimit: 0 })).id;
});
afterAll(() => shop.close());

const shirts = (count: number) => ({
  business: LAUNDRY,
  customer,
  lines: [
    {
      item: shop.items.get("L-SHIRT") ?? "",
      quantity: count * 1000,
      unitPrice: 10_000,
      pieces: count,
    },
  ],
});

async function shiftId(): Promise<string> {
  const { shifts } = await shop.must("shift.current", {});
  return shifts[0]?.id ?? "";
}

async function close(
  counts: Readonly<Record<string, number>>,
  leaveInDrawer: number,
): Promise<Reply<"shift.close">> {
  const shift = await shiftId();
  return shop.must("shift.close", { shift, counts, mpesaCounted: null, leaveInDrawer });
}

/** By kind of act, how often and how much, as X and Z say it. */
const moved = ({ others }: Reply<"shift.close">["totals"]) =>
  Object.fromEntries(others.map(({ kind, count, amount }) => [kind, [count, amount]]));

const balance = (account: number): number =>
  shop.journal.book.get<{ n: number }>(
    "SELECT coalesce(sum(debit - credit), 0) AS n FROM line WHERE account = ?",
    account,
  )?.n ?? 0;

test("a deposit belongs to the shift that took it: its X, its count and its Z", async () => {
  await shop.must("shift.open", {
    business: LAUNDRY,
    day: TODAY,
    counts: { "1000": 2 },
    fromSafe: 0,
  });
  const taken = await shop.must("job.receive", {
    ...shirts(10),
    deposit: 40_000,
    tenders: [
      { kind: "mpesa", amount: 10_000, code: "TKK0000001" },
      { kind: "cash", tendered: 50_000 },
    ],
  });
  ({ job } = taken);
  expect(taken.change).toBe(20_000);
  const x = await shop.must("shift.x", { shift: await shiftId() });
  expect(moved(x.totals)).toEqual({ "job.received": [1, 40_000] });
  expect(x).not.toHaveProperty("expected");
  // A deposit is no turnover, in the Z as in the ledger.
  const z = await close({ "1000": 2, "100": 3 }, 230_000);
  expect(z).toMatchObject({ expected: 230_000, counted: 230_000, variance: 0 });
  expect(z.mpesaExpected).toBe(10_000);
  expect(z.totals).toMatchObject({ sales: 0, gross: 0 });
  expect(moved(z.totals)).toEqual({ "job.received": [1, 40_000] });
});

test("the balance belongs to the next one, and so does what was given back there", async () => {
  shop.clock(`${TOMORROW}T07:00:00.000Z`);
  await shop.must("shift.open", {
    business: LAUNDRY,
    day: TOMORROW,
    counts: { "1000": 2, "100": 3 },
    fromSafe: 0,
  });
  await shop.must("job.move", { job, to: "ready" });
  const cash = [{ kind: "cash" as const, tendered: 100_000 }];
  const collected = await shop.must("job.collect", { job, amount: 60_000, tenders: cash });
  expect(collected).toMatchObject({ due: 0, change: 40_000 });
  await shop.must("job.compensate", {
    job,
    what: "a button",
    tenders: [{ kind: "cash", amount: 15_000 }],
    reason: "lost",
  });
  const other = await shop.must("job.receive", {
    ...shirts(2),
    deposit: 20_000,
    tenders: [{ kind: "cash", tendered: 20_000 }],
  });
  await shop.must("job.cancel", {
    job: other.job,
    tenders: [{ kind: "cash", amount: 20_000 }],
    reason: "not wanted",
  });
  // Ten shillings are missing.
  const z = await close({ "1000": 2, "500": 1, "200": 1, "40": 1 }, 274_000);
  expect(z).toMatchObject({ expected: 275_000, counted: 274_000, variance: -1000 });
  expect(moved(z.totals)).toEqual({
    "job.collected": [1, 60_000],
    "job.compensated": [1, -15_000],
    "job.received": [1, 20_000],
    "job.cancelled": [1, -20_000],
  });
});

test("what the drawers were counted to is what the ledger has, and no deposit is left", () => {
  expect(balance(1120)).toBe(274_000);
  expect(balance(1150)).toBe(10_000);
  expect([balance(2230), balance(1320)]).toEqual([0, 0]);
});

test("the first Z still says what it said", async () => {
  const zs = shop.journal.book.all<{ id: string }>("SELECT id FROM shift ORDER BY rowid");
  expect(zs).toHaveLength(2);
  const z = await shop.must("shift.z", { shift: zs[0]?.id ?? "" });
  expect([z.expected, z.variance]).toEqual([230_000, 0]);
});
