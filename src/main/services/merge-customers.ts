import { v5 } from "uuid";
import type { Reply, Request } from "#shared/contract/index.ts";
import { canonical } from "#shared/facts/canonical.ts";
import { assert } from "#shared/kernel/assert.ts";
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
 * each business under the same COMMIT: a till that serves only some of them hears of the merging.
 */
export function mergeCustomers(parts: Parts): Handler<"customer.merge"> {
  return (request, caller) => {
    let merged: Result<Reply<"customer.merge">> | null = null;
    parts.journal.inBulk(() => {
      merged = act<"customer.merge", "customer.merged", Reply<"customer.merge">>(
        parts,
        "customer.merge",
        request,
        (book, coming) => decideMerge(book, coming, request, caller),
        ({ fact }) => ({ id: fact.body.into }),
      );
      if (!merged.ok) return;
      for (const moves of creditMoves(parts.journal.book, request.from, request.into)) {
        moveCredit(parts, request, moves, caller);
      }
    }, parts.now);
    assert(merged !== null, "the journal writes what it is given");
    return merged;
  };
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
  if (creditMoves(book, from, into).length > 0) {
    const day = officeDay(book, today, coming.at);
    if (!day.ok) return day;
  }
  return done({
    kind: "customer.merged",
    day: today,
    business: null,
    by: actorOf(caller).author(reason.trim() === "" ? null : reason.trim()),
    body: { from, into },
    entry: null,
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

function moveCredit(
  parts: Parts,
  { command, from, into }: Request<"customer.merge">,
  { business, lines }: CreditMoves,
  caller: Caller,
): void {
  const digest = canonical({ name: "customer.merge", command, business });
  const moved = parts.journal.append<"entry.recorded">(
    { id: v5(`credit ${business}`, command), digest: parts.sealer.digest(digest) },
    (book, coming) => {
      const [one, other] = [from, into].map((id) => readCustomer(book, id)?.name ?? "");
      const memo = `Store credit of ${one} to ${other}`;
      return done({
        kind: "entry.recorded",
        day: nairobiDay(coming.at),
        business,
        by: actorOf(caller).author(),
        body: { form: "transfer", reference: "" },
        entry: factEntry(journalEntry(lines), "transfer", memo),
      });
    },
  );
  assert(moved.ok, "what follows a merging is not refused");
}
