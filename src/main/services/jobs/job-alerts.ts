import { daysBetween, nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { ageStep } from "#shared/trades/jobs-settings.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { anyJob, findJobs } from "#main/journal/read/job-list.ts";
import type { Dues } from "#main/journal/read/jobs.ts";
import { jobCard, type JobCard } from "./job-lookup.ts";

/** The age from which waiting work is an alert: the second of the owner's steps, 30 days. */
const ALERT_STEP = 1;
const MOST = 500;

export interface JobAlert {
  readonly kind: "unclaimed" | "unpaid" | "late";
  readonly job: JobCard;
  /** Whole days since it was ready, and the last of the owner's steps that they passed. */
  readonly days: number;
  readonly step: number;
}

/**
 * Jobs that somebody has to do something about, of the given businesses, oldest first: ready and
 * not fetched for longer than the second ageing step; collected, and still owed; promised, and not
 * ready. At most 500 of each kind a business.
 */
export function jobAlerts(book: Book, now: Instant, within: readonly string[]): JobAlert[] {
  const known: Dues = new Map();
  return businesses(book)
    .filter((place) => place.trades.includes("jobs") && within.includes(place.id))
    .flatMap((place) => {
      const steps = place.settings.ageingDays;
      const from = steps[ALERT_STEP] ?? steps[0] ?? 30;
      const of = (list: "unclaimed" | "unpaid" | "late"): JobCard[] =>
        findJobs(
          book,
          { ...anyJob([place.id], now), list },
          { sort: "usual", descending: false, offset: 0, limit: MOST },
        ).jobs.map((row) => jobCard(book, row, now, known));
      const aged = (kind: JobAlert["kind"], job: JobCard): JobAlert => {
        const days = daysSince(job.readyDay ?? nairobiDay(now), now);
        return { kind, job, days, step: ageStep(days, steps) ?? 0 };
      };
      return [
        ...of("unclaimed").map((job) => aged("unclaimed", job)),
        ...of("unpaid")
          .filter((job) => job.status === "collected")
          .map((job) => aged("unpaid", job)),
      ]
        .filter((alert) => alert.days >= from)
        .concat(of("late").map((job) => aged("late", job)));
    });
}

function daysSince(day: NonNullable<JobCard["readyDay"]>, now: Instant): number {
  return Math.max(0, daysBetween(day, nairobiDay(now)));
}
