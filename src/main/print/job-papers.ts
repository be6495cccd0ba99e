import type {
  JobCancelledBody,
  JobCollectedBody,
  JobCompensatedBody,
  JobPaidBody,
  JobReceivedBody,
} from "#shared/facts/jobs.ts";
import type { Tender } from "#shared/facts/selling.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { formatMoney, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { shortNumber, tagCode } from "#shared/trades/jobs-board.ts";
import type { ReceiptDocument } from "./document.ts";
import { finish, header, stamp, type Presentation, type Seller } from "./seller.ts";
import { Slip } from "./slip.ts";
import { clockWords, quantityWords, rateWords, tenderWords } from "./wording.ts";

interface JobAct {
  readonly seller: Seller;
  readonly at: Instant;
  readonly day: BusinessDay;
  readonly cashier: string;
  readonly number: string;
  readonly customer: string;
  readonly phone: string;
  /** M-Pesa codes in the clear, by the blind index of the tender. */
  readonly codes: ReadonlyMap<string, string>;
  /** What was due just after the act: the past, on a copy. */
  readonly due: Money;
}

/** What was brought in: the customer's ticket, and a tag for each piece. */
export interface JobTicket extends JobAct {
  readonly kind: "job-ticket";
  readonly body: JobReceivedBody;
}

/** Money taken for a job, when it was fetched or before. */
export interface JobReceipt extends JobAct {
  readonly kind: "job-payment";
  readonly body: JobPaidBody | JobCollectedBody;
  readonly total: Money;
  readonly collected: boolean;
}

/** Money given back for a job that was cancelled, or for what was lost or damaged. */
export interface JobGiven extends JobAct {
  readonly kind: "job-given";
  readonly body: JobCancelledBody | JobCompensatedBody;
  readonly reason: string;
}

export type JobPaper = JobTicket | JobReceipt | JobGiven;

/** The customer's ticket: what was brought, what it costs, when it is ready, what is due. */
export function jobTicket(ticket: JobTicket, to: Presentation): ReceiptDocument {
  const { body } = ticket;
  const slip = top(ticket, to, "Job");
  slip.pair("Ready by", clockBoth(body.promised), { size: "bold" });
  slip.rule();
  for (const line of body.lines) {
    const each = `${quantityWords(line.quantity, line.unit)} x ${formatMoney(line.unitPrice)}`;
    const what = line.what === line.name ? line.name : `${line.name}: ${line.what}`;
    slip.left([what, line.colour, line.brand].filter(Boolean).join(", "));
    if (line.defects !== "") slip.left(`Noted: ${line.defects}`);
    slip.pair(each, formatMoney(line.gross), { indent: 2 });
  }
  slip.rule();
  const surcharge = sum(body.lines.map((line) => line.surcharge));
  if (surcharge !== 0) slip.pair(`Express ${rateWords(body.express)}`, formatMoney(surcharge));
  slip.pair("TOTAL KES", formatMoney(body.total), { size: "total" });
  if (ticket.seller.vatRegistered) slip.pair("Tax included", formatMoney(body.tax));
  tenders(slip, ticket, body.tenders);
  due(slip, ticket.due);
  const pieces = countOf(body);
  slip.rule().centre(pieces === 1 ? "1 piece" : `${pieces} pieces`);
  if (body.note !== "") slip.left(`Note: ${body.note}`);
  if (body.acknowledged) slip.sign("Noted damage seen by customer");
  return bottom(slip, ticket, to, `Ticket ${ticket.number}`);
}

