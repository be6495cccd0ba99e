import type {
  JobCancelledBody,
  JobCollectedBody,
  JobCompensatedBody,
  JobPaidBody,
  JobReceivedBody,
} from "#shared/facts/jobs.ts";
import type { Tender } from "#shared/facts/tender.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { formatMoney, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { shortNumber, tagCode } from "#shared/trades/jobs-board.ts";
import type { ReceiptDocument } from "./document.ts";
import { finish, foot, header, stamp, type Presentation, type Seller } from "./seller.ts";
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
  const slip = header(ticket.seller, to).rule();
  const { t } = slip;
  top(slip, ticket, t("Job"));
  slip.pair(t("Ready by"), clockBoth(body.promised), { size: "bold" });
  slip.rule();
  for (const line of body.lines) {
    const each = `${quantityWords(line.quantity, line.unit, t)} x ${formatMoney(line.unitPrice)}`;
    const what = line.what === line.name ? line.name : `${line.name}: ${line.what}`;
    slip.left([what, line.colour, line.brand].filter(Boolean).join(", "));
    if (line.defects !== "") slip.left(t("Noted: {defects}", { defects: line.defects }));
    slip.pair(each, formatMoney(line.gross), { indent: 2 });
  }
  slip.rule();
  const surcharge = sum(body.lines.map((line) => line.surcharge));
  if (surcharge !== 0) {
    slip.pair(t("Express {rate}", { rate: rateWords(body.express) }), formatMoney(surcharge));
  }
  slip.pair(t("TOTAL KES"), formatMoney(body.total), { size: "total" });
  if (ticket.seller.vatRegistered) slip.pair(t("Tax included"), formatMoney(body.tax));
  tenders(slip, ticket, body.tenders);
  due(slip, ticket.due);
  const pieces = countOf(body);
  slip.rule().centre(pieces === 1 ? t("1 piece") : t("{count} pieces", { count: pieces }));
  if (body.note !== "") slip.left(t("Note: {note}", { note: body.note }));
  if (body.acknowledged) slip.sign(t("Noted damage seen by customer"));
  return bottom(slip, ticket, to, t("Ticket {number}", { number: ticket.number }));
}

/** One tag a piece, to be cut apart: number, piece of how many, what it is, and its barcode. */
export function jobTags(ticket: JobTicket, to: Presentation): ReceiptDocument {
  const slip = new Slip(to.paper, ticket.seller.language);
  const { t } = slip;
  const of = countOf(ticket.body);
  let piece = 0;
  for (const line of ticket.body.lines) {
    for (let each = 0; each < line.pieces; each += 1) {
      piece += 1;
      if (piece > 1) slip.cut();
      slip.headline(`${shortNumber(ticket.number)} ${piece}/${of}`);
      const look = [line.what, line.colour, line.brand].filter(Boolean).join(", ");
      slip.centre(look, "bold");
      if (line.defects !== "") slip.centre(t("Noted: {defects}", { defects: line.defects }));
      slip.centre(`${ticket.customer} - ${clockBoth(ticket.body.promised)}`);
      if (ticket.body.express > 0) slip.centre(t("EXPRESS"), "bold");
      slip.barcode(tagCode(ticket.number, piece));
    }
  }
  return finish(slip, to, {
    title: t("Tags {number}", { number: ticket.number }),
    number: ticket.number,
  });
}

/** The receipt of a payment for a job. */
export function jobReceipt(receipt: JobReceipt, to: Presentation): ReceiptDocument {
  const { body } = receipt;
  const slip = header(receipt.seller, to).rule();
  const { t } = slip;
  top(slip, receipt, receipt.collected ? t("Collected, job") : t("Payment, job"));
  if ("collector" in body && body.collector !== "") slip.pair(t("Collected by"), body.collector);
  slip.rule();
  slip.pair(t("Price of the job"), formatMoney(receipt.total));
  slip.pair(t("PAID NOW KES"), formatMoney(body.amount), { size: "total" });
  tenders(slip, receipt, body.tenders);
  due(slip, receipt.due);
  return bottom(slip, receipt, to, t("Receipt {number}", { number: receipt.number }));
}

/** What was given back, for the customer to sign. */
export function jobGiven(given: JobGiven, to: Presentation): ReceiptDocument {
  const { body } = given;
  const damage = "what" in body;
  const { number, reason } = given;
  const slip = header(given.seller, to).rule();
  const { t } = slip;
  top(slip, given, damage ? t("Compensation, job") : t("Cancelled, job"));
  if (damage) slip.pair(t("For"), body.what);
  if (reason !== "") slip.left(t("Reason: {reason}", { reason }));
  slip.rule();
  slip.pair(damage ? t("PAID OUT KES") : t("GIVEN BACK KES"), formatMoney(body.amount), {
    size: "total",
  });
  tenders(slip, given, body.tenders);
  slip.sign(t("Received by customer"));
  const title = damage
    ? t("Compensation {number}", { number })
    : t("Cancellation {number}", { number });
  return bottom(slip, given, to, title);
}

function top(slip: Slip, act: JobPaper, what: string): void {
  const { t } = slip;
  slip.headline(shortNumber(act.number));
  slip.pair(what, act.number);
  stamp(slip, act.at, act.day);
  slip.pair(t("Served by"), act.cashier);
  slip.pair(t("Customer"), act.customer);
  if (act.phone !== "") slip.pair(t("Phone"), act.phone);
}

function tenders(slip: Slip, act: JobPaper, paid: readonly Tender[]): void {
  const { t } = slip;
  for (const tender of paid) {
    const code = tender.kind === "mpesa" ? (act.codes.get(tender.code.index) ?? "") : "";
    const reference = tender.kind === "bank" ? tender.reference : code;
    const amount = tender.kind === "cash" && tender.tendered > 0 ? tender.tendered : tender.amount;
    slip.pair(`${tenderWords(tender.kind, t)} ${reference}`.trim(), formatMoney(amount));
  }
  const change = sum(paid.map((tender) => (tender.kind === "cash" ? tender.change : ZERO)));
  if (change !== 0) slip.pair(t("Change"), formatMoney(change), { size: "bold" });
}

/** "700.00 due": never "paid" while something is owed. */
function due(slip: Slip, amount: Money): void {
  const { t } = slip;
  if (amount > 0) slip.pair(t("DUE KES"), formatMoney(amount), { size: "bold" });
  else slip.pair(t("Paid in full"), "", { size: "bold" });
}

function bottom(slip: Slip, act: JobPaper, to: Presentation, title: string): ReceiptDocument {
  foot(slip.rule(), act.seller, act.number);
  return finish(slip, to, { title, number: act.number });
}

function countOf(body: JobReceivedBody): number {
  return body.lines.reduce((count, line) => count + line.pieces, 0);
}

function clockBoth(at: Instant): string {
  const { date, time } = clockWords(at);
  return `${date} ${time}`;
}
