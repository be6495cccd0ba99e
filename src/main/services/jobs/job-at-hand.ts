import type { Reply } from "#shared/contract/index.ts";
import type { JobReceived, JobSettings, JobStatus } from "#shared/facts/jobs.ts";
import type { FactOf } from "#shared/facts/index.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { settle } from "#shared/trades/counter-sale.ts";
import { booksBetween, booksOf, type JobMoney, type JobPlace } from "#shared/trades/jobs.ts";
import { isRecognised } from "#shared/trades/jobs-board.ts";
import { jobSettings } from "#shared/trades/jobs-settings.ts";
import type { Tender } from "#shared/facts/tender.ts";
import type { Book } from "#main/journal/book.ts";
import { addPrintJob, printJobsOf } from "#main/journal/device/print-jobs.ts";
import type { Coming } from "#main/journal/command.ts";
import { business, settingsUnder, type BusinessRow } from "#main/journal/read/business.ts";
import {
  creditHeld,
  customer as readCustomer,
  partiesOf,
  shownAs,
  standing,
} from "#main/journal/read/customers.ts";
import {
  dueOf,
  job as readJob,
  jobFact,
  workInHand,
  type JobRow,
} from "#main/journal/read/jobs.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import type { Actor } from "../act.ts";
import { activeBusiness } from "../place.ts";
import { gatherTenders } from "../post-sale.ts";
import { automaticPaper } from "../printer-settings.ts";

/** A job that is acted on, with its intake and its business as it is now. */
export interface JobAtHand {
  readonly row: JobRow;
  readonly fact: JobReceived;
  readonly place: BusinessRow;
  readonly due: Money;
  /** Of what is recognised and not paid for the job itself, what payments on account settled. */
  readonly onAccount: Money;
}

/** An active business that takes in jobs. */
export function jobBusiness(book: Book, id: string): Result<BusinessRow> {
  const place = activeBusiness(book, id);
  if (place.ok && !place.value.trades.includes("jobs")) {
    return refuse({ code: "job.trade_missing", business: id });
  }
  return place;
}

export function jobAtHand(book: Book, id: string): Result<JobAtHand> {
  const row = readJob(book, id);
  if (row === undefined) return refuse({ code: "job.unknown", number: id });
  const place = activeBusiness(book, row.business);
  if (!place.ok) return place;
  const fact = jobFact(book, row);
  const { due, onAccount } = dueOf(book, row);
  return done({ row, fact, place: place.value, due, onAccount });
}

/** Whether a job is of a business in which this caller works; one that is unknown says so itself. */
export function mayHandle(book: Book, caller: Caller, id: string): boolean {
  const row = readJob(book, id);
  return row === undefined || caller.may("sell", row.business);
}

/**
 * Where a job posts: deposits, debts, tax and revenue as when it was taken in, so that what was
 * put on an account comes off the same one; money where the business keeps it now.
 */
export function placeOf(book: Book, at: JobAtHand, drawer: string): JobPlace {
  const { row, place, fact } = at;
  const then = accountsOfJob(book, fact);
  const { cash, mpesa, bank, storeCredit, rounding } = place.settings.accounts;
  return {
    business: place.id,
    drawer,
    customer: row.customer,
    holder: shownAs(book, row.customer),
    job: row.id,
    accounts: { ...then.accounts, cash, mpesa, bank, storeCredit, rounding },
    jobs: then.jobs.accounts,
  };
}

function accountsOfJob(
  book: Book,
  fact: JobReceived,
): { accounts: BusinessRow["settings"]["accounts"]; jobs: JobSettings } {
  const id = fact.business ?? "";
  const settings =
    settingsUnder(book, id, fact.body.settings)?.settings ?? business(book, id)?.settings;
  if (settings === undefined) throw new Error(`business ${id} has no settings`);
  return { accounts: settings.accounts, jobs: jobSettings(settings) };
}

/** What an act leads to: its place among a job's acts, and what it does to the books. */
export function actOn(
  { row }: JobAtHand,
  to: JobStatus,
  money: Partial<Pick<JobMoney, "paid" | "lost" | "kept">> = {},
): Pick<FactOf<"job.moved">["body"], "job" | "from" | "to" | "recognised" | "books"> {
  const recognised =
    to === "cancelled"
      ? false
      : to === row.status || to === "disposed"
        ? row.recognised
        : isRecognised(row.recognition, to);
  const { total, tax, paid, lost, kept } = row;
  const books = booksBetween(
    row.books,
    booksOf({ total, tax, paid, lost, kept, recognised, ...money }),
  );
  return { job: row.id, from: row.status, to, recognised, books };
}

