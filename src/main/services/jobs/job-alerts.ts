import { nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { cents, sum, type Money } from "#shared/kernel/money.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses, type BusinessRow } from "#main/journal/read/business.ts";
import { anyJob, findJobs, jobAges } from "#main/journal/read/job-list.ts";

/** The age from which waiting work is an alert: the second of the owner's steps, 30 days. */
const ALERT_STEP = 1;

/** Jobs of one kind that somebody has to do something about, and what is due for them. */
export interface WaitingJobs {
  readonly count: number;
  readonly due: Money;
}

export interface AgedJobs extends WaitingJobs {
  /** How many have waited for so many days, and not yet for the next step's; oldest first. */
  readonly ages: readonly { readonly days: number; readonly count: number }[];
}

/** Ready and not fetched, or fetched and still owed, since the second of the owner's steps or longer. */
export function agedJobs(
  book: Book,
  now: Instant,
  within: readonly string[],
  of: "unclaimed" | "owed",
): AgedJobs {
  const old = jobShops(book, within).flatMap(({ id, settings }) => {
    const steps = settings.ageingDays;
    const from = steps[ALERT_STEP] ?? steps[0] ?? 30;
    const ages = jobAges(book, [id], nairobiDay(now), steps.length === 0 ? [from] : steps, of);
    return ages.filter((age) => age.from >= from && age.jobs > 0);
  });
  const ages = [...Map.groupBy(old, (age) => age.from)]
    .map(([days, alike]) => ({ days, count: alike.reduce((n, { jobs }) => n + jobs, 0) }))
    .toSorted((a, b) => b.days - a.days);
  const count = ages.reduce((n, age) => n + age.count, 0);
  return { count, due: sum(old.map(({ due }) => cents(due))), ages };
}

/** Promised, and not ready. */
export function lateJobs(book: Book, now: Instant, within: readonly string[]): WaitingJobs {
  const shops = jobShops(book, within).map(({ id }) => id);
  const { sums } = findJobs(
    book,
    { ...anyJob(shops, now), list: "late" },
    { sort: "usual", descending: false, offset: 0, limit: 0 },
  );
  return { count: sums.total, due: sums.due };
}

function jobShops(book: Book, within: readonly string[]): BusinessRow[] {
  return businesses(book).filter(
    (place) => place.trades.includes("jobs") && within.includes(place.id),
  );
}
