import { nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { cents, sum } from "#shared/kernel/money.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { settledJobs } from "#main/journal/read/job-dues.ts";
import { jobAges, lateJobs, type WaitingJobs } from "#main/journal/read/waiting-jobs.ts";

/** The age from which waiting work is an alert: the second of the owner's steps, 30 days. */
const ALERT_STEP = 1;

export interface AgedJobs extends WaitingJobs {
  /** How many have waited for so many days, and not yet for the next step's; oldest first. */
  readonly ages: readonly { readonly days: number; readonly count: number }[];
}

export interface JobsToSee {
  /** Ready and not fetched since the second of the owner's steps or longer. */
  readonly unclaimed: AgedJobs;
  /** Fetched and still owed, for as long. */
  readonly owed: AgedJobs;
  readonly late: WaitingJobs;
}

/** Jobs that somebody has to do something about. */
export function jobsToSee(book: Book, now: Instant, within: readonly string[]): JobsToSee {
  const shops = businesses(book).filter(
    (place) => place.trades.includes("jobs") && within.includes(place.id),
  );
  const ids = shops.map(({ id }) => id);
  const onAccount = settledJobs(book, ids, null);
  const aged = (of: "unclaimed" | "owed"): AgedJobs => {
    const old = shops.flatMap(({ id, settings: { ageingDays: steps } }) => {
      const from = steps[ALERT_STEP] ?? steps[0] ?? 30;
      const asked = steps.length === 0 ? [from] : steps;
      const ages = jobAges(book, [id], nairobiDay(now), asked, of, onAccount);
      return ages.filter((age) => age.from >= from && age.jobs > 0);
    });
    const ages = [...Map.groupBy(old, (age) => age.from)]
      .map(([days, alike]) => ({ days, count: alike.reduce((n, { jobs }) => n + jobs, 0) }))
      .toSorted((a, b) => b.days - a.days);
    const count = ages.reduce((n, age) => n + age.count, 0);
    return { count, due: sum(old.map(({ due }) => cents(due))), ages };
  };
  return {
    unclaimed: aged("unclaimed"),
    owed: aged("owed"),
    late: lateJobs(book, ids, now, onAccount),
  };
}
