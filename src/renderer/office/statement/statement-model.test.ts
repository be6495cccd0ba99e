import { expect, test } from "vitest";
import type { Reply } from "#shared/contract/index.ts";
import { cents } from "#shared/kernel/money.ts";
import { balanceSheetRows, profitAndLossRows } from "./statement-model.ts";

const amounts = (total: number) => ({ byBusiness: [cents(total)], total: cents(total) });

function section(title: string, account: number, total: number) {
  const figures = { ...amounts(total), compared: null };
  return {
    title,
    lines: total === 0 ? [] : [{ account, name: title, ...figures }],
    subtotal: figures,
  };
}

const businesses = [{ id: "WATER", name: "Water" }];

const profitAndLoss: Reply<"report.profitAndLoss"> = {
  businesses,
  sections: [
    section("Sales", 4110, 900),
    section("Cost of sales", 5110, 400),
    section("Other income", 4920, 0),
    section("Operating expenses", 5200, 200),
  ],
  comparedFrom: null,
  comparedTo: null,
  grossProfit: amounts(500),
  grossProfitCompared: null,
  profit: amounts(300),
  profitCompared: null,
};

test("gross profit stands right after the cost of sales, profit at the end", () => {
  expect(profitAndLossRows(profitAndLoss).map((row) => row.title)).toEqual([
    "Sales",
    "Sales",
    "Total sales",
    "Cost of sales",
    "Cost of sales",
    "Total cost of sales",
    "Gross profit",
    "Operating expenses",
    "Operating expenses",
    "Total operating expenses",
    "Profit",
  ]);
});

test("a business without cost of sales still shows its gross profit", () => {
  const sections = profitAndLoss.sections.filter((each) => each.title !== "Cost of sales");
  const titles = profitAndLossRows({ ...profitAndLoss, sections }).map((row) => row.title);
  expect(titles.indexOf("Gross profit")).toBe(3);
});

test("a loss is called a loss", () => {
  const rows = profitAndLossRows({ ...profitAndLoss, profit: amounts(-1) });
  expect(rows.at(-1)?.title).toBe("Loss");
});

test("the balance sheet ends with liabilities and equity, equal to the assets", () => {
  const rows = balanceSheetRows({
    businesses,
    sections: [
      section("Current assets", 1110, 1000),
      section("Current liabilities", 2110, 300),
      section("Owner's equity", 3100, 700),
    ],
    assets: amounts(1000),
    liabilities: amounts(300),
    equity: amounts(700),
  });
  const total = (key: string) => rows.find((row) => row.key === key)?.amounts?.total;
  expect(total("liabilities-and-equity")).toBe(total("assets"));
  expect(rows.filter((row) => row.kind === "final")).toHaveLength(2);
});

test("before the first entry there is nothing to draw", () => {
  expect(profitAndLossRows({ ...profitAndLoss, sections: [] })).toEqual([]);
});
