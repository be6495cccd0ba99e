import type { Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { dueOf, job as readJob, type Dues } from "./jobs.ts";

/** Each job that is listed, out of one index that holds all a list is counted and sorted by. */
export const LISTED = "FROM job_state s INDEXED BY job_listed";
/** What a job's own acts leave due, as `dueOf` says it: of columns that the index holds. */
export const dueLess = (settled: string): string => `(CASE
  WHEN s.recognised = 1 THEN max(0, min(s.receivable - ${settled}, s.price - s.paid - s.lost))
  WHEN s.status IN ('cancelled', 'disposed') THEN 0
  ELSE s.price - s.paid - s.lost END)`;

/**
 * What payments on account settled, job by job, beside the list. Mostly there is nothing, and then
 * nothing is looked up.
 */
export interface Beside {
  readonly settled: string;
  readonly join: string;
  /** What is due, with that. */
  readonly due: string;
}

export function besideOf(settled: SettledJobs): Beside {
  const none = settled.size === 0;
  return {
    settled: JSON.stringify(Object.fromEntries(settled)),
    join: none ? "" : "LEFT JOIN settled x ON x.job = s.job",
    due: dueLess(none ? "0" : "coalesce(x.amount, 0)"),
  };
}

export const SETTLED = `settled(job, amount) AS MATERIALIZED (SELECT key, value FROM json_each(?))`;

/** What payments on account settled, by job. */
export type SettledJobs = ReadonlyMap<string, Money>;

/**
 * Jobs of customers who owe, and have paid, or may have, other than for the job itself: another
 * name of theirs, or more credited to their account than their jobs' own acts say. Of all customers,
 * those who ever were credited anything are found first: mostly few.
 */
const paidElsewhere = (some: boolean): string => `
  WITH owing AS MATERIALIZED (SELECT DISTINCT customer FROM job_state INDEXED BY job_owed
    WHERE receivable <> 0 AND business IN (SELECT value FROM json_each(?))
      ${some ? "AND customer IN (SELECT value FROM json_each(?))" : ""}),
  debtors AS MATERIALIZED (
    SELECT number FROM account WHERE subledger = 'customer' AND type = 'asset'),
  credited AS MATERIALIZED (${
    some
      ? `SELECT p.party FROM owing o CROSS JOIN party_balance p INDEXED BY party_by_party
           ON p.party = o.customer AND p.credit > 0 AND p.account IN debtors`
      : `SELECT p.party FROM debtors d CROSS JOIN party_balance p ON p.account = d.number
           WHERE p.credit > 0`
  })
  SELECT s.job FROM owing o CROSS JOIN job_state s
    ON s.customer = o.customer AND s.receivable <> 0 AND s.recognised = 1
  WHERE o.customer IN (SELECT alias FROM customer_alias UNION SELECT customer FROM customer_alias)
    OR (o.customer IN credited
      AND (SELECT sum(p.credit) FROM party_balance p INDEXED BY party_by_party
          WHERE p.party = o.customer AND p.account IN debtors)
        > (SELECT coalesce(-sum(t.receivable), 0) FROM job j JOIN job_act t ON t.job = j.id
           WHERE j.customer = o.customer AND t.receivable < 0))`;

/**
 * What payments on account have settled of jobs that are owed, by job. Few customers have any: for
 * all others a job's own acts say what is due, and a list of many need not look at their papers.
 * @param of null: anybody's
 */
export function settledJobs(
  book: Book,
  within: readonly string[],
  of: readonly string[] | null,
): SettledJobs {
  const known: Dues = new Map();
  const settled = new Map<string, Money>();
  const values = [JSON.stringify(within), ...(of === null ? [] : [JSON.stringify(of)])];
  for (const { job } of book.all<{ job: string }>(paidElsewhere(of !== null), ...values)) {
    const row = readJob(book, job);
    if (row !== undefined) settled.set(job, dueOf(book, row, known).onAccount);
  }
  return settled;
}
