import type { Reply, Request } from "#shared/contract/index.ts";
import { businessDay, type BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { previousPeriod, sameLastYear, type Period } from "#shared/ledger/period.ts";
import {
  balanceSheetColumns,
  profitAndLossColumns,
  type Amounts,
  type ColumnSection,
} from "#shared/ledger/statement-columns.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { balances, balancesBeforeClosing, balancesThrough } from "#main/journal/read/ledger.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { reportWindow } from "./checks.ts";

interface Column {
  readonly id: string;
  readonly name: string;
}

/** The columns of a statement: one business, or all in the owner's order. */
function columns(book: Book, business: string | null): Column[] {
  return businesses(book)
    .filter((each) => business === null || each.id === business)
    .map(({ id, name }) => ({ id, name }));
}

type Section = Reply<"report.profitAndLoss">["sections"][number];

/** The contract's arrays may be written to; ours may not. */
function writable(sections: readonly ColumnSection[]): Section[] {
  return sections.map(({ title, lines, subtotal }) => ({
    title,
    lines: lines.map((line) => ({ ...line, ...amounts(line) })),
    subtotal: { ...amounts(subtotal), compared: subtotal.compared },
  }));
}

function amounts({ byBusiness, total }: Amounts): { byBusiness: Money[]; total: Money } {
  return { byBusiness: [...byBusiness], total };
}

type Compare = Request<"report.profitAndLoss">["compare"];

/** The window that one is compared with; null: with none. */
export function comparedWith(window: Period, compare: Compare): Period | null {
  if (compare === "none") return null;
  return compare === "previous" ? previousPeriod(window) : sameLastYear(window);
}

/** What was earned and spent in a window, by business and together, beside another window. */
export function reportProfitAndLoss(parts: Parts): Handler<"report.profitAndLoss"> {
  return ({ from, to, business, compare }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    return done(
      parts.journal.readTogether((book) =>
        profitAndLossOf(book, window.value, business, comparedWith(window.value, compare)),
      ),
    );
  };
}

/** The report of a window beside another: what the screen shows and a file carries. */
export function profitAndLossOf(
  book: Book,
  window: Period,
  business: string | null,
  other: Period | null,
): Reply<"report.profitAndLoss"> {
  const across = columns(book, business);
  const statement = profitAndLossColumns(
    across.map((each) => each.id),
    balancesBeforeClosing(book, window, business),
    other === null ? null : balancesBeforeClosing(book, other, business),
  );
  return {
    businesses: across,
    sections: writable(statement.sections),
    comparedFrom: other?.from ?? null,
    comparedTo: other?.to ?? null,
    grossProfit: amounts(statement.grossProfit),
    grossProfitCompared: statement.grossProfitCompared,
    profit: amounts(statement.profit),
    profitCompared: statement.profitCompared,
  };
}

/** What is owned and owed on a day, earnings not yet closed computed into equity. */
export function reportBalanceSheet(parts: Parts): Handler<"report.balanceSheet"> {
  return ({ on, business }) => {
    const year = yearThrough(on);
    if (!year.ok) return year;
    return done(parts.journal.readTogether((book) => balanceSheetOf(book, year.value, business)));
  };
}

/** The running year of a balance sheet's day: its earnings stand in a line of their own. */
export const yearThrough = (on: BusinessDay) =>
  reportWindow(businessDay(`${on.slice(0, 4)}-01-01`), on);

/** The report at the end of a running year's days: what the screen shows and a file carries. */
export function balanceSheetOf(
  book: Book,
  year: Period,
  business: string | null,
): Reply<"report.balanceSheet"> {
  const across = columns(book, business);
  const sheet = balanceSheetColumns(
    across.map((each) => each.id),
    balancesThrough(book, year.to, business),
    balances(book, year, business),
  );
  return {
    businesses: across,
    sections: writable(sheet.sections),
    assets: amounts(sheet.assets),
    liabilities: amounts(sheet.liabilities),
    equity: amounts(sheet.equity),
  };
}
