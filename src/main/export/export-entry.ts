import { assert } from "#shared/kernel/assert.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Account, Side } from "#shared/ledger/account.ts";

/** A line as it leaves the house. `party` is an opaque id or a till code, never a name. */
export interface ExportLine {
  readonly business: string;
  readonly account: number;
  readonly side: Side;
  readonly amount: Money;
  readonly party: string | null;
}

/**
 * A journal entry as the writers of plain-text accounting need it. The caller keeps people out of
 * `memo`: these files are mailed to accountants.
 */
export interface ExportEntry {
  /** The receipt's or the entry's number, as printed. */
  readonly number: string;
  readonly id: string;
  readonly day: BusinessDay;
  readonly type: string;
  readonly memo: string;
  /** The id of the entry that this one reverses. */
  readonly reverses: string | null;
  readonly lines: readonly ExportLine[];
}

/** The currency of the books; every amount of an export is in it. */
export const CURRENCY = "KES";

/** Accounts by number; a line on an account that is not in the chart is our bug. */
export function accountFinder(accounts: Iterable<Account>): (number: number) => Account {
  const byNumber = new Map([...accounts].map((account) => [account.number, account]));
  return (number) => {
    const account = byNumber.get(number);
    assert(account !== undefined, `an entry posts to ${number}, which is not in the chart`);
    return account;
  };
}

/** Signed with a point and two decimals and nothing else: debits positive, credits negative. */
export function signedAmount({ side, amount }: ExportLine): string {
  const digits = String(amount).padStart(3, "0");
  const sign = side === "credit" ? "-" : "";
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** One line of text: whatever would end a line or begin a comment or a tag is a space. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp};|]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** "Current assets" as "current": the type is said by the word before it. */
export function categoryWord(account: Account): string {
  return account.category
    .toLowerCase()
    .replace(/ (assets|liabilities|equity|income|expenses)$/, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
