import { assert } from "#shared/kernel/assert.ts";
import { less, sum } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";

import { normalBalance } from "./account.ts";
import type { Account, AccountType } from "./account.ts";
import { CATEGORY } from "./tiers.ts";
import { accountTotals } from "./trial-balance.ts";
import type { AccountBalance } from "./trial-balance.ts";

/** An account on a statement, positive on the normal side of its type; never zero. */
export interface StatementLine {
  readonly account: Account;
  readonly amount: Money;
}

export interface StatementClass {
  readonly name: string;
  readonly lines: readonly StatementLine[];
  readonly total: Money;
}

/** A category with its classes, in the order of the chart. */
export interface StatementSection {
  readonly name: string;
  readonly classes: readonly StatementClass[];
  readonly total: Money;
}

export interface ProfitAndLoss {
  /** Revenue but for other income; returns and discounts are in it, negative. */
  readonly sales: readonly StatementSection[];
  readonly totalSales: Money;
  readonly costOfSales: readonly StatementSection[];
  readonly totalCostOfSales: Money;
  readonly grossProfit: Money;
  readonly otherIncome: readonly StatementSection[];
  readonly totalOtherIncome: Money;
  readonly operatingExpenses: readonly StatementSection[];
  readonly totalOperatingExpenses: Money;
  /** Negative where the business made a loss. */
  readonly netProfit: Money;
}

export interface BalanceSheet {
  readonly assets: readonly StatementSection[];
  readonly totalAssets: Money;
  readonly liabilities: readonly StatementSection[];
  readonly totalLiabilities: Money;
  readonly equity: readonly StatementSection[];
  /** Revenue less expenses not yet closed to retained earnings: part of `totalEquity`. */
  readonly currentEarnings: Money;
  readonly totalEquity: Money;
}

/**
 * What was earned and spent in a window, from the sums of that window: one business's balances
 * give that business's result, all of them the consolidated one. Balance sheet accounts are
 * passed over. The caller leaves out closing entries, which would make every year end at zero.
 */
export function profitAndLoss(balances: Iterable<AccountBalance>): ProfitAndLoss {
  const list = [...balances];
  const revenue = linesOf(list, "revenue");
  const expenses = linesOf(list, "expense");
  // By exclusion, so that a category the owner invents is counted and cannot fall between two.
  const isOther = ({ account }: StatementLine) => account.category === CATEGORY.otherIncome;
  const isCost = ({ account }: StatementLine) => account.category === CATEGORY.costOfSales;
  const sales = revenue.filter((line) => !isOther(line));
  const costOfSales = expenses.filter(isCost);
  const otherIncome = revenue.filter(isOther);
  const operatingExpenses = expenses.filter((line) => !isCost(line));
  const grossProfit = less(totalOf(sales), totalOf(costOfSales));
  const netProfit = less(sum([grossProfit, totalOf(otherIncome)]), totalOf(operatingExpenses));
  assert(netProfit === earnings(list), "the profit and loss lost an account");
  return {
    sales: sectionsOf(sales),
    totalSales: totalOf(sales),
    costOfSales: sectionsOf(costOfSales),
    totalCostOfSales: totalOf(costOfSales),
    grossProfit,
    otherIncome: sectionsOf(otherIncome),
    totalOtherIncome: totalOf(otherIncome),
    operatingExpenses: sectionsOf(operatingExpenses),
    totalOperatingExpenses: totalOf(operatingExpenses),
    netProfit,
  };
}

/**
 * What is owned and owed on a day, from the sums of all entries up to and including it. Earnings
 * not yet closed are computed into equity, never posted for the purpose. Assets that are not
 * liabilities plus equity are our bug: some entry did not balance.
 */
export function balanceSheet(balances: Iterable<AccountBalance>): BalanceSheet {
  const list = [...balances];
  const assets = linesOf(list, "asset");
  const liabilities = linesOf(list, "liability");
  const equity = linesOf(list, "equity");
  const currentEarnings = earnings(list);
  const totalAssets = totalOf(assets);
  const totalLiabilities = totalOf(liabilities);
  const totalEquity = sum([totalOf(equity), currentEarnings]);
  const off = totalAssets - totalLiabilities - totalEquity;
  assert(off === 0, `the balance sheet is off by ${off} cents`);
  return {
    assets: sectionsOf(assets),
    totalAssets,
    liabilities: sectionsOf(liabilities),
    totalLiabilities,
    equity: sectionsOf(equity),
    currentEarnings,
    totalEquity,
  };
}

function earnings(balances: readonly AccountBalance[]): Money {
  return less(totalOf(linesOf(balances, "revenue")), totalOf(linesOf(balances, "expense")));
}

function linesOf(balances: readonly AccountBalance[], type: AccountType): StatementLine[] {
  const growsByDebit = normalBalance[type] === "debit";
  return accountTotals(balances.filter(({ account }) => account.type === type))
    .map(({ account, debit, credit }) => ({
      account,
      amount: growsByDebit ? less(debit, credit) : less(credit, debit),
    }))
    .filter((line) => line.amount !== 0);
}

function totalOf(lines: readonly StatementLine[]): Money {
  return sum(lines.map((line) => line.amount));
}

function sectionsOf(lines: readonly StatementLine[]): StatementSection[] {
  return groupBy(lines, (account) => account.category).map(({ name, group }) => ({
    name,
    classes: groupBy(group, (account) => account.class).map((inner) => ({
      name: inner.name,
      lines: inner.group,
      total: totalOf(inner.group),
    })),
    total: totalOf(group),
  }));
}

function groupBy(
  lines: readonly StatementLine[],
  nameOf: (account: Account) => string,
): { readonly name: string; readonly group: readonly StatementLine[] }[] {
  const groups = new Map<string, StatementLine[]>();
  for (const line of lines) {
    const name = nameOf(line.account);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [line]);
    else group.push(line);
  }
  return [...groups].map(([name, group]) => ({ name, group }));
}
