import type { Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { credit, debit, type EntryLine } from "#shared/ledger/journal-entry.ts";
import type { Account } from "#shared/ledger/account.ts";
import type { Book } from "#main/journal/book.ts";
import { activeBusiness } from "../place.ts";
import { postableLine } from "./checks.ts";

/** A line as a person typed it: cents on one side, nothing on the other. */
export interface TypedLine {
  readonly business: string;
  readonly account: number;
  readonly debit: Money;
  readonly credit: Money;
  readonly party: string | null;
}

/**
 * Typed lines as lines of an entry: each has one amount, an account its business may post to and
 * the party that account needs. `also` refuses what a form does not take; `settling` lets a line name
 * a deposit of which something is left.
 */
export function checkedLines(
  book: Book,
  lines: readonly TypedLine[],
  also: (account: Account) => Result<null>,
  settling = false,
): Result<EntryLine[]> {
  const checked: EntryLine[] = [];
  const known = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const { business, account, party } = line;
    if (line.debit > 0 === line.credit > 0) {
      const problem = line.debit > 0 ? "has two amounts" : "has no amount";
      return refuse({ code: "request.invalid", path: `lines.${at}`, problem });
    }
    if (!known.has(business)) {
      const place = activeBusiness(book, business);
      if (!place.ok) return place;
      known.add(business);
    }
    const found = postableLine(book, line, settling);
    if (!found.ok) return found;
    const allowed = also(found.value);
    if (!allowed.ok) return allowed;
    checked.push(
      line.debit > 0
        ? debit(business, account, line.debit, party)
        : credit(business, account, line.credit, party),
    );
  }
  return done(checked);
}
