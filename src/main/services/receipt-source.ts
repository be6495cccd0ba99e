import type { ShiftClosed } from "#shared/facts/cash.ts";
import type { CreditPaidOut, CustomerPaid } from "#shared/facts/payments.ts";
import type { DepositReturned } from "#shared/facts/returnables.ts";
import type { SalePosted, SaleRefunded } from "#shared/facts/selling.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Instant } from "#shared/kernel/date.ts";
import { ZERO, type Money } from "#shared/kernel/money.ts";
import type { Say } from "#shared/kernel/text.ts";
import { device } from "#main/journal/device/device.ts";
import type { Book } from "#main/journal/book.ts";
import { settingsAsOf, settingsUnder, type NamedSettings } from "#main/journal/read/business.ts";
import { customer, standingAfter } from "#main/journal/read/customers.ts";
import { factWithId } from "#main/journal/read/facts.ts";
import { user } from "#main/journal/read/people.ts";
import { saleHead } from "#main/journal/read/sales.ts";
import {
  blindTotals,
  closingOf,
  openShifts,
  shift,
  shiftTotals,
} from "#main/journal/read/shifts.ts";
import { job } from "#main/journal/read/jobs.ts";
import { jobPaper } from "./jobs/job-paper.ts";
import type { Sealer } from "#main/people/sealing.ts";
import { say } from "#main/print/language.ts";
import { depositSlipNumber } from "#main/print/deposit-slip.ts";
import type { Seller } from "#main/print/seller.ts";
import type { ReceiptSource } from "#main/print/source.ts";

/**
 * What a fact says on paper, as it was when the fact was made: header from the settings it names,
 * debts as they stood after it. An open shift's id gives its X. Null for anything else.
 */
export function receiptSource(
  book: Book,
  sealer: Sealer,
  now: Instant,
  id: string,
): ReceiptSource | null {
  const found = factWithId(book, id);
  if (found === undefined) return null;
  const { fact, seq } = found;
  switch (fact.kind) {
    case "sale.posted":
    case "sale.refunded":
      return ofSale(book, sealer, fact, seq);
    case "customer.paid":
    case "credit.paidOut":
      return ofPayment(book, sealer, fact, seq);
    case "deposit.returned":
      return ofDeposit(book, sealer, fact);
    case "job.received":
    case "job.paid":
    case "job.collected":
    case "job.cancelled":
    case "job.compensated":
      return jobPaper(book, sealer, fact, (at) => sellerOf(fact.business ?? "", at));
    case "shift.opened":
      return ofOpenShift(book, fact.id, now) ?? closedLater(book, sealer, fact.id);
    case "shift.closed":
      return ofClosedShift(book, sealer, fact);
    default:
      return null;
  }
}

function sellerOf(id: string, under: NamedSettings | undefined): Seller {
  assert(under !== undefined, `business ${id} has no settings`);
  const { name, settings } = under;
  const { paper: _, ...header } = settings.receipt;
  return {
    ...header,
    business: id,
    name,
    mpesaTill: settings.mpesaTill,
    vatRegistered: settings.vatRegistered,
    training: false,
  };
}

function ofSale(
  book: Book,
  sealer: Sealer,
  fact: SalePosted | SaleRefunded,
  seq: number,
): ReceiptSource {
  const place = fact.business ?? "";
  const codes = new Map(
    fact.body.tenders.flatMap((tender) =>
      tender.kind === "mpesa" ? [[tender.code.index, sealer.unseal(tender.code)] as const] : [],
    ),
  );
  const onAccount = fact.body.tenders.some((tender) => tender.kind === "account");
  const who = fact.body.customer;
  const buyer = who === null ? undefined : customer(book, who);
  // Unsealed only for the paper that must name it.
  const needsBuyer = fact.body.lines.some(({ returnable }) => returnable?.kind === "cylinder");
  const act = {
    seller: sellerOf(place, settingsUnder(book, place, fact.body.settings)),
    at: fact.at,
    day: fact.day,
    cashier: nameOf(book, fact.by.user),
    customer: buyer?.name ?? null,
    phone: needsBuyer && buyer?.phone ? sealer.unseal(buyer.phone) : "",
    address: buyer?.address ?? "",
    codes,
    owed: onAccount && who !== null ? standingAfter(book, who, seq).owed : null,
  };
  if (fact.kind === "sale.posted") {
    const { exchange } = fact.body;
    const refund = exchange === undefined ? undefined : saleHead(book, exchange);
    return { ...act, kind: "sale", body: fact.body, exchange: refund?.number ?? null };
  }
  return {
    ...act,
    kind: "refund",
    body: fact.body,
    original: saleHead(book, fact.body.sale)?.number ?? "",
    reason: fact.by.reason ?? "",
  };
}

