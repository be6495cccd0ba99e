import type { Reply } from "#shared/contract/index.ts";
import type { ShiftClosed } from "#shared/facts/cash.ts";
import { assert } from "#shared/kernel/assert.ts";
import { countCash } from "#shared/kernel/denomination.ts";
import { cents, less, ZERO } from "#shared/kernel/money.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { journalEntry, mergeLines } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import { parkedCarts } from "#main/journal/device/drafts.ts";
import { addPrintJob } from "#main/journal/device/print-jobs.ts";
import { businesses } from "#main/journal/read/business.ts";
import { accountBalance } from "#main/journal/read/chart.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { claimedIn, factNumber } from "#main/journal/read/mpesa.ts";
import { user } from "#main/journal/read/people.ts";
import {
  blindTotals,
  closedShifts,
  closingOf,
  shift,
  shiftTotals,
} from "#main/journal/read/shifts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, businessesSeen } from "../act.ts";
import { intakeIsPaid, jobIsHalfPaid, saleIsRunning } from "../drafts.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { automaticPaper } from "../printer-settings.ts";
import { moveCashLines, SAFE, shiftView, varianceLines } from "./open-shift.ts";

/** A look at the running shift; it does not tell what the drawer should hold. */
export function xReport(parts: Parts): Handler<"shift.x"> {
  return ({ shift: id }, caller) => {
    const { book } = parts.journal;
    const open = shift(book, id);
    if (open === undefined || !caller.may("shift.close", open.business)) {
      return refuse({ code: "shift.not_open", business: "" });
    }
    return done({
      shift: shiftView(open),
      at: parts.now(),
      float: open.float,
      totals: totalsOf(blindTotals(shiftTotals(book, id))),
    });
  };
}

/**
 * Closes a shift: counted blind, the difference posted with the cashier's name (worked journal
 * J35), M-Pesa likewise where its balance was looked at; what is not left in the drawer goes to
 * the safe. Count, variance and Z are one fact: no shift is closed without its entry.
 */
export function closeShift(parts: Parts): Handler<"shift.close"> {
  return (request, caller) => {
    const closed = act(
      parts,
      "shift.close",
      request,
      (book, coming) => {
        const open = shift(book, request.shift);
        const mine = open !== undefined && open.closedSeq === null && open.till === coming.till;
        if (!mine || !caller.may("shift.close", open.business)) {
          return refuse({ code: "shift.not_open", business: open?.business ?? "" });
        }
        const parked = parkedCarts(book, open.business).length;
        if (parked > 0) return refuse({ code: "shift.parked_sales", count: parked });
        if (saleIsRunning(book, open.business)) return refuse({ code: "shift.running_sale" });
        if (intakeIsPaid(book, open.business)) return refuse({ code: "shift.running_intake" });
        if (jobIsHalfPaid(book, open.business)) return refuse({ code: "shift.job_half_paid" });
        const place = activeBusiness(book, open.business);
        if (!place.ok) return place;
        const { accounts } = place.value.settings;
        const counted = countCash(request.counts);
        if (request.leaveInDrawer > counted) {
          return refuse({ code: "cash.short", held: counted, wanted: request.leaveInDrawer });
        }
        const expected = partyBalance(book, accounts.cash, open.business, coming.till);
        const mpesaExpected = cents(accountBalance(book, accounts.mpesa, open.business));
        const variance = less(counted, expected);
        const mpesaVariance =
          request.mpesaCounted === null ? ZERO : less(request.mpesaCounted, mpesaExpected);
        const toSafe = less(counted, request.leaveInDrawer);
        const lines = mergeLines([
          ...varianceLines(open.business, accounts.cash, coming.till, accounts.overShort, variance),
          ...varianceLines(open.business, accounts.mpesa, null, accounts.overShort, mpesaVariance),
          ...moveCashLines(open.business, accounts.cash, coming.till, SAFE, toSafe),
        ]);
        return done({
          kind: "shift.closed" as const,
          day: open.day,
          business: open.business,
          by: actorOf(caller).author(request.note === "" ? null : request.note),
          body: {
            shift: open.id,
            number: open.number,
            counts: request.counts,
            counted,
            expected,
            variance,
            mpesaCounted: request.mpesaCounted,
            mpesaExpected,
            mpesaVariance,
            leftInDrawer: request.leaveInDrawer,
            toSafe,
            claimed: claimedIn(book, open.id).flatMap(({ of, cipher, index, amount }) =>
              cipher === null ? [] : [{ of, code: { cipher, index }, amount }],
            ),
            totals: shiftTotals(book, open.id),
            note: request.note,
          },
          entry: factEntry(
            lines.length === 0 ? null : journalEntry(lines),
            "adjustment",
            `Z ${open.number}`,
          ),
          also: (writing: Book) => {
            if (!automaticPaper(writing)) return;
            addPrintJob(writing, { fact: coming.id, document: "z", copy: false, at: coming.at });
          },
        });
      },
      ({ fact }, book) => zReport(book, parts.sealer, fact),
    );
    if (closed.ok) parts.paper();
    return closed;
  };
}

function totalsOf(totals: ShiftClosed["body"]["totals"]): Reply<"shift.x">["totals"] {
  return totals as unknown as Reply<"shift.x">["totals"];
}

/** The Z of a closed shift, from its fact: the same for ever. */
function zReport(book: Book, sealer: Sealer, fact: ShiftClosed): Reply<"shift.z"> {
  const closed = shift(book, fact.body.shift);
  assert(closed !== undefined, "a closed shift was opened");
  const { totals, ...body } = fact.body;
  return {
    ...body,
    business: closed.business,
    day: closed.day,
    openedBy: closed.openedByName,
    openedAt: closed.openedAt,
    closedBy: fact.by.user === null ? "" : (user(book, fact.by.user)?.name ?? ""),
    closedAt: fact.at,
    float: closed.float,
    expected: cents(body.expected),
    variance: cents(body.variance),
    mpesaExpected: cents(body.mpesaExpected),
    mpesaVariance: cents(body.mpesaVariance),
    claimed: body.claimed.map(({ of, code, amount }) => ({
      code: sealer.unseal(code),
      amount,
      number: factNumber(book, of),
    })),
    totals: totalsOf(totals),
  };
}

export function shiftZ(parts: Parts): Handler<"shift.z"> {
  return ({ shift: id }, caller) => {
    const { book } = parts.journal;
    const fact = closingOf(book, id);
    if (fact === undefined || !caller.sees(fact.business)) {
      return refuse({ code: "shift.not_open", business: "" });
    }
    return done(zReport(book, parts.sealer, fact));
  };
}

export function shiftHistory(parts: Parts): Handler<"shift.history"> {
  return ({ business, offset, limit }, caller) => {
    const { book } = parts.journal;
    const within = businessesSeen(caller, businesses(book));
    return done(closedShifts(book, business, within, offset, limit));
  };
}
