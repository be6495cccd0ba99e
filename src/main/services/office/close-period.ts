import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { closedThrough } from "#main/journal/read/entries.ts";
import { openShifts } from "#main/journal/read/shifts.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";

export function currentPeriod(parts: Pick<Parts, "journal">): Handler<"period.current"> {
  return () => done({ through: closedThrough(parts.journal.book) });
}

/**
 * Locks the books of all businesses through a day. The lock only moves forward, not past today,
 * and not over a shift of this till that is still open: its sales would all be late.
 */
export function closePeriod(parts: Parts): Handler<"period.close"> {
  return (request, caller) => {
    if (!caller.may("period.close", null)) {
      return refuse({ code: "permission.denied", permission: "period.close" });
    }
    return act(
      parts,
      "period.close",
      request,
      (book, coming) => {
        const { through } = request;
        if (through < "2000-01-01" || through > nairobiDay(coming.at)) {
          return refuse({ code: "day.out_of_range", day: through });
        }
        const closed = closedThrough(book);
        if (closed !== null && through <= closed) {
          return refuse({ code: "period.closed", through: closed });
        }
        const open = openShifts(book, coming.till).find((shift) => shift.day <= through);
        if (open !== undefined) {
          const { business, openedByName: openedBy } = open;
          return refuse({ code: "shift.already_open", business, openedBy });
        }
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
