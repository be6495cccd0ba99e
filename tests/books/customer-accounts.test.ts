import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyJournal } from "#main/journal/verify.ts";
import { receiptSource } from "#main/services/receipt-source.ts";
import { toText } from "#main/print/document.ts";
import { documentOf } from "#main/print/source.ts";
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
    price: 100,
    tax: "C",
    revenue: 4310,
    cogs: 5130,
  });
});
afterAll(() => books.close());

/** Somebody with sales on account of these amounts in shillings. */
async function debtor(name: string, ...amounts: number[]) {
  const { id } = await shop.must("customer.save", { name, creditLimit: 10_000_000 });
  const sales: string[] = [];
  for (const shillings of amounts) {
    const sold = await shop.must("sale.post", {
      business: "RETAIL",
      lines: [{ item, quantity: shillings * 1000, unitPrice: 100 }],
      customer: id,
      tenders: [{ kind: "account", amount: shillings * 100 }],
    });
    sales.push(sold.sale);
  }
  return { id, sales };
}

const open = async (customer: string) => {
  const found = await shop.must("customer.open", { business: "RETAIL", customer });
  return found.open.map((each) => each.open);
};
const cash = (amount: number) => ({ kind: "cash" as const, amount });

describe("a payment at the counter", () => {
  test("goes to the oldest first, into the drawer, and into X and Z beside the sales", async () => {
    const { id } = await debtor("Wafula", 300, 500);
    const shift = shop.shifts["RETAIL"] ?? "";
    const before = (await shop.must("shift.x", { shift })).totals;
    const held = inDrawer(shop, "RETAIL", 1130);
    const paid = await shop.must("customer.pay", {
      business: "RETAIL",
      customer: id,
      payment: { kind: "cash", amount: 40_000, tendered: 50_000 },
    });
    expect(paid).toMatchObject({ owed: 40_000, credit: 0, change: 10_000 });
    expect(await open(id)).toEqual([40_000]);
    expect(inDrawer(shop, "RETAIL", 1130) - held).toBe(40_000);
    const after = (await shop.must("shift.x", { shift })).totals;
    expect(after.gross).toBe(before.gross);
    expect(after.others).toEqual([{ kind: "customer.paid", count: 1, amount: 40_000 }]);
    const source = receiptSource(books.journal.book, books.parts.sealer, "" as never, paid.payment);
    const text = source === null ? "" : toText(documentOf(source, { paper: 80, copy: false }));
    expect(text).toMatch(/Wafula/);
    expect(text).toMatch(/R1-P00001-/);
    expect(text).toMatch(/Change\s+100\.00/);
    expect(text).toMatch(/Now owed on account\s+400\.00/);
  });

  test("goes to the invoice that is chosen; one that is settled is refused", async () => {
    const { id, sales } = await debtor("Akinyi", 300, 500);
    const pay = (first: readonly string[], amount: number) => ({
      business: "RETAIL",
      customer: id,
      payment: cash(amount),
      first: [...first],
    });
    await shop.must("customer.pay", pay([sales[1] ?? ""], 50_000));
    expect(await open(id)).toEqual([30_000]);
    expect(await shop.refused("customer.pay", pay([sales[1] ?? ""], 10_000))).toEqual({
      code: "payment.not_open",
    });
  });

  test("over what is owed becomes store credit, is used for a sale, and is paid out", async () => {
    const { id } = await debtor("Njoki", 300);
    const paid = await shop.must("customer.pay", {
      business: "RETAIL",
      customer: id,
      payment: cash(100_000),
    });
    expect(paid).toMatchObject({ owed: 0, credit: 70_000 });
    await shop.must("sale.post", {
      business: "RETAIL",
      lines: [{ item, quantity: 200_000, unitPrice: 100 }],
      customer: id,
      tenders: [{ kind: "credit", amount: 20_000 }],
    });
    const held = inDrawer(shop, "RETAIL", 1130);
    const out = { business: "RETAIL", customer: id, payment: cash(50_000), reason: "Moves away" };
    expect(await shop.refused("customer.payOut", { ...out, payment: cash(50_100) })).toMatchObject({
      code: "credit.insufficient",
      held: 50_000,
    });
    expect(await shop.must("customer.payOut", out)).toMatchObject({ credit: 0 });
    expect(inDrawer(shop, "RETAIL", 1130) - held).toBe(-50_000);
    expect(shop.lines(shop.last())).toEqual([
      [1130, "credit", 50_000],
      [2240, "debit", 50_000],
    ]);
  });

  test("credit is handed back by who may refund, or with a consent", async () => {
    const { id } = await debtor("Omar");
    const left = { business: "RETAIL", customer: id, payment: cash(10_000) };
    await shop.must("customer.pay", { ...left, toCredit: true });
    expect(await shop.refused("customer.payOut", left, "cashier")).toEqual({
      code: "approval.required",
      permission: "refund",
    });
    const approval = { user: shop.people.owner, pin: "1234", reason: "Known here" };
    await shop.must("customer.payOut", { ...left, approval }, "cashier");
  });

  test("money that is left leaves the debts alone", async () => {
    const { id } = await debtor("Atieno", 300);
    const left = { business: "RETAIL", customer: id, payment: cash(10_000), toCredit: true };
    expect(await shop.must("customer.pay", left)).toMatchObject({ owed: 30_000, credit: 10_000 });
  });

  test("a debt of odd cents is paid whole in coins; the cents are rounding", async () => {
    const { id } = await shop.must("customer.save", { name: "Cent", creditLimit: 10_000_000 });
    await shop.must("entry.opening", {
      day,
      business: "RETAIL",
      lines: [{ account: 1330, debit: 116_040, party: id }],
    });
    const paid = await shop.must("customer.pay", {
      business: "RETAIL",
      customer: id,
      payment: cash(116_000),
    });
    expect(paid.owed).toBe(0);
    expect(shop.lines(paid.entry)).toEqual([
      [1130, "debit", 116_000],
      [1330, "credit", 116_040],
      [5830, "debit", 40],
    ]);
  });
});

