import { daysBetween, type BusinessDay, type Instant } from "#shared/kernel/date.ts";
import { cents, ZERO, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { besideOf, LISTED, SETTLED, settledJobs, type SettledJobs } from "./job-dues.ts";

/** Jobs by the days since they were ready: how many, their price, and what is due. */
export interface JobAge {
  readonly from: number;
  readonly below: number | null;
  readonly jobs: number;
  readonly price: Money;
  readonly due: Money;
}

const AGED = {
  /** Ready, and nobody came for it. */
  unclaimed: "s.status = 'ready'",
  /** Fetched, and still owed. */
  owed: "s.status = 'collected' AND {due} > 0",
} as const;

/** Waiting jobs by the owner's steps: those before the first of them come first. */
export function jobAges(
  book: Book,
  within: readonly string[],
  today: BusinessDay,
  steps: readonly number[],
  of: keyof typeof AGED = "unclaimed",
  onAccount: SettledJobs = settledJobs(book, within, null),
): JobAge[] {
  const { settled, join, due } = besideOf(onAccount);
  // Of one business at a time the index has the days one after another: nothing is sorted.
  const found = within.flatMap((business) =>
    book.all<{ ready: BusinessDay | null; jobs: number; price: number; due: number }>(
      `WITH ${SETTLED} SELECT s.ready_day AS ready, count(*) AS jobs, sum(s.price) AS price,
         sum(${due}) AS due ${LISTED} ${join}
       WHERE ${AGED[of].replace("{due}", due)} AND s.business = ? GROUP BY s.ready_day`,
      settled,
      business,
    ),
  );
  const rows = found.map(({ ready, ...sums }) => ({
    days: ready === null ? 0 : Math.max(0, daysBetween(ready, today)),
    ...sums,
  }));
  const bounds = [0, ...steps];
  return bounds.map((from, at): JobAge => {
    const below = bounds[at + 1] ?? null;
    const aged = rows.filter((row) => row.days >= from && (below === null || row.days < below));
    const total = (count: (row: (typeof rows)[number]) => number): number =>
      aged.reduce((sum, row) => sum + count(row), 0);
    return {
      from,
      below,
      jobs: total((row) => row.jobs),
      price: cents(total((row) => row.price)),
      due: cents(total((row) => row.due)),
    };
  });
}

/** Jobs of one kind that somebody has to do something about, and what is due for them. */
export interface WaitingJobs {
  readonly count: number;
  readonly due: Money;
}

/** Promised for a moment that has passed, and not ready. */
export function lateJobs(
  book: Book,
  within: readonly string[],
  now: Instant,
  onAccount: SettledJobs,
): WaitingJobs {
  const { settled, join, due } = besideOf(onAccount);
  const row = book.get<WaitingJobs>(
    `WITH ${SETTLED} SELECT count(*) AS count, coalesce(sum(${due}), 0) AS due ${LISTED} ${join}
     WHERE s.business IN (SELECT value FROM json_each(?))
       AND s.status IN ('received', 'washing') AND s.promised < ?`,
    settled,
    JSON.stringify(within),
    now,
  );
  return row ?? { count: 0, due: ZERO };
}
