import type { Reply, Request } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { negate } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { credit, debit, journalEntry, type EntryLine } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/journal.ts";
import { businesses } from "#main/journal/read/business.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { customer as readCustomer, partyBalances, shownAs } from "#main/journal/read/customers.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import { factEntry } from "./lines.ts";
import type { Parts } from "./parts.ts";

/**
 * Says that two customers are one, as when two tills wrote down the same phone. Debts keep their
 * lines and their age, and are read together; store credit moves to the one that stays.
 */
export function mergeCustomers(parts: Parts): Handler<"customer.merge"> {
  return (request, caller) =>
    act<"customer.merge", "customer.merged", Reply<"customer.merge">>(
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
  const lines = creditMoves(book, from, into);
  return done({
    kind: "customer.merged",
    day: nairobiDay(coming.at),
    business: null,
    by: actorOf(caller).author(reason.trim() === "" ? null : reason.trim()),
    body: { from, into },
    entry:
      lines.length === 0
        ? null
        : factEntry(
            journalEntry(lines),
            "transfer",
            `Store credit of ${one.name} to ${other.name}`,
          ),
  });
}

function creditMoves(book: Book, from: string, into: string): EntryLine[] {
  return partyBalances(book, [from])
    .filter(({ account, balance }) => {
      const { type, subledger } = accountRow(book, account) ?? {};
      return type === "liability" && subledger === "customer" && balance < 0;
    })
    .flatMap(({ account, business, balance }) => [
      debit(business, account, negate(balance), from),
      credit(business, account, negate(balance), into),
    ]);
}
