import { nairobiDay, type BusinessDay, type Instant } from "#shared/kernel/date.ts";
import type { Refusal } from "#shared/kernel/refusal.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { haveRows, mayMakeMasters, unconfirmedCount } from "#main/journal/device/link.ts";
import { closedThrough } from "#main/journal/read/entries.ts";
import { factWithId } from "#main/journal/read/facts.ts";
import { openShifts } from "#main/journal/read/shifts.ts";
import type { Link } from "#main/replication/link.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { asked } from "../centre/trouble.ts";
import type { Parts } from "../parts.ts";

export function currentPeriod(parts: Pick<Parts, "journal">): Handler<"period.current"> {
  return () => done({ through: closedThrough(parts.journal.book) });
}

/**
 * Locks the books of all businesses through a day. The lock only moves forward, not past today,
 * and not over a shift of this till that is still open: its sales would all be late.
 */
export function closePeriod(parts: Parts, link: Link): Handler<"period.close"> {
  return async (request, caller) => {
    if (!caller.may("period.close", null)) {
      return refuse({ code: "permission.denied", permission: "period.close" });
    }
    const { through } = request;
    const { book: now } = parts.journal;
    const repeated = factWithId(now, request.command) !== undefined;
    if (!mayMakeMasters(now)) return refuse({ code: "office.only" });
    if (!repeated) {
      const wrong = notClosable(now, through, parts.journal.till(), parts.now());
      if (wrong !== null) return refuse(wrong);
      const agreed = await closeAtCentre(parts, link, through);
      if (!agreed.ok) return agreed;
    }
    return act(
      parts,
      "period.close",
      request,
      (book, coming) => {
        const wrong = notClosable(book, through, coming.till, coming.at);
        if (wrong !== null) return refuse(wrong);
        return done({
          kind: "period.closed" as const,
          day: nairobiDay(coming.at),
          business: null,
          by: actorOf(caller).author(request.reason.trim()),
          body: { through },
          entry: null,
        });
      },
      ({ fact }) => ({ through: fact.body.through }),
    );
  };
}

function notClosable(book: Book, through: BusinessDay, till: string, at: Instant): Refusal | null {
  if (through < "2000-01-01" || through > nairobiDay(at)) {
    return { code: "day.out_of_range", day: through };
  }
  const closed = closedThrough(book);
  if (closed !== null && through <= closed) return { code: "period.closed", through: closed };
  const open = openShifts(book, till).find((shift) => shift.day <= through);
  if (open === undefined) return null;
  const { business, openedByName: openedBy } = open;
  return { code: "shift.already_open", business, openedBy };
}

/** How often facts may arrive between receiving all of them and closing. */
const TRIES = 5;

/**
 * Where there is a centre it closes first, and only with an office that has sent all its own facts
 * and received all others of the period: then both keep the same books of it, to the cent. What
 * arrives there afterwards is late everywhere.
 */
async function closeAtCentre(
  parts: Pick<Parts, "journal">,
  link: Link,
  through: BusinessDay,
): Promise<Result<null>> {
  if (link.address() === null) return done(null);
  const { book } = parts.journal;
  for (let n = 0; n < TRIES; n += 1) {
    const caught = await asked(() => link.catchUp());
    if (!caught.ok) return caught;
    const count = unconfirmedCount(book);
    if (count > 0) continue;
    const have = Object.fromEntries(haveRows(book).map(({ till, ingest }) => [till, ingest]));
    const answer = await asked(() => link.ask((centre) => centre.closePeriod(through, have)));
    if (!answer.ok) return answer;
    if (answer.value.closed) return done(null);
  }
  return refuse({ code: "centre.unconfirmed", count: unconfirmedCount(book) });
}
