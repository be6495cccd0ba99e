import type { DepositChange } from "#shared/facts/returnables.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { EntryLine } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { deposit } from "#main/journal/read/deposits.ts";

/** What an entry by hand does to deposits, and the business they are of; null where it names none. */
export interface Settling {
  readonly business: string;
  readonly deposits: readonly DepositChange[];
}

/**
 * The deposits that lines name, each of which they settle whole: exactly what is left is taken from
 * its record, or made good on it. Refuses another amount, another account than its own, and deposits
 * of two businesses in one entry.
 */
export function settledDeposits(book: Book, lines: readonly EntryLine[]): Result<Settling | null> {
  const naming = lines.filter(
    ({ account, party }) => party !== null && accountRow(book, account)?.subledger === "deposit",
  );
  const [first] = naming;
  if (first === undefined) return done(null);
  const { business } = first;
  const changes: DepositChange[] = [];
  for (const [id, ofIt] of Map.groupBy(naming, ({ party }) => party ?? "")) {
    const record = deposit(book, id);
    if (record === undefined) return refuse({ code: "deposit.unknown" });
    const strays = ofIt.some(({ account }) => account !== record.account);
    if (strays || record.business !== business || ofIt.some((each) => each.business !== business)) {
      return refuse({
        code: "account.wrong_kind",
        account: first.account,
        wanted: "deposits of one business, each on its own account",
      });
    }
    const amount = ofIt.reduce(
      (sum, line) => sum + (line.side === "credit" ? line.amount : -line.amount),
      0,
    );
    if (amount !== -record.amount) {
      return refuse({ code: "deposit.left", name: record.name, left: record.amount });
    }
    const { type, serial, customer, account, loan } = record;
    const same = { deposit: id, type, serial, customer, account, loan };
    changes.push({ ...same, how: "changed", count: 0, amount, cost: 0 });
  }
  return done({ business, deposits: changes });
}
