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

/** Each job that is listed, out of one index that holds all a list is counted and sorted by. */
const LISTED = "FROM job_state s INDEXED BY job_listed";
/** From the jobs themselves: the latest, and no further than the page, or a number's or customer's few. */
const JOBS = "FROM job j CROSS JOIN job_state s ON s.job = j.id";
const NAMED = "LEFT JOIN customer c ON c.id = s.customer";

/** What a job's own acts leave due, as `dueOf` says it: of columns that the index holds. */
const dueLess = (settled: string): string => `(CASE
  WHEN s.recognised = 1 THEN max(0, min(s.receivable - ${settled}, s.price - s.paid - s.lost))
  WHEN s.status IN ('cancelled', 'disposed') THEN 0
  ELSE s.price - s.paid - s.lost END)`;

/**
 * What payments on account settled, job by job, beside the list. Mostly there is nothing, and then
 * nothing is looked up.
 */
interface Beside {
  readonly settled: string;
  readonly join: string;
  /** What is due, with that. */
  readonly due: string;
}

function besideOf(settled: ReadonlyMap<string, Money>): Beside {
  const none = settled.size === 0;
  return {
    settled: JSON.stringify(Object.fromEntries(settled)),
    join: none ? "" : "LEFT JOIN settled x ON x.job = s.job",
    due: dueLess(none ? "0" : "coalesce(x.amount, 0)"),
  };
}

const SETTLED = `settled(job, amount) AS MATERIALIZED (SELECT key, value FROM json_each(?))`;

const LISTS: Readonly<Record<JobList, string>> = {
  all: "1",
  "in-hand": "s.status IN ('received', 'washing', 'ready')",
  late: "s.status IN ('received', 'washing')",
  unclaimed: "s.status = 'ready'",
  unpaid: "{due} > 0",
  received: "s.status = 'received'",
  washing: "s.status = 'washing'",
  collected: "s.status = 'collected'",
  cancelled: "s.status = 'cancelled'",
  disposed: "s.status = 'disposed'",
};

/** Which way a column is looked at first is the reader's: each can be turned round. */
const SORTS: Readonly<Record<Exclude<JobSort, "usual">, string>> = {
  "taken-in": "s.taken",
  promised: "s.promised",
  ready: "s.ready_day",
  customer: "c.name COLLATE NOCASE",
  total: "s.price",
  due: "{due}",
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
  if (wanted.from !== null) also("s.day >= ?", wanted.from);
  if (wanted.to !== null) also("s.day <= ?", wanted.to);
  if (wanted.customers !== null) {
    also("j.customer IN (SELECT value FROM json_each(?))", JSON.stringify(wanted.customers));
  }
  if (wanted.number !== null) {
    const number = numbered(wanted.number);
    also(number.sql, ...number.values);
  }
  return { sql: where.join(" AND "), values };
}

/** A job by the number's running part, or by its beginning. */
function numbered(number: string): Condition {
  if (/^\d{1,9}$/.test(number)) return { sql: "j.counter = ?", values: [Number(number)] };
  return { sql: "j.number >= ? AND j.number < ?", values: [number, `${number}\uffff`] };
}

const sumsOf = (due: string): string => `SELECT count(*) AS total,
  coalesce(sum(s.price), 0) AS price, coalesce(sum(s.paid), 0) AS paid,
  coalesce(sum(${due}), 0) AS due`;

/** All jobs of a list together, where nothing was paid on account. */
export const LISTED_SUMS = `${sumsOf(dueLess("0"))} ${LISTED}`;

