import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { ownersChart } from "./chart.ts";
import { turnoverTaxLines, vatReturnLines, yearEndLines } from "./closing.ts";
import type { EntryLine } from "./journal-entry.ts";
import type { AccountBalance } from "./trial-balance.ts";

const chart = new Map(ownersChart().map((account) => [account.number, account]));

/** Debit positive. */
function balance(number: number, net: number): AccountBalance {
  const account = chart.get(number);
  if (account === undefined) throw new Error(`no account ${number}`);
  const [debit, credit] = [cents(Math.max(0, net)), cents(Math.max(0, -net))];
  return { account, business: "RETAIL", debit, credit };
}

const words = (lines: readonly EntryLine[]) =>
  lines.map(({ account, side, amount }) => `${account} ${side} ${amount}`);

test("a year is closed into retained earnings: what was earned, spent and drawn out", () => {
  const balances = [balance(4310, -900), balance(4390, 100), balance(5130, 500), balance(3200, 50)];
  expect(words(yearEndLines("RETAIL", [...balances, balance(1130, 250)]))).toEqual([
    "3200 credit 50",
    "4310 debit 900",
    "4390 credit 100",
    "5130 credit 500",
    "3300 credit 250",
  ]);
});

test("a year without anything to close makes no lines, a loss is a debit", () => {
  expect(yearEndLines("RETAIL", [balance(1130, 5)])).toEqual([]);
  expect(words(yearEndLines("RETAIL", [balance(5200, 70)]))).toEqual([
    "5200 credit 70",
    "3300 debit 70",
  ]);
});

const accounts = { outputTax: 2150, inputTax: 1380 };

test("tax on sales less tax on purchases is owed, or stays in credit", () => {
  expect(
    words(vatReturnLines("RETAIL", [balance(2150, -40), balance(1380, 25)], accounts)),
  ).toEqual(["2150 debit 40", "1380 credit 25", "2155 credit 15"]);
  expect(
    words(vatReturnLines("RETAIL", [balance(2150, -10), balance(1380, 25)], accounts)),
  ).toEqual(["2150 debit 10", "1380 credit 25", "2155 debit 15"]);
});

test("turnover tax is a rate of sales, and what is posted already counts", () => {
  const sales = [balance(4310, -20_000_000)];
  const due = ["5870 debit 300000", "2170 credit 300000"];
  expect(words(turnoverTaxLines("RETAIL", sales, 150))).toEqual(due);
  expect(turnoverTaxLines("RETAIL", [...sales, balance(5870, 300_000)], 150)).toEqual([]);
});
