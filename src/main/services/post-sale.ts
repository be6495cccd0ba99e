import type { Request, Reply } from "#shared/contract/index.ts";
import type { SaleBody, SalePosted, SaleRefunded } from "#shared/facts/selling.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { less, negate, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import {
  priceCart,
  saleEntry,
  settle,
  type AskedTender,
  type CartLine,
} from "#shared/trades/counter-sale.ts";
import { depositsOf } from "#shared/trades/returnables-entry.ts";
import { stockTaker } from "#shared/trades/stock-taking.ts";
import type { Book } from "#main/journal/book.ts";
import { clearRunningSale } from "#main/journal/device/drafts.ts";
import { addPrintJob, printJobsOf } from "#main/journal/device/print-jobs.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { taxRate, type BusinessRow } from "#main/journal/read/business.ts";
import { itemForSale, stockOf } from "#main/journal/read/catalog.ts";
import { creditHeld, customer as readCustomer, standing } from "#main/journal/read/customers.ts";
import { nextCounter, receiptPaidBy, saleHead } from "#main/journal/read/sales.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, approvedActor, type Actor } from "./act.ts";
import { factEntry } from "./lines.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";
import { automaticPaper } from "./printer-settings.ts";
import { withReturnables } from "./returnables/sold.ts";

type Asked = Request<"sale.post">;

/**
 * Completes a sale: prices and stock as the books have them at this instant, the tenders settled,
 * one fact with its entry and, where the till prints by itself, a print job. Returns after the
 * sale is durable; paper follows.
 */
export function postSale(parts: Parts): Handler<"sale.post"> {
  return async (request, caller) => {
    const actor = await approvedActor(parts, caller, request.approval);
    if (!actor.ok) return actor;
    const posted = act<"sale.post", "sale.posted", Reply<"sale.post">>(
      parts,
      "sale.post",
      request,
      (book, coming) => decideSale(book, coming, parts.sealer, request, actor.value),
      ({ fact }, book) => postedSale(fact, book),
    );
    if (posted.ok) parts.paper();
    return posted;
  };
}

/** Gathers and decides; exported for bulk writers, which have no screen to answer. */
export function decideSale(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Asked,
  actor: Actor,
): Result<Draft<"sale.posted">> {
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const shift = openShift(book, coming.till, asked.business);
  if (shift === undefined) return refuse({ code: "shift.not_open", business: asked.business });
  const back = asked.exchange === undefined ? undefined : saleHead(book, asked.exchange);
  if (
    asked.exchange !== undefined &&
    (back?.kind !== "refund" || back.business !== asked.business)
  ) {
    return refuse({ code: "sale.unknown", number: back?.number ?? asked.exchange });
  }
  const cart = gatherCart(book, place.value, shift.day, asked, actor);
  if (!cart.ok) return cart;
  const take = stockTaker(
    (item) => stockOf(book, item),
    place.value.settings.negativeStock,
    (item) => `${coming.id}/${item}`,
  );
  const priced = priceCart(cart.value, asked.discount, take);
  if (!priced.ok) return priced;
  const { business, customer } = asked;
  const selling = { business, customer, day: shift.day, coming, take };
  const lines = withReturnables(book, selling, asked.lines, priced.value.lines);
  if (!lines.ok) return lines;
  const due = sum([priced.value.total, depositsOf(lines.value)]);
  if (due < 0) return refuse({ code: "deposit.exceeds_sale", over: negate(due) });
  const tenders = gatherTenders(book, sealer, asked);
  if (!tenders.ok) return tenders;
  const settled = settle(due, tenders.value, place.value.settings.cashRounding);
  if (!settled.ok) return settled;
  const credit = checkCredit(book, place.value, asked, actor);
  if (!credit.ok) return credit;
  const counter = nextCounter(book, coming.till);
  const body: SaleBody = {
    number: receiptNumber(coming, counter),
    counter,
    shift: shift.id,
    customer: asked.customer,
    settings: place.value.settingsFact,
    total: priced.value.total,
    tax: priced.value.tax,
    lines: lines.value,
    tenders: settled.value.tenders,
    ...(asked.exchange === undefined ? {} : { exchange: asked.exchange }),
  };
  const where = {
    business: asked.business,
    drawer: coming.till,
    customer: asked.customer,
    accounts: place.value.settings.accounts,
  };
  const entry = saleEntry(where, body.lines, body.tenders);
  return done({
    kind: "sale.posted",
    day: shift.day,
    business: asked.business,
    by: actor.author(),
    body,
    entry: factEntry(entry, "sale", body.number),
    also: (writing) => {
      clearRunningSale(writing, asked.business);
      if (!automaticPaper(writing)) return;
      addPrintJob(writing, { fact: coming.id, document: "sale", copy: false, at: coming.at });
    },
  });
}