/** A page of jobs, and what all that match come to. */
export function findJobs(
  book: Book,
  wanted: JobFilter,
  page: JobPage,
): { readonly sums: JobSums; readonly jobs: JobRow[] } {
  const few = wanted.customers !== null || wanted.number !== null;
  const { settled, join, due } = besideOf(
    settledOnAccount(book, wanted.within, ownersOf(book, wanted)),
  );
  const withDue = (sql: string): string => sql.replaceAll("{due}", due);
  const { sql, values } = conditionOf(wanted);
  const where = withDue(sql);
  const sums = book.get<JobSums>(
    `WITH ${SETTLED} ${sumsOf(due)} ${few ? JOBS : LISTED} ${join} WHERE ${where}`,
    settled,
    ...values,
  );
  // The latest of all: read from the end, no further than the page.
  const latest =
    wanted.list === "all" && page.sort === "usual" && wanted.from === null && wanted.to === null;
  const from = few || latest ? JOBS : LISTED;
  const order = latest ? "j.seq DESC" : withDue(orderOf(wanted, page));
  const named = page.sort === "customer" ? NAMED : "";
  // Which jobs are on the page comes first; only they are looked at.
  const rows = book.all<Row>(
    `WITH ${SETTLED}, page AS MATERIALIZED (
       SELECT s.job ${from} ${join} ${named} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?)
     SELECT ${JOB_COLUMNS} FROM page p CROSS JOIN job_state s ON s.job = p.job
       JOIN job j ON j.id = s.job ${NAMED} ${join} ORDER BY ${order}`,
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
    return list === "all" ? "s.taken DESC" : "coalesce(s.ready_day, s.promised), s.taken";
  }
  // What is not ready has not waited: it stands last either way.
  const way = descending ? "DESC" : "ASC";
  return `${SORTS[sort]} ${way} NULLS LAST, s.taken ${way}`;
}

/** Whose jobs can match: those of the customers meant, or of a number; null: anybody's. */
function ownersOf(book: Book, wanted: JobFilter): readonly string[] | null {
  if (wanted.customers !== null) return wanted.customers;
  if (wanted.number === null) return null;
  const { sql, values } = numbered(wanted.number);
  return book
    .all<{ customer: string }>(`SELECT DISTINCT customer FROM job j WHERE ${sql}`, ...values)
    .map(({ customer }) => customer);
}

/**
 * Jobs of customers who owe, and have paid, or may have, other than for the job itself: another
 * name of theirs, or more credited to their account than their jobs' own acts say.
 */
const paidElsewhere = (some: boolean): string => `
  WITH owing AS MATERIALIZED (SELECT DISTINCT customer FROM job_state INDEXED BY job_owed
    WHERE receivable <> 0 AND business IN (SELECT value FROM json_each(?))
      ${some ? "AND customer IN (SELECT value FROM json_each(?))" : ""}),
  debtors AS MATERIALIZED (
    SELECT number FROM account WHERE subledger = 'customer' AND type = 'asset')
  SELECT s.job FROM owing o CROSS JOIN job_state s
    ON s.customer = o.customer AND s.receivable <> 0 AND s.recognised = 1
  WHERE o.customer IN (SELECT alias FROM customer_alias UNION SELECT customer FROM customer_alias)
    OR (EXISTS (SELECT 1 FROM party_balance p INDEXED BY party_by_party
        WHERE p.party = o.customer AND p.credit > 0 AND p.account IN debtors)
      AND (SELECT sum(p.credit) FROM party_balance p INDEXED BY party_by_party
          WHERE p.party = o.customer AND p.account IN debtors)
        > (SELECT coalesce(-sum(t.receivable), 0) FROM job j JOIN job_act t ON t.job = j.id
           WHERE j.customer = o.customer AND t.receivable < 0))`;

/**
 * What payments on account have settled of jobs that are owed, by job. Few customers have any: for
 * all others a job's own acts say what is due, and a list of many need not look at their papers.
 */
function settledOnAccount(
  book: Book,
  within: readonly string[],
  of: readonly string[] | null,
): Map<string, Money> {
  const known: Dues = new Map();
  const settled = new Map<string, Money>();
  const values = [JSON.stringify(within), ...(of === null ? [] : [JSON.stringify(of)])];
  for (const { job } of book.all<{ job: string }>(paidElsewhere(of !== null), ...values)) {
    const row = readJob(book, job);
    if (row !== undefined) settled.set(job, dueOf(book, row, known).onAccount);
  }
  return settled;
}

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
): JobAge[] {
  const { settled, join, due } = besideOf(settledOnAccount(book, within, null));
  const days = "coalesce(max(0, CAST(julianday(?) - julianday(s.ready_day) AS INTEGER)), 0)";
  const rows = book.all<{ days: number; jobs: number; price: number; due: number }>(
    `WITH ${SETTLED} SELECT ${days} AS days, count(*) AS jobs, sum(s.price) AS price,
       sum(${due}) AS due ${LISTED} ${join}
     WHERE ${AGED[of].replace("{due}", due)} AND s.business IN (SELECT value FROM json_each(?))
     GROUP BY 1`,
    settled,
    today,
    JSON.stringify(within),
  );
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
