import {
  businessDay,
  firstDay,
  lastDay,
  monthOf,
  nextMonth,
  previousMonth,
} from "#shared/kernel/date.ts";
import type { BusinessDay, Month } from "#shared/kernel/date.ts";
import { period } from "./period.ts";
import type { Period } from "./period.ts";

/** Before the first entry of any books: a sum since then is a balance. */
export const BEGINNING: BusinessDay = businessDay("0001-01-01");

/** A window as running balances answer it: whole months, and the days left over at its ends. */
export interface WindowParts {
  readonly months: { readonly from: Month; readonly to: Month } | null;
  /** None, one or two stretches, each within one month. */
  readonly days: readonly Period[];
}

/**
 * Cuts a window into whole months and single days, so that seven years cost as much to sum as a
 * handful of months. Together the parts cover each day of the window once.
 */
export function windowParts({ from, to }: Period): WindowParts {
  const startsMonth = from === firstDay(monthOf(from));
  const endsMonth = to === lastDay(monthOf(to));
  if (monthOf(from) === monthOf(to)) {
    return startsMonth && endsMonth
      ? { months: { from: monthOf(from), to: monthOf(to) }, days: [] }
      : { months: null, days: [period(from, to)] };
  }
  const first = startsMonth ? monthOf(from) : nextMonth(monthOf(from));
  const last = endsMonth ? monthOf(to) : previousMonth(monthOf(to));
  const days: Period[] = [];
  if (!startsMonth) days.push(period(from, lastDay(monthOf(from))));
  if (!endsMonth) days.push(period(firstDay(monthOf(to)), to));
  return { months: first <= last ? { from: first, to: last } : null, days };
}
