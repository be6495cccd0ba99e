import { assert } from "#shared/kernel/assert.ts";
import { cents, less, sum, ZERO } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";
import { normalBalance } from "./account.ts";
import type { Account, AccountType } from "./account.ts";
import { balanceSheet, profitAndLoss } from "./statements.ts";
import { CATEGORY } from "./tiers.ts";
import type { AccountBalance } from "./trial-balance.ts";

/**
 * Statements with a column for each business and one for the whole. The numbers of each column
 * are those of `profitAndLoss` and `balanceSheet` over that column's balances, and asserted to be.
 */

/** One figure a business, in the order asked for, then the whole. Cents. */
export interface Amounts {
  readonly byBusiness: readonly Money[];
  readonly total: Money;
}

export interface Compared extends Amounts {
  /** The whole of the window compared with; null where there is none. */
  readonly compared: Money | null;
}

export interface ColumnLine extends Compared {
  readonly account: number;
  readonly name: string;
}

export interface ColumnSection {
  readonly title: string;
  readonly lines: readonly ColumnLine[];
  readonly subtotal: Compared;
}

export interface ProfitAndLossColumns {
  readonly sections: readonly ColumnSection[];
  readonly grossProfit: Amounts;
  readonly grossProfitCompared: Money | null;
  readonly profit: Amounts;
  readonly profitCompared: Money | null;
}

export interface BalanceSheetColumns {
  readonly sections: readonly ColumnSection[];
  readonly assets: Amounts;
  readonly liabilities: Amounts;
  readonly equity: Amounts;
}

/**
 * Sales, cost of sales, other income, operating expenses; each on its normal side, so that
 * returns are negative sales. `compared` are the balances of another window, or null.
 */
export function profitAndLossColumns(
  businesses: readonly string[],
  balances: readonly AccountBalance[],
  compared: readonly AccountBalance[] | null,
): ProfitAndLossColumns {
  const earned = (each: AccountBalance): boolean =>
    each.account.type === "revenue" || each.account.type === "expense";
  const lines = columnLines(
    businesses,
    balances.filter(earned),
    compared === null ? null : compared.filter(earned),
  );
  const gross = lines.filter((line) => placeInResult(line.from) < 2);
  const profit = result(businesses.length, lines);
  assert(
    profit.total === profitAndLoss(balances).netProfit,
    "the columns of the profit and loss lost an account",
  );
  return {
    sections: sectionsOf(businesses.length, lines, placeInResult),
    grossProfit: result(businesses.length, gross),
    grossProfitCompared: compared === null ? null : comparedOf(gross),
    profit,
    profitCompared: compared === null ? null : profitAndLoss(compared).netProfit,
  };
}

/**
 * Assets, liabilities and equity on a day. Earnings not yet closed to 3300 stand under equity in
 * two computed lines, the running year's and those of earlier years: they carry the number of the
 * account they will be closed to, and are posted nowhere. `thisYear` are the balances of the
 * running year alone, `balances` those since the beginning.
 */
export function balanceSheetColumns(
  businesses: readonly string[],
  balances: readonly AccountBalance[],
  thisYear: readonly AccountBalance[],
): BalanceSheetColumns {
  const stands = (type: AccountType) => (each: AccountBalance) => each.account.type === type;
  const linesOf = (type: AccountType): Line[] =>
    columnLines(businesses, balances.filter(stands(type)), null);
  const assets = linesOf("asset");
  const liabilities = linesOf("liability");
  const earned = earnings(businesses, balances, thisYear);
  const equity = [...linesOf("equity"), ...earned];
  const whole = balanceSheet(balances);
  const totals = [assets, liabilities, equity].map((each) => addUp(businesses.length, each));
  const [own, owed, rest] = totals;
  assert(own !== undefined && owed !== undefined && rest !== undefined, "three sides");
  assert(
    own.total === whole.totalAssets && rest.total === whole.totalEquity,
    "the columns of the balance sheet lost an account",
  );
  for (const [at, business] of businesses.entries()) {
    const off = (own.byBusiness[at] ?? 0) - (owed.byBusiness[at] ?? 0) - (rest.byBusiness[at] ?? 0);
    assert(off === 0, `the balance sheet of ${business} is off by ${off} cents`);
  }
  return {
    sections: [assets, liabilities, equity].flatMap((side) =>
      sectionsOf(businesses.length, side, () => 0),
    ),
    assets: own,
    liabilities: owed,
    equity: rest,
  };
}

/** A line that still knows the account it came from. */
interface Line extends ColumnLine {
  readonly from: Pick<Account, "type" | "category">;
}

const RETAINED = 3300;

