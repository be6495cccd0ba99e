import type { JobStatus } from "#shared/facts/jobs.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { besideOf, dueLess, LISTED, SETTLED, settledJobs } from "./job-dues.ts";
import { JOB_COLUMNS, jobOf, type JobRow, type Row } from "./jobs.ts";

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

/** From the jobs themselves: the latest, and no further than the page, or a number's or customer's few. */
const JOBS = "FROM job j CROSS JOIN job_state s ON s.job = j.id";
const NAMED = "LEFT JOIN customer c ON c.id = s.customer";

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
  const { settled, join, due } = besideOf(settledJobs(book, wanted.within, ownersOf(book, wanted)));
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
