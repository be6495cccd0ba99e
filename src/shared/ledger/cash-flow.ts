import { cents, sum, type Money } from "../kernel/money.ts";
import type { Account } from "./account.ts";
import type { Amounts } from "./statement-columns.ts";
import { CATEGORY, CLASS } from "./tiers.ts";

/** What entries that moved money say it was for: an account beside the money, in one business. */
export interface CashCounter {
  readonly account: Account;
  readonly business: string;
  /** Credit less debit: what it brought in, below zero what it took. */
  readonly amount: Money;
}

export interface CashFlowLine extends Amounts {
  readonly name: string;
}

export interface CashFlowSection {
  readonly title: SectionTitle;
  readonly lines: readonly CashFlowLine[];
  readonly subtotal: Amounts;
}

/** The cost of what was sold moves no money: with the stock it came from it is one line. */
const GOODS: ReadonlySet<string> = new Set([CLASS.inventory, CLASS.costOfGoods, CLASS.stockLosses]);

/** Their words are the screen's. */
export const SECTIONS = ["Trade", "Equipment", "Owner and loans", "Between businesses"] as const;
export type SectionTitle = (typeof SECTIONS)[number];

function sectionOf(account: Account): SectionTitle {
  if (account.category === CATEGORY.fixedAssets) return "Equipment";
  if (account.category === CATEGORY.clearing) return "Between businesses";
  const financed = account.type === "equity" || account.category === CATEGORY.longTermLiabilities;
  return financed || account.class === CLASS.loans ? "Owner and loans" : "Trade";
}

/** The line that takes the classes of goods together; the others are called as their class is. */
export const GOODS_BOUGHT = "Goods bought, less what was given back";

const nameOf = (account: Account): string =>
  GOODS.has(account.class) ? GOODS_BOUGHT : account.class;

/** Whether an account that stands beside the money belongs to a line of the cash flow. */
export function isOfLine(account: Account, section: SectionTitle, name: string): boolean {
  return sectionOf(account) === section && nameOf(account) === name;
}

/**
 * The direct cash flow: what came in and went out, by what it was for. It adds up to the change of
 * the money to the cent, because each entry balances within each business.
 */
export function cashFlow(
  businesses: readonly string[],
  counters: readonly CashCounter[],
): { readonly sections: readonly CashFlowSection[]; readonly change: Amounts } {
  const across = (mine: readonly CashCounter[]): Amounts => {
    const byBusiness = businesses.map((id) =>
      sum(mine.filter((each) => each.business === id).map((each) => each.amount)),
    );
    return { byBusiness, total: cents(byBusiness.reduce((all, each) => all + each, 0)) };
  };
  const sections = SECTIONS.map((title): CashFlowSection => {
    const mine = counters.filter(({ account }) => sectionOf(account) === title);
    const lines = [...Map.groupBy(mine, ({ account }) => nameOf(account))]
      .map(([name, of]): CashFlowLine => ({ name, ...across(of) }))
      .filter((line) => line.byBusiness.some((amount) => amount !== 0));
    return { title, lines, subtotal: across(mine) };
  });
  return { sections: sections.filter(({ lines }) => lines.length > 0), change: across(counters) };
}
