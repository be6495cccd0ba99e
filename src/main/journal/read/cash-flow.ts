import type { Money } from "#shared/kernel/money.ts";
import type { CashCounter } from "#shared/ledger/cash-flow.ts";
import type { Period } from "#shared/ledger/period.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import type { Book } from "../book.ts";
import { chart } from "./chart.ts";

export const MONEY_CLASSES: readonly string[] = [
  CLASS.cash,
  CLASS.mobileMoney,
  CLASS.bank,
  CLASS.transit,
];

/** What stands beside the money in the entries of a window that moved any, by account. */
export function cashCounters(book: Book, window: Period, business: string | null): CashCounter[] {
  const accounts = new Map(chart(book).map((account) => [account.number, account]));
  const money = [...accounts.values()]
    .filter((each) => MONEY_CLASSES.includes(each.class))
    .map((each) => each.number);
  const rows = book.all<{ account: number; business: string; amount: Money }>(
    `WITH money (account) AS (SELECT value FROM json_each(?)),
       moved AS (SELECT DISTINCT l.entry, l.business
                 FROM money m CROSS JOIN line l INDEXED BY line_by_account
                   ON l.account = m.account AND l.day BETWEEN ? AND ?
                 WHERE ? IS NULL OR l.business = ?)
     SELECT l.account, l.business, sum(l.credit - l.debit) AS amount
     FROM moved CROSS JOIN line l ON l.entry = moved.entry AND l.business = moved.business
     WHERE l.account NOT IN (SELECT account FROM money)
     GROUP BY l.account, l.business ORDER BY l.account, l.business`,
    JSON.stringify(money),
    window.from,
    window.to,
    business,
    business,
  );
  return rows.flatMap(({ account, ...row }) => {
    const found = accounts.get(account);
    return found === undefined ? [] : [{ account: found, ...row }];
  });
}
