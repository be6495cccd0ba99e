import * as fc from "fast-check";
import { expect, test } from "vitest";

import { cents, sum, ZERO } from "#shared/kernel/money.ts";

import type { Account } from "./account.ts";
import { ownersChart } from "./chart.ts";
import { credit, debit, journalEntry } from "./journal-entry.ts";
import type { EntryLine } from "./journal-entry.ts";
import { balanceSheet, profitAndLoss } from "./statements.ts";
import { trialBalance } from "./trial-balance.ts";
import type { AccountBalance } from "./trial-balance.ts";

const chart = new Map(ownersChart().map((account) => [account.number, account]));
const leaves = [...chart.values()].filter((account) => account.posting);
const BUSINESSES = ["WATER", "LAUNDRY", "RETAIL"] as const;

/** Sums lines by account and business, as the journal's balance table does. */
function balancesOf(lines: readonly EntryLine[]): AccountBalance[] {
  const balances = new Map<string, AccountBalance>();
  for (const { business, account, side, amount } of lines) {
    const key = `${account} ${business}`;
    const found: AccountBalance = balances.get(key) ?? {
      account: chart.get(account) as Account,
      business,
      debit: ZERO,
      credit: ZERO,
    };
    balances.set(key, { ...found, [side]: sum([found[side], amount]) });
  }
  return [...balances.values()];
}

const leaf = fc.constantFrom(...leaves.map((account) => account.number));

