import type { JobStatus } from "#shared/facts/jobs.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import {
  dueOf,
  job as readJob,
  JOB_COLUMNS,
  jobOf,
  type Dues,
  type JobRow,
  type Row,
} from "./jobs.ts";

export type JobList =
  | "all"
  | "in-hand"
  | "late"
  | "unclaimed"
  | "unpaid"
  | Exclude<JobStatus, "ready">;

export type JobSort = "usual" | "taken-in" | "promised" | "ready" | "customer" | "total" | "due";

/** Which jobs are meant: all conditions together. */
export interface JobFilter {
  readonly list: JobList;
  readonly within: readonly string[];
  /** Customers whose jobs are meant, under every name; null: anybody's. */
  readonly customers: readonly string[] | null;
  /** The number's running part, or all of it; null: any. */
  readonly number: string | null;
  /** Unclaimed: ready on this day or before, and after the other. */
  readonly readyBy: BusinessDay | null;
  readonly readyAfter: BusinessDay | null;
  /** Taken in from this day to that; null: whenever. */
  readonly from: BusinessDay | null;
  readonly to: BusinessDay | null;
  /** What is promised before this moment, and not ready, is late. */
  readonly now: Instant;
}

export interface JobPage {
  readonly sort: JobSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** What the jobs of a list come to, over all of its pages. */
export interface JobSums {
  readonly total: number;
  readonly price: Money;
  readonly paid: Money;
  readonly due: Money;
}

/** Every job, whoever's and wherever it stands. */
export function anyJob(within: readonly string[], now: Instant): JobFilter {
  const any = { customers: null, number: null, readyBy: null, readyAfter: null };
  return { list: "all", within, ...any, from: null, to: null, now };
}

/** As `dueOf` says it: what payments on account settled comes from outside, job by job. */
const DUE = `CASE
  WHEN s.recognised = 1 THEN s.receivable - coalesce(x.amount, 0)
  WHEN s.status IN ('cancelled', 'disposed') THEN 0
  ELSE j.total - s.paid - s.lost END`;

const BESIDE = "LEFT JOIN settled x ON x.job = s.job";
const NAMED = `LEFT JOIN customer c ON c.id = j.customer ${BESIDE}`;
const FROM = `FROM job_state s JOIN job j ON j.id = s.job ${NAMED}`;
/** For sums, which name nobody. */
const COUNTED = `FROM job_state s JOIN job j ON j.id = s.job ${BESIDE}`;
/** The latest first, and no further than the page: whatever SQLite would rather sort. */
const LATEST = `FROM job j CROSS JOIN job_state s ON s.job = j.id ${NAMED}`;

const SETTLED = `WITH settled(job, amount) AS MATERIALIZED
  (SELECT key, value FROM json_each(?))`;

const LISTS: Readonly<Record<JobList, string>> = {
  all: "1",
  "in-hand": "s.status IN ('received', 'washing', 'ready')",
  late: "s.status IN ('received', 'washing')",
  unclaimed: "s.status = 'ready'",
  unpaid: `${DUE} > 0`,
  received: "s.status = 'received'",
  washing: "s.status = 'washing'",
  collected: "s.status = 'collected'",
  cancelled: "s.status = 'cancelled'",
  disposed: "s.status = 'disposed'",
};

/** Which way a column is looked at first is the reader's: each can be turned round. */
const SORTS: Readonly<Record<Exclude<JobSort, "usual">, string>> = {
  "taken-in": "j.seq",
  promised: "s.promised",
  ready: "s.ready_day",
  customer: "c.name COLLATE NOCASE",
  total: "j.total",
  due: DUE,
};

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

function conditionOf(wanted: JobFilter): Condition {
  const where = [LISTS[wanted.list], "s.business IN (SELECT value FROM json_each(?))"];
  const values: (string | number)[] = [JSON.stringify(wanted.within)];
  const also = (condition: string, ...given: (string | number)[]): void => {
    where.push(condition);
    values.push(...given);
  };
  if (wanted.list === "late") also("s.promised < ?", wanted.now);
  if (wanted.readyBy !== null) also("s.ready_day <= ?", wanted.readyBy);
  if (wanted.readyAfter !== null) also("s.ready_day > ?", wanted.readyAfter);
  if (wanted.from !== null) also("j.day >= ?", wanted.from);
  if (wanted.to !== null) also("j.day <= ?", wanted.to);
  if (wanted.customers !== null) {
    also("j.customer IN (SELECT value FROM json_each(?))", JSON.stringify(wanted.customers));
  }
  if (wanted.number !== null) {
    const counter = /^\d{1,9}$/.exec(wanted.number);
    if (counter !== null) also("j.counter = ?", Number(wanted.number));
    else also("j.number >= ? AND j.number < ?", wanted.number, `${wanted.number}\uffff`);
  }
  return { sql: where.join(" AND "), values };
}

/** A page of jobs, and what all that match come to. */
export function findJobs(
  book: Book,
  wanted: JobFilter,
  page: JobPage,
): { readonly sums: JobSums; readonly jobs: JobRow[] } {
  const settled = JSON.stringify(Object.fromEntries(settledOnAccount(book, wanted.within)));
  const { sql, values } = conditionOf(wanted);
  const sums = book.get<JobSums>(
    `${SETTLED} SELECT count(*) AS total, coalesce(sum(j.total), 0) AS price,
       coalesce(sum(s.paid), 0) AS paid, coalesce(sum(${DUE}), 0) AS due ${COUNTED} WHERE ${sql}`,
    settled,
    ...values,
  );
  const latest = wanted.list === "all" && page.sort === "usual" && wanted.customers === null;
  const rows = book.all<Row>(
    `${SETTLED} SELECT ${JOB_COLUMNS} ${latest ? LATEST : FROM} WHERE ${sql} ORDER BY ${orderOf(wanted, page)}
     LIMIT ? OFFSET ?`,
    settled,
    ...values,
    page.limit,
    page.offset,
  );
  if (sums === undefined) throw new Error("jobs cannot be counted");
  return { sums, jobs: rows.map(jobOf) };
}

function orderOf({ list }: JobFilter, { sort, descending }: JobPage): string {
  if (sort === "usual") {
    return list === "all" ? "j.seq DESC" : "coalesce(s.ready_day, s.promised), j.seq";
  }
  // What is not ready has not waited: it stands last either way.
  const way = descending ? "DESC" : "ASC";
  return `${SORTS[sort]} ${way} NULLS LAST, j.seq ${way}`;
}

/** Customers who owe for jobs, and have paid, or may have, other than for the job itself. */
const PAID_ELSEWHERE = `
  WITH owing AS (SELECT DISTINCT customer FROM job_state
    WHERE receivable > 0 AND business IN (SELECT value FROM json_each(?)))
  SELECT s.job, s.customer FROM owing o JOIN job_state s
    ON s.customer = o.customer AND s.receivable <> 0 AND s.recognised = 1
  WHERE EXISTS (SELECT 1 FROM customer_alias WHERE o.customer IN (alias, customer))
    OR (SELECT sum(p.credit) FROM party_balance p JOIN account a ON a.number = p.account
        WHERE p.party = o.customer AND a.subledger = 'customer' AND a.type = 'asset')
      > (SELECT coalesce(-sum(t.receivable), 0) FROM job j JOIN job_act t ON t.job = j.id
         WHERE j.customer = o.customer AND t.receivable < 0)`;

/**
 * What payments on account have settled of jobs that are owed, by job. Few customers have any: for
 * all others a job's own acts say what is due, and a list of many need not look at their papers.
 */
function settledOnAccount(book: Book, within: readonly string[]): Map<string, Money> {
  const known: Dues = new Map();
  const settled = new Map<string, Money>();
  for (const { job } of book.all<{ job: string }>(PAID_ELSEWHERE, JSON.stringify(within))) {
    const row = readJob(book, job);
    if (row !== undefined) settled.set(job, dueOf(book, row, known).onAccount);
  }
  return settled;
}

/** Ready and not fetched, by the days since: how many, their price, and what is due. */
export interface JobAge {
  readonly from: number;
  readonly below: number | null;
  readonly jobs: number;
  readonly price: Money;
  readonly due: Money;
}

/** Unclaimed jobs by the owner's steps: those before the first of them come first. */
export function jobAges(
  book: Book,
  within: readonly string[],
  today: BusinessDay,
  steps: readonly number[],
): JobAge[] {
  const settled = JSON.stringify(Object.fromEntries(settledOnAccount(book, within)));
  const days = "max(0, CAST(julianday(?) - julianday(s.ready_day) AS INTEGER))";
  const rows = book.all<{ days: number; jobs: number; price: number; due: number }>(
    `${SETTLED} SELECT ${days} AS days, count(*) AS jobs, sum(j.total) AS price,
       sum(${DUE}) AS due ${FROM}
     WHERE s.status = 'ready' AND s.business IN (SELECT value FROM json_each(?))
     GROUP BY 1`,
    settled,
    today,
    JSON.stringify(within),
  );
  const bounds = [0, ...steps];
  return bounds.map((from, at): JobAge => {
    const below = bounds[at + 1] ?? null;
    const of = rows.filter((row) => row.days >= from && (below === null || row.days < below));
    const total = (count: (row: (typeof rows)[number]) => number): number =>
      of.reduce((sum, row) => sum + count(row), 0);
    return {
      from,
      below,
      jobs: total((row) => row.jobs),
      price: cents(total((row) => row.price)),
      due: cents(total((row) => row.due)),
    };
  });
}
