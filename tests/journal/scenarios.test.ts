import { afterAll, afterEach, describe, expect, test } from "vitest";
import { HALF_PAID, INTAKE, PAID_INTAKE } from "./intake.ts";
import type { Till } from "./shop.ts";
import {
  balance,
  clockAt,
  command,
  entryOf,
  itemOf,
  line,
  newCustomer,
  newSellingShop,
  problems,
  refusalOf,
  removeFolders,
  sugar,
} from "./shop.ts";

let open: Till | null = null;
afterEach(() => {
  if (open === null) return;
  expect(problems(open)).toEqual([]);
  open.close();
  open = null;
});
afterAll(removeFolders);

async function shopAt(time = "2026-11-20T06:00:00Z") {
  const shop = await newSellingShop(clockAt(time));
  open = shop;
  return shop;
}

const close = (shift: string, counts: Record<string, number>, over: object = {}) => ({
  command: command(),
  shift,
  counts,
  mpesaCounted: null,
  leaveInDrawer: 0,
  ...over,
});

describe("5: pay is pressed twice", () => {
  test("there is one sale, one payment, one entry and one wish for paper", async () => {
    const shop = await shopAt();
    shop.journal.onDevice((book) =>
      book.run(
        "UPDATE device SET printer = ?",
        JSON.stringify({ name: "F", transport: "file", target: "", paper: 80, automatic: true }),
      ),
    );
    const request = sugar(shop);
    // Enter held down: the window sends as fast as the keyboard repeats.
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => shop.call("sale.post", request)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const count = (table: string): unknown =>
      shop.journal.book.get(`SELECT count(*) AS n FROM ${table}`);
    expect(count("sale")).toEqual({ n: 1 });
    expect(count("tender")).toEqual({ n: 1 });
    expect(count("print_job")).toEqual({ n: 1 });
    expect(balance(shop, 1130)).toBe(200_000 + 33_000);
  });
});

