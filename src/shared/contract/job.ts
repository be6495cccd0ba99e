import { z } from "zod";
import { jobTender } from "./tender.ts";
import { command, query } from "./procedure.ts";
import { receiptState } from "./sale.ts";
import {
  accountNumber,
  approval,
  businessCode,
  day,
  id,
  instant,
  memo,
  money,
  page,
  positiveMoney,
  positiveQuantity,
  reason,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

export const jobStatus = z.enum([
  "received",
  "washing",
  "ready",
  "collected",
  "cancelled",
  "disposed",
]);
const moneyKind = z.enum(["cash", "mpesa", "bank", "credit"]);

const paidWith = z.array(jobTender).max(10).default([]);

/** Money back: as the invoice counts it; M-Pesa needs the code of the reversal. */
const givenBack = z
  .array(z.strictObject({ kind: moneyKind, amount: positiveMoney, code: shortText.default("") }))
  .max(5)
  .default([]);

const jobLine = z.strictObject({
  item: id,
  quantity: positiveQuantity,
  /** The price the cashier saw. */
  unitPrice: money,
  /** Things in the bag, each with a tag. */
  pieces: z.int().min(1).max(200),
  what: shortText.default(""),
  colour: shortText.default(""),
  brand: shortText.default(""),
  defects: shortText.default(""),
});

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const hours = z.int().min(1).max(2000);

/** As the owner sets it, without the accounts. */
const howWorkIsTaken = {
  expressBasisPoints: z.int().min(0).max(100_000),
  expressHours: hours,
  depositBasisPoints: z.int().min(0).max(10_000),
  turnaroundHours: hours,
  turnaround: z.array(z.strictObject({ item: id, hours })).max(500),
  opens: clock,
  closes: clock,
  closedDays: z.array(z.int().min(1).max(7)).max(7),
  notice: memo,
  racks: z.array(shortText.min(1).max(40)).max(200),
};

export const jobCard = z.object({
  job: id,
  number: z.string(),
  business: businessCode,
  status: jobStatus,
  customer: id,
  customerName: z.string(),
  at: instant,
  promised: instant,
  /** When it came into its status. */
  since: instant,
  readyDay: day.nullable(),
  express: z.boolean(),
  pieces: z.int(),
  rack: z.string(),
  total: signedMoney,
  paid: signedMoney,
  due: signedMoney,
  /** Owed and given up. */
  lost: signedMoney,
  /** Promised, and neither ready nor ended. */
  late: z.boolean(),
  /** Whole days since it was ready; null unless it waits to be fetched. */
  waiting: z.int().nullable(),
});

const jobDetail = jobCard.extend({
  phone: z.string(),
  day,
  tax: signedMoney,
  note: z.string(),
  recognition: z.enum(["ready", "collected"]),
  lines: z.array(
    z.object({
      item: id,
      name: z.string(),
      unit: z.string(),
      quantity: signedQuantity,
      unitPrice: signedMoney,
      gross: signedMoney,
      surcharge: signedMoney,
      pieces: z.int(),
      what: z.string(),
      colour: z.string(),
      brand: z.string(),
      defects: z.string(),
    }),
  ),
  acts: z.array(
    z.object({
      /** What a receipt is printed of, where there is one. */
      fact: id,
      kind: z.string(),
      at: instant,
      by: z.string(),
      approver: z.string().nullable(),
      reason: z.string().nullable(),
      from: jobStatus,
      to: jobStatus,
      paid: signedMoney,
      lost: signedMoney,
      kept: signedMoney,
      rack: z.string().nullable(),
      detail: z.string(),
      entry: z.int().nullable(),
    }),
  ),
  /** For the customer, where it is ready. */
  notice: z.string(),
});

/** What every act on a job answers. */
export const jobActDone = z.object({
  /** The act's own id: its receipt is printed of it. */
  fact: id,
  job: id,
  number: z.string(),
  status: jobStatus,
  due: signedMoney,
  change: signedMoney,
  receipt: receiptState,
});

const act = { job: id, approval: approval.optional() };

/** Which jobs a list is of; all conditions together. */
const listed = {
  business: businessCode.nullable().default(null),
  list: z
    .enum(["all", "in-hand", "late", "unclaimed", "unpaid"])
    .or(jobStatus.exclude(["ready"]))
    .default("all"),
  text: shortText.default(""),
  customer: id.nullable().default(null),
  /** Unclaimed for at least so many days, and for fewer than that. */
  days: z.int().min(0).max(10_000).default(0),
  daysBelow: z.int().min(1).max(10_000).nullable().default(null),
  /** Taken in on these days, both included. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  sort: z
    .enum(["usual", "taken-in", "promised", "ready", "customer", "total", "due"])
    .default("usual"),
  descending: z.boolean().default(false),
};

export const jobs = {
  "job.receive": command(
    "sell",
    "Take in work: a job, its pieces and tags, and a deposit if one is paid",
    {
      business: businessCode,
      customer: id,
      lines: z.array(jobLine).min(1).max(200),
      express: z.boolean().default(false),
      /** Null: as the services' turnaround and the opening hours have it. */
      promised: instant.nullable().default(null),
      deposit: money.default(0 as never),
      tenders: paidWith,
      note: memo.default(""),
      acknowledged: z.boolean().default(false),
      approval: approval.optional(),
    },
    jobActDone.extend({ total: signedMoney, promised: instant, pieces: z.int() }),
  ),
  "job.move": command(
    "sell",
    "Move a job along the board; back only by a manager with a reason",
    {
      ...act,
      to: z.enum(["received", "washing", "ready"]),
      rack: shortText.nullable().default(null),
      reason: memo.default(""),
    },
    jobActDone,
  ),
  "job.pay": command(
    "sell",
    "Take a part payment for a job, at any time",
    { ...act, amount: positiveMoney, tenders: paidWith },
    jobActDone,
  ),
  "job.collect": command(
    "sell",
    "Hand a job over: the balance first, unless the setting or a manager allows less",
    {
      ...act,
      collector: shortText.default(""),
      amount: money.default(0 as never),
      tenders: paidWith,
    },
    jobActDone,
  ),
  "job.cancel": command(
    "sell",
    "Call a job off and give back what was paid; needs the right to manage jobs, or a consent",
    { ...act, tenders: givenBack, reason },
    jobActDone,
  ),
  "job.compensate": command(
    "sell",
    "Pay for what was lost or damaged; needs the right to manage jobs, or a consent",
    { ...act, what: shortText, tenders: givenBack.unwrap().min(1), reason },
    jobActDone,
  ),
  "job.writeOff": command(
    "sell",
    "Give up what nobody came back for, or a debt that will not be paid",
    { ...act, reason },
    jobActDone,
  ),
  "job.board": query(
    "sell",
    "Work in hand by column, what was promised first on top, and what was fetched today",
    { business: businessCode },
    z.object({
      columns: z.array(z.object({ status: jobStatus, total: z.int(), jobs: z.array(jobCard) })),
    }),
  ),
  "job.find": query(
    "signed-in",
    "Find jobs by number, customer's name or phone; or the unclaimed and the unpaid",
    { ...listed, ...page.shape },
    z.object({
      total: z.int(),
      /** Over all pages. */
      price: signedMoney,
      paid: signedMoney,
      due: signedMoney,
      jobs: z.array(jobCard),
    }),
  ),
  "job.ageing": query(
    "signed-in",
    "Ready and not fetched, by the days since and the owner's steps",
    { business: businessCode.nullable().default(null) },
    z.object({
      ages: z.array(
        z.object({
          from: z.int(),
          /** Null: and longer. */
          below: z.int().nullable(),
          jobs: z.int(),
          price: signedMoney,
          due: signedMoney,
        }),
      ),
    }),
  ),
  "job.export": query(
    "export",
    "A list of jobs as a spreadsheet, all pages of it",
    { ...listed, format: z.enum(["csv", "xlsx"]) },
    z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
  ),
  "job.get": query(
    "signed-in",
    "One job with its lines and all that was done",
    { job: id },
    jobDetail,
  ),
  "job.scan": query(
    "sell",
    "The job of a ticket or of a piece's tag",
    { business: businessCode, code: shortText },
    z.object({ job: jobCard, piece: z.int().nullable() }),
  ),
  "job.settings": query(
    "signed-in",
    "How a business takes in work",
    { business: businessCode },
    z.object({
      ...howWorkIsTaken,
      expressAccount: accountNumber.nullable(),
      recognition: z.enum(["ready", "collected"]),
      collectWithBalance: z.boolean(),
      ageingDays: z.array(z.int()),
    }),
  ),
  "job.saveSettings": command(
    "settings.edit",
    "Change how a business takes in work; jobs taken in before keep their policy and price",
    {
      business: businessCode,
      ...howWorkIsTaken,
      recognition: z.enum(["ready", "collected"]),
      collectWithBalance: z.boolean(),
      ageingDays: z.array(z.int().min(1).max(3650)).min(1).max(8),
    },
    z.object({ business: businessCode }),
  ),
};
