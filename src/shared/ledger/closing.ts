import { cents, share, type Money } from "#shared/kernel/money.ts";
import { credit, debit, type EntryLine } from "./journal-entry.ts";
import { RULED } from "./office-entries.ts";
import { profitAndLoss } from "./statements.ts";
import type { AccountBalance } from "./trial-balance.ts";

/** Accounts that closing posts to; their numbers are permanent. */
const RETAINED = 3300;
const VAT_SETTLEMENT = 2155;
const TURNOVER_TAX = 5870;
const TURNOVER_TAX_PAYABLE = 2170;

/** Debit less credit of one account over balances of one business. */
function netOf(balances: readonly AccountBalance[], number: number): number {
  let net = 0;
  for (const { account, debit: debits, credit: credits } of balances) {
    if (account.number === number) net += debits - credits;
  }
  return net;
}

/** Brings an account with this net (debit less credit) to zero; no line where it is zero already. */
function clear(business: string, account: number, net: number): EntryLine[] {
  if (net === 0) return [];
  const side = net > 0 ? credit : debit;
  return [side(business, account, cents(Math.abs(net)))];
}

/** What the lines lack goes to one account: the result of having cleared the others. */
function into(business: string, account: number, lines: readonly EntryLine[]): EntryLine[] {
  let net = 0;
  for (const { side, amount } of lines) net += side === "debit" ? amount : -amount;
  return [...lines, ...clear(business, account, net)];
}

/**
 * Closes one business's year (J38): what was earned, spent and drawn out, brought to retained
 * earnings. `balances` are those of the business since the beginning, through the last day of the
 * year. What was recorded for the year after a first closing is what a second one closes.
 */
export function yearEndLines(business: string, balances: readonly AccountBalance[]): EntryLine[] {
  const closed = balances.filter(
    ({ account }) =>
      account.type === "revenue" || account.type === "expense" || account.number === RULED.drawings,
  );
  const numbers = [...new Set(closed.map(({ account }) => account.number))].toSorted(
    (a, b) => a - b,
  );
  const lines = numbers.flatMap((number) => clear(business, number, netOf(closed, number)));
  return into(business, RETAINED, lines);
}

/**
 * A month's VAT return (J33): what was charged on sales less what was paid on purchases is owed,
 * or in credit, at the settlement account. `balances` are those through the month's last day.
 */
export function vatReturnLines(
  business: string,
  balances: readonly AccountBalance[],
  accounts: { readonly outputTax: number; readonly inputTax: number },
): EntryLine[] {
  const { outputTax, inputTax } = accounts;
  return into(business, VAT_SETTLEMENT, [
    ...clear(business, outputTax, netOf(balances, outputTax)),
    ...clear(business, inputTax, netOf(balances, inputTax)),
  ]);
}

/**
 * Turnover tax of a month (J34): a rate of its sales. `balances` are those of the month, and what
 * was already posted to 5870 in it counts as paid.
 */
export function turnoverTaxLines(
  business: string,
  balances: readonly AccountBalance[],
  basisPoints: number,
): EntryLine[] {
  const sales = profitAndLoss(balances).totalSales;
  const tax: Money = cents(Math.max(0, share(sales, basisPoints, 10_000)));
  const rest = cents(tax - netOf(balances, TURNOVER_TAX));
  if (rest <= 0) return [];
  return [debit(business, TURNOVER_TAX, rest), credit(business, TURNOVER_TAX_PAYABLE, rest)];
}
