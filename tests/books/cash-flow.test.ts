import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

// Where the money came from and went to, through the real services: to the cent the change of it.

let books: Shop;
let shop: WorkedShop;
let soap: string;
beforeAll(async () => {
  books = openShop({ sampleItems: false });
  shop = await workedShop(books);
  soap = await shop.item({
    business: "RETAIL",
    name: "Soap",
    price: 11_600,
    tax: "B",
    revenue: 4310,
    cogs: 5130,
    inventory: 1221,
    stock: [100_000, 600_000],
  } as never);
});
afterAll(() => books.close());

const flow = (business: string | null = null) =>
  shop.must("report.cashFlow", { from: day, to: day, business });
const lineOf = (value: Awaited<ReturnType<typeof flow>>, name: string) =>
  value.sections.flatMap((section) => section.lines).find((line) => line.name === name)?.total ?? 0;
const bank = (business: string) => ({ business, account: 1170, party: null });

test("what a sale cost moved no money; what was bought, paid and drawn did", async () => {
  const before = await flow("RETAIL");
  await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item: soap, quantity: 1000, unitPrice: 11_600 }],
    tenders: [{ kind: "cash", tendered: 11_600 }],
  });
  await shop.must("entry.capital", {
    day,
    direction: "drawings",
    place: bank("RETAIL"),
    amount: 5_000,
    memo: "",
  });
  const after = await flow("RETAIL");
  const moved = (name: string) => lineOf(after, name) - lineOf(before, name);
  expect(moved("Sales of goods and services")).toBe(10_000);
  expect(moved("Taxes payable")).toBe(1_600);
  expect(moved("Goods bought, less what was given back")).toBe(0);
  expect(moved("Drawings")).toBe(-5_000);
  expect(after.change.total - before.change.total).toBe(6_600);
});

/** Every figure of the report, beside what the entries behind it come to, page by page. */
async function unproven(): Promise<unknown[]> {
  const whole = await flow();
  const wrong: unknown[] = [];
  for (const { title: section, lines } of whole.sections) {
    for (const { name: line, total, byBusiness } of lines) {
      const asked = [
        { business: null, amount: total },
        ...whole.businesses.map(({ id }, at) => ({ business: id, amount: byBusiness[at] ?? 0 })),
      ];
      for (const { business, amount } of asked) {
        let after = 0;
        let found = 0;
        for (;;) {
          const page = { from: day, to: day, business, section, line, after, limit: 20 };
          const { entries, total: said, count } = await shop.must("report.cashFlowLine", page);
          found += entries.reduce((all, each) => all + each.amount, 0);
          after += entries.length;
          if (said !== amount) wrong.push({ section, line, business, amount, said });
          if (after === count) break;
        }
        if (found !== amount) wrong.push({ section, line, business, amount, found });
      }
    }
  }
  return wrong;
}

test("behind what was sold stands the sale, and its cost is behind nothing", async () => {
  await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item: soap, quantity: 2000, unitPrice: 11_600 }],
    tenders: [{ kind: "cash", tendered: 23_200 }],
  });
  const entry = books.facts();
  const asked = { from: day, to: day, business: "RETAIL", section: "Trade" } as const;
  const sales = await shop.must("report.cashFlowLine", {
    ...asked,
    line: "Sales of goods and services",
  });
  expect(sales.entries[0]).toMatchObject({ entry, amount: 20_000, business: "RETAIL" });
  const goods = await shop.must("report.cashFlowLine", {
    ...asked,
    line: "Goods bought, less what was given back",
  });
  expect(goods.entries.map((each) => each.entry)).not.toContain(entry);
  expect(await unproven()).toEqual([]);
});

test("between businesses it comes to nothing for all of them together", async () => {
  await shop.must("entry.transfer", {
    day,
    from: bank("RETAIL"),
    to: bank("WATER"),
    amount: 3_000,
    memo: "",
  });
  const whole = await flow();
  expect(whole.sections.find(({ title }) => title === "Between businesses")).toMatchObject({
    subtotal: { total: 0 },
  });
  expect(await flow("WATER")).toMatchObject({
    sections: expect.arrayContaining([
      expect.objectContaining({
        title: "Between businesses",
        subtotal: { byBusiness: [3_000], total: 3_000 },
      }),
    ]),
  });
});

