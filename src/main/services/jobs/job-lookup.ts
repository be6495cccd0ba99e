import type { Reply } from "#shared/contract/index.ts";
import type { AnyFact } from "#shared/facts/index.ts";
import { daysBetween, nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { formatMoney } from "#shared/kernel/money.ts";
import { formatPhone } from "#shared/kernel/phone.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { IN_HAND, readJobCode, shortNumber } from "#shared/trades/jobs-board.ts";
import { say } from "#main/print/language.ts";
import { at as clockAt, jobSettings, noticeText } from "#shared/trades/jobs-settings.ts";
import type { Book } from "#main/journal/book.ts";
import { business } from "#main/journal/read/business.ts";
import { customer, type CustomerRow } from "#main/journal/read/customers.ts";
import {
  dueOf,
  job as readJob,
  jobActs,
  jobFact,
  jobsEnded,
  jobsInHand,
  jobWithNumber,
  type Dues,
  type JobActRow,
  type JobRow,
} from "#main/journal/read/jobs.ts";
import { user } from "#main/journal/read/people.ts";
import { parseFact } from "#main/journal/stored.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { jobBusiness } from "./job-at-hand.ts";

export type JobCard = Reply<"job.board">["columns"][number]["jobs"][number];

/** A column shows so many; a laundry with more of them has other worries. */
const COLUMN = 200;

/** A job as lists show it. */
export function jobCard(book: Book, row: JobRow, now: Instant, known: Dues = new Map()): JobCard {
  const inWork = row.status === "received" || row.status === "washing";
  const waits = row.status === "ready" && row.readyDay !== null;
  return {
    job: row.id,
    number: row.number,
    business: row.business,
    status: row.status,
    customer: row.customer,
    customerName: row.customerName,
    at: row.at,
    promised: row.promised,
    since: row.since,
    readyDay: row.readyDay,
    express: row.express > 0,
    pieces: row.pieces,
    rack: row.rack,
    total: row.total,
    paid: row.paid,
    due: dueOf(book, row, known).due,
    lost: row.lost,
    late: inWork && row.promised < now,
    waiting: waits ? Math.max(0, daysBetween(row.readyDay, nairobiDay(now))) : null,
  };
}

export function jobBoard(parts: Parts): Handler<"job.board"> {
  return ({ business: id }) => {
    const { book } = parts.journal;
    const place = jobBusiness(book, id);
    if (!place.ok) return place;
    const now = parts.now();
    const known: Dues = new Map();
    const card = (row: JobRow): JobCard => jobCard(book, row, now, known);
    const columns = IN_HAND.map((status) => {
      const { total, jobs } = jobsInHand(book, id, status, COLUMN);
      return { status, total, jobs: jobs.map(card) };
    });
    const today = jobsEnded(book, id, clockAt(nairobiDay(now), "00:00"), COLUMN);
    const collected = { status: "collected" as const, total: today.length };
    return done({ columns: [...columns, { ...collected, jobs: today.map(card) }] });
  };
}

export function scanJob(parts: Parts): Handler<"job.scan"> {
  return ({ business: id, code }) => {
    const { book } = parts.journal;
    const read = readJobCode(code);
    const row = read === undefined ? undefined : jobWithNumber(book, read.number);
    const piece = read?.piece ?? null;
    const inside = row !== undefined && (piece === null || (piece > 0 && piece <= row.pieces));
    if (!inside || row.business !== id) return refuse({ code: "job.unknown", number: code });
    return done({ job: jobCard(book, row, parts.now()), piece });
  };
}

export function getJob(parts: Parts): Handler<"job.get"> {
  return ({ job: id }, caller) => {
    const { book } = parts.journal;
    const row = readJob(book, id);
    if (row === undefined || !caller.sees(row.business)) {
      return refuse({ code: "job.unknown", number: id });
    }
    const { body } = jobFact(book, row);
    const who = customer(book, row.customer);
    const card = jobCard(book, row, parts.now());
    return done({
      ...card,
      phone: phoneWords(parts, who?.phone ?? null),
      day: row.day,
      tax: row.tax,
      note: body.note,
      recognition: row.recognition,
      lines: [...body.lines],
      acts: jobActs(book, row.id).map((each) => actOf(book, each)),
      notice: row.status === "ready" ? noticeOf(book, row, card) : "",
    });
  };
}

function phoneWords({ sealer }: Parts, phone: NonNullable<CustomerRow["phone"]> | null): string {
  return phone === null ? "" : formatPhone(sealer.unseal(phone));
}

function actOf(book: Book, row: JobActRow): Reply<"job.get">["acts"][number] {
  const fact = parseFact(row.bytes);
  const named = (id: string | null): string => (id === null ? "" : (user(book, id)?.name ?? ""));
  return {
    fact: row.fact,
    kind: row.kind,
    at: row.at,
    by: named(fact.by.user),
    approver: fact.by.approver === null ? null : named(fact.by.approver),
    reason: row.reason,
    from: row.from,
    to: row.to,
    paid: row.paid,
    lost: row.lost,
    kept: row.kept,
    rack: row.rack,
    detail: detailOf(fact),
    entry: row.entry,
  };
}

function detailOf(fact: AnyFact): string {
  if (fact.kind === "job.collected") return fact.body.collector;
  if (fact.kind === "job.compensated") {
    return `${fact.body.what}: ${formatMoney(fact.body.amount)}`;
  }
  return "";
}

/** Says what is due, in the language of the papers; nothing about money where nothing is. */
function noticeOf(book: Book, row: JobRow, card: JobCard): string {
  const place = business(book, row.business);
  if (place === undefined) return "";
  const { title, language } = place.settings.receipt;
  const t = say(language);
  const due = t("KES {amount} is due.", { amount: formatMoney(card.due) });
  return noticeText(jobSettings(place.settings).notice, {
    name: row.customerName.split(" ")[0] ?? "",
    number: shortNumber(row.number),
    due: card.due === 0 ? "" : due,
    shop: title.trim() === "" ? place.name : title,
    rack: row.rack,
  });
}
