import type { Reply, Request } from "#shared/contract/index.ts";
import { businessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { period, previousPeriod, sameLastYear, type Period } from "#shared/ledger/period.ts";
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

function comparedWith(window: Period, compare: Compare): Period | null {
  if (compare === "none") return null;
  return compare === "previous" ? previousPeriod(window) : sameLastYear(window);
}

/** What was earned and spent in a window, by business and together, beside another window. */
export function reportProfitAndLoss(parts: Parts): Handler<"report.profitAndLoss"> {
  return ({ from, to, business, compare }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    const other = comparedWith(window.value, compare);
    return done(
      parts.journal.readTogether((book) => {
        const across = columns(book, business);
        const statement = profitAndLossColumns(
          across.map((each) => each.id),
          balancesBeforeClosing(book, window.value, business),
          other === null ? null : balancesBeforeClosing(book, other, business),
        );
        return {
          businesses: across,
          sections: writable(statement.sections),
          comparedFrom: other?.from ?? null,
          comparedTo: other?.to ?? null,
          grossProfit: amounts(statement.grossProfit),
          profit: amounts(statement.profit),
          profitCompared: statement.profitCompared,
        };
      }),
    );
  };
}

/** What is owned and owed on a day, earnings not yet closed computed into equity. */
export function reportBalanceSheet(parts: Parts): Handler<"report.balanceSheet"> {
  return ({ on, business }) => {
    const year = reportWindow(businessDay(`${on.slice(0, 4)}-01-01`), on);
    if (!year.ok) return year;
    return done(
      parts.journal.readTogether((book) => {
        const across = columns(book, business);
        const sheet = balanceSheetColumns(
          across.map((each) => each.id),
          balancesThrough(book, on, business),
          balances(book, period(year.value.from, on), business),
        );
        return {
          businesses: across,
          sections: writable(sheet.sections),
          assets: amounts(sheet.assets),
          liabilities: amounts(sheet.liabilities),
          equity: amounts(sheet.equity),
        };
      }),
    );
  };
}