test("whatever happens, it is the change of the money, in each business and together", async () => {
  const act = fc.record({
    what: fc.constantFrom("in", "out", "rent", "move", "adjust"),
    business: fc.constantFrom("WATER", "LAUNDRY", "RETAIL"),
    amount: fc.integer({ min: 1, max: 99_999 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
      for (const { what, business, amount } of acts) {
        const place = bank(business);
        if (what === "in" || what === "out") {
          const direction = what === "in" ? ("in" as const) : ("drawings" as const);
          await shop.must("entry.capital", { day, direction, place, amount, memo: "" });
        } else if (what === "rent") {
          const shares = [{ business, amount }];
          await shop.must("entry.expense", {
            day,
            account: 5200,
            shares,
            paidFrom: 1170,
            memo: "",
          });
        } else if (what === "move") {
          const to = { business: "WATER", account: 1140, party: null };
          await shop.must("entry.transfer", { day, from: place, to, amount, memo: "" });
        } else {
          const line = (account: number, debit: number, credit: number) => ({
            business,
            account,
            debit,
            credit,
          });
          const lines = [line(5200, amount, 0), line(2120, 0, amount)];
          await shop.must("entry.manual", { day, memo: "No money", lines });
        }
      }
      const { opening, change, closing, sections } = await flow();
      expect(opening.total + change.total).toBe(closing.total);
      for (const [index, amount] of change.byBusiness.entries()) {
        expect((opening.byBusiness[index] ?? 0) + amount).toBe(closing.byBusiness[index]);
        const sum = sections.reduce((all, each) => all + (each.subtotal.byBusiness[index] ?? 0), 0);
        expect(sum).toBe(amount);
      }
      expect(await unproven()).toEqual([]);
      // The balance sheet, from its own sums, holds the same money.
      const sheet = await shop.must("report.balanceSheet", { on: day });
      const money = sheet.sections
        .flatMap((section) => section.lines)
        .filter((line) => line.account >= 1110 && line.account <= 1190)
        .reduce((all, line) => all + line.total, 0);
      expect(closing.total).toBe(money);
    }),
    { numRuns: 10 },
  );
});

test("the spreadsheet carries what the screen shows, to the cent, by business and together", async () => {
  const asked = { from: day, to: day, format: "csv" } as const;
  const file = await shop.must("export.cashFlow", asked);
  expect(file).toMatchObject({
    fileName: `tomtin-cash-flow-${day}-${day}.csv`,
    mediaType: "text/csv; charset=utf-8",
  });
  const rows = Buffer.from(file.base64, "base64").toString("utf8").split("\r\n");
  const { businesses, sections, opening, change, closing } = await flow();
  const said = ({ byBusiness, total }: typeof change) =>
    [...byBusiness, total].map((amount) => (amount / 100).toFixed(2)).join(",");
  expect(rows[0]).toContain(["Section", "Line", ...businesses.map(({ name }) => name)].join(","));
  expect(rows).toContain(`,Money at the start,${said(opening)}`);
  expect(rows).toContain(`,Change of the money,${said(change)}`);
  expect(rows).toContain(`,Money at the end,${said(closing)}`);
  for (const { title, subtotal } of sections) {
    expect(rows).toContain(`${title},Total,${said(subtotal)}`);
  }
  const xlsx = await shop.must("export.cashFlow", { ...asked, format: "xlsx", business: "RETAIL" });
  expect(xlsx.fileName).toBe(`tomtin-cash-flow-retail-${day}-${day}.xlsx`);
  // The accountant takes it along; the cashier does not.
  await shop.must("export.cashFlow", asked, "accountant");
  expect(await shop.refused("export.cashFlow", asked, "cashier")).toMatchObject({
    code: "permission.denied",
  });
});
