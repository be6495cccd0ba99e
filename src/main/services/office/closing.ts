import type { Request } from "#shared/contract/index.ts";
import type { EntryRecorded } from "#shared/facts/books.ts";
import type { EntryType } from "#shared/facts/fact.ts";
import { businessDay, lastDay, nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { turnoverTaxLines, vatReturnLines, yearEndLines } from "#shared/ledger/closing.ts";
import { mergeLines, type EntryLine } from "#shared/ledger/journal-entry.ts";
import { payOf, payrollLines } from "#shared/ledger/payroll.ts";
import { period } from "#shared/ledger/period.ts";
import type { Book } from "#main/journal/book.ts";
import { business as readBusiness, type BusinessRow } from "#main/journal/read/business.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import {
  balancesBeforeClosing,
  balancesThrough,
  closedYearAfter,
} from "#main/journal/read/ledger.ts";
import { openShiftThrough } from "#main/journal/read/shifts.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { officeDay, postableLine } from "./checks.ts";
import { memoOr, posted, recorded } from "./recorded.ts";

type Asked = Request<"entry.closing">;

interface Closing {
  readonly day: BusinessDay;
  readonly form: EntryRecorded["body"]["form"];
  readonly type: EntryType;
  readonly memo: string;
  readonly lines: readonly EntryLine[];
}

/**
 * The end of a month or of a year, of one business. Posted on the last day of what is closed,
 * which must be over and not locked; what comes into it later is closed by doing it again.
 */
export function closeBooks(parts: Parts): Handler<"entry.close"> {
  return (request, caller) =>
    act(
      parts,
      "entry.close",
      request,
      (book, coming) => {
        const closing = decideClosing(book, request, nairobiDay(coming.at), caller);
        if (!closing.ok) return closing;
        const day = officeDay(book, closing.value.day, coming.at);
        if (!day.ok) return day;
        const memo = memoOr(request.memo, closing.value.memo);
        return done(recorded({ ...closing.value, by: actorOf(caller).author(), memo }));
      },
      posted,
    );
}

export function previewClosing(parts: Parts): Handler<"entry.closing"> {
  return (request, caller) =>
    parts.journal.readTogether((book) => {
      const closing = decideClosing(book, request, nairobiDay(parts.now()), caller);
      if (!closing.ok) return closing;
      const { day, lines } = closing.value;
      return done({
        day,
        lines: lines.map(({ account, side, amount }) => ({
          account,
          name: accountRow(book, account)?.name ?? "",
          debit: side === "debit" ? amount : ZERO,
          credit: side === "credit" ? amount : ZERO,
        })),
      });
    });
}

function decideClosing(
  book: Book,
  { business, closing: asked }: Asked,
  today: BusinessDay,
  caller: Caller,
): Result<Closing> {
  // Not only active ones: a business that stopped has a last year to close.
  const place = readBusiness(book, business);
  if (place === undefined) return refuse({ code: "business.unknown", business });
  if (asked.kind === "payroll" && payOf(asked.gross, asked.day).net < 0) {
    const problem = "is less than what is taken off it";
    return refuse({ code: "request.invalid", path: "closing.gross", problem });
  }
  const found = closingOf(book, place, asked);
  const { day } = found;
  // Pay is earned before its month is over; nothing else is closed before its last day has passed.
  if (asked.kind !== "payroll" && day >= today) {
    return refuse({ code: "period.not_over", through: day });
  }
  if (asked.kind === "year") {
    if (!caller.may("period.close", business)) {
      return refuse({ code: "permission.denied", permission: "period.close" });
    }
    const later = closedYearAfter(book, day, business);
    if (later !== null) return refuse({ code: "period.closed_later", through: later });
    const open = openShiftThrough(book, business, day);
    if (open !== undefined) {
      return refuse({ code: "shift.already_open", business, openedBy: open.openedByName });
    }
  }
  const lines = mergeLines(found.lines);
  if (lines.length === 0) return refuse({ code: "period.nothing_to_close" });
  for (const { account, party = null } of lines) {
    const allowed = postableLine(book, { business, account, party });
    if (!allowed.ok) return allowed;
  }
  return done({ ...found, lines });
}

function closingOf(book: Book, { id, settings }: BusinessRow, asked: Asked["closing"]): Closing {
  switch (asked.kind) {
    case "year": {
      const day = businessDay(`${asked.year}-12-31`);
      const lines = yearEndLines(id, balancesThrough(book, day, id));
      const memo = `Closing of ${asked.year}`;
      return { day, form: "year-end", type: "closing", memo, lines };
    }
    case "vat": {
      const day = lastDay(asked.month);
      const lines = vatReturnLines(id, balancesThrough(book, day, id), settings.accounts);
      const memo = `VAT return of ${asked.month}`;
      return { day, form: "vat-return", type: "adjustment", memo, lines };
    }
    case "turnover": {
      const day = lastDay(asked.month);
      const from = businessDay(`${asked.month}-01`);
      const earned = balancesBeforeClosing(book, period(from, day), id);
      const lines = turnoverTaxLines(id, earned, asked.basisPoints);
      const memo = `Turnover tax of ${asked.month}`;
      return { day, form: "turnover-tax", type: "adjustment", memo, lines };
    }
    case "payroll": {
      const { day, gross, person } = asked;
      const lines = payrollLines(id, payOf(gross, day));
      return { day, form: "payroll", type: "expense", memo: `Pay of ${person.trim()}`, lines };
    }
  }
}
