import type { AnyFact } from "#shared/facts/index.ts";
import type { Book } from "../book.ts";
import { checkNamed, type Check } from "./check.ts";

/**
 * Jobs against the facts they come from: how many, what they cost, what was paid; each job where
 * its acts have brought it; and what a job holds as a deposit is its party's balance in the ledger.
 */
export interface JobsCheck {
  fact(fact: AnyFact): void;
  end(book: Book): Check[];
}

export function jobsAreTheirFacts(): JobsCheck {
  const said = { jobs: 0, pieces: 0, total: 0, tax: 0, acts: 0, paid: 0, lost: 0, kept: 0 };
  return {
    fact(fact) {
      if (!fact.kind.startsWith("job.")) return;
      said.acts += 1;
      switch (fact.kind) {
        case "job.received":
          said.jobs += 1;
          for (const line of fact.body.lines) said.pieces += line.pieces;
          said.total += fact.body.total;
          said.tax += fact.body.tax;
          said.paid += fact.body.deposit;
          return;
        case "job.paid":
        case "job.collected":
          said.paid += fact.body.amount;
          return;
        case "job.cancelled":
          said.paid -= fact.body.amount;
          return;
        case "job.written_off":
          said.lost += fact.body.lost;
          said.kept += fact.body.kept;
          return;
        default:
      }
    },
    end(book) {
      const kept = book.get<Record<keyof typeof said, number>>(KEPT);
      const names = Object.keys(said) as (keyof typeof said)[];
      const wrong = names.filter((name) => said[name] !== (kept?.[name] ?? 0));
      return [
        checkNamed(
          "jobs",
          wrong,
          `${said.jobs} jobs and ${said.acts} acts are those of their facts`,
        ),
        checkNamed("where jobs stand", numbers(book, STANDS), "each job is where its acts led"),
        checkNamed("job deposits", numbers(book, HELD), "each deposit is its party's balance"),
      ];
    },
  };
}

const KEPT = `
  SELECT (SELECT count(*) FROM job) AS jobs, (SELECT count(*) FROM job_piece) AS pieces,
    (SELECT coalesce(sum(total), 0) FROM job) AS total,
    (SELECT coalesce(sum(tax), 0) FROM job) AS tax,
    count(*) AS acts, coalesce(sum(paid), 0) AS paid, coalesce(sum(lost), 0) AS lost,
    coalesce(sum(kept), 0) AS kept
  FROM job_act`;

/** Sums of acts; a status that no act led to; a job without a state. */
const STANDS = `
  SELECT j.number FROM job j LEFT JOIN job_state s ON s.job = j.id
  LEFT JOIN (SELECT job, sum(paid) AS paid, sum(lost) AS lost, sum(kept) AS kept,
      sum(deposit) AS deposit, sum(receivable) AS receivable, sum(tax) AS tax,
      sum(revenue) AS revenue FROM job_act GROUP BY job) a ON a.job = j.id
  WHERE s.job IS NULL
    OR (s.paid, s.lost, s.kept, s.deposit, s.receivable, s.tax, s.revenue)
      IS NOT (a.paid, a.lost, a.kept, a.deposit, a.receivable, a.tax, a.revenue)
    OR (s.business, s.customer, s.promised) IS NOT (j.business, j.customer, j.promised)
    OR NOT EXISTS (SELECT 1 FROM job_act t WHERE t.job = j.id AND t.to_status = s.status)`;

const HELD = `
  SELECT j.number FROM job_state s JOIN job j ON j.id = s.job
  WHERE s.deposit <> coalesce((SELECT sum(credit - debit) FROM party_balance
                               WHERE party = s.job AND account >= 2000), 0)`;

function numbers(book: Book, sql: string): string[] {
  return book.all<{ number: string }>(`${sql} LIMIT 20`).map((row) => row.number);
}