describe("6: two windows sell in the same second", () => {
  test("both sales are there, their numbers one after the other", async () => {
    const shop = await shopAt();
    const answers = await Promise.all([
      shop.did("sale.post", sugar(shop)),
      shop.did("sale.post", {
        ...sugar(shop),
        business: "LAUNDRY",
        lines: [line(shop, "L-SHIRT")],
      }),
      shop.did("sale.post", sugar(shop)),
    ]);
    const counters = answers.map((answer) => Number(answer.number.split("-")[1]));
    expect(counters.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });
});

describe("7: the drawer is short", () => {
  test("what is missing is an expense with the cashier's name, and the books say what was counted", async () => {
    const shop = await shopAt();
    const shift = shop.shifts["RETAIL"] ?? "";
    // 2,000 in the drawer; sold for 8,000 more.
    const soap = line(shop, "G-SUGAR", 48_000);
    await shop.did("sale.post", {
      command: command(),
      business: "RETAIL",
      lines: [
        { ...soap, unitPrice: 16_500 },
        { ...line(shop, "G-SALT", 1000), unitPrice: 8000 },
      ],
      tenders: [{ kind: "cash", tendered: 800_000 }],
    });
    expect(balance(shop, 1130)).toBe(1_000_000);
    const request = close(
      shift,
      { "1000": 9, "500": 1, "200": 1, "100": 1, "50": 1 },
      { leaveInDrawer: 985_000 },
    );
    const z = await shop.did("shift.close", request);
    expect(z).toMatchObject({
      expected: 1_000_000,
      counted: 985_000,
      variance: -15_000,
      closedBy: "Wanjiku",
    });
    expect(entryOf(shop, request.command)).toEqual(["5820 debit 15000", "1130 credit 15000"]);
    expect(balance(shop, 1130)).toBe(985_000);
  });

  test("what is over is the other way round, and M-Pesa is counted like cash", async () => {
    const shop = await shopAt();
    await shop.did("sale.post", {
      ...sugar(shop),
      tenders: [{ kind: "mpesa", amount: 33_000, code: "TLK1AAAAAA" }],
    });
    const request = close(
      shop.shifts["RETAIL"] ?? "",
      { "100": 21 },
      {
        leaveInDrawer: 210_000,
        mpesaCounted: 32_000,
      },
    );
    const z = await shop.did("shift.close", request);
    expect(z).toMatchObject({ variance: 10_000, mpesaExpected: 33_000, mpesaVariance: -1000 });
    expect(entryOf(shop, request.command).toSorted()).toEqual([
      "1130 debit 10000",
      "1160 credit 1000",
      "5820 credit 10000",
      "5820 debit 1000",
    ]);
    expect(balance(shop, 1160)).toBe(32_000);
  });

  test("nothing on the way to the count tells what the count should be", async () => {
    const shop = await shopAt();
    await shop.did("sale.post", sugar(shop));
    const shift = shop.shifts["RETAIL"] ?? "";
    const told = JSON.stringify([
      await shop.did("shift.x", { shift }),
      await shop.did("shift.current", {}),
    ]);
    expect(told).not.toMatch(/expected|variance|233000/);
  });

  test("the money goes where the count says: what is left, and the rest to the safe", async () => {
    const shop = await shopAt();
    const party = (name: string): number =>
      shop.journal.book.get<{ n: number }>(
        "SELECT debit - credit AS n FROM party_balance WHERE account = 1130 AND party = ?",
        name,
      )?.n ?? 0;
    await shop.did("sale.post", sugar(shop));
    await shop.did(
      "shift.close",
      close(
        shop.shifts["RETAIL"] ?? "",
        { "100": 23, "20": 1, "10": 1 },
        { leaveInDrawer: 100_000 },
      ),
    );
    expect([party("T1"), party("SAFE")]).toEqual([100_000, 133_000]);
    const more = await shop.call("shift.open", {
      command: command(),
      business: "RETAIL",
      day: "2026-11-20",
      counts: { "1000": 2 },
      fromSafe: 100_000,
    });
    expect(more).toMatchObject({ ok: true, value: { variance: 0 } });
    expect([party("T1"), party("SAFE")]).toEqual([200_000, 33_000]);
  });
});

describe("8: change is not income", () => {
  test("a sale of 900 paid with a note of 1,000 puts 900 into the drawer", async () => {
    const shop = await shopAt();
    const before = balance(shop, 1120);
    const posted = await shop.did("sale.post", {
      command: command(),
      business: "LAUNDRY",
      lines: [line(shop, "L-SUIT", 2000)],
      tenders: [{ kind: "cash", tendered: 100_000 }],
    });
    expect(posted).toMatchObject({ total: 90_000, change: 10_000 });
    expect(balance(shop, 1120) - before).toBe(90_000);
    expect(-balance(shop, 4210) - balance(shop, 2150)).toBe(90_000);
  });

  test("what a coin cannot pay goes to the rounding account, and the drawer agrees", async () => {
    const shop = await shopAt();
    const gas = { ...line(shop, "GAS-KG", 4835) };
    const posted = await shop.did("sale.post", {
      command: command(),
      business: "RETAIL",
      lines: [{ ...gas, unitPrice: 24_010 }],
      tenders: [{ kind: "cash", tendered: 200_000 }],
    });
    expect(posted.total).toBe(116_088);
    expect(balance(shop, 1130)).toBe(200_000 + 116_100);
    expect(balance(shop, 5830)).toBe(-12);
  });
});

describe("9: the last minute", () => {
  test("a sale in the same moment as the close is of one shift: sold before it, or refused after", async () => {
    const shop = await shopAt();
    const shift = shop.shifts["RETAIL"] ?? "";
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => shop.call("sale.post", sugar(shop))),
      shop.call("shift.close", close(shift, { "100": 20 })),
      ...Array.from({ length: 5 }, () => shop.call("sale.post", sugar(shop))),
    ]);
    const sold = answers.filter((answer) => answer.ok && "change" in answer.value).length;
    const refused = answers.filter((answer) => !answer.ok);
    expect(sold + refused.length).toBe(10);
    for (const answer of refused) expect(refusalOf(answer).code).toBe("shift.not_open");
    const z = await shop.did("shift.z", { shift });
    expect(z.totals).toMatchObject({ sales: sold, gross: sold * 33_000 });
    // By sequence: all that the shift sold lies between its opening and its closing.
    const [span] = shop.journal.book.all<{
      first: number;
      last: number;
      opened: number;
      closed: number;
    }>(
      `SELECT min(s.seq) AS first, max(s.seq) AS last, h.seq AS opened, h.closed_seq AS closed
       FROM shift h JOIN sale s ON s.shift = h.id WHERE h.id = ?`,
      shift,
    );
    if (sold > 0) {
      expect(span?.first).toBeGreaterThan(span?.opened ?? Infinity);
      expect(span?.last).toBeLessThan(span?.closed ?? 0);
    }
  });

  test("the Z is the sum of the shift's entries, refunds taken off", async () => {
    const shop = await shopAt();
    const shift = shop.shifts["RETAIL"] ?? "";
    const sales = [];
    for (let n = 0; n < 4; n += 1) sales.push(await shop.did("sale.post", sugar(shop)));
    await shop.did("sale.refund", {
      command: command(),
      sale: sales[0]?.sale ?? "",
      reason: "torn",
      lines: [{ no: 1, quantity: 1000 }],
      tenders: [{ kind: "cash", amount: 16_500 }],
    });
    const z = await shop.did("shift.close", close(shift, { "1000": 3, "100": 1, "50": 1, "5": 1 }));
    expect(z.totals).toMatchObject({
      sales: 4,
      refunds: 1,
      gross: 132_000,
      refunded: 16_500,
      byTender: { cash: 115_500 },
    });
    expect(z.expected).toBe(200_000 + 115_500);
    const taken = shop.journal.book.get<{ n: number }>(
      "SELECT sum(l.debit - l.credit) AS n FROM line l JOIN sale s ON s.seq = l.entry WHERE s.shift = ? AND l.account = 1130",
      shift,
    );
    expect(taken).toEqual({ n: 115_500 });
  });

  test("a shift is not closed over carts that wait or run, and not twice", async () => {
    const shop = await shopAt();
    const shift = shop.shifts["RETAIL"] ?? "";
    const cart = { customer: null, discount: 0, lines: [line(shop, "G-SUGAR")] };
    const { draft } = await shop.did("draft.park", {
      business: "RETAIL",
      label: "Mama Atieno",
      cart,
    });
    expect(refusalOf(await shop.call("shift.close", close(shift, {})))).toEqual({
      code: "shift.parked_sales",
      count: 1,
    });
    await shop.did("draft.discard", { draft });
    const taken = [{ kind: "cash" as const, tendered: 100_00 }];
    const { draft: paid } = await shop.did("draft.park", {
      business: "RETAIL",
      label: "Half paid",
      cart: { ...cart, taken },
    });
    expect(refusalOf(await shop.call("draft.discard", { draft: paid }))).toEqual({
      code: "draft.paid",
      amount: 100_00,
    });
    await shop.did("draft.recall", { draft: paid });
    const exchange = { refund: command(), number: "R1-000009-K7", cash: 380_00 };
    for (const running of [cart, { ...cart, lines: [], taken }, { ...cart, lines: [], exchange }]) {
      await shop.did("draft.save", { business: "RETAIL", cart: running });
      const answer = await shop.call("shift.close", close(shift, { "100": 20 }));
      expect(refusalOf(answer)).toEqual({ code: "shift.running_sale" });
    }
    // What runs in another business waits for its own shift; a customer alone is no sale.
    await shop.did("draft.save", { business: "WATER", cart });
    const { id: customer } = await shop.did("customer.save", {
      command: command(),
      name: "Mama Atieno",
      phone: "0712 345 678",
      creditLimit: 0,
    });
    await shop.did("draft.save", { business: "RETAIL", cart: { ...cart, customer, lines: [] } });
    await shop.did("draft.save", {
      business: "RETAIL",
      cart: { ...cart, lines: [], intake: PAID_INTAKE },
    });
    expect(refusalOf(await shop.call("shift.close", close(shift, { "100": 20 })))).toEqual({
      code: "shift.running_intake",
    });
    await shop.did("draft.save", {
      business: "RETAIL",
      cart: { ...cart, lines: [], jobPayment: HALF_PAID },
    });
    expect(refusalOf(await shop.call("shift.close", close(shift, { "100": 20 })))).toEqual({
      code: "shift.job_half_paid",
    });
    // Unpaid, it waits for the next shift.
    const { taken: _, ...unpaid } = PAID_INTAKE;
    await shop.did("draft.save", {
      business: "RETAIL",
      cart: { ...cart, lines: [], intake: unpaid },
    });
    await shop.did("shift.close", close(shift, { "100": 20 }));
    expect(refusalOf(await shop.call("shift.close", close(shift, {}))).code).toBe("shift.not_open");
    const after = await shop.call("sale.post", sugar(shop));
    expect(refusalOf(after)).toEqual({ code: "shift.not_open", business: "RETAIL" });
  });
});

