import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { v7 } from "uuid";
import type { Reply } from "#shared/contract/index.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { ledgerAgrees } from "./one-truth.ts";
import { anyAct, BUSINESSES, worldOf } from "./random-acts.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

let books: Shop;
let shop: WorkedShop;

beforeAll(async () => {
  books = openShop();
  shop = await workedShop(books);
});
afterAll(() => books.close());

const rent = { day, account: 5200, shares: [{ business: "RETAIL", amount: 100 }], paidFrom: 1170 };

const pays = (world: WorkedShop, payment: object) => ({
  business: "RETAIL",
  customer: world.customer,
  payment,
});

test("a cashier sees the chart and the drawers, but no balance: the count is blind", async () => {
  const owners = await shop.must("account.list", { business: "RETAIL" });
  const cashiers = await shop.must("account.list", { business: "RETAIL" }, "cashier");
  const cash = (list: typeof owners) => list.accounts.find((each) => each.number === 1130)?.balance;
  expect([cash(owners), cash(cashiers)]).toEqual([10_000_000, 0]);
  expect(cashiers.accounts.some((each) => each.business === "WATER")).toBe(false);
  const asked = { account: 1130, business: "RETAIL" };
  const parties = await shop.must("account.parties", asked, "cashier");
  expect(parties).toEqual({
    subledger: "drawer",
    parties: [
      { id: "R1", name: "Front till", balance: 0 },
      { id: "SAFE", name: "The safe", balance: 0 },
    ],
  });
  const known = await shop.must("account.parties", asked);
  expect(known.parties.map((each) => Number(each.balance))).toEqual([10_000_000, 0]);
});

test("a command sent twice is one entry; with other content it is refused", async () => {
  const asked = { ...rent, memo: "Twice", command: v7() };
  const first = await shop.must("entry.expense", asked);
  const before = shop.facts();
  expect(await shop.must("entry.expense", asked)).toEqual(first);
  expect(await shop.refused("entry.expense", { ...asked, memo: "Other" })).toMatchObject({
    code: "command.id_reused",
  });
  expect(shop.facts()).toBe(before);
});

test("an M-Pesa code pays once, whether a debt or a sale, and is nowhere in the clear", async () => {
  const code = "TKKSECRET1";
  const paid = pays(shop, { kind: "mpesa", amount: 5000, code }) as never;
  await shop.must("customer.pay", paid);
  expect(await shop.refused("customer.pay", paid)).toMatchObject({ code: "mpesa.code_used" });
  const item = await shop.item({
    business: "RETAIL",
    kind: "service",
    name: "Delivery",
    price: 5000,
    revenue: 4310,
    cogs: 5130,
  });
  const sold = {
    business: "RETAIL",
    lines: [{ item, quantity: 1000, unitPrice: 5000 }],
    tenders: [{ kind: "mpesa" as const, amount: 5000, code: code.toLowerCase() }],
  };
  expect(await shop.refused("sale.post", sold)).toMatchObject({ code: "mpesa.code_used" });
  const exported = await shop.must("export.journal", {
    format: "beancount",
    from: "2026-01-01",
    to: day,
  });
  const texts = [
    readFileSync(shop.journal.file).toString("latin1"),
    readFileSync(`${shop.journal.file}-wal`).toString("latin1"),
    Buffer.from(exported.base64, "base64").toString("utf8"),
  ];
  for (const secret of [code, "712345678", "712 345 678"]) {
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  }
});

test("a supplier's phone is shown as it is dialled, however it was written", async () => {
  const { suppliers } = await shop.must("supplier.list", { text: "bid" });
  expect(suppliers).toMatchObject([
    { name: "Bidco", phone: "0712 345 678", owed: 0, active: true },
  ]);
});

test("cash from a customer needs an open shift, and is paid by the shift's day", async () => {
  const other = openShop();
  try {
    const customer = (await other.must("customer.save", { name: "Kamau" })).id;
    const asked = {
      business: "RETAIL",
      customer,
      payment: { kind: "cash" as const, amount: 5000 },
    };
    expect(await other.refused("customer.pay", asked)).toEqual({
      code: "shift.not_open",
      business: "RETAIL",
    });
    await other.must("shift.open", {
      business: "RETAIL",
      day: "2026-11-19",
      counts: {},
      fromSafe: 0,
    });
    const paid = await other.must("customer.pay", asked, "cashier");
    expect(paid).toMatchObject({ owed: 0, credit: 5000 });
    expect(other.lines(paid.entry)).toEqual([
      [1130, "debit", 5000],
      [2240, "credit", 5000],
    ]);
    const entry = await other.must("report.entry", { entry: paid.entry });
    expect([entry.day, entry.by]).toEqual(["2026-11-19", "Achieng"]);
  } finally {
    other.close();
  }
});

