import type { Reply } from "#shared/contract/index.ts";
import { addDays } from "#shared/kernel/date.ts";
import { cents, less, sum } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import type { Account } from "#shared/ledger/account.ts";
import type { Period } from "#shared/ledger/period.ts";
import { accountTotals, trialBalance } from "#shared/ledger/trial-balance.ts";
import type { Book } from "#main/journal/book.ts";
import { balances, balancesThrough } from "#main/journal/read/ledger.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { reportWindow } from "./checks.ts";

export type TrialBalanceReport = Reply<"report.trialBalance">;

/** Opening, movement and closing of each account that moved, debits equal to credits. */
export function reportTrialBalance(parts: Parts): Handler<"report.trialBalance"> {
  return ({ from, to, business }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    return done(parts.journal.readTogether((book) => trialBalanceOf(book, window.value, business)));
  };
}

/** The same report for whoever else needs it: the spreadsheet is of exactly these rows. */
export function trialBalanceOf(
  book: Book,
  window: Period,
  business: string | null,
): TrialBalanceReport {
  const before = balancesThrough(book, addDays(window.from, -1), business);
  const within = balances(book, window, business);
  // Asserts that debits equal credits, in the window and in what was brought forward.
  const closing = trialBalance([...before, ...within]);
  trialBalance(within);
  const opened = new Map(accountTotals(before).map((each) => [each.account.number, each]));
  const moved = new Map(accountTotals(within).map((each) => [each.account.number, each]));
  const rows = closing.rows.map(({ account, debit: closingDebit, credit: closingCredit }) => {
    const opening = opened.get(account.number);
    const movement = moved.get(account.number);
    return {
      account: account.number,
      ...named(account),
      opening: less(opening?.debit ?? cents(0), opening?.credit ?? cents(0)),
      debit: movement?.debit ?? cents(0),
      credit: movement?.credit ?? cents(0),
      closingDebit,
      closingCredit,
    };
  });
  return {
    rows,
    totals: {
      debit: sum(rows.map((row) => row.debit)),
      credit: sum(rows.map((row) => row.credit)),
      closingDebit: closing.debit,
      closingCredit: closing.credit,
    },
  };
}

function named({ name, type }: Account): { name: string; type: string } {
  return { name, type };
}
