import { createHash } from "node:crypto";
import type { AnyFact } from "#shared/facts/index.ts";
import {
  jobActRow,
  jobLineRows,
  jobPieceRows,
  jobRow,
  standing,
  type ActRow,
  type JobFact,
} from "../apply/jobs.ts";
import type { Book } from "../book.ts";
import { checkNamed, type Check } from "./check.ts";

/**
 * Jobs against the facts they come from, row by row and column by column; each job where its acts
 * have brought it; and what a job holds as a deposit is its party's balance in the ledger.
 */
export interface JobsCheck {
  fact(fact: AnyFact): void;
  end(book: Book): Check[];
}

export function jobsAreTheirFacts(): JobsCheck {
  const said = { jobs: digest(), lines: digest(), pieces: digest(), acts: digest() };
  return {
    fact(fact) {
      if (!isAboutJob(fact)) return;
      said.acts.add(jobActRow(fact));
      if (fact.kind !== "job.received") return;
      said.jobs.add(jobRow(fact));
      for (const row of jobLineRows(fact)) said.lines.add([fact.id, ...row]);
      for (const row of jobPieceRows(fact)) said.pieces.add([fact.id, ...row]);
    },
    end(book) {
      const names = Object.keys(said) as (keyof typeof said)[];
      const wrong = names.filter((name) => said[name].sum() !== keptIn(book, KEPT[name]));
      const { jobs, acts } = said;
      return [
        checkNamed("jobs", wrong, `${jobs.rows()} jobs and ${acts.rows()} acts are their facts`),
        checkNamed("where jobs stand", astray(book), "each job is where its acts led"),
        checkNamed("job deposits", numbers(book, HELD), "each deposit is its party's balance"),
      ];
    },
  };
}

function isAboutJob(fact: AnyFact): fact is JobFact {
  return fact.kind.startsWith("job.");
}

type Row = readonly (string | number | null)[];

/** A number for a set of rows, whatever their order: another row, or another value, another sum. */
function digest() {
  let count = 0;
  let total = 0n;
  return {
    add(row: Row): void {
      count += 1;
      const hash = createHash("sha256").update(JSON.stringify(row)).digest();
      total = (total + hash.readBigUInt64LE()) & 0xffff_ffff_ffff_ffffn;
    },
    rows: (): number => count,
    sum: (): string => `${count} ${total}`,
  };
}

function keptIn(book: Book, sql: string): string {
  const kept = digest();
  for (const row of book.each<Record<string, string | number | null>>(sql)) {
    kept.add(Object.values(row));
  }
  return kept.sum();
}

/** The tables' rows in the order in which facts say them. */
const KEPT = {
  jobs: `SELECT id, number, counter, till, business, customer, day, at, recognition, express,
    promised, pieces, total, tax FROM job`,
  lines: `SELECT j.id, l.no, l.item, l.quantity, l.gross, l.surcharge, l.tax AS tax
    FROM job_line l JOIN job j ON j.seq = l.job`,
  pieces: `SELECT j.id, p.no, p.line, p.what, p.colour, p.brand, p.defects
    FROM job_piece p JOIN job j ON j.seq = p.job`,
  acts: `SELECT job, kind, at, fact, from_status, to_status, recognised, paid, lost, kept, deposit,
    receivable, tax, revenue, rack, reason FROM job_act`,
} as const;

/** Sums of acts; a job without a state, or a state that is another job's. */
const SUMS = `
  SELECT j.number FROM job j LEFT JOIN job_state s ON s.job = j.id
  LEFT JOIN (SELECT job, sum(paid) AS paid, sum(lost) AS lost, sum(kept) AS kept,
      sum(deposit) AS deposit, sum(receivable) AS receivable, sum(tax) AS tax,
      sum(revenue) AS revenue FROM job_act GROUP BY job) a ON a.job = j.id
  WHERE s.job IS NULL
    OR (s.paid, s.lost, s.kept, s.deposit, s.receivable, s.tax, s.revenue)
      IS NOT (a.paid, a.lost, a.kept, a.deposit, a.receivable, a.tax, a.revenue)
    OR (s.business, s.customer, s.promised, s.price, s.taken, s.day)
      IS NOT (j.business, j.customer, j.promised, j.total, j.seq, j.day)`;

interface Standing extends ActRow {
  readonly number: string;
  readonly status: string;
  readonly since: string;
  readonly readyDay: string | null;
  readonly hangs: string;
  readonly stood: number;
  readonly job: string;
}

const ACTS = `
  SELECT a.seq, a.at, a.from_status AS "from", a.to_status AS "to", a.recognised, a.rack, a.job,
    j.number, s.status, s.since, s.ready_day AS readyDay, s.rack AS hangs, s.recognised AS stood
  FROM job_act a JOIN job_state s ON s.job = a.job JOIN job j ON j.id = a.job
  ORDER BY a.job, a.at, a.fact`;

/** Jobs that are not where their acts, one after the other, have brought them. */
function astray(book: Book): string[] {
  const wrong = new Set(numbers(book, SUMS));
  const judge = (acts: readonly Standing[]): void => {
    const [kept] = acts;
    if (kept === undefined) return;
    const now = standing(acts);
    const same =
      now.status === kept.status &&
      now.since === kept.since &&
      now.readyDay === kept.readyDay &&
      now.rack === kept.hangs &&
      Number(now.recognised) === kept.stood;
    if (!same) wrong.add(kept.number);
  };
  let acts: Standing[] = [];
  for (const act of book.each<Standing>(ACTS)) {
    if (acts[0] !== undefined && acts[0].job !== act.job) {
      judge(acts);
      acts = [];
    }
    acts.push(act);
  }
  judge(acts);
  return [...wrong];
}

const HELD = `
  SELECT j.number FROM job_state s JOIN job j ON j.id = s.job
  WHERE s.deposit <> coalesce((SELECT sum(credit - debit) FROM party_balance
                               WHERE party = s.job AND account >= 2000), 0)`;

function numbers(book: Book, sql: string): string[] {
  return book.all<{ number: string }>(`${sql} LIMIT 20`).map((row) => row.number);
}
