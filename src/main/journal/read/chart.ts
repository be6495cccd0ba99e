import type { Account } from "#shared/ledger/account.ts";
import type { Book } from "../book.ts";

interface Row extends Omit<Account, "posting" | "active" | "nameSwahili"> {
  name_swahili: string | null;
  posting: number;
  active: number;
}

const accountOf = ({ name_swahili: nameSwahili, posting, active, ...row }: Row): Account => ({
  ...row,
  nameSwahili,
  posting: posting === 1,
  active: active === 1,
});

export function accountRow(book: Book, number: number): Account | undefined {
  const row = book.get<Row>("SELECT * FROM account WHERE number = ?", number);
  return row === undefined ? undefined : accountOf(row);
}

/** The whole chart, parents included, by number. */
export function chart(book: Book): Account[] {
  return book.all<Row>("SELECT * FROM account ORDER BY number").map(accountOf);
}

/** Balance of an account in a business over all time: debit less credit, in cents. */
export function accountBalance(book: Book, number: number, business: string): number {
  const row = book.get<{ balance: number }>(
    `SELECT coalesce(sum(debit - credit), 0) AS balance FROM account_month
     WHERE account = ? AND business = ?`,
    number,
    business,
  );
  return row?.balance ?? 0;
}

/** Whether anything was ever posted to an account in a business. */
export function hasMoved(book: Book, number: number, business: string): boolean {
  const row = book.get(
    "SELECT 1 FROM account_month WHERE account = ? AND business = ? LIMIT 1",
    number,
    business,
  );
  return row !== undefined;
}
