import type { Instant } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";
import type { TaxLetter } from "../kernel/tax.ts";
import type { Fact } from "./fact.ts";
import type { Tender } from "./tender.ts";

/** Where work in hand stands. The last three end a job: nothing but a manager leads back. */
export type JobStatus = "received" | "washing" | "ready" | "collected" | "cancelled" | "disposed";

/**
 * One service asked for, and the pieces it is done to. Pieces that look alike share a line; each
 * piece gets a tag of its own, numbered through the job.
 */
export interface JobLine {
  readonly item: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: Quantity;
  readonly unitPrice: Money;
  /** What the customer owes for the service, tax included, without the surcharge. */
  readonly gross: Money;
  /** The express surcharge on this line, tax included. */
  readonly surcharge: Money;
  readonly taxLetter: TaxLetter;
  readonly basisPoints: number;
  readonly tax: Money;
  readonly surchargeTax: Money;
  readonly revenue: number;
  /** How many things lie in the bag: as many tags. */
  readonly pieces: number;
  readonly what: string;
  readonly colour: string;
  readonly brand: string;
  readonly defects: string;
}

/**
 * What an act adds to the books of one job, in signed cents: held as a deposit, owed by the
 * customer, output tax, revenue net of tax. The sum over a job's acts is what it stands at, so
 * that the next act at any till posts the difference to where the job should be.
 */
export interface JobBooks {
  readonly deposit: number;
  readonly receivable: number;
  readonly tax: number;
  readonly revenue: number;
}

/** What the acts on a job have in common. */
interface JobAct {
  /** Fact id of the intake: the job's identity, and its party in the ledger. */
  readonly job: string;
  /** The status it was in where the act was decided, and the one it has after it. */
  readonly from: JobStatus;
  readonly to: JobStatus;
  /** Whether the revenue stands in the books after the act. */
  readonly recognised: boolean;
  readonly books: JobBooks;
}

/** Money over the counter, for a job: positive amounts; the kind of the fact says which way. */
interface Paid {
  readonly shift: string;
  readonly settings: string;
  readonly tenders: readonly Tender[];
}

export interface JobReceivedBody extends Paid {
  /** Human number: business's letter, counter, till and epoch tag: L-000123-R1K7. */
  readonly number: string;
  readonly counter: number;
  readonly customer: string;
  /** The owner's policy when it was received; a later change does not bind this job. */
  readonly recognition: "ready" | "collected";
  /** Hundredths of a per cent; 0 without express. */
  readonly express: number;
  /** Where the surcharge's revenue belongs. */
  readonly expressAccount: number;
  readonly promised: Instant;
  readonly total: Money;
  readonly tax: Money;
  /** What is paid at once, as the invoice counts it. */
  readonly deposit: Money;
  readonly lines: readonly JobLine[];
  readonly note: string;
  /** The customer has seen the defects that were written down. */
  readonly acknowledged: boolean;
  readonly books: JobBooks;
}

export type JobReceived = Fact<"job.received", JobReceivedBody>;

/** To another status, or to another rack in the same one. */
export type JobMoved = Fact<"job.moved", JobAct & { readonly rack: string | null }>;

export interface JobPaidBody extends JobAct, Paid {
  readonly amount: Money;
  /** What is due after it. */
  readonly left: Money;
}
/** A part payment at any time. */
export type JobPaid = Fact<"job.paid", JobPaidBody>;

export interface JobCollectedBody extends JobAct, Paid {
  /** What is paid now, as the invoice counts it. */
  readonly amount: Money;
  /** What stays owed. */
  readonly left: Money;
  readonly collector: string;
}
export type JobCollected = Fact<"job.collected", JobCollectedBody>;

export interface JobCancelledBody extends JobAct, Paid {
  /** All that was paid goes back, as the invoice counted it. */
  readonly amount: Money;
}
export type JobCancelled = Fact<"job.cancelled", JobCancelledBody>;

export interface JobCompensatedBody extends JobAct, Paid {
  readonly amount: Money;
  /** What was lost or damaged. */
  readonly what: string;
}
/** Money for what was lost or damaged; the price of the work stays. */
export type JobCompensated = Fact<"job.compensated", JobCompensatedBody>;

export interface JobWrittenOffBody extends JobAct {
  /** Owed and given up. */
  readonly lost: Money;
  /** Deposit kept, for work nobody came back for. */
  readonly kept: Money;
}
export type JobWrittenOff = Fact<"job.written_off", JobWrittenOffBody>;

/** How a business takes in work; part of its settings. */
export interface JobSettings {
  /** Express surcharge in hundredths of a per cent: 50 % is 5000. */
  readonly expressBasisPoints: number;
  readonly expressHours: number;
  /** The least share of the price that is paid at intake, in hundredths of a per cent; 0: none. */
  readonly depositBasisPoints: number;
  /** From intake to ready, unless the service has its own. */
  readonly turnaroundHours: number;
  readonly turnaround: readonly { readonly item: string; readonly hours: number }[];
  /** Opening hours on the wall clock, 08:00; nothing is promised outside of them. */
  readonly opens: string;
  readonly closes: string;
  /** Days of the week without opening: 1 is Monday, 7 Sunday. */
  readonly closedDays: readonly number[];
  /** Text for the customer; {name}, {number}, {due}, {shop} and {rack} are filled in. */
  readonly notice: string;
  /** Places for what is ready, in the order in which they are offered; others can be typed. */
  readonly racks: readonly string[];
  readonly accounts: JobAccounts;
}

/** Where jobs post beside the accounts of any sale. */
export interface JobAccounts {
  readonly deposits: number;
  readonly badDebts: number;
  readonly forfeited: number;
  readonly claims: number;
  /** Revenue of the express surcharge; null: that of the service. */
  readonly express: number | null;
}
