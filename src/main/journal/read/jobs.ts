import type { JobBooks, JobReceived, JobStatus } from "#shared/facts/jobs.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../stored.ts";
import { partiesOf, shownAs } from "./customers.ts";
import { documentsOf } from "./open-items.ts";

export interface JobRow {
  readonly seq: number;
  readonly id: string;
  readonly number: string;
  readonly till: string;
  readonly business: string;
  readonly customer: string;
  readonly customerName: string;
  readonly day: BusinessDay;
  readonly at: Instant;
  readonly recognition: "ready" | "collected";
  readonly express: number;
  readonly promised: Instant;
  readonly pieces: number;
  readonly total: Money;
  readonly tax: Money;
  readonly status: JobStatus;
  readonly since: Instant;
  readonly readyDay: BusinessDay | null;
  readonly rack: string;
  readonly recognised: boolean;
  readonly paid: Money;
  readonly lost: Money;
  readonly kept: Money;
  /** Where it stands in the books. */
  readonly books: JobBooks;
}

/** A job as its columns have it. */
export type Row = Omit<JobRow, "recognised" | "books"> & {
  recognised: number;
  stateDeposit: number;
  stateReceivable: number;
  stateTax: number;
  stateRevenue: number;
};

export const JOB_COLUMNS = `
  j.seq, j.id, j.number, j.till, j.business, j.customer, coalesce(c.name, '') AS customerName,
    j.day, j.at, j.recognition, j.express, j.promised, j.pieces, j.total, j.tax, s.status, s.since,
    s.ready_day AS readyDay, s.rack, s.recognised, s.paid, s.lost, s.kept,
    s.deposit AS stateDeposit, s.receivable AS stateReceivable, s.tax AS stateTax,
    s.revenue AS stateRevenue`;

const SELECT = `SELECT ${JOB_COLUMNS}
  FROM job_state s JOIN job j ON j.id = s.job LEFT JOIN customer c ON c.id = j.customer`;

export function jobOf(row: Row): JobRow {
  const { stateDeposit, stateReceivable, stateTax, stateRevenue, recognised, ...job } = row;
  return {
    ...job,
    recognised: recognised === 1,
    books: {
      deposit: stateDeposit,
      receivable: stateReceivable,
      tax: stateTax,
      revenue: stateRevenue,
    },
  };
}

export function job(book: Book, id: string): JobRow | undefined {
  const row = book.get<Row>(`${SELECT} WHERE s.job = ?`, id);
  return row === undefined ? undefined : jobOf(row);
}

export function jobFact(book: Book, row: Pick<JobRow, "seq">): JobReceived {
  const stored = book.get<{ bytes: Uint8Array }>("SELECT bytes FROM fact WHERE seq = ?", row.seq);
  if (stored === undefined) throw new Error(`no fact ${row.seq}`);
  return parseFact(stored.bytes) as JobReceived;
}

export function jobWithNumber(book: Book, number: string): JobRow | undefined {
  const row = book.get<Row>(`${SELECT} WHERE j.number = ? ORDER BY j.seq LIMIT 1`, number);
  return row === undefined ? undefined : jobOf(row);
}

/** Dense within a till, over all its businesses. */
export function nextJobCounter(book: Book, till: string): number {
  const row = book.get<{ n: number }>(
    "SELECT coalesce(max(counter), 0) + 1 AS n FROM job WHERE till = ?",
    till,
  );
  return row?.n ?? 1;
}

/** A column of the board: what was promised first comes first. */
export function jobsInHand(
  book: Book,
  business: string,
  status: JobStatus,
  limit: number,
): { readonly total: number; readonly jobs: JobRow[] } {
  const count = book.get<{ n: number }>(
    "SELECT count(*) AS n FROM job_state WHERE business = ? AND status = ?",
    business,
    status,
  );
  const rows = book.all<Row>(
    `${SELECT} WHERE s.business = ? AND s.status = ? ORDER BY s.promised, s.job LIMIT ?`,
    business,
    status,
    limit,
  );
  return { total: count?.n ?? 0, jobs: rows.map(jobOf) };
}

/** What ended since a moment, latest first. */
export function jobsEnded(book: Book, business: string, since: Instant, limit: number): JobRow[] {
  return book
    .all<Row>(
      `${SELECT} WHERE s.business = ? AND s.status = 'collected' AND s.since >= ?
       ORDER BY s.since DESC, s.job LIMIT ?`,
      business,
      since,
      limit,
    )
    .map(jobOf);
}

