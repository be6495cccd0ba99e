import type { Reply, Request } from "#shared/contract/index.ts";
import type { RefundBody, RefundedLine, SalePosted } from "#shared/facts/selling.ts";
import type { Tender, TenderKind } from "#shared/facts/tender.ts";
import type { Sealed } from "#shared/facts/fact.ts";
import { cents, less, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { NONE } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { roundCash, SHILLING } from "#shared/trades/counter-sale.ts";
import {
  proposeRefund,
  refundEntry,
  refundLimits,
  refundedLines,
  type ReturnedLine,
} from "#shared/trades/refund.ts";
import { depositsOf } from "#shared/trades/returnables-entry.ts";
import type { Book } from "#main/journal/book.ts";
import { addPrintJob } from "#main/journal/device/print-jobs.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { customer as readCustomer, partyBalance, shownAs } from "#main/journal/read/customers.ts";
import {
  nextCounter,
  receiptPaidBy,
  refundedSoFar,
  saleFact,
  saleHead,
  type SaleHead,
} from "#main/journal/read/sales.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, approvedActor, type Actor } from "./act.ts";
import { keepExchange } from "./drafts.ts";
import { factEntry } from "./lines.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";
import { postedSale, receiptNumber } from "./post-sale.ts";
import { automaticPaper } from "./printer-settings.ts";
import { undoLine } from "./returnables/sold.ts";
import { givenBack, paidByTender, paidOutBefore } from "./sale-lookup.ts";

/** A sale that can be refunded, with its fact and its business. */
interface Refundable {
  readonly head: SaleHead;
  readonly fact: SalePosted;
  readonly place: BusinessRow;
}

function refundable(book: Book, sale: string): Result<Refundable> {
  const head = saleHead(book, sale);
  if (head === undefined || head.kind !== "sale") {
    return refuse({ code: "sale.unknown", number: head?.number ?? sale });
  }
  const place = activeBusiness(book, head.business);
  if (!place.ok) return place;
  return done({ head, fact: saleFact(book, head.seq) as SalePosted, place: place.value });
}

type AskedLine = { no: number; quantity: ReturnedLine["now"]; restock?: boolean };

function returnedLines(
  book: Book,
  { head, fact }: Refundable,
  asked: readonly AskedLine[],
): Result<ReturnedLine[]> {
  const back = refundedSoFar(book, head.seq);
  const lines: ReturnedLine[] = [];
  const seen = new Set<number>();
  for (const { no, quantity, restock = true } of asked) {
    const sold = fact.body.lines[no - 1];
    if (sold === undefined || seen.has(no)) {
      return refuse({ code: "request.invalid", path: "lines.no", problem: `no single line ${no}` });
    }
    seen.add(no);
    const whole = sold.quantity % 1000 === 0 && sold.unit !== "kg" && sold.unit !== "litre";
    if (whole && quantity % 1000 !== 0)
      return refuse({ code: "quantity.invalid", name: sold.name });
    lines.push({ of: no, sold, before: back.get(no)?.quantity ?? NONE, now: quantity, restock });
  }
  return done(lines);
}

/** The lines that come back, and what went with them put back where it was. */
function priceRefund(book: Book, returned: readonly ReturnedLine[]): Result<RefundedLine[]> {
  const priced = refundedLines(returned);
  if (!priced.ok) return priced;
  const lines: RefundedLine[] = [];
  for (const [at, line] of priced.value.entries()) {
    const sold = returned[at]?.sold ?? line;
    const undone = undoLine(book, sold, line.quantity === sold.quantity);
    if (!undone.ok) return undone;
    lines.push(undone.value === undefined ? line : { ...line, returnable: undone.value });
  }
  return done(lines);
}

/** Goods, and the deposits that were taken with them. */
function dueBack(lines: readonly RefundedLine[]): Money {
  return less(sum(lines.map((line) => line.gross)), depositsOf(lines));
}

/** `named` keeps store credit where the sale named nobody; a debt is the buyer's alone. */
function limitsOf(
  book: Book,
  { head, fact, place }: Refundable,
  named: string | undefined,
): Map<TenderKind, Money> {
  const { customer } = fact.body;
  const owed =
    customer === null
      ? ZERO
      : partyBalance(book, place.settings.accounts.receivable, place.id, customer);
  const paid = paidByTender(fact.body.tenders);
  return refundLimits(paid, givenBack(book, head.seq), owed, (customer ?? named ?? null) !== null);
}

/** What a refund comes to and how it would go back, before anything is written. */
export function quoteRefund(parts: Parts): Handler<"sale.quoteRefund"> {
  return ({ sale, lines, exchange, customer }, caller) => {
    const { book } = parts.journal;
    const found = refundable(book, sale);
    if (!found.ok) return found;
    if (!caller.may("sell", found.value.place.id)) {
      return refuse({ code: "sale.unknown", number: sale });
    }
    const returned = returnedLines(book, found.value, lines);
    if (!returned.ok) return returned;
    const priced = priceRefund(book, returned.value);
    if (!priced.ok) return priced;
    const total = dueBack(priced.value);
    const tax = sum(priced.value.map((line) => line.tax));
    const before = givenBefore(book, found.value.head.seq);
    const { cashRounding } = found.value.place.settings;
    const limits = limitsOf(book, found.value, customer);
    const tenders = proposeRefund(total, limits, exchange).map((tender) => ({
      ...tender,
      payout: payout(before, tender.kind, tender.amount, cashRounding),
    }));
    return done({ total, tax, tenders });
  };
}

/** Refunds lines of a sale (worked journal J6), within what was sold and by what was paid. */
export function refundSale(parts: Parts): Handler<"sale.refund"> {
  return async (request, caller) => {
    const actor = await approvedActor(parts, caller, request.approval);
    if (!actor.ok) return actor;
    // A manager's consent does not open a business to somebody who does not sell there.
    const head = saleHead(parts.journal.book, request.sale);
    if (head !== undefined && !caller.may("sell", head.business)) {
      return refuse({ code: "sale.unknown", number: request.sale });
    }
    const refunded = act<"sale.refund", "sale.refunded", Reply<"sale.refund">>(
      parts,
      "sale.refund",
      request,
      (book, coming) => decideRefund(book, coming, parts.sealer, request, actor.value),
      ({ fact }, book) => postedSale(fact, book),
    );
    if (refunded.ok) parts.paper();
    return refunded;
  };
}

export function decideRefund(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"sale.refund">,
  actor: Actor,
): Result<Draft<"sale.refunded">> {
  const found = refundable(book, asked.sale);
  if (!found.ok) return found;
  const { head, fact, place } = found.value;
  if (!actor.may("refund", place.id)) {
    return refuse({ code: "approval.required", permission: "refund" });
  }
  const shift = openShift(book, coming.till, place.id);
  if (shift === undefined) return refuse({ code: "shift.not_open", business: place.id });
  const named = asked.customer;
  if (named !== undefined && readCustomer(book, named)?.active !== true) {
    return refuse({ code: "customer.unknown" });
  }
  const returned = returnedLines(book, found.value, asked.lines);
  if (!returned.ok) return returned;
  const lines = priceRefund(book, returned.value);
  if (!lines.ok) return lines;
  const due = dueBack(lines.value);
  const tenders = refundTenders(book, sealer, found.value, asked, due, coming.till);
  if (!tenders.ok) return tenders;
  const counter = nextCounter(book, coming.till);
  const body: RefundBody = {
    number: receiptNumber(coming, counter),
    counter,
    shift: shift.id,
    customer: fact.body.customer ?? named ?? null,
    settings: place.settingsFact,
    total: sum(lines.value.map((line) => line.gross)),
    tax: sum(lines.value.map((line) => line.tax)),
    tenders: tenders.value,
    sale: head.id,
    lines: lines.value,
  };
  const where = {
    business: place.id,
    drawer: coming.till,
    customer: body.customer,
    holder: body.customer === null ? null : shownAs(book, body.customer),
    accounts: place.settings.accounts,
  };
  const entry = refundEntry(where, body.lines, body.tenders);
  return done({
    kind: "sale.refunded",
    day: shift.day,
    business: place.id,
    by: actor.author(asked.reason),
    body,
    entry: factEntry(entry, "refund", `${body.number} refunds ${head.number}`),
    also: (writing) => {
      if (asked.exchange === true) {
        const { number, customer } = body;
        const coins = sum(
          body.tenders.map(({ kind, amount }) => (kind === "cash" ? amount : ZERO)),
        );
        const at = { business: place.id, user: actor.user ?? "", at: coming.at };
        keepExchange(writing, at, { refund: coming.id, number, cash: coins }, customer);
      }
      if (!automaticPaper(writing)) return;
      addPrintJob(writing, { fact: coming.id, document: "refund", copy: false, at: coming.at });
    },
  });
}

/** Each tender within what it paid; together exactly the refund; cash within the drawer. */
function refundTenders(
  book: Book,
  sealer: Sealer,
  sale: Refundable,
  asked: Request<"sale.refund">,
  total: Money,
  drawer: string,
): Result<Tender[]> {
  const limits = limitsOf(book, sale, asked.customer);
  const given = sum(asked.tenders.map((tender) => tender.amount));
  if (given !== total) return refuse({ code: "refund.amount_mismatch", expected: total, given });
  const byKind = new Map<TenderKind, Money>();
  for (const { kind, amount } of asked.tenders) {
    byKind.set(kind, sum([byKind.get(kind) ?? ZERO, amount]));
  }
  for (const [kind, amount] of byKind) {
    const left = limits.get(kind) ?? ZERO;
    if (amount > left) return refuse({ code: "refund.exceeds_tender", tender: kind, left });
  }
  const { accounts, cashRounding } = sale.place.settings;
  const held = partyBalance(book, accounts.cash, sale.place.id, drawer);
  const before = givenBefore(book, sale.head.seq);
  const cash = payout(before, "cash", byKind.get("cash") ?? ZERO, cashRounding);
  if (cash > 0 && cash > held) return refuse({ code: "cash.short", held, wanted: cash });
  const odd = asked.tenders.filter(({ kind, amount }) => kind === "mpesa" && amount % SHILLING > 0);
  // Rounded in parts, M-Pesa would come to another sum, as cash would.
  if (odd.length > 1)
    return refuse({ code: "tender.whole_shillings", amount: odd[0]?.amount ?? ZERO });
  const tenders: Tender[] = [];
  const codes = new Set<string>();
  for (const { kind, amount, code } of oneCash(asked.tenders)) {
    const tender = refundTender(book, sealer, before, { kind, amount, code }, cashRounding);
    if (!tender.ok) return tender;
    if (tender.value.kind === "mpesa") {
      const { index } = tender.value.code;
      if (codes.has(index)) {
        return refuse({ code: "mpesa.code_used", mpesaCode: code, number: "this refund" });
      }
      codes.add(index);
    }
    tenders.push(tender.value);
  }
  return done(tenders);
}

/** Cash leaves the drawer once: rounded in parts, it would come to another sum. */
function oneCash(asked: Request<"sale.refund">["tenders"]): Request<"sale.refund">["tenders"] {
  const cash = asked.filter((tender) => tender.kind === "cash");
  const amount = sum(cash.map((tender) => tender.amount));
  const others = asked.filter((tender) => tender.kind !== "cash");
  return amount === 0 ? others : [{ kind: "cash", amount, code: "" }, ...others];
}

/** What earlier refunds of the sale gave back: as the invoice counts it, and as it was paid out. */
interface GivenBefore {
  readonly invoiced: ReadonlyMap<TenderKind, Money>;
  readonly paidOut: ReadonlyMap<TenderKind, Money>;
}

function givenBefore(book: Book, sale: number): GivenBefore {
  return { invoiced: givenBack(book, sale), paidOut: paidOutBefore(book, sale) };
}

/**
 * What coins or M-Pesa pay of an amount: all of it up to now, rounded, less what was paid out
 * before. A sale that comes back piece by piece pays out what it would at once, never more.
 */
function roundedOn(before: GivenBefore, kind: TenderKind, amount: Money, unit: number): Money {
  const upTo = roundCash(sum([before.invoiced.get(kind) ?? ZERO, amount]), unit);
  return cents(Math.max(0, upTo - (before.paidOut.get(kind) ?? ZERO)));
}

/** What a tender really moves: coins and M-Pesa are rounded, the rest goes to the cent. */
function payout(before: GivenBefore, kind: TenderKind, amount: Money, cashRounding: number): Money {
  if (kind === "cash") return roundedOn(before, kind, amount, cashRounding);
  return kind === "mpesa" ? roundedOn(before, kind, amount, SHILLING) : amount;
}

function refundTender(
  book: Book,
  sealer: Sealer,
  before: GivenBefore,
  { kind, amount, code }: Request<"sale.refund">["tenders"][number],
  cashRounding: number,
): Result<Tender> {
  switch (kind) {
    case "cash": {
      const paid = payout(before, kind, amount, cashRounding);
      return done({
        kind,
        amount: paid,
        tendered: paid,
        change: ZERO,
        rounding: less(amount, paid),
      });
    }
    case "mpesa": {
      const sealed = reversalCode(book, sealer, code);
      if (!sealed.ok) return sealed;
      const paid = payout(before, kind, amount, cashRounding);
      return done({ kind, amount: paid, code: sealed.value, rounding: less(amount, paid) });
    }
    case "bank":
      return done({ kind, amount, reference: code });
    case "account":
    case "credit":
      return done({ kind, amount });
  }
}

/** The reversal has a receipt code of its own, unique like any other. */
export function reversalCode(book: Book, sealer: Sealer, text: string): Result<Sealed> {
  const code = parseMpesaCode(text);
  if (code === undefined) return refuse({ code: "mpesa.code_invalid", mpesaCode: text });
  const used = receiptPaidBy(book, sealer.index(code, "mpesa"));
  if (used !== undefined) return refuse({ code: "mpesa.code_used", mpesaCode: code, number: used });
  return done(sealer.seal(code, "mpesa"));
}