/** One tag a piece, to be cut apart: number, piece of how many, what it is, and its barcode. */
export function jobTags(ticket: JobTicket, to: Presentation): ReceiptDocument {
  const slip = new Slip(to.paper);
  const of = countOf(ticket.body);
  let piece = 0;
  for (const line of ticket.body.lines) {
    for (let each = 0; each < line.pieces; each += 1) {
      piece += 1;
      if (piece > 1) slip.cut();
      slip.headline(`${shortNumber(ticket.number)} ${piece}/${of}`);
      const look = [line.what, line.colour, line.brand].filter(Boolean).join(", ");
      slip.centre(look, "bold");
      if (line.defects !== "") slip.centre(`Noted: ${line.defects}`);
      slip.centre(`${ticket.customer} - ${clockBoth(ticket.body.promised)}`);
      if (ticket.body.express > 0) slip.centre("EXPRESS", "bold");
      slip.barcode(tagCode(ticket.number, piece));
    }
  }
  return finish(slip, to, { title: `Tags ${ticket.number}`, number: ticket.number });
}

/** The receipt of a payment for a job. */
export function jobReceipt(receipt: JobReceipt, to: Presentation): ReceiptDocument {
  const { body } = receipt;
  const slip = top(receipt, to, receipt.collected ? "Collected, job" : "Payment, job");
  if ("collector" in body && body.collector !== "") slip.pair("Collected by", body.collector);
  slip.rule();
  slip.pair("Price of the job", formatMoney(receipt.total));
  slip.pair("PAID NOW KES", formatMoney(body.amount), { size: "total" });
  tenders(slip, receipt, body.tenders);
  due(slip, receipt.due);
  return bottom(slip, receipt, to, `Receipt ${receipt.number}`);
}

/** What was given back, for the customer to sign. */
export function jobGiven(given: JobGiven, to: Presentation): ReceiptDocument {
  const { body } = given;
  const damage = "what" in body;
  const slip = top(given, to, damage ? "Compensation, job" : "Cancelled, job");
  if (damage) slip.pair("For", body.what);
  if (given.reason !== "") slip.left(`Reason: ${given.reason}`);
  slip.rule();
  slip.pair(damage ? "PAID OUT KES" : "GIVEN BACK KES", formatMoney(body.amount), {
    size: "total",
  });
  tenders(slip, given, body.tenders);
  slip.sign("Received by customer");
  return bottom(slip, given, to, `${damage ? "Compensation" : "Cancellation"} ${given.number}`);
}

function top(act: JobPaper, to: Presentation, what: string): Slip {
  const slip = header(act.seller, to).rule();
  slip.headline(shortNumber(act.number));
  slip.pair(what, act.number);
  stamp(slip, act.at, act.day);
  slip.pair("Served by", act.cashier);
  slip.pair("Customer", act.customer);
  if (act.phone !== "") slip.pair("Phone", act.phone);
  return slip;
}

function tenders(slip: Slip, act: JobPaper, paid: readonly Tender[]): void {
  for (const tender of paid) {
    const code = tender.kind === "mpesa" ? (act.codes.get(tender.code.index) ?? "") : "";
    const reference = tender.kind === "bank" ? tender.reference : code;
    const amount = tender.kind === "cash" && tender.tendered > 0 ? tender.tendered : tender.amount;
    slip.pair(`${tenderWords(tender.kind)} ${reference}`.trim(), formatMoney(amount));
  }
  const change = sum(paid.map((tender) => (tender.kind === "cash" ? tender.change : ZERO)));
  if (change !== 0) slip.pair("Change", formatMoney(change), { size: "bold" });
}

/** "700.00 due": never "paid" while something is owed. */
function due(slip: Slip, amount: Money): void {
  if (amount > 0) slip.pair("DUE KES", formatMoney(amount), { size: "bold" });
  else slip.pair("Paid in full", "", { size: "bold" });
}

function bottom(slip: Slip, act: JobPaper, to: Presentation, title: string): ReceiptDocument {
  slip.rule().centre(act.seller.footer);
  slip.space().centre("NOT A TAX INVOICE", "bold").space();
  slip.barcode(act.number);
  return finish(slip, to, { title, number: act.number });
}

function countOf(body: JobReceivedBody): number {
  return body.lines.reduce((count, line) => count + line.pieces, 0);
}

function clockBoth(at: Instant): string {
  const { date, time } = clockWords(at);
  return `${date} ${time}`;
}
