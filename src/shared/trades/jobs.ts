import type { JobAccounts, JobBooks, JobLine } from "../facts/jobs.ts";
import type { Tender } from "../facts/tender.ts";
import { cents, less, price, share, sum, ZERO, type Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import { splitTax } from "../kernel/tax.ts";
import {
  credit,
  debit,
  journalEntry,
  mergeLines,
  type EntryLine,
  type JournalEntry,
} from "../ledger/journal-entry.ts";
import { tenderLines, type SaleItem, type SalePlace } from "./counter-sale.ts";
import { givenBack } from "./refund.ts";
import { isTooLarge, LARGEST } from "./stock-taking.ts";

/** A line of an intake as asked for, its service as the books have it. */
export interface AskedJobLine {
  readonly item: Omit<SaleItem, "components" | "cogs" | "inventory">;
  readonly quantity: Quantity;
  readonly unitPrice: Money;
  readonly pieces: number;
  readonly what: string;
  readonly colour: string;
  readonly brand: string;
  readonly defects: string;
}

export interface PricedJob {
  readonly lines: readonly JobLine[];
  readonly total: Money;
  readonly tax: Money;
}

/**
 * Prices an intake: each service, and on each its express surcharge (`express` in hundredths of a
 * per cent), tax taken out of both. Refuses nothing at all, parts of what is done whole, and sums
 * that no shop could mean.
 */
export function priceJob(asked: readonly AskedJobLine[], express: number): Result<PricedJob> {
  if (asked.length === 0) return refuse({ code: "job.empty" });
  const lines: JobLine[] = [];
  for (const { item, ...line } of asked) {
    if (line.quantity <= 0 || (!item.fractional && line.quantity % 1000 !== 0)) {
      return refuse({ code: "quantity.invalid", name: item.name });
    }
    if (isTooLarge(line.unitPrice, line.quantity)) return refuse({ code: "sale.too_large" });
    const gross = price(line.unitPrice, line.quantity);
    const surcharge = share(gross, express, 10_000);
    lines.push({
      ...line,
      item: item.id,
      name: item.name,
      unit: item.unit,
      gross,
      surcharge,
      taxLetter: item.tax,
      basisPoints: item.basisPoints,
      tax: splitTax(gross, item.basisPoints).tax,
      surchargeTax: splitTax(surcharge, item.basisPoints).tax,
      revenue: item.revenue,
    });
  }
  const total = sum(lines.flatMap((line) => [line.gross, line.surcharge]));
  if (total > LARGEST) return refuse({ code: "sale.too_large" });
  return done({ lines, total, tax: sum(lines.flatMap((line) => [line.tax, line.surchargeTax])) });
}

/** What has become of a job's money, as the invoice counts it. */
export interface JobMoney {
  readonly total: Money;
  readonly tax: Money;
  readonly paid: Money;
  /** Owed and given up. */
  readonly lost: Money;
  /** Deposit kept for work that nobody came back for. */
  readonly kept: Money;
  readonly recognised: boolean;
}

/**
 * Where a job should stand in the books. Before the work is recognised, what was paid is held as a
 * deposit, its tax due already (the tax point includes part payment: J19). After it, revenue and
 * the whole tax stand, and what is not paid is owed (J20). What goes back and forth between the
 * two is their difference, to the cent.
 */
export function booksOf(job: JobMoney): JobBooks {
  if (job.recognised) {
    const receivable = job.total - job.paid - job.lost;
    return { deposit: 0, receivable, tax: job.tax, revenue: job.total - job.tax };
  }
  const tax = taxPaid(job);
  return { deposit: job.paid - tax - job.kept, receivable: 0, tax, revenue: 0 };
}

/** The tax in what was paid so far; the parts add up to the whole tax, whatever the portions. */
function taxPaid({ total, tax, paid }: Pick<JobMoney, "total" | "tax" | "paid">): Money {
  if (total === 0) return ZERO;
  return share(tax, Math.min(paid, total), total);
}

export const NO_BOOKS: JobBooks = { deposit: 0, receivable: 0, tax: 0, revenue: 0 };

/** What has to be posted to come from where a job stands to where it should. */
export function booksBetween(from: JobBooks, to: JobBooks): JobBooks {
  return {
    deposit: to.deposit - from.deposit,
    receivable: to.receivable - from.receivable,
    tax: to.tax - from.tax,
    revenue: to.revenue - from.revenue,
  };
}

/** Who and what the lines of a job's entry belong to. */
export interface JobPlace extends SalePlace {
  readonly job: string;
  readonly customer: string;
  readonly jobs: JobAccounts;
}

/** The priced work that an entry's revenue is split by. */
export interface JobWork {
  readonly lines: readonly JobLine[];
  readonly expressAccount: number;
}

export interface JobPosting {
  readonly change: JobBooks;
  readonly taken?: readonly Tender[];
  readonly given?: readonly Tender[];
  readonly lost?: Money;
  readonly kept?: Money;
  /** Money for what was lost or damaged. */
  readonly claim?: Money;
}

/**
 * The entry of any act on a job (worked journals J19 to J24): money on one side, the change of the
 * job's books on the other. Null where nothing moves: an intake without a deposit.
 */
export function jobEntry(place: JobPlace, work: JobWork, posting: JobPosting): JournalEntry | null {
  const { business, accounts, jobs, job, customer } = place;
  const { change, taken = [], given = [], lost = ZERO, kept = ZERO, claim = ZERO } = posting;
  const merged = mergeLines([
    ...taken.flatMap((tender) => tenderLines(place, tender)),
    ...given.flatMap((tender) => givenBack(place, tender)),
    debit(business, jobs.badDebts, lost),
    debit(business, jobs.claims, claim),
    ...signed(business, jobs.deposits, -change.deposit, job),
    ...signed(business, accounts.receivable, change.receivable, customer),
    ...revenueLines(business, work, change.revenue),
    ...signed(business, accounts.outputTax, -change.tax),
    credit(business, jobs.forfeited, kept),
  ]);
  return merged.length === 0 ? null : journalEntry(merged);
}

/** More than nothing is a debit, less is a credit. */
function signed(
  business: string,
  account: number,
  amount: number,
  party: string | null = null,
): EntryLine[] {
  if (amount === 0) return [];
  const side = amount > 0 ? debit : credit;
  return [side(business, account, cents(Math.abs(amount)), party)];
}

/** The revenue of a job is recognised, or taken back, as a whole: each line with its own account. */
function revenueLines(business: string, work: JobWork, change: number): EntryLine[] {
  if (change === 0) return [];
  const whole = sum(
    work.lines.flatMap((line) => [
      less(line.gross, line.tax),
      less(line.surcharge, line.surchargeTax),
    ]),
  );
  const times = change / whole;
  return work.lines.flatMap((line) => [
    ...signed(business, line.revenue, -times * less(line.gross, line.tax)),
    ...signed(business, work.expressAccount, -times * less(line.surcharge, line.surchargeTax)),
  ]);
}
