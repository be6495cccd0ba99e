import type { Reply, Request } from "#shared/contract/index.ts";
import type { JobReceivedBody } from "#shared/facts/jobs.ts";
import { assert } from "#shared/kernel/assert.ts";
import { isInstant, type BusinessDay } from "#shared/kernel/date.ts";
import { less, ZERO } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import {
  booksOf,
  jobEntry,
  priceJob,
  type AskedJobLine,
  type PricedJob,
} from "#shared/trades/jobs.ts";
import { jobNumber } from "#shared/trades/jobs-board.ts";
import { hoursFor, jobSettings, leastDeposit, promisedAt } from "#shared/trades/jobs-settings.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { clearIntake } from "#main/journal/device/drafts.ts";
import { taxRate, type BusinessRow } from "#main/journal/read/business.ts";
import { itemForSale } from "#main/journal/read/catalog.ts";
import { nextJobCounter } from "#main/journal/read/jobs.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, approvedActor, type Actor } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { actDone, checkLimit, jobBusiness, printing, shiftFor, takeMoney } from "./job-at-hand.ts";

type Asked = Request<"job.receive">;

/**
 * Takes in work: services at the prices of the books, the promised time, a deposit (J19) and, where
 * the till prints by itself, a ticket and one tag a piece. One command, one fact.
 */
export function receiveJob(parts: Parts): Handler<"job.receive"> {
  return async (request, caller) => {
    const actor = await approvedActor(parts, caller, request.approval);
    if (!actor.ok) return actor;
    const received = act<"job.receive", "job.received", Reply<"job.receive">>(
      parts,
      "job.receive",
      request,
      (book, coming) => decideReceipt(book, coming, parts.sealer, request, actor.value),
      ({ fact }, book) => ({
        ...actDone(book, fact),
        total: fact.body.total,
        promised: fact.body.promised,
        pieces: fact.body.lines.reduce((count, line) => count + line.pieces, 0),
      }),
    );
    if (received.ok) parts.paper();
    return received;
  };
}

/** Gathers and decides; exported for bulk writers, which have no screen to answer. */
export function decideReceipt(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Asked,
  actor: Actor,
): Result<Draft<"job.received">> {
  const place = jobBusiness(book, asked.business);
  if (!place.ok) return place;
  const { settings, id: business } = place.value;
  const shift = shiftFor(book, coming, business, asked.deposit > 0);
  if (!shift.ok) return shift;
  const jobs = jobSettings(settings);
  const express = asked.express ? jobs.expressBasisPoints : 0;
  const priced = priceAsked(book, place.value, shift.value.day, asked, express, actor);
  if (!priced.ok) return priced;
  const { total, tax, lines } = priced.value;
  if (lines.some((line) => line.defects !== "") && !asked.acknowledged) {
    return refuse({ code: "job.defects_unseen" });
  }
  const hours = hoursFor(
    jobs,
    lines.map((line) => line.item),
    asked.express,
  );
  const promised = asked.promised ?? promisedAt(jobs, coming.at, hours);
  if (!isInstant(promised)) {
    return refuse({ code: "request.invalid", path: "promised", problem: "is not a moment" });
  }
  if (promised <= coming.at) return refuse({ code: "job.promise_past" });
  if (asked.deposit > total) return refuse({ code: "payment.exceeds_balance", balance: total });
  const least = leastDeposit(jobs, total);
  if (asked.deposit < least && !actor.may("sell.credit", business)) {
    return refuse({ code: "job.deposit_short", least });
  }
  const unpaid = { amount: less(total, asked.deposit), leaves: false };
  const limit = checkLimit(book, actor, place.value, asked.customer, unpaid);
  if (!limit.ok) return limit;
  const { customer, deposit } = asked;
  const tenders = takeMoney(book, sealer, place.value, customer, deposit, asked.tenders);
  if (!tenders.ok) return tenders;
  const counter = nextJobCounter(book, coming.till);
  const money = { total, tax, paid: deposit, lost: ZERO, kept: ZERO, recognised: false };
  const body: JobReceivedBody = {
    number: jobNumber(business, counter, coming.till, coming.tag),
    counter,
    shift: shift.value.id,
    settings: place.value.settingsFact,
    customer,
    recognition: settings.recognition,
    express,
    expressAccount: jobs.accounts.express ?? settings.itemAccounts.service.revenue,
    promised,
    total,
    tax,
    deposit,
    lines,
    tenders: tenders.value,
    note: asked.note.trim(),
    acknowledged: asked.acknowledged,
    books: booksOf(money),
  };
  const where = {
    business,
    drawer: coming.till,
    customer,
    job: coming.id,
    accounts: settings.accounts,
    jobs: jobs.accounts,
  };
  const entry = jobEntry(where, body, { change: body.books, taken: body.tenders });
  const print = printing(coming, "job-ticket", "job-tags");
  return done({
    kind: "job.received",
    day: shift.value.day,
    business,
    by: actor.author(),
    body,
    entry: factEntry(entry, "deposit", `Deposit for job ${body.number}`),
    also: (writing) => {
      clearIntake(writing, business);
      print(writing);
    },
  });
}

function priceAsked(
  book: Book,
  place: BusinessRow,
  day: BusinessDay,
  asked: Asked,
  express: number,
  actor: Actor,
): Result<PricedJob> {
  const lines: AskedJobLine[] = [];
  for (const line of asked.lines) {
    const found = itemForSale(book, line.item, day);
    if (found === undefined || found.business !== place.id) {
      return refuse({ code: "item.unknown", item: line.item });
    }
    if (!found.active || !found.sellable || found.inventory !== null) {
      return refuse({ code: "item.inactive", name: found.name });
    }
    if (found.price === null) return refuse({ code: "item.price_missing", name: found.name });
    if (line.unitPrice !== found.price && !actor.may("sell.price", place.id)) {
      return refuse({ code: "price.changed", name: found.name, price: found.price });
    }
    const rate = taxRate(place.settings, found.tax, day);
    const { quantity, unitPrice, pieces } = line;
    assert(pieces > 0, "a line of a job is of at least one piece");
    lines.push({
      item: {
        id: found.id,
        name: found.name,
        unit: found.unit,
        fractional: found.fractional,
        revenue: found.revenue,
        tax: rate.letter,
        basisPoints: rate.basisPoints,
      },
      quantity,
      unitPrice,
      pieces,
      what: line.what.trim() === "" ? found.name : line.what.trim(),
      colour: line.colour.trim(),
      brand: line.brand.trim(),
      defects: line.defects.trim(),
    });
  }
  return priceJob(lines, express);
}
