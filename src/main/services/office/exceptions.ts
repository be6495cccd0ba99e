import type { Reply, Request } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { formatPhone } from "#shared/kernel/phone.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { businesses } from "#main/journal/read/business.ts";
import type { LostField } from "#main/journal/read/customer-writings.ts";
import {
  exceptionOf,
  exceptionRows,
  lateFacts,
  type ExceptionRow,
} from "#main/journal/read/exceptions.ts";
import { factAt } from "#main/journal/read/facts.ts";
import { user } from "#main/journal/read/people.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";

type Row = Reply<"exception.list">["exceptions"][number];

/** What the merged books break, and what the centre posted on another day than its own. */
export function listExceptions(parts: Parts): Handler<"exception.list"> {
  return (_, caller) =>
    parts.journal.readTogether((book) => {
      const seen = new Set(businessesSeen(caller, businesses(book)));
      const mine = (business: string | null): boolean => business === null || seen.has(business);
      return done({
        exceptions: exceptionRows(book)
          .filter(({ business }) => mine(business))
          .map((row) => viewOf(parts, book, row)),
        late: lateFacts(book).filter(({ business }) => mine(business)),
      });
    });
}

function viewOf(
  parts: Parts,
  book: Book,
  { passed, settled, user: by, detail, lost, ...row }: ExceptionRow,
): Row {
  const word = settled === null ? undefined : factAt(book, settled);
  return {
    ...row,
    by: nameOf(book, by),
    detail: JSON.parse(detail) as Row["detail"],
    state: word !== undefined ? "settled" : passed ? "passed" : "open",
    settled:
      word === undefined
        ? null
        : { by: nameOf(book, word.by.user), at: word.at, reason: word.by.reason ?? "" },
    lost: lost.map((each) => opened(parts, each)),
  };
}

function opened({ sealer }: Parts, each: LostField): Row["lost"][number] {
  switch (each.field) {
    case "phone": {
      const [said, stands] = [each.said, each.stands].map((phone) =>
        phone === null ? "" : formatPhone(sealer.unseal(phone)),
      );
      return { field: each.field, said: said ?? "", stands: stands ?? "" };
    }
    case "creditLimit":
      return { field: each.field, said: cents(each.said), stands: cents(each.stands) };
    default:
      return each;
  }
}

const nameOf = (book: Book, id: string | null): string =>
  id === null ? "" : (user(book, id)?.name ?? "");

/** Nothing is left to be done about it: a dated word with a name and a reason, for ever. */
export function settleException(parts: Parts): Handler<"exception.settle"> {
  return (request, caller) =>
    act<"exception.settle", "exception.settled", Reply<"exception.settle">>(
      parts,
      "exception.settle",
      request,
      (book, coming) => decideSettle(book, coming, request, caller),
      ({ fact }) => ({ of: fact.body.of }),
    );
}

function decideSettle(
  book: Book,
  coming: Coming,
  { of, kind, reason }: Request<"exception.settle">,
  caller: Caller,
): Result<Draft<"exception.settled">> {
  const known = exceptionOf(book, of, kind);
  if (known === undefined) return refuse({ code: "exception.unknown" });
  const { business, settled } = known;
  // What is of no business is everybody's: whoever settles it must be trusted with all.
  const concerned = business === null ? businesses(book).map(({ id }) => id) : [business];
  if (!concerned.every((each) => caller.may("ledger.post", each))) {
    return refuse({ code: "permission.denied", permission: "ledger.post" });
  }
  if (settled) return refuse({ code: "exception.settled" });
  return done({
    kind: "exception.settled",
    day: nairobiDay(coming.at),
    business,
    by: actorOf(caller).author(reason.trim()),
    body: { of, kind },
    entry: null,
  });
}