/** R1-000123-K7: till, dense counter, tag of the epoch. */
export function receiptNumber(coming: Coming, counter: number): string {
  return `${coming.till}-${String(counter).padStart(6, "0")}-${coming.tag}`;
}

function gatherCart(
  book: Book,
  place: BusinessRow,
  day: BusinessDay,
  asked: Asked,
  actor: Actor,
): Result<CartLine[]> {
  const lines: CartLine[] = [];
  let reduced = asked.discount > 0;
  for (const line of asked.lines) {
    const found = itemForSale(book, line.item, day);
    if (found === undefined || found.business !== place.id) {
      return refuse({ code: "item.unknown", item: line.item });
    }
    if (!found.active || !found.sellable)
      return refuse({ code: "item.inactive", name: found.name });
    if (found.price === null) return refuse({ code: "item.price_missing", name: found.name });
    if (line.unitPrice !== found.price && !actor.may("sell.price", place.id)) {
      return refuse({ code: "price.changed", name: found.name, price: found.price });
    }
    reduced ||= line.discount > 0;
    const rate = taxRate(place.settings, found.tax, day);
    lines.push({
      item: { ...found, tax: rate.letter, basisPoints: rate.basisPoints },
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
    });
  }
  if (reduced && !actor.may("sell.discount", place.id)) {
    return refuse({ code: "approval.required", permission: "sell.discount" });
  }
  return done(lines);
}

/** Seals M-Pesa codes; a code pays once, on any till, in any business. */
export function gatherTenders(
  book: Book,
  sealer: Sealer,
  asked: Pick<Asked, "tenders">,
): Result<AskedTender[]> {
  const tenders: AskedTender[] = [];
  const codes = new Set<string>();
  for (const tender of asked.tenders) {
    if (tender.kind !== "mpesa") {
      tenders.push(tender);
      continue;
    }
    const code = parseMpesaCode(tender.code);
    if (code === undefined) return refuse({ code: "mpesa.code_invalid", mpesaCode: tender.code });
    const used = receiptPaidBy(book, sealer.index(code, "mpesa"));
    if (used !== undefined || codes.has(code)) {
      return refuse({ code: "mpesa.code_used", mpesaCode: code, number: used ?? "this sale" });
    }
    codes.add(code);
    tenders.push({ kind: "mpesa", amount: tender.amount, code: sealer.seal(code, "mpesa") });
  }
  return done(tenders);
}

/** On account only to a known customer within the limit; store credit only as far as it goes. */
function checkCredit(book: Book, place: BusinessRow, asked: Asked, actor: Actor): Result<null> {
  const onAccount = amountOf(asked, "account");
  const fromCredit = amountOf(asked, "credit");
  if (asked.customer === null) {
    if (onAccount > 0 || fromCredit > 0) return refuse({ code: "tender.customer_required" });
    return done(null);
  }
  const customer = readCustomer(book, asked.customer);
  if (customer === undefined || !customer.active) return refuse({ code: "customer.unknown" });
  if (fromCredit > 0) {
    const account = place.settings.accounts.storeCredit;
    const held = creditHeld(book, account, place.id, customer.id);
    if (fromCredit > held) return refuse({ code: "credit.insufficient", held });
  }
  if (onAccount === 0) return done(null);
  const { owed } = standing(book, customer.id);
  if (owed + onAccount <= customer.creditLimit || actor.may("sell.credit", place.id)) {
    return done(null);
  }
  const { name, creditLimit: limit } = customer;
  return refuse({ code: "credit.limit_exceeded", name, limit, owed });
}

function amountOf(asked: Asked, kind: "account" | "credit"): Money {
  let total = ZERO;
  for (const tender of asked.tenders) {
    if (tender.kind === kind) total = sum([total, tender.amount]);
  }
  return total;
}

/** The reply, made from the fact alone, so that a repeated command gets the same one. */
export function postedSale(fact: SalePosted | SaleRefunded, book: Book): Reply<"sale.post"> {
  assert(fact.business !== null, "a sale has a business");
  const cash = fact.body.tenders.find((tender) => tender.kind === "cash");
  const deposits = depositsOf(fact.body.lines);
  const sold = fact.kind === "sale.posted";
  return {
    sale: fact.id,
    number: fact.body.number,
    business: fact.business,
    day: fact.day,
    at: fact.at,
    total: sold ? sum([fact.body.total, deposits]) : less(fact.body.total, deposits),
    tax: fact.body.tax,
    deposits,
    change: cash?.change ?? ZERO,
    receipt: printJobsOf(book, fact.id)[0]?.state ?? "none",
  };
}
