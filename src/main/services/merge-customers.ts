import type { Request } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { negate } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { credit, debit, journalEntry, type EntryLine } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { businesses } from "#main/journal/read/business.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { customer as readCustomer, partyBalances, shownAs } from "#main/journal/read/customers.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import { factEntry } from "./lines.ts";
import { officeDay } from "./office/checks.ts";
import type { Parts } from "./parts.ts";

/**
 * Says that two customers are one, as when two tills wrote down the same phone. Debts keep their
 * lines and their age, and are read together; store credit moves to the one that stays, by a fact of
 * each business: a till that serves only some of them hears of the merging.
 */
export function mergeCustomers(parts: Parts): Handler<"customer.merge"> {
  return (request, caller) =>
    act(
      parts,
      "customer.merge",
      request,
      (book, coming) => decideMerge(book, coming, request, caller),
      ({ fact }) => ({ id: fact.body.into }),
    );
}

function decideMerge(
  book: Book,
  coming: Coming,
  { from, into, reason }: Request<"customer.merge">,
  caller: Caller,
): Result<Draft<"customer.merged">> {
  const one = readCustomer(book, from);
  const other = readCustomer(book, into);
  if (one === undefined || other === undefined) return refuse({ code: "customer.unknown" });
  if (shownAs(book, from) === shownAs(book, into)) return refuse({ code: "customer.same" });
  for (const each of [from, into]) {
    const shown = shownAs(book, each);
    if (shown === each) continue;
    return refuse({ code: "customer.merged", name: readCustomer(book, shown)?.name ?? "" });
  }
  // It shows the debts of one as those of another, in every business.
  const all = businesses(book).filter((each) => each.active);
  if (!all.every((each) => caller.may("ledger.post", each.id))) {
    return refuse({ code: "permission.denied", permission: "ledger.post" });
  }
  const today = nairobiDay(coming.at);
  const moves = creditMoves(book, from, into);
  if (moves.length > 0) {
    const day = officeDay(book, today, coming.at);
    if (!day.ok) return day;
  }
  const memo = `Store credit of ${one.name} to ${other.name}`;
  return done({
    kind: "customer.merged",
    day: today,
    business: null,
    by: actorOf(caller).author(reason.trim() === "" ? null : reason.trim()),
    body: { from, into },
    entry: null,
    elsewhere: moves.map(({ business, lines }) => ({
      business,
      draft: {
        kind: "entry.recorded",
        day: today,
        business,
        by: actorOf(caller).author(),
        body: { form: "transfer", reference: "" },
        entry: factEntry(journalEntry(lines), "transfer", memo),
      },
    })),
  });
}

interface CreditMoves {
  readonly business: string;
  readonly lines: readonly EntryLine[];
}

function creditMoves(book: Book, from: string, into: string): CreditMoves[] {
  const held = partyBalances(book, [from]).filter(({ account, balance }) => {
    const { type, subledger } = accountRow(book, account) ?? {};
    return type === "liability" && subledger === "customer" && balance < 0;
  });
  return [...new Set(held.map(({ business }) => business))].map((business) => ({
    business,
    lines: held
      .filter((each) => each.business === business)
      .flatMap(({ account, balance }) => [
        debit(business, account, negate(balance), from),
        credit(business, account, negate(balance), into),
      ]),
  }));
}