test("closed books take no entry of the office, and what comes late posts on the first open day", async () => {
  const other = openShop();
  try {
    const asked = { ...rent, day: "2026-10-31", memo: "" };
    const early = await other.must("entry.expense", asked);
    await other.must("shift.open", {
      business: "RETAIL",
      day: "2026-10-31",
      counts: {},
      fromSafe: 0,
    });
    await other.must("period.close", { through: "2026-10-15", reason: "Half" });
    await other.must("shift.close", {
      shift: (await other.must("shift.current", {})).shifts[0]?.id ?? "",
      counts: {},
      mpesaCounted: null,
      leaveInDrawer: 0,
    });
    await other.must("period.close", { through: "2026-10-31", reason: "October is done" });
    const closed = { code: "period.closed", through: "2026-10-31" };
    expect(await other.refused("entry.expense", asked)).toEqual(closed);
    expect(await other.refused("period.close", { through: "2026-10-01", reason: "?" })).toEqual(
      closed,
    );
    const back = { entry: early.entry, day: "2026-10-31", reason: "?" };
    expect(await other.refused("entry.reverse", back)).toEqual(closed);
    const undone = await other.must("entry.reverse", { ...back, day: "2026-11-01" });
    expect(undone).toMatchObject({ day: "2026-11-01", late: false });
    expect(
      await other.refused("period.close", { through: "2026-11-01", reason: "?" }, "manager"),
    ).toMatchObject({ code: "permission.denied" });
  } finally {
    other.close();
  }
});

test("earnings of earlier years and of this one stand in the balance sheet until they are closed", async () => {
  const other = openShop();
  try {
    await other.must("entry.expense", { ...rent, day: "2025-06-30", memo: "" });
    await other.must("entry.expense", { ...rent, day: "2026-06-30", memo: "", fee: 50 });
    const sheet = await other.must("report.balanceSheet", { on: day });
    const equity = sheet.sections.find((section) => section.title === "Owner's equity");
    expect(equity?.lines.map((line) => [line.name, Number(line.total)])).toEqual([
      ["Earnings of earlier years, not yet closed", -100],
      ["Profit of the running year", -150],
    ]);
    expect([sheet.assets.total, sheet.liabilities.total, sheet.equity.total]).toEqual([
      -250, 0, -250,
    ]);
  } finally {
    other.close();
  }
});

test("the journal is read backwards, page by page, and found by memo or by receipt", async () => {
  const other = openShop();
  try {
    const world = await worldOf(other);
    for (const act of fc.sample(anyAct, { numRuns: 200, seed: 7 })) await act(world);
    const asked = { from: "2025-01-01", to: day, limit: 7 };
    const seen: { entry: number; day: string }[] = [];
    let before: number | null = null;
    do {
      const page: Reply<"report.journal"> = await other.must("report.journal", {
        ...asked,
        before,
      });
      seen.push(...page.entries);
      before = page.next;
    } while (before !== null);
    const sorted = seen.toSorted((a, b) => b.day.localeCompare(a.day) || b.entry - a.entry);
    expect(seen).toEqual(sorted);
    const all = other.journal.book.all<{ seq: number; part_of: string | null }>(
      "SELECT seq, part_of FROM entry ORDER BY seq",
    );
    const numbers = (rows: readonly { readonly entry: number }[]) =>
      [...new Set(rows.map((each) => each.entry))].toSorted((a, b) => a - b);
    // An act of several businesses is one row of all, and one of each of them.
    const acts = all.filter((each) => each.part_of === null);
    expect(acts.length).toBeLessThan(all.length);
    expect(numbers(seen)).toEqual(acts.map((each) => each.seq));
    const ofEach = [];
    for (const business of BUSINESSES) {
      ofEach.push(
        ...(await other.must("report.journal", { ...asked, business, limit: 500 })).entries,
      );
    }
    expect(numbers(ofEach)).toEqual(all.map((each) => each.seq));
    expect(ofEach).toHaveLength(all.length);

    const find = async (text: string, type = "") =>
      (await other.must("report.journal", { ...asked, limit: 500, text, type })).entries;
    const receipt = (await other.must("sale.find", {})).sales[0];
    expect(await find(receipt?.number.toLowerCase() ?? "")).toMatchObject([
      { entry: receipt?.entry },
    ]);
    const byHand = await find("by hand");
    expect(byHand.every((each) => /by hand/i.test(each.memo))).toBe(true);
    const typed = await find("", "manual");
    expect(typed.length).toBeGreaterThan(3);
    expect(byHand.filter((each) => each.type === "manual")).toEqual(typed);
    expect(await find("by hand", "manual")).toEqual(typed);
    expect(await find("no_such%memo")).toEqual([]);
  } finally {
    other.close();
  }
});

test("drawers of two tills and the safe share one account, and each adds up", async () => {
  const other = openShop();
  try {
    const world = await worldOf(other);
    // As if facts of a second till had been pulled.
    other.journal.onDevice((book) =>
      book.run("INSERT INTO epoch (no, id, till, opened_at) VALUES (9, ?, 'R2', '2026')", v7()),
    );
    const place = (party: string) => ({ business: "RETAIL", account: 1130, party });
    const ways = [
      ["SAFE", "R1"],
      ["R1", "R2"],
      ["R2", "SAFE"],
      ["R1", "SAFE"],
    ] as const;
    for (const [at, month] of ["2025-12-31", "2026-03-15", "2026-10-01", day].entries()) {
      for (const [from, to] of ways) {
        const moved = { from: place(from), to: place(to), amount: 1000 + 7 * at, memo: "" };
        await other.must("entry.transfer", { day: month, ...moved });
      }
    }
    for (const party of ["R1", "R2", "SAFE", null]) {
      for (const from of ["2000-01-01", "2026-01-01", "2026-03-16"]) {
        for (const to of ["2026-03-31", "2026-09-30", day]) {
          await ledgerAgrees(world, 1130, party, from, to < from ? day : to);
        }
      }
    }
  } finally {
    other.close();
  }
});
