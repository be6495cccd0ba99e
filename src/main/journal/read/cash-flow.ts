import type { BusinessDay } from "#shared/kernel/date.ts";
import { ZERO, type Money } from "#shared/kernel/money.ts";
import type { Account } from "#shared/ledger/account.ts";
import { isOfLine, type CashCounter, type SectionTitle } from "#shared/ledger/cash-flow.ts";
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

/** One selection for the report and for what is behind a line of it: they cannot disagree. */
const BESIDE_MONEY = `
  WITH money (account) AS (SELECT value FROM json_each(?)),
    moved AS (SELECT DISTINCT l.entry, l.business
              FROM money m CROSS JOIN line l INDEXED BY line_by_account
                ON l.account = m.account AND l.day BETWEEN ? AND ?
              WHERE ? IS NULL OR l.business = ?),
    beside AS (SELECT l.entry, l.day, l.business, l.account, l.credit - l.debit AS amount
               FROM moved CROSS JOIN line l
                 ON l.entry = moved.entry AND l.business = moved.business
               WHERE l.account NOT IN (SELECT account FROM money))`;

function given(
  accounts: readonly Account[],
  window: Period,
  business: string | null,
): (string | null)[] {
  const money = accounts
    .filter((each) => MONEY_CLASSES.includes(each.class))
    .map((each) => each.number);
  return [JSON.stringify(money), window.from, window.to, business, business];
}

/** What stands beside the money in the entries of a window that moved any, by account. */
export function cashCounters(book: Book, window: Period, business: string | null): CashCounter[] {
  const accounts = chart(book);
  const rows = book.all<{ account: number; business: string; amount: Money }>(
    `${BESIDE_MONEY}
     SELECT account, business, sum(amount) AS amount FROM beside
     GROUP BY account, business ORDER BY account, business`,
    ...given(accounts, window, business),
  );
  const byNumber = new Map(accounts.map((account) => [account.number, account]));
  return rows.flatMap(({ account, ...row }) => {
    const found = byNumber.get(account);
    return found === undefined ? [] : [{ account: found, ...row }];
  });
}

/** An entry behind a line of the cash flow: what it brought in, below zero what it took. */
export interface CashEntry {
  readonly entry: number;
  readonly day: BusinessDay;
  readonly business: string;
  readonly amount: Money;
}

/**
 * The entries behind one line, latest day first, and what all of them come to. What comes to
 * nothing within its entry, as the cost of what was sold, moved no money and is left out.
 */
export function cashEntries(
  book: Book,
  window: Period,
  business: string | null,
  line: { readonly section: SectionTitle; readonly name: string },
  page: { readonly after: number; readonly limit: number },
): { readonly entries: CashEntry[]; readonly total: Money; readonly count: number } {
  const accounts = chart(book);
  const mine = accounts
    .filter((account) => isOfLine(account, line.section, line.name))
    .map((each) => each.number);
  const values = [...given(accounts, window, business), JSON.stringify(mine)];
  const behind = `${BESIDE_MONEY},
     behind AS (SELECT entry, day, business, sum(amount) AS amount FROM beside
                WHERE account IN (SELECT value FROM json_each(?))
                GROUP BY entry, day, business HAVING sum(amount) <> 0)`;
  const all = book.get<{ total: Money; count: number }>(
    `${behind} SELECT coalesce(sum(amount), 0) AS total, count(*) AS count FROM behind`,
    ...values,
  );
  const entries = book.all<CashEntry>(
    `${behind} SELECT entry, day, business, amount FROM behind
     ORDER BY day DESC, entry DESC, business LIMIT ? OFFSET ?`,
    ...values,
    page.limit,
    page.after,
  );
  return { entries, total: all?.total ?? ZERO, count: all?.count ?? 0 };
}