function ofPayment(
  book: Book,
  sealer: Sealer,
  fact: CustomerPaid | CreditPaidOut,
  seq: number,
): ReceiptSource {
  const place = fact.business ?? "";
  const { body } = fact;
  const paid = fact.kind === "customer.paid" ? fact.body : null;
  const seller = sellerOf(place, settingsUnder(book, place, body.settings));
  return {
    kind: "payment",
    seller,
    at: fact.at,
    day: fact.day,
    cashier: nameOf(book, fact.by.user),
    customer: customer(book, body.customer)?.name ?? "",
    code: body.tender.kind === "mpesa" ? sealer.unseal(body.tender.code) : "",
    direction: paid === null ? "out" : "in",
    body,
    settled: (paid?.settles ?? []).map(({ of, amount }) => ({
      words: settledWords(book, of, say(seller.language)),
      amount,
    })),
    toCredit: paid?.toCredit ?? ZERO,
    ...standingAfter(book, body.customer, seq),
    reason: fact.by.reason ?? "",
  };
}

function ofDeposit(book: Book, sealer: Sealer, fact: DepositReturned): ReceiptSource {
  const place = fact.business ?? "";
  const { body } = fact;
  const who = body.deposit.customer;
  return {
    kind: "deposit",
    seller: sellerOf(place, settingsUnder(book, place, body.settings)),
    number: depositSlipNumber(fact.id),
    at: fact.at,
    day: fact.day,
    cashier: nameOf(book, fact.by.user),
    customer: who === null ? "" : (customer(book, who)?.name ?? ""),
    body,
    codes: new Map(
      body.tenders.flatMap((tender) =>
        tender.kind === "mpesa" ? [[tender.code.index, sealer.unseal(tender.code)] as const] : [],
      ),
    ),
  };
}

/** A document in the words of the entry that made it: a receipt's number; a job by its own. */
function settledWords(book: Book, of: string, t: Say): string {
  const fact = factWithId(book, of)?.fact;
  if (fact?.kind === "job.moved" || fact?.kind === "job.collected") {
    const number = job(book, fact.body.job)?.number;
    if (number !== undefined) return t("Job {number}", { number });
  }
  return fact?.entry?.memo ?? t("On account");
}

function ofOpenShift(book: Book, id: string, now: Instant): ReceiptSource | null {
  const open = openShifts(book, device(book)?.till ?? "").find((row) => row.id === id);
  if (open === undefined) return null;
  return { ...shiftHead(book, id), kind: "x", at: now, totals: blindTotals(shiftTotals(book, id)) };
}

function closedLater(book: Book, sealer: Sealer, id: string): ReceiptSource | null {
  const closing = closingOf(book, id);
  return closing === undefined ? null : ofClosedShift(book, sealer, closing);
}

function ofClosedShift(book: Book, sealer: Sealer, fact: ShiftClosed): ReceiptSource {
  return {
    ...shiftHead(book, fact.body.shift),
    kind: "z",
    fact: fact.id,
    closedBy: nameOf(book, fact.by.user),
    closedAt: fact.at,
    body: fact.body,
    codes: new Map(fact.body.claimed.map(({ code }) => [code.index, sealer.unseal(code)] as const)),
  };
}

/** With the header of its last fact: the closing's, or today's while it is open. */
function shiftHead(book: Book, id: string) {
  const row = shift(book, id);
  assert(row !== undefined, `there is no shift ${id}`);
  const until = row.closedSeq ?? Number.MAX_SAFE_INTEGER;
  return {
    seller: sellerOf(row.business, settingsAsOf(book, row.business, until)),
    till: row.till,
    number: row.number,
    day: row.day,
    openedBy: row.openedByName,
    openedAt: row.openedAt as Instant,
    float: row.float as Money,
  };
}

function nameOf(book: Book, id: string | null): string {
  return id === null ? "" : (user(book, id)?.name ?? "");
}
