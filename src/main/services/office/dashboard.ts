import type { Reply } from "#shared/contract/index.ts";
import {
  addDays,
  nairobiDay,
  weekday,
  type BusinessDay,
  type Instant,
} from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { period } from "#shared/ledger/period.ts";
import { profitAndLoss } from "#shared/ledger/statements.ts";
import type { AccountBalance } from "#shared/ledger/trial-balance.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses, type BusinessRow } from "#main/journal/read/business.ts";
import { chart } from "#main/journal/read/chart.ts";
import { balancesBeforeClosing, dailySums } from "#main/journal/read/ledger.ts";
import { salesCount } from "#main/journal/read/reports.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { reportWindow } from "./checks.ts";
import { quickChecks } from "./health.ts";
import { moneyNow } from "./money-now.ts";
import { alertsOf } from "../alerts/index.ts";

type Dashboard = Reply<"report.dashboard">;

const WEEKS = 13;

/**
 * How is today, where is the money, what needs me, what is the trend. Sales are those of the
 * profit and loss: without tax, returns taken off. Compared with the same weekday a week before.
 */
export function reportDashboard(parts: Parts): Handler<"report.dashboard"> {
  return ({ day: asked, business }) => {
    const day = asked ?? nairobiDay(parts.now());
    const window = reportWindow(addDays(day, -7 * WEEKS), day);
    if (!window.ok) return window;
    return done(
      parts.journal.readTogether((book) => dashboardOf(book, day, business, parts.now())),
    );
  };
}

function dashboardOf(
  book: Book,
  day: BusinessDay,
  business: string | null,
  at: Instant,
): Dashboard {
  const comparedDay = addDays(day, -7);
  const shown = businesses(book).filter((each) => business === null || each.id === business);
  const today = balancesBeforeClosing(book, period(day, day), business);
  const before = balancesBeforeClosing(book, period(comparedDay, comparedDay), business);
  const counts = salesCount(book, day);
  const columns = shown
    .map((each) => columnOf(each, today, before, counts.get(each.id) ?? 0))
    .filter((column, at) => shown[at]?.active === true || column.sales !== 0 || column.count > 0);
  const { money, unallocated } = moneyNow(book, day, business);
  const health = quickChecks(book);
  const within = shown.map((each) => each.id);
  const whole = profitAndLoss(today);
  return {
    day,
    comparedDay,
    businesses: columns,
    sales: whole.totalSales,
    count: columns.reduce((count, column) => count + column.count, 0),
    grossProfit: whole.grossProfit,
    salesCompared: profitAndLoss(before).totalSales,
    money,
    needs: alertsOf(book, { business, within, today: day, now: at, money, unallocated, health }),
    trend: trendOf(book, day, business),
    health,
  };
}

function columnOf(
  { id, name, colour }: BusinessRow,
  today: readonly AccountBalance[],
  before: readonly AccountBalance[],
  count: number,
): Dashboard["businesses"][number] {
  const mine = (each: AccountBalance): boolean => each.business === id;
  const { totalSales: sales, grossProfit } = profitAndLoss(today.filter(mine));
  const { totalSales: salesCompared } = profitAndLoss(before.filter(mine));
  return { id, name, colour, sales, count, grossProfit, salesCompared };
}

/** Weeks from Monday to Sunday, the running one last. */
function trendOf(book: Book, day: BusinessDay, business: string | null): Dashboard["trend"] {
  const monday = addDays(day, 1 - weekday(day));
  const weeks = Array.from({ length: WEEKS }, (_, at) => addDays(monday, 7 * (at + 1 - WEEKS)));
  const first = weeks[0] ?? monday;
  const rows = dailySums(book, period(first, day), business, ["revenue", "expense"]);
  const accounts = new Map(chart(book).map((account) => [account.number, account]));
  const byWeek = new Map<string, AccountBalance[]>(weeks.map((week) => [week, []]));
  for (const row of rows) {
    const account = accounts.get(row.account);
    const week = addDays(row.day, 1 - weekday(row.day));
    if (account === undefined) continue;
    const { debit, credit } = row;
    byWeek.get(week)?.push({
      account,
      business: row.business,
      debit: cents(debit),
      credit: cents(credit),
    });
  }
  return weeks.map((week) => {
    const { totalSales: sales, grossProfit } = profitAndLoss(byWeek.get(week) ?? []);
    return { week, sales, grossProfit };
  });
}
