import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reply } from "#shared/contract/index.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

// The spreadsheets of the statements, read back, carry what the reports say: to the cent.

let books: Shop;
let shop: WorkedShop;
beforeAll(async () => {
  books = openShop({ sampleItems: false });
  shop = await workedShop(books);
  const soap = await shop.item({
    business: "RETAIL",
    name: "Soap",
    price: 11_600,
    tax: "B",
    revenue: 4310,
    cogs: 5130,
    inventory: 1221,
    stock: [100_000, 600_000],
  } as never);
  await shop.must("sale.post", {
    business: "RETAIL",
    lines: [{ item: soap, quantity: 3000, unitPrice: 11_600 }],
    tenders: [{ kind: "cash", tendered: 34_800 }],
  });
  const expense = { account: 5200, paidFrom: 1170, memo: "" };
  await shop.must("entry.expense", {
    ...expense,
    day,
    // More than was earned: the files carry a loss.
    shares: [
      { business: "RETAIL", amount: 12_345 },
      { business: "WATER", amount: 100_001 },
    ],
  });
  await shop.must("entry.expense", {
    ...expense,
    day: "2026-11-10",
    shares: [{ business: "RETAIL", amount: 777 }],
  });
});
afterAll(() => books.close());

type Cell = string | number | null;
type File = Reply<"export.profitAndLoss">;
const bytesOf = ({ base64 }: File) => Buffer.from(base64, "base64");

/** A CSV without quoted fields, as these are; amounts back to cents by their digits. */
function ofCsv(file: File): Cell[][] {
  const text = bytesOf(file).toString("utf8");
  expect(text).not.toContain('"');
  return text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n")
    .map((row) => row.split(",").map(centsOf));
}

function centsOf(field: string): Cell {
  if (field === "") return null;
  return /^-?\d+\.\d\d$/.test(field) ? Number(field.replace(".", "")) : field;
}

async function ofXlsx(file: File): Promise<Cell[][]> {
  const rows = await readSheet(bytesOf(file));
  return rows.map((row) =>
    row.map((cell, at): Cell => {
      if (typeof cell !== "number") return cell === null ? null : String(cell);
      return at < 3 ? String(cell) : Math.round(cell * 100);
    }),
  );
}

interface Figures {
  readonly byBusiness: readonly number[];
  readonly total: number;
  readonly compared?: number | null;
}
const figures = ({ byBusiness, total, compared }: Figures): Cell[] => [
  ...(byBusiness.length > 1 ? byBusiness : []),
  total,
  ...(compared === undefined || compared === null ? [] : [compared]),
];
type Section = Reply<"report.balanceSheet">["sections"][number];
const sectionOf = ({ title, lines, subtotal }: Section): Cell[][] => [
  ...lines.map((line) => [title, String(line.account), line.name, ...figures(line)]),
  [title, null, "Total", ...figures(subtotal)],
];

test.each([
  ["all together, beside the period before", null, "previous"],
  ["one business, beside nothing", "RETAIL", "none"],
] as const)("the profit and loss of %s", async (_, business, compare) => {
  const asked = { from: "2026-11-11", to: day, business, compare };
  const report = await shop.must("report.profitAndLoss", asked);
  const { grossProfit, grossProfitCompared, profit, profitCompared, sections } = report;
  const cost = sections.findIndex(({ title }) => title === "Cost of sales");
  expect(cost).toBeGreaterThan(0);
  expect(profit.total).toBeLessThan(0);
  const beside = compare === "previous" ? ["2026-11-01 to 2026-11-10"] : [];
  const said: Cell[][] = [
    [
      "Section",
      "Account",
      "Name",
      ...(business === null
        ? [...report.businesses.map(({ name }) => name), "Together"]
        : ["Amount"]),
      ...beside,
    ],
    ...sections.slice(0, cost + 1).flatMap(sectionOf),
    [null, null, "Gross profit", ...figures({ ...grossProfit, compared: grossProfitCompared })],
    ...sections.slice(cost + 1).flatMap(sectionOf),
    [null, null, "Loss", ...figures({ ...profit, compared: profitCompared })],
  ];
  const csv = await shop.must("export.profitAndLoss", { ...asked, format: "csv" });
  const of = business === null ? "" : "retail-";
  expect(csv.fileName).toBe(`tomtin-profit-and-loss-${of}2026-11-11-${day}.csv`);
  expect(ofCsv(csv)).toEqual(said);
  const xlsx = await shop.must("export.profitAndLoss", { ...asked, format: "xlsx" });
  expect(await ofXlsx(xlsx)).toEqual(said);
});

test("gross profit of the period before is its sales less their cost", async () => {
  const asked = { from: "2026-11-21", to: "2026-11-21" };
  const { grossProfit } = await shop.must("report.profitAndLoss", { from: day, to: day });
  const after = await shop.must("report.profitAndLoss", { ...asked, compare: "previous" });
  expect(grossProfit.total).toBe(30_000 - 18_000);
  expect(after).toMatchObject({ grossProfitCompared: 12_000, grossProfit: { total: 0 } });
});

test.each([null, "RETAIL"])("the balance sheet of %s", async (business) => {
  const asked = { on: day, business };
  const report = await shop.must("report.balanceSheet", asked);
  const side = (digit: string) =>
    report.sections
      .filter(({ lines }) => String(lines[0]?.account).startsWith(digit))
      .flatMap(sectionOf);
  const said: Cell[][] = [
    [
      "Section",
      "Account",
      "Name",
      ...(business === null
        ? [...report.businesses.map(({ name }) => name), "Together"]
        : ["Amount"]),
    ],
    ...side("1"),
    [null, null, "Total assets", ...figures(report.assets)],
    ...side("2"),
    [null, null, "Total liabilities", ...figures(report.liabilities)],
    ...side("3"),
    [null, null, "Total equity", ...figures(report.equity)],
    // What is owned: the two ends are equal.
    [null, null, "Liabilities and equity", ...figures(report.assets)],
  ];
  const csv = await shop.must("export.balanceSheet", { ...asked, format: "csv" });
  const of = business === null ? "" : "retail-";
  expect(csv.fileName).toBe(`tomtin-balance-sheet-${of}${day}.csv`);
  expect(ofCsv(csv)).toEqual(said);
  const xlsx = await shop.must("export.balanceSheet", { ...asked, format: "xlsx" });
  expect(await ofXlsx(xlsx)).toEqual(said);
});

test("the accountant takes them along, the cashier does not", async () => {
  const window = { from: day, to: day, format: "csv" } as const;
  const sheet = { on: day, format: "csv" } as const;
  await shop.must("export.profitAndLoss", window, "accountant");
  await shop.must("export.balanceSheet", sheet, "accountant");
  const denied = { code: "permission.denied" };
  expect(await shop.refused("export.profitAndLoss", window, "cashier")).toMatchObject(denied);
  expect(await shop.refused("export.balanceSheet", sheet, "cashier")).toMatchObject(denied);
});