test("store credit is told by the business that holds it: there it pays, elsewhere it does not", async () => {
  const { id } = await debtor("Njambi");
  const left = { customer: id, payment: cash(30_000), toCredit: true };
  await shop.must("customer.pay", { business: "RETAIL", ...left });
  await shop.must("customer.pay", { business: "WATER", ...left, payment: cash(20_000) });
  const { customers } = await shop.must("customer.search", { text: "Njambi" });
  expect(customers).toMatchObject([
    {
      credit: 50_000,
      creditAt: [
        { business: "WATER", credit: 20_000 },
        { business: "RETAIL", credit: 30_000 },
      ],
    },
  ]);
  const pay = (amount: number) => ({
    business: "RETAIL" as const,
    lines: [{ item, quantity: 10 * amount, unitPrice: 100 }],
    customer: id,
    tenders: [{ kind: "credit" as const, amount }],
  });
  expect(await shop.refused("sale.post", pay(30_100))).toEqual({
    code: "credit.insufficient",
    held: 30_000,
  });
  await shop.must("sale.post", pay(30_000));
});

test("a payment taken back opens its invoices again", async () => {
  const { id } = await debtor("Barasa", 300);
  const paid = await shop.must("customer.pay", {
    business: "RETAIL",
    customer: id,
    payment: { kind: "bank", amount: 30_000, reference: "KCB 1" },
  });
  expect(await open(id)).toEqual([]);
  await shop.must("entry.reverse", { entry: paid.entry, day, reason: "Bounced" });
  expect(await open(id)).toEqual([30_000]);
});

test("a refund of a sale on account settles that sale", async () => {
  const { id, sales } = await debtor("Chebet", 300, 500);
  await shop.must("sale.refund", {
    sale: sales[1] ?? "",
    lines: [{ no: 1, quantity: 200_000 }],
    tenders: [{ kind: "account", amount: 20_000 }],
    reason: "Too much",
  });
  expect(await open(id)).toEqual([30_000, 30_000]);
});

test("a statement runs to the balance of the ledger, whole or from a day", async () => {
  const { id } = await debtor("Mwende", 300, 500);
  await shop.must("customer.pay", { business: "RETAIL", customer: id, payment: cash(90_000) });
  const whole = await shop.must("customer.statement", { customer: id });
  expect(whole.lines.at(-1)?.balance).toBe(-10_000);
  expect(whole.balances.map((each) => each.owed).reduce((a, b) => a + b, 0)).toBe(-10_000);
  const later = await shop.must("customer.statement", { customer: id, from: "2026-11-21" });
  expect(later).toMatchObject({ brought: -10_000, lines: [] });
});

test("who owes how much for how long, and together it is the ledger's receivables", async () => {
  const { rows, total } = await shop.must("customer.ageing", { business: "RETAIL" });
  const { rows: balances } = await shop.must("report.trialBalance", { from: day, to: day });
  const receivable = balances.find((row) => row.account === 1330);
  expect(total).toBe(receivable?.closingDebit);
  expect(rows.map((row) => row.total)).toEqual(
    rows.map((row) => row.total).toSorted((a, b) => b - a),
  );
});

test("the shift closes with nothing short: payments were counted into its drawer", async () => {
  const counted = inDrawer(shop, "RETAIL", 1130);
  const z = await shop.must("shift.close", {
    shift: shop.shifts["RETAIL"] ?? "",
    counts: counts(counted),
    mpesaCounted: null,
    leaveInDrawer: counted,
  });
  expect(z.variance).toBe(0);
  const { totals } = z;
  expect(z.expected).toBe(
    z.float + (totals.byTender["cash"] ?? 0) + totals.cashIn - totals.cashOut,
  );
  const lastCounted = async () => {
    const { money } = await shop.must("report.dashboard", {});
    const mine = money.filter((place) => place.business === "RETAIL");
    return mine.map((place) => [place.kind, place.lastCounted]).toSorted();
  };
  expect(await lastCounted()).toEqual([
    ["cash", day],
    ["mpesa", null],
  ]);
  const again = { business: "RETAIL", day, counts: counts(counted), fromSafe: 0 };
  const { shift } = await shop.must("shift.open", again);
  await shop.must("shift.close", {
    shift: shift.id,
    counts: counts(counted),
    mpesaCounted: 0,
    note: "The phone was not there",
    leaveInDrawer: counted,
  });
  expect(await lastCounted()).toEqual([
    ["cash", day],
    ["mpesa", day],
  ]);
  const { total, shifts } = await shop.must("shift.history", { business: "RETAIL" });
  expect([total, shifts.map(({ number }) => number)]).toEqual([2, [2, 1]]);
  for (const { gross, ...shown } of shifts) {
    const { totals, ...report } = await shop.must("shift.z", { shift: shown.shift });
    expect(report).toMatchObject(shown);
    expect(totals.gross).toBe(gross);
  }
  expect(verifyJournal(books.journal).filter((check) => !check.ok)).toEqual([]);
});