test("work that is being taken in stays through sales beside it, and goes with its own fact", async () => {
  const shop = await shopAt();
  const business = "LAUNDRY";
  const shirt = itemOf(shop, "L-SHIRT");
  const customer = await newCustomer(shop, "Mercy", "0712 000 001");
  const sold = { item: shirt.id, quantity: 1000, unitPrice: shirt.price ?? 0 };
  const cart = { customer: null, discount: 0, lines: [{ ...sold, discount: 0 }] };
  const running = async () => (await shop.did("draft.current", { business })).cart;
  await shop.did("draft.save", { business, cart: { ...cart, intake: PAID_INTAKE } });
  // Sold beside it.
  const post = async () =>
    shop.did("sale.post", {
      command: command(),
      business,
      lines: [sold],
      tenders: [{ kind: "cash", tendered: sold.unitPrice }],
    });
  await post();
  const alone = { customer: null, discount: 0, lines: [], intake: PAID_INTAKE };
  expect(await running()).toEqual(alone);
  // A sale put aside takes none of it along, and brings none.
  await shop.did("draft.save", { business, cart: { ...cart, intake: PAID_INTAKE } });
  const { draft } = await shop.did("draft.park", { business, label: "Later", cart });
  expect(await running()).toEqual(alone);
  expect((await shop.did("draft.recall", { draft })).cart).toEqual(cart);
  expect(await running()).toEqual({ ...cart, intake: PAID_INTAKE });
  // Taken in: what is sold beside it stays.
  const work = [{ ...sold, pieces: 1 }];
  await shop.did("job.receive", { command: command(), business, customer, lines: work });
  expect(await running()).toEqual(cart);
  await post();
  expect(await running()).toBeNull();
  // Money that is being taken for the job goes with its own fact, and no other's.
  const { jobs } = await shop.did("job.find", { business, text: "L-000001" });
  const job = jobs[0]?.job ?? "";
  const half = { ...HALF_PAID, job };
  await shop.did("draft.save", { business, cart: { ...cart, jobPayment: half } });
  await post();
  const { draft: aside } = await shop.did("draft.park", { business, label: "Later", cart });
  await shop.did("draft.recall", { draft: aside });
  expect(await running()).toEqual({ ...cart, jobPayment: half });
  const pays = { amount: 10_00, tenders: [{ kind: "cash" as const, tendered: 10_00 }] };
  await shop.did("job.receive", { command: command(), business, customer, lines: work });
  const other = (await shop.did("job.find", { business, text: "L-000002" })).jobs[0]?.job ?? "";
  await shop.did("job.pay", { command: command(), job: other, ...pays });
  expect(await running()).toEqual({ ...cart, jobPayment: half });
  await shop.did("job.pay", { command: command(), job, ...pays });
  expect(await running()).toEqual(cart);
  await post();
  // One that says something is kept without any sale.
  const nothing = { customer: null, discount: 0, lines: [] };
  await shop.did("draft.save", { business, cart: { ...nothing, intake: INTAKE } });
  expect(await running()).toEqual({ ...nothing, intake: INTAKE });
  await shop.did("draft.save", { business, cart: nothing });
  expect(await running()).toBeNull();
});
