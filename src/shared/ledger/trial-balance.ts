import { assert } from "#shared/kernel/assert.ts";
import { less, sum, ZERO } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";

import type { Account } from "./account.ts";

/**
 * What was debited and credited to one account of one business, summed over a window or since
 * the beginning. Both sums are ≥ 0.
 */
export interface AccountBalance {
  readonly account: Account;
  readonly business: string;
  readonly debit: Money;
  readonly credit: Money;
}

/** One account, net, on the side on which it stands; the other side is zero. */
export interface TrialBalanceRow {
  readonly account: Account;
  readonly debit: Money;
  readonly credit: Money;
}

export interface TrialBalance {
  /** By account number. */
  readonly rows: readonly TrialBalanceRow[];
  readonly debit: Money;
  readonly credit: Money;
}

/**
 * All balances on their sides, debits equal to credits. Give it one business for that business's
 * trial balance and all of them for the consolidated one: balances of the same account are added
 * up, so that inter-business clearing disappears. An account that moved and came back to zero
 * stays, one that never moved does not. Balances that do not balance are our bug.
 */
export function trialBalance(balances: Iterable<AccountBalance>): TrialBalance {
  const rows = accountTotals(balances)
    .filter((each) => each.debit !== 0 || each.credit !== 0)
    .map(({ account, debit, credit }) => {
      const net = less(debit, credit);
      return net >= 0
        ? { account, debit: net, credit: ZERO }
        : { account, debit: ZERO, credit: less(credit, debit) };
    });
  const debit = sum(rows.map((row) => row.debit));
  const credit = sum(rows.map((row) => row.credit));
  assert(debit === credit, `the trial balance is off by ${debit - credit} cents`);
  return { rows, debit, credit };
}

/** Debit and credit of each account over all businesses given, by account number. */
export function accountTotals(
  balances: Iterable<AccountBalance>,
): { readonly account: Account; readonly debit: Money; readonly credit: Money }[] {
  const totals = new Map<number, { account: Account; debit: Money; credit: Money }>();
  for (const { account, debit, credit } of balances) {
    assert(debit >= 0 && credit >= 0, `the sums of ${account.number} are not negative`);
    const before = totals.get(account.number) ?? { account, debit: ZERO, credit: ZERO };
    totals.set(account.number, {
      account,
      debit: sum([before.debit, debit]),
      credit: sum([before.credit, credit]),
    });
  }
  return [...totals.values()].sort((a, b) => a.account.number - b.account.number);
}
