import type { DepositChange, ReturnableType, SoldReturnable } from "../facts/returnables.ts";
import type { StockIssue } from "../facts/layers.ts";
import { assert } from "../kernel/assert.ts";
import { cents, less, sum, ZERO, type Money } from "../kernel/money.ts";
import { splitTax } from "../kernel/tax.ts";
import { credit, debit, type EntryLine } from "../ledger/journal-entry.ts";
import { costOf } from "./stock-taking.ts";

/** What the lines of a sale take as deposits; below zero where more goes back than is taken. */
export function depositsOf(lines: readonly { readonly returnable?: SoldReturnable }[]): Money {
  return sum(lines.map(({ returnable }) => cents(returnable?.deposit?.amount ?? 0)));
}

/**
 * The lines of one change of a deposit: what is held for the record, its own party; and owned
 * containers, which go on loan at cost and come back at it (worked journals J13, J13b, J14, J15,
 * J16u). `lent` are the layers they left, or return to.
 */
export function depositLines(
  business: string,
  change: DepositChange | null,
  lent: readonly StockIssue[],
): EntryLine[] {
  if (change === null) return [];
  const { account, amount, deposit, cost, loan } = change;
  const held =
    amount >= 0
      ? credit(business, account, cents(amount), deposit)
      : debit(business, account, cents(-amount), deposit);
  if (cost === 0 || lent.length === 0) return [held];
  assert(loan !== null, "owned containers are on loan in an account");
  assert(costOf(lent) === Math.abs(cost), "the layers are worth what is on loan");
  if (cost > 0) {
    const left = lent.map((part) => credit(business, part.account, part.cost));
    return [held, debit(business, loan, cents(cost)), ...left];
  }
  const back = lent.map((part) => debit(business, part.account, part.cost));
  return [held, credit(business, loan, cents(-cost)), ...back];
}

/** A forfeited deposit, its tax taken out of it. */
export interface Forfeit {
  readonly business: string;
  readonly type: Pick<ReturnableType, "accounts">;
  readonly change: DepositChange;
  readonly basisPoints: number;
  readonly outputTax: number;
  /** What the supplier's deposits for what is lost came to; not ours otherwise. */
  readonly supplierDeposit: Money;
}

/**
 * The deposit is earned net of tax; what it was for is lost: owned containers from the loan
 * account (J13c), others by the deposit that the supplier keeps (J18l).
 */
export function forfeitLines(forfeit: Forfeit): {
  readonly lines: EntryLine[];
  readonly tax: Money;
} {
  const { business, change, type, supplierDeposit } = forfeit;
  const { forfeited, loss, paid } = type.accounts;
  const amount = cents(-change.amount);
  const { tax } = splitTax(amount, forfeit.basisPoints);
  const cost = cents(-change.cost);
  const lines = [
    debit(business, change.account, amount, change.deposit),
    credit(business, forfeited, less(amount, tax)),
    credit(business, forfeit.outputTax, tax),
    debit(business, loss, cost),
    ...(cost === 0 || change.loan === null ? [] : [credit(business, change.loan, cost)]),
    ...lostToSupplier(business, { loss, paid }, supplierDeposit),
  ];
  return { lines, tax };
}

/** What the supplier keeps of what we paid for cylinders that never come back. */
export function lostToSupplier(
  business: string,
  accounts: { readonly loss: number; readonly paid: number | null },
  amount: Money,
): EntryLine[] {
  if (amount === ZERO || accounts.paid === null) return [];
  return [debit(business, accounts.loss, amount), credit(business, accounts.paid, amount)];
}

/** What was written off as lost is there again: the supplier owes its deposit as before. */
export function foundAgain(
  business: string,
  accounts: { readonly loss: number; readonly paid: number | null },
  amount: Money,
): EntryLine[] {
  if (amount === ZERO || accounts.paid === null) return [];
  return [debit(business, accounts.paid, amount), credit(business, accounts.loss, amount)];
}