function earnings(
  businesses: readonly string[],
  balances: readonly AccountBalance[],
  thisYear: readonly AccountBalance[],
): Line[] {
  const running = earnedBy(businesses, thisYear);
  const all = earnedBy(businesses, balances);
  const earlier: Amounts = {
    byBusiness: all.byBusiness.map((each, at) => less(each, running.byBusiness[at] ?? ZERO)),
    total: less(all.total, running.total),
  };
  const line = (name: string, amounts: Amounts): Line => ({
    account: RETAINED,
    name,
    ...amounts,
    compared: null,
    from: { type: "equity", category: CATEGORY.equity },
  });
  return [
    line("Earnings of earlier years, not yet closed", earlier),
    line("Profit of the running year", running),
  ].filter(moved);
}

function earnedBy(businesses: readonly string[], balances: readonly AccountBalance[]): Amounts {
  return {
    byBusiness: businesses.map(
      (id) => profitAndLoss(balances.filter((each) => each.business === id)).netProfit,
    ),
    total: profitAndLoss(balances).netProfit,
  };
}

function columnLines(
  businesses: readonly string[],
  balances: readonly AccountBalance[],
  compared: readonly AccountBalance[] | null,
): Line[] {
  const accounts = new Map<number, Account>();
  for (const { account } of [...balances, ...(compared ?? [])]) {
    accounts.set(account.number, account);
  }
  return [...accounts.values()]
    .toSorted((a, b) => a.number - b.number)
    .map((account) => {
      const mine = balances.filter((each) => each.account.number === account.number);
      const before = compared?.filter((each) => each.account.number === account.number);
      return {
        account: account.number,
        name: account.name,
        byBusiness: businesses.map((id) => net(mine.filter((each) => each.business === id))),
        total: net(mine),
        compared: before === undefined ? null : net(before),
        from: account,
      };
    })
    .filter(moved);
}

function moved(line: ColumnLine): boolean {
  const nothing = line.byBusiness.every((each) => each === 0) && (line.compared ?? 0) === 0;
  return !nothing || line.total !== 0;
}

/** On the normal side of the account's type. */
function net(balances: readonly AccountBalance[]): Money {
  let total = 0;
  for (const { account, debit, credit } of balances) {
    total += normalBalance[account.type] === "debit" ? debit - credit : credit - debit;
  }
  return cents(total);
}

/** 0 sales, 1 cost of sales, 2 other income, 3 all other expenses: by exclusion, as always. */
function placeInResult({ type, category }: Pick<Account, "type" | "category">): number {
  if (type === "revenue") return category === CATEGORY.otherIncome ? 2 : 0;
  return category === CATEGORY.costOfSales ? 1 : 3;
}

function sectionsOf(
  columns: number,
  lines: readonly Line[],
  place: (from: Line["from"]) => number,
): ColumnSection[] {
  const sections = new Map<string, Line[]>();
  for (const line of lines.toSorted((a, b) => place(a.from) - place(b.from))) {
    const key = `${place(line.from)} ${line.from.category}`;
    sections.set(key, [...(sections.get(key) ?? []), line]);
  }
  return [...sections.values()].map((members) => ({
    title: members[0]?.from.category ?? "",
    lines: members.map(({ account, name, byBusiness, total, compared }) => ({
      account,
      name,
      byBusiness,
      total,
      compared,
    })),
    subtotal: addUp(columns, members),
  }));
}

function addUp(columns: number, lines: readonly ColumnLine[]): Compared {
  const compared = lines.map((line) => line.compared).filter((each) => each !== null);
  return {
    byBusiness: Array.from({ length: columns }, (_, at) =>
      sum(lines.map((line) => line.byBusiness[at] ?? ZERO)),
    ),
    total: sum(lines.map((line) => line.total)),
    compared: lines.length > 0 && compared.length === lines.length ? sum(compared) : null,
  };
}

/** What was earned less what was spent in the window compared with. */
function comparedOf(lines: readonly Line[]): Money {
  const of = (type: AccountType): Money =>
    sum(lines.filter(({ from }) => from.type === type).map((line) => line.compared ?? ZERO));
  return less(of("revenue"), of("expense"));
}

/** What is earned less what is spent, column by column. */
function result(columns: number, lines: readonly Line[]): Amounts {
  const income = addUp(
    columns,
    lines.filter((line) => line.from.type === "revenue"),
  );
  const spent = addUp(
    columns,
    lines.filter((line) => line.from.type === "expense"),
  );
  return {
    byBusiness: income.byBusiness.map((each, at) => less(each, spent.byBusiness[at] ?? ZERO)),
    total: less(income.total, spent.total),
  };
}