export interface JobActRow {
  readonly seq: number;
  readonly fact: string;
  readonly kind: string;
  readonly at: Instant;
  readonly from: JobStatus;
  readonly to: JobStatus;
  readonly paid: Money;
  readonly lost: Money;
  readonly kept: Money;
  readonly rack: string | null;
  readonly reason: string | null;
  readonly entry: number | null;
  readonly bytes: Uint8Array;
}

/** Everything that was done to a job, in order of time. */
export function jobActs(book: Book, id: string): JobActRow[] {
  return book.all<JobActRow>(
    `SELECT a.seq, a.fact, a.kind, a.at, a.from_status AS "from", a.to_status AS "to", a.paid,
       a.lost, a.kept, a.rack, a.reason, e.seq AS entry, f.bytes
     FROM job_act a JOIN fact f ON f.seq = a.seq LEFT JOIN entry e ON e.seq = a.seq
     WHERE a.job = ? ORDER BY a.at, a.fact`,
    id,
  );
}

/** What jobs still have due, by job: asked for once a customer, however many jobs are shown. */
export type Dues = Map<string, ReadonlyMap<string, Money>>;

/**
 * What each of a customer's recognised jobs still has due: what is open of the entries that made it
 * owed. A payment on account settles documents like any other (oldest first, or as it said), so
 * that the jobs never ask for more than the ledger says is owed.
 */
function dueByJob(book: Book, of: string, known: Dues): ReadonlyMap<string, Money> {
  const customer = shownAs(book, of);
  const before = known.get(customer);
  if (before !== undefined) return before;
  const parties = partiesOf(book, customer);
  const made = new Map(
    book
      .all<{ seq: number; job: string }>(
        `SELECT a.seq, a.job FROM job_state s JOIN job_act a ON a.job = s.job
         WHERE s.customer IN (SELECT value FROM json_each(?)) AND s.receivable <> 0
           AND a.receivable > 0`,
        JSON.stringify(parties),
      )
      .map((row) => [row.seq, row.job]),
  );
  const dues = new Map<string, Money>();
  for (const { entry, open } of made.size === 0 ? [] : documentsOf(book, "customer", parties)) {
    const job = made.get(entry);
    if (job !== undefined) dues.set(job, cents((dues.get(job) ?? 0) + open));
  }
  known.set(customer, dues);
  return dues;
}

/** What is still due for a job, and how much of it was settled by payments on account. */
export function dueOf(
  book: Book,
  row: JobRow,
  known: Dues = new Map(),
): { readonly due: Money; readonly onAccount: Money } {
  if (row.recognised) {
    const { receivable } = row.books;
    if (receivable === 0) return { due: ZERO, onAccount: ZERO };
    const open = Math.min(receivable, dueByJob(book, row.customer, known).get(row.id) ?? 0);
    // Earned at two tills that did not hear of each other, it is owed twice until the next act.
    const due = Math.max(0, Math.min(open, row.total - row.paid - row.lost));
    return { due: cents(due), onAccount: cents(receivable - open) };
  }
  const ended = row.status === "cancelled" || row.status === "disposed";
  return { due: ended ? ZERO : cents(row.total - row.paid - row.lost), onAccount: ZERO };
}

/** Money that a customer owes for work that is still in the shop: it stands for itself. */
export interface WorkInHand {
  /** Recognised and not collected: part of what the ledger says is owed. */
  readonly secured: Money;
  /** Not yet in the books as owed. */
  readonly coming: Money;
}

export function workInHand(book: Book, parties: readonly string[]): WorkInHand {
  const each = parties.map((party) => inHandOf(book, party));
  return {
    secured: sum(each.map(({ secured }) => secured)),
    coming: sum(each.map(({ coming }) => coming)),
  };
}

function inHandOf(book: Book, customer: string): WorkInHand {
  const ready = book.all<{ job: string }>(
    `SELECT job FROM job_state WHERE customer = ? AND receivable <> 0 AND status = 'ready'`,
    customer,
  );
  const dues = ready.length === 0 ? new Map<string, Money>() : dueByJob(book, customer, new Map());
  const coming = book.get<{ amount: number | null }>(
    `SELECT sum(j.total - s.paid) AS amount FROM job j JOIN job_state s ON s.job = j.id
     WHERE j.customer = ? AND s.recognised = 0 AND s.status IN ('received', 'washing', 'ready')`,
    customer,
  );
  return {
    secured: sum(ready.map(({ job: id }) => dues.get(id) ?? ZERO)),
    coming: cents(coming?.amount ?? 0),
  };
}
