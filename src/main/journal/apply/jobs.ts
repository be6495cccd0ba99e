import type {
  JobBooks,
  JobCancelled,
  JobCollected,
  JobCompensated,
  JobMoved,
  JobPaid,
  JobReceived,
  JobStatus,
  JobWrittenOff,
} from "#shared/facts/jobs.ts";
import type { Broken } from "#shared/facts/exceptions.ts";
import { nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { statusAfter, type StatusNow } from "#shared/trades/jobs-board.ts";
import type { Book } from "../book.ts";
import { applyTenders } from "./tenders.ts";

type Value = string | number | null;

/** A job as its intake says it, in the order of the table's columns after `seq`. */
export function jobRow({ id, till, business, day, at: taken, body }: JobReceived): Value[] {
  return [
    id,
    body.number,
    body.counter,
    till,
    business,
    body.customer,
    day,
    taken,
    body.recognition,
    body.express,
    body.promised,
    body.lines.reduce((count, line) => count + line.pieces, 0),
    body.total,
    body.tax,
  ];
}

/** Its lines, each with its place. */
export function jobLineRows({ body }: JobReceived): Value[][] {
  return body.lines.map((line, at) => [
    at + 1,
    line.item,
    line.quantity,
    line.gross,
    line.surcharge,
    line.tax + line.surchargeTax,
  ]);
}

/** A row a tag: pieces are numbered through the job, and each says its line. */
export function jobPieceRows({ body }: JobReceived): Value[][] {
  const rows: Value[][] = [];
  for (const [at, { pieces, what, colour, brand, defects }] of body.lines.entries()) {
    for (let each = 0; each < pieces; each += 1) {
      rows.push([rows.length + 1, at + 1, what, colour, brand, defects]);
    }
  }
  return rows;
}

export function applyJobReceived(book: Book, fact: JobReceived, seq: number): void {
  book.run(
    `INSERT INTO job (seq, id, number, counter, till, business, customer, day, at, recognition,
       express, promised, pieces, total, tax)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    ...jobRow(fact),
  );
  for (const row of jobLineRows(fact)) {
    book.run(
      `INSERT INTO job_line (job, no, item, quantity, gross, surcharge, tax)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      seq,
      ...row,
    );
  }
  for (const row of jobPieceRows(fact)) {
    book.run(
      `INSERT INTO job_piece (job, no, line, what, colour, brand, defects)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      seq,
      ...row,
    );
  }
  applyTenders(book, at(fact, seq), fact.body.tenders, "in");
  writeAct(book, fact, seq);
  putTogether(book, fact.id, seq);
}

export function applyJobMoved(book: Book, fact: JobMoved, seq: number): void {
  writeAct(book, fact, seq);
  putTogether(book, fact.body.job, seq);
}

export function applyJobPaid(book: Book, fact: JobPaid | JobCollected, seq: number): void {
  applyTenders(book, at(fact, seq), fact.body.tenders, "in");
  writeAct(book, fact, seq);
  putTogether(book, fact.body.job, seq);
}

export function applyJobCancelled(book: Book, fact: JobCancelled, seq: number): void {
  applyTenders(book, at(fact, seq), fact.body.tenders, "out");
  writeAct(book, fact, seq);
  putTogether(book, fact.body.job, seq);
}

/** Money for a damaged shirt changes nothing about what the work costs. */
export function applyJobCompensated(book: Book, fact: JobCompensated, seq: number): void {
  applyTenders(book, at(fact, seq), fact.body.tenders, "out");
  writeAct(book, fact, seq);
  putTogether(book, fact.body.job, seq);
}

export function applyJobWrittenOff(book: Book, fact: JobWrittenOff, seq: number): void {
  writeAct(book, fact, seq);
  putTogether(book, fact.body.job, seq);
}

type Moneyed = JobReceived | JobPaid | JobCollected | JobCancelled | JobCompensated;

function at({ business, day, body }: Moneyed, seq: number) {
  return { seq, business, day, shift: body.shift };
}

/** Every fact about a job. */
export type JobFact = Moneyed | JobMoved | JobWrittenOff;

interface Act {
  readonly job: string;
  readonly from: JobStatus;
  readonly to: JobStatus;
  readonly recognised: boolean;
  readonly books: JobBooks;
  readonly paid?: number;
  readonly lost?: number;
  readonly kept?: number;
  readonly rack?: string | null;
}

/** What a fact did to a job, whatever its kind. */
function actOf(fact: JobFact): Act {
  switch (fact.kind) {
    case "job.received": {
      const { books, deposit: paid } = fact.body;
      return { job: fact.id, from: "received", to: "received", recognised: false, books, paid };
    }
    case "job.paid":
    case "job.collected":
      return { ...fact.body, paid: fact.body.amount };
    case "job.cancelled":
      return { ...fact.body, paid: -fact.body.amount };
    default:
      return fact.body;
  }
}

/** An act as its fact says it, in the order of the table's columns after `seq`. */
export function jobActRow(fact: JobFact): Value[] {
  const act = actOf(fact);
  const { deposit, receivable, tax, revenue } = act.books;
  return [
    act.job,
    fact.kind,
    fact.at,
    fact.id,
    act.from,
    act.to,
    act.recognised ? 1 : 0,
    act.paid ?? 0,
    act.lost ?? 0,
    act.kept ?? 0,
    deposit,
    receivable,
    tax,
    revenue,
    act.rack ?? null,
    fact.by.reason,
  ];
}

function writeAct(book: Book, fact: JobFact, seq: number): void {
  book.run(
    `INSERT INTO job_act (seq, job, kind, at, fact, from_status, to_status, recognised, paid, lost,
       kept, deposit, receivable, tax, revenue, rack, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    ...jobActRow(fact),
  );
}

/** An act as far as it says where a job stands. */
export interface ActRow {
  seq: number;
  at: Instant;
  from: JobStatus;
  to: JobStatus;
  recognised: number;
  rack: string | null;
}

interface Stands extends StatusNow {
  readonly since: Instant | null;
  readonly readyDay: string | null;
  readonly rack: string;
}

/**
 * Where a job stands: its status from the changes in order of time, its money as sums. Both are
 * the same whichever till's acts arrive first, so that all tills come to the same.
 */
function putTogether(book: Book, job: string, seq: number): void {
  const row = book.get<Intake>(
    "SELECT business, customer, promised, total, seq, day FROM job WHERE id = ?",
    job,
  );
  if (row === undefined) return; // the intake is still on its way from another till
  const acts = actsOf(book, job);
  writeState(book, job, seq, row, standing(acts));
}

/** Rules of jobs that the merged books break, for an act that came from elsewhere. */
export function brokenJobs(
  book: Book,
  fact: { readonly id: string; readonly kind: string; readonly body: unknown },
  seq: number,
): Broken[] {
  const job = fact.kind === "job.received" ? fact.id : (fact.body as { job: string }).job;
  const acts = actsOf(book, job);
  const before = standing(acts.filter((act) => act.seq !== seq));
  const apart = standing(acts).unfit.length > before.unfit.length;
  const over = book.get<{ over: number }>(
    "SELECT s.paid - j.total AS over FROM job_state s JOIN job j ON j.id = s.job WHERE j.id = ?",
    job,
  );
  const broken: Broken[] = [];
  if (apart) broken.push({ kind: "job.moved_apart", detail: { job } });
  if (over === undefined) broken.push({ kind: "job.unknown", detail: { job } });
  else if (over.over > 0) broken.push({ kind: "job.overpaid", detail: { job, over: over.over } });
  return broken;
}

function actsOf(book: Book, job: string): ActRow[] {
  return book.all<ActRow>(
    `SELECT seq, at, from_status AS "from", to_status AS "to", recognised, rack
     FROM job_act WHERE job = ? ORDER BY at, fact`,
    job,
  );
}

/** Where acts, in order of time, have brought a job. */
export function standing(acts: readonly ActRow[]): Stands {
  const changes = acts.filter((act) => act.from !== act.to);
  const now = statusAfter(changes.map((act) => ({ ...act, recognised: act.recognised === 1 })));
  // A change that did not fit may still have led further on; the last one that leads here counts.
  const last = (to: JobStatus): ActRow | undefined =>
    changes.findLast((act, at) => act.to === to && (!now.unfit.includes(at) || to === now.status));
  const ready = now.status === "received" || now.status === "washing" ? undefined : last("ready");
  return {
    ...now,
    since: (last(now.status) ?? acts[0])?.at ?? null,
    readyDay: ready === undefined ? null : nairobiDay(ready.at),
    rack: acts.findLast((act) => act.rack !== null)?.rack ?? "",
  };
}

/** What where a job stands repeats of its intake, for lists. */
interface Intake {
  readonly business: string;
  readonly customer: string;
  readonly promised: string;
  readonly total: number;
  readonly seq: number;
  readonly day: string;
}

function writeState(book: Book, job: string, seq: number, row: Intake, now: Stands): void {
  const sums = book.get<Record<(typeof SUMS)[number], number>>(
    `SELECT ${SUMS.map((name) => `sum(${name}) AS ${name}`).join(", ")} FROM job_act WHERE job = ?`,
    job,
  );
  const values = [
    seq,
    now.status,
    now.since,
    now.readyDay,
    now.rack,
    now.recognised ? 1 : 0,
    ...SUMS.map((name) => sums?.[name] ?? 0),
  ];
  const known = book.get("SELECT 1 FROM job_state WHERE job = ?", job) !== undefined;
  if (known) {
    book.run(
      `UPDATE job_state SET seq = ?, status = ?, since = ?, ready_day = ?, rack = ?, recognised = ?,
         ${SUMS.map((name) => `${name} = ?`).join(", ")} WHERE job = ?`,
      ...values,
      job,
    );
    return;
  }
  book.run(
    `INSERT INTO job_state (seq, status, since, ready_day, rack, recognised, ${SUMS.join(", ")},
       job, business, customer, promised, price, taken, day)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...values,
    job,
    row.business,
    row.customer,
    row.promised,
    row.total,
    row.seq,
    row.day,
  );
}

const SUMS = ["paid", "lost", "kept", "deposit", "receivable", "tax", "revenue"] as const;
