import { assert, unreachable } from "#shared/kernel/assert.ts";
import {
  addDays,
  addMonths,
  businessDay,
  daysBetween,
  firstDay,
  lastDay,
  monthOf,
  previousMonth,
  weekday,
} from "#shared/kernel/date.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";

/** A reporting window of whole days, both ends included. */
export interface Period {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

/** From one day to another, both included. An end before the beginning is our bug. */
export function period(from: BusinessDay, to: BusinessDay): Period {
  assert(from <= to, `a period from ${from} to ${to} ends before it begins`);
  return { from, to };
}

export const PERIOD_PRESETS = [
  "today",
  "yesterday",
  "this-week",
  "last-week",
  "this-month",
  "last-month",
  "this-quarter",
  "last-quarter",
  "this-year",
  "last-year",
  "month-to-date",
  "year-to-date",
] as const;

export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

/**
 * The window a button names, seen from `today`. Weeks begin on Monday. "This month" is the whole
 * month, days to come included, so that it compares with last month; "to date" ends today.
 */
export function presetPeriod(preset: PeriodPreset, today: BusinessDay): Period {
  const monday = addDays(today, 1 - weekday(today));
  const month = monthOf(today);
  const quarter = months(addMonths(firstDay(month), -((Number(today.slice(5, 7)) - 1) % 3)), 3);
  const year = months(businessDay(`${today.slice(0, 4)}-01-01`), 12);
  switch (preset) {
    case "today":
      return period(today, today);
    case "yesterday":
      return period(addDays(today, -1), addDays(today, -1));
    case "this-week":
      return period(monday, addDays(monday, 6));
    case "last-week":
      return period(addDays(monday, -7), addDays(monday, -1));
    case "this-month":
      return months(firstDay(month), 1);
    case "last-month":
      return months(firstDay(previousMonth(month)), 1);
    case "this-quarter":
      return quarter;
    case "last-quarter":
      return months(addMonths(quarter.from, -3), 3);
    case "this-year":
      return year;
    case "last-year":
      return months(addMonths(year.from, -12), 12);
    case "month-to-date":
      return period(firstDay(month), today);
    case "year-to-date":
      return period(year.from, today);
    default:
      return unreachable(preset);
  }
}

/** Whole months from a first of the month. */
function months(first: BusinessDay, count: number): Period {
  return period(first, addDays(addMonths(first, count), -1));
}

/** How many whole months the period is, or `undefined` where it is not whole months. */
function wholeMonths({ from, to }: Period): number | undefined {
  if (from !== firstDay(monthOf(from)) || to !== lastDay(monthOf(to))) return undefined;
  const count = (day: BusinessDay) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(to) - count(from) + 1;
}

/**
 * The window just before, to compare with: as many whole months where the period is whole months
 * (February's is January, a year's is a year), otherwise as many days.
 */
export function previousPeriod(current: Period): Period {
  const count = wholeMonths(current);
  if (count !== undefined) return months(addMonths(current.from, -count), count);
  const days = daysBetween(current.from, current.to) + 1;
  return period(addDays(current.from, -days), addDays(current.from, -1));
}

/** The same window a year earlier: whole months stay whole, 29 February becomes 28. */
export function sameLastYear(current: Period): Period {
  const count = wholeMonths(current);
  if (count !== undefined) return months(addMonths(current.from, -12), count);
  return period(addMonths(current.from, -12), addMonths(current.to, -12));
}

/**
 * The day an entry is posted on. The fact keeps its business day; where that is closed already
 * (`closedThrough`, the last closed day, or `null` while nothing is closed) the entry goes to the
 * first open day and is marked late, for closed books are never touched again.
 */
export function postingDay(
  day: BusinessDay,
  closedThrough: BusinessDay | null,
): { readonly day: BusinessDay; readonly late: boolean } {
  if (closedThrough === null || day > closedThrough) return { day, late: false };
  return { day: addDays(closedThrough, 1), late: true };
}