/** The shift that money needs; without money the day is the shift's where one is open. */
export function shiftFor(
  book: Book,
  coming: Coming,
  business: string,
  moves: boolean,
): Result<{ readonly id: string; readonly day: BusinessDay }> {
  const shift = openShift(book, coming.till, business);
  if (shift !== undefined) return done(shift);
  if (moves) return refuse({ code: "shift.not_open", business });
  return done({ id: "", day: nairobiDay(coming.at) });
}

type AskedTenders = Parameters<typeof gatherTenders>[2]["tenders"];

/** Tenders that come to an amount exactly; none where nothing is paid. */
export function takeMoney(
  book: Book,
  sealer: Sealer,
  place: BusinessRow,
  customer: string,
  amount: Money,
  tenders: AskedTenders,
): Result<readonly Tender[]> {
  const gathered = gatherTenders(book, sealer, { tenders });
  if (!gathered.ok) return gathered;
  const settled = settle(amount, gathered.value, place.settings.cashRounding);
  if (!settled.ok) return settled;
  const fromCredit = sum(
    tenders.map((tender) => (tender.kind === "credit" ? tender.amount : ZERO)),
  );
  const { storeCredit } = place.settings.accounts;
  const held = creditHeld(book, storeCredit, place.id, customer);
  if (fromCredit > 0 && fromCredit > held) return refuse({ code: "credit.insufficient", held });
  return done(settled.value.tenders);
}

/**
 * Whether so much more may stay unpaid. A customer with a limit keeps within it with everything:
 * debts, work in hand and this. One without pays when fetching, the work itself being security;
 * what has left the shop unpaid has to be within the limit for both.
 */
export function checkLimit(
  book: Book,
  actor: Actor,
  place: BusinessRow,
  id: string,
  unpaid: { readonly amount: Money; readonly leaves: boolean },
): Result<null> {
  const customer = readCustomer(book, id);
  if (customer === undefined || !customer.active) return refuse({ code: "customer.unknown" });
  if (unpaid.amount === 0) return done(null);
  const { owed } = standing(book, id);
  const hand = workInHand(book, partiesOf(book, id));
  const { creditLimit: limit, name } = customer;
  const gone = owed - hand.secured + (unpaid.leaves ? unpaid.amount : 0);
  const all = owed + hand.coming + (unpaid.leaves ? 0 : unpaid.amount);
  const within = gone <= limit && (limit === 0 || unpaid.leaves || all <= limit);
  if (within || actor.may("sell.credit", place.id)) return done(null);
  return refuse({ code: "credit.limit_exceeded", name, limit, owed });
}

/** Puts an act's papers in the outbox with it, where the till prints by itself. */
export function printing(
  { id: fact, at }: Coming,
  ...documents: readonly Parameters<typeof addPrintJob>[1]["document"][]
): (writing: Book) => void {
  return (writing) => {
    if (!automaticPaper(writing)) return;
    for (const document of documents) addPrintJob(writing, { fact, document, copy: false, at });
  };
}

/** The facts about a job. */
export type JobFactKind =
  | "job.moved"
  | "job.paid"
  | "job.collected"
  | "job.cancelled"
  | "job.compensated"
  | "job.written_off"
  | "job.received";

/** The reply of every act on a job. */
export function actDone(book: Book, fact: FactOf<JobFactKind>): Reply<"job.move"> {
  const job = fact.kind === "job.received" ? fact.id : fact.body.job;
  const at = jobAtHand(book, job);
  if (!at.ok) throw new Error(`job ${job} is not in the books`);
  const { row, due } = at.value;
  const cash =
    "tenders" in fact.body ? fact.body.tenders.find((tender) => tender.kind === "cash") : undefined;
  return {
    fact: fact.id,
    job,
    number: row.number,
    status: row.status,
    due,
    change: cash?.change ?? ZERO,
    receipt: printJobsOf(book, fact.id)[0]?.state ?? "none",
  };
}
