import type { Reply, Request } from "#shared/contract/index.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { normalBalance } from "#shared/ledger/account.ts";
import type { Period } from "#shared/ledger/period.ts";
import { BEGINNING } from "#shared/ledger/window.ts";
import type { Book } from "#main/journal/book.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import {
  ledgerLines,
  sumsOf,
  sumsOfDayThrough,
  type LinesOf,
  type Sums,
} from "#main/journal/read/ledger.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { reportWindow } from "./checks.ts";

type Asked = Request<"report.ledger">;

/** The ledger of one account, oldest first, a page at a time, with the running balance. */
export function reportLedger(parts: Parts): Handler<"report.ledger"> {
  return (request) => {
    const window = reportWindow(request.from, request.to);
    if (!window.ok) return window;
    return parts.journal.readTogether((book) => ledgerPage(book, window.value, request));
  };
}

function ledgerPage(book: Book, window: Period, asked: Asked): Result<Reply<"report.ledger">> {
  const account = accountRow(book, asked.account);
  if (account === undefined) return refuse({ code: "account.unknown", account: asked.account });
  const { business, party, after, limit } = asked;
  const of: LinesOf = { account: asked.account, business, party };
  const signed = ({ debit, credit }: Sums): number =>
    normalBalance[account.type] === "debit" ? debit - credit : credit - debit;
  const through = (day: BusinessDay): number =>
    signed(sumsOf(book, of, { from: BEGINNING, to: day }));
  const opening = through(addDays(window.from, -1));
  const movement = sumsOf(book, of, window);
  // Every line has an amount: where nothing moved there is no line to be looked for, among what
  // may be millions of other businesses'.
  const moved = movement.debit > 0 || movement.credit > 0;
  const page = moved ? ledgerLines(book, of, window, after, limit + 1) : [];
  const shown = page.slice(0, limit);
  const last = shown.at(-1);
  const brought =
    after === null
      ? opening
      : through(addDays(after.day, -1)) + signed(sumsOfDayThrough(book, of, after));
  let balance = brought;
  return done({
    account: account.number,
    name: account.name,
    type: account.type,
    opening: cents(opening),
    brought: cents(brought),
    debit: cents(movement.debit),
    credit: cents(movement.credit),
    closing: cents(opening + signed(movement)),
    lines: shown.map((line) => {
      balance += signed(line);
      return {
        ...line,
        debit: cents(line.debit),
        credit: cents(line.credit),
        balance: cents(balance),
      };
    }),
    next:
      page.length > limit && last !== undefined
        ? { day: last.day, entry: last.entry, no: last.no }
        : null,
  });
}