const entries = fc
  .array(
    fc.record({
      business: fc.constantFrom(...BUSINESSES),
      from: leaf,
      to: leaf,
      amount: fc.integer({ min: 1, max: 100_000_000 }).map(cents),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.flatMap(
      ({ business, from, to, amount }) =>
        journalEntry([debit(business, to, amount), credit(business, from, amount)]).lines,
    ),
  );

/** A month of a shop, from the worked journals. */
const month = balancesOf([
  debit("RETAIL", 1170, cents(50_000_00)),
  credit("RETAIL", 3100, cents(50_000_00)),
  debit("RETAIL", 1221, cents(10_000_00)),
  debit("RETAIL", 1380, cents(1_600_00)),
  credit("RETAIL", 2110, cents(11_600_00)),
  debit("RETAIL", 1130, cents(1_160_00)),
  debit("RETAIL", 5130, cents(700_00)),
  credit("RETAIL", 4310, cents(1_000_00)),
  credit("RETAIL", 2150, cents(160_00)),
  credit("RETAIL", 1221, cents(700_00)),
  debit("RETAIL", 4390, cents(100_00)),
  credit("RETAIL", 1130, cents(100_00)),
  debit("RETAIL", 2210, cents(2_500_00)),
  credit("RETAIL", 4910, cents(2_500_00)),
  debit("RETAIL", 1130, cents(2_500_00)),
  credit("RETAIL", 2210, cents(2_500_00)),
  debit("RETAIL", 5820, cents(120_00)),
  credit("RETAIL", 1130, cents(120_00)),
  debit("RETAIL", 1900, cents(3_000_00)),
  credit("RETAIL", 1130, cents(3_000_00)),
  debit("WATER", 1110, cents(3_000_00)),
  credit("WATER", 1900, cents(3_000_00)),
]);

test("the trial balance shows each account on its side, and both sides are equal", () => {
  const { rows, debit: debits, credit: credits } = trialBalance(month);
  expect(rows.map((row) => [row.account.number, row.debit, row.credit])).toEqual([
    [1110, 3_000_00, 0],
    [1130, 440_00, 0],
    [1170, 50_000_00, 0],
    [1221, 9_300_00, 0],
    [1380, 1_600_00, 0],
    [1900, 0, 0],
    [2110, 0, 11_600_00],
    [2150, 0, 160_00],
    [2210, 0, 0],
    [3100, 0, 50_000_00],
    [4310, 0, 1_000_00],
    [4390, 100_00, 0],
    [4910, 0, 2_500_00],
    [5130, 700_00, 0],
    [5820, 120_00, 0],
  ]);
  expect([debits, credits]).toEqual([65_260_00, 65_260_00]);
});

test("each business balances alone, its clearing with the others included", () => {
  const water = trialBalance(month.filter((each) => each.business === "WATER"));
  expect(water.rows.map((row) => [row.account.number, row.debit, row.credit])).toEqual([
    [1110, 3_000_00, 0],
    [1900, 0, 3_000_00],
  ]);
});

test("a single cent out of balance stops every statement", () => {
  const wrong = month.map((each, index) =>
    index === 0 ? { ...each, debit: cents(each.debit + 1) } : each,
  );
  expect(() => trialBalance(wrong)).toThrow("off by 1 cents");
  expect(() => balanceSheet(wrong)).toThrow("off by 1 cents");
  expect(() => trialBalance([{ ...month[0]!, debit: cents(-1) }])).toThrow("not negative");
});

test("the profit of a month is sales less costs, plus other income", () => {
  const result = profitAndLoss(month);
  expect(result.totalSales).toBe(900_00);
  expect(result.totalCostOfSales).toBe(700_00);
  expect(result.grossProfit).toBe(200_00);
  expect(result.totalOtherIncome).toBe(2_500_00);
  expect(result.totalOperatingExpenses).toBe(120_00);
  expect(result.netProfit).toBe(2_580_00);
  const [sales] = result.sales;
  expect(sales?.name).toBe("Sales");
  expect(sales?.classes.map((each) => [each.name, each.total])).toEqual([
    ["Sales of goods and services", 1_000_00],
    ["Returns and discounts", -100_00],
  ]);
});

test("what is owned is what is owed and the owner's, profit included", () => {
  const sheet = balanceSheet(month);
  expect(sheet.totalAssets).toBe(64_340_00);
  expect(sheet.totalLiabilities).toBe(11_760_00);
  expect(sheet.currentEarnings).toBe(2_580_00);
  expect(sheet.totalEquity).toBe(52_580_00);
  expect(sheet.assets.map((each) => [each.name, each.total])).toEqual([
    ["Current assets", 64_340_00],
  ]);
  expect(sheet.assets[0]?.classes.map((each) => each.name)).toEqual([
    "Cash",
    "Bank",
    "Inventory",
    "Tax recoverable",
  ]);
});

test("a category the owner invents still counts in the profit", () => {
  const rent = chart.get(5200) as Account;
  const invented = { ...rent, number: 5900, category: "Donations" };
  const result = profitAndLoss([
    { account: invented, business: "WATER", debit: cents(500), credit: ZERO },
  ]);
  expect(result.operatingExpenses.map((each) => each.name)).toEqual(["Donations"]);
  expect(result.netProfit).toBe(-500);
});

test("a shop that has not opened has empty statements", () => {
  expect(trialBalance([])).toEqual({ rows: [], debit: 0, credit: 0 });
  expect(profitAndLoss([]).netProfit).toBe(0);
  expect(balanceSheet([]).totalEquity).toBe(0);
});

test("assets are liabilities and equity, whatever was posted", () => {
  fc.assert(
    fc.property(entries, (lines) => {
      const balances = balancesOf(lines);
      const sheet = balanceSheet(balances);
      expect(sheet.totalAssets).toBe(sum([sheet.totalLiabilities, sheet.totalEquity]));
      expect(sheet.currentEarnings).toBe(profitAndLoss(balances).netProfit);
      const sections = [...sheet.assets, ...sheet.liabilities, ...sheet.equity];
      for (const section of sections) {
        expect(sum(section.classes.map((each) => each.total))).toBe(section.total);
        for (const each of section.classes) {
          expect(sum(each.lines.map((line) => line.amount))).toBe(each.total);
        }
      }
    }),
  );
});

test("every account stands on one side of the trial balance, with what is left of it", () => {
  fc.assert(
    fc.property(entries, (lines) => {
      const { rows, debit: debits, credit: credits } = trialBalance(balancesOf(lines));
      expect(debits).toBe(credits);
      for (const row of rows) {
        const own = lines.filter((line) => line.account === row.account.number);
        const signed = own.map((line) => (line.side === "debit" ? line.amount : -line.amount));
        expect(row.debit - row.credit).toBe(signed.reduce((before, each) => before + each, 0));
        expect(Math.min(row.debit, row.credit)).toBe(0);
      }
    }),
  );
});

test("the businesses' profits add up to the owner's", () => {
  fc.assert(
    fc.property(entries, (lines) => {
      const balances = balancesOf(lines);
      const each = BUSINESSES.map((business) =>
        profitAndLoss(balances.filter((balance) => balance.business === business)),
      );
      expect(sum(each.map((result) => result.netProfit))).toBe(profitAndLoss(balances).netProfit);
      expect(sum(each.map((result) => result.grossProfit))).toBe(
        profitAndLoss(balances).grossProfit,
      );
    }),
  );
});
