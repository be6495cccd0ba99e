import { v5 } from "uuid";
import type { Handler } from "#main/rpc/handlers.ts";
import { factWithId } from "#main/journal/read/facts.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import { assert } from "#shared/kernel/assert.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { credit, debit, journalEntry } from "#shared/ledger/journal-entry.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";

/**
 * Change that the customer left lying goes to the rounding account, so that the drawer agrees and
 * the sale stays what it was (complaints: change is not income). The sale names the command, so it
 * is left once. Refuses a sale of another shift, and one without change.
 */
export function keepChange(parts: Parts): Handler<"shift.keepChange"> {
  return (request, caller) =>
    act(
      parts,
      "shift.keepChange",
      { ...request, command: v5("change left behind", request.sale) },
      (book, coming) => {
        const fact = factWithId(book, request.sale)?.fact;
        const mine =
          fact?.kind === "sale.posted" &&
          fact.business !== null &&
          caller.may("sell", fact.business);
        if (!mine) return refuse({ code: "sale.unknown", number: request.sale });
        const business = fact.business ?? "";
        if (openShift(book, coming.till, business)?.id !== fact.body.shift) {
          return refuse({ code: "shift.not_open", business });
        }
        const place = activeBusiness(book, business);
        if (!place.ok) return place;
        const { cash, rounding } = place.value.settings.accounts;
        const amount = fact.body.tenders.find((each) => each.kind === "cash")?.change ?? ZERO;
        if (amount === 0) return refuse({ code: "change.none", number: fact.body.number });
        const reason = `Change left behind: ${fact.body.number}`;
        const lines = [
          debit(business, cash, amount, coming.till),
          credit(business, rounding, amount),
        ];
        return done({
          kind: "cash.moved" as const,
          day: fact.day,
          business,
          by: actorOf(caller).author(reason),
          body: {
            shift: fact.body.shift,
            direction: "in" as const,
            amount,
            account: rounding,
            reason,
          },
          entry: factEntry(journalEntry(lines), "adjustment", reason),
        });
      },
      ({ seq, fact }) => {
        assert(fact.kind === "cash.moved", "what stays in the drawer is a cash movement");
        return { entry: seq, amount: fact.body.amount };
      },
    );
}
