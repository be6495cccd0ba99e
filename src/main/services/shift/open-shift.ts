import { assert } from "#shared/kernel/assert.ts";
import { addDays, nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { countCash } from "#shared/kernel/denomination.ts";
import { cents, less, ZERO, type Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import { credit, debit, journalEntry, type EntryLine } from "#shared/ledger/journal-entry.ts";
import type { Reply } from "#shared/contract/index.ts";
import { hasMoved } from "#main/journal/read/chart.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import {
  lastClosed,
  nextShiftNumber,
  openShifts,
  shift,
  type ShiftRow,
} from "#main/journal/read/shifts.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";

/** The place of cash that is in no till's drawer. */
export const SAFE = "SAFE";

export function shiftView(row: ShiftRow): Reply<"shift.current">["shifts"][number] {
  const { id, business, number, day, openedByName: openedBy, openedAt, sales } = row;
  return { id, business, number, day, openedBy, openedAt, sales };
}

export function currentShifts(parts: Parts): Handler<"shift.current"> {
  return (_, caller) => {
    const rows = openShifts(parts.journal.book, parts.journal.till());
    return done({ shifts: rows.filter((row) => caller.sees(row.business)).map(shiftView) });
  };
}

export function proposeShift(parts: Parts): Handler<"shift.proposal"> {
  return ({ business }) => {
    const { book } = parts.journal;
    const till = parts.journal.till();
    const place = activeBusiness(book, business);
    if (!place.ok) return place;
    const { cash } = place.value.settings.accounts;
    return done({
      day: nairobiDay(parts.now()),
      inDrawer: partyBalance(book, cash, business, till),
      inSafe: partyBalance(book, cash, business, SAFE),
      lastClosed: lastClosed(book, till, business),
    });
  };
}

/**
 * Opens a shift: the float is counted, what was brought from the safe moves into the drawer, and
 * a difference to what the books say lies there is posted at once, with the cashier's name.
 */
export function openShiftNow(parts: Parts): Handler<"shift.open"> {
  return (request, caller) =>
    act(
      parts,
      "shift.open",
      request,
      (book, coming) => {
        const place = activeBusiness(book, request.business);
        if (!place.ok) return place;
        const day = checkDay(request.day, nairobiDay(coming.at));
        if (!day.ok) return day;
        const open = openShifts(book, coming.till).find((row) => row.business === request.business);
        if (open !== undefined) {
          const { business, openedByName: openedBy } = open;
          return refuse({ code: "shift.already_open", business, openedBy });
        }
        const { cash, overShort } = place.value.settings.accounts;
        const float = countCash(request.counts);
        const held = partyBalance(book, cash, request.business, coming.till);
        const found = less(less(float, held), request.fromSafe);
        // The first cash that these books ever hear of was not found today: it was always there.
        const opening = found > 0 && !hasMoved(book, cash, request.business) ? found : ZERO;
        const variance = less(found, opening);
        const lines = [
          ...openingLines(request.business, cash, coming.till, opening),
          ...moveCashLines(request.business, cash, SAFE, coming.till, request.fromSafe),
          ...varianceLines(request.business, cash, coming.till, overShort, variance),
        ];
        const number = nextShiftNumber(book, coming.till, request.business);
        return done({
          kind: "shift.opened" as const,
          day: request.day,
          business: request.business,
          by: actorOf(caller).author(),
          body: {
            number,
            counts: request.counts,
            float,
            fromSafe: request.fromSafe,
            variance,
            opening,
          },
          entry: factEntry(
            lines.length === 0 ? null : journalEntry(lines),
            opening > 0 ? "opening" : "adjustment",
            `Float of shift ${number}`,
          ),
        });
      },
      ({ fact }, book) => {
        const row = shift(book, fact.id);
        assert(row !== undefined, "the shift was just opened");
        return {
          shift: shiftView(row),
          float: fact.body.float,
          variance: cents(fact.body.variance),
        };
      },
    );
}

/** A person confirms the day; the clock only warns. Two days off is a mistake, or a dead clock. */
function checkDay(day: BusinessDay, today: BusinessDay): Result<null> {
  const far = day > addDays(today, 1) || day < addDays(today, -31);
  return far ? refuse({ code: "day.out_of_range", day }) : done(null);
}

/** Against opening balance equity, which the accountant clears once the books have begun. */
function openingLines(business: string, cash: number, drawer: string, amount: Money): EntryLine[] {
  if (amount === 0) return [];
  return [debit(business, cash, amount, drawer), credit(business, RULED.opening, amount)];
}

/** Cash from one drawer to another of the same account: two lines that move nothing else. */
export function moveCashLines(
  business: string,
  cash: number,
  from: string,
  to: string,
  amount: Money,
): EntryLine[] {
  if (amount === 0) return [];
  return [debit(business, cash, amount, to), credit(business, cash, amount, from)];
}

/** Short: debit over/short, credit the drawer (worked journal J35); over: the other way round. */
export function varianceLines(
  business: string,
  account: number,
  party: string | null,
  overShort: number,
  variance: number,
): EntryLine[] {
  if (variance === 0) return [];
  const amount = cents(Math.abs(variance));
  return variance < 0
    ? [debit(business, overShort, amount), credit(business, account, amount, party)]
    : [debit(business, account, amount, party), credit(business, overShort, amount)];
}
