import type { Reply } from "#shared/contract/index.ts";
import type { SoldLine } from "#shared/facts/selling.ts";
import type { Tender, TenderKind } from "#shared/facts/tender.ts";
import { cents, less, ZERO, type Money } from "#shared/kernel/money.ts";
import { parsePhone } from "#shared/kernel/phone.ts";
import { lessQuantity, NONE } from "#shared/kernel/quantity.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { depositsOf } from "#shared/trades/returnables-entry.ts";
import type { Book } from "#main/journal/book.ts";
import { printJobsOf } from "#main/journal/device/print-jobs.ts";
import { businesses } from "#main/journal/read/business.ts";
import { partiesMeant } from "#main/journal/read/customers.ts";
import { user } from "#main/journal/read/people.ts";
import {
  findSales,
  lastSaleHere,
  refundedSoFar,
  refundsOf,
  saleFact,
  saleHead,
  saleHeadBySeq,
  tenderKinds,
  type SaleHead,
} from "#main/journal/read/sales.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import { businessesSeen } from "./act.ts";
import type { Parts } from "./parts.ts";
import { postedSale } from "./post-sale.ts";

export function saleLookupHandlers(
  parts: Parts,
): Pick<Handlers, "sale.last" | "sale.find" | "sale.get"> {
  return {
    "sale.last": (_, caller) => {
      const { book } = parts.journal;
      const head = lastSaleHere(book, parts.journal.till());
      if (head === undefined || !caller.sees(head.business)) return done({ sale: null });
      const fact = saleFact(book, head.seq);
      return done({ sale: postedSale(fact, book) });
    },
    "sale.find": (request, caller) => {
      const { book } = parts.journal;
      const within = businessesSeen(caller, businesses(book));
      const text = request.text.trim();
      const phone = parsePhone(text);
      const index = phone === undefined ? null : parts.sealer.index(phone, "phone");
      const parties = text === "" ? [] : partiesMeant(book, text, index);
      const found = findSales(book, { ...request, text, parties, within });
      return done({ total: found.total, sales: found.sales.map((head) => saleRow(book, head)) });
    },
    "sale.get": ({ sale }, caller) => {
      const { book } = parts.journal;
      const head = saleHead(book, sale);
      if (head === undefined || !caller.sees(head.business)) {
        return refuse({ code: "sale.unknown", number: sale });
      }
      return done(saleDetail(book, parts.sealer, head, caller.may("refund", head.business)));
    },
  };
}

function saleRow(book: Book, head: SaleHead): Reply<"sale.find">["sales"][number] {
  return {
    sale: head.id,
    number: head.number,
    kind: head.kind,
    business: head.business,
    day: head.day,
    at: head.at,
    cashier: head.cashierName,
    customer: head.customerName,
    total: head.total,
    tenders: tenderKinds(book, head.seq),
    entry: head.seq,
  };
}

/** Paid by each kind of tender with a sale; with its rounding, as the invoice counts it. */
export function paidByTender(tenders: readonly Tender[]): Map<TenderKind, Money> {
  const paid = new Map<TenderKind, Money>();
  for (const tender of tenders) {
    const rounding = "rounding" in tender ? tender.rounding : 0;
    const before = paid.get(tender.kind) ?? ZERO;
    paid.set(tender.kind, cents(before + tender.amount + rounding));
  }
  return paid;
}

/** What the refunds of a sale gave back by each tender, counted as what was paid. */
export function givenBack(book: Book, sale: number): Map<TenderKind, Money> {
  const refunds = refundsOf(book, sale);
  return paidByTender(refunds.flatMap((refund) => saleFact(book, refund.seq).body.tenders));
}

/** What left by each tender with the refunds of a sale, rounded as it was. */
export function paidOutBefore(book: Book, sale: number): Map<TenderKind, Money> {
  const out = new Map<TenderKind, Money>();
  for (const refund of refundsOf(book, sale)) {
    for (const { kind, amount } of saleFact(book, refund.seq).body.tenders) {
      out.set(kind, cents((out.get(kind) ?? 0) + amount));
    }
  }
  return out;
}

function saleDetail(
  book: Book,
  sealer: Sealer,
  head: SaleHead,
  mayRefund: boolean,
): Reply<"sale.get"> {
  const fact = saleFact(book, head.seq);
  const back = refundedSoFar(book, head.seq);
  const related =
    head.kind === "sale"
      ? refundsOf(book, head.seq)
      : [saleHeadBySeq(book, head.original ?? 0)].filter((each) => each !== undefined);
  const cash = fact.body.tenders.find((tender) => tender.kind === "cash");
  return {
    ...saleRow(book, head),
    shift: head.shift,
    tax: fact.body.tax,
    deposits: depositsOf(fact.body.lines),
    change: cash?.change ?? ZERO,
    customerId: head.customer,
    approver: fact.by.approver === null ? null : (user(book, fact.by.approver)?.name ?? ""),
    reason: fact.by.reason,
    lines: fact.body.lines.map((line, at) => saleLine(line, at + 1, back, head.kind)),
    exchange: exchangedFor(book, fact),
    paid: paidTenders(book, sealer, head, fact.body.tenders, mayRefund),
    related: related.map(({ id: sale, number, total, day }) => ({ sale, number, total, day })),
    receipt: printJobsOf(book, head.id)[0]?.state ?? "none",
  };
}

function exchangedFor(
  book: Book,
  fact: ReturnType<typeof saleFact>,
): Reply<"sale.get">["exchange"] {
  const refund = fact.kind === "sale.posted" ? fact.body.exchange : undefined;
  const head = refund === undefined ? undefined : saleHead(book, refund);
  return head === undefined ? null : { sale: head.id, number: head.number };
}

/** Each tender with what of it may still go back; the first of a kind gave back first. */
function paidTenders(
  book: Book,
  sealer: Sealer,
  head: SaleHead,
  tenders: readonly Tender[],
  mayRefund: boolean,
): Reply<"sale.get">["paid"] {
  const given = head.kind === "sale" ? givenBack(book, head.seq) : new Map<TenderKind, Money>();
  return tenders.map((tender) => {
    const paid = paidByTender([tender]).get(tender.kind) ?? ZERO;
    const back = cents(Math.min(paid, given.get(tender.kind) ?? 0));
    given.set(tender.kind, less(given.get(tender.kind) ?? ZERO, back));
    return {
      kind: tender.kind,
      amount: tender.amount,
      reference: referenceOf(sealer, tender, mayRefund),
      left: head.kind === "refund" ? ZERO : less(paid, back),
    };
  });
}

function saleLine(
  line: SoldLine,
  no: number,
  back: ReturnType<typeof refundedSoFar>,
  kind: SaleHead["kind"],
): Reply<"sale.get">["lines"][number] {
  const before = back.get(no);
  const { item, name, unit, quantity, unitPrice, discount, gross, tax, taxLetter } = line;
  const open = kind === "sale";
  return {
    no,
    item,
    name,
    unit,
    quantity,
    unitPrice,
    discount,
    gross,
    tax,
    taxLetter,
    returnable: particulars(line),
    left: open ? lessQuantity(quantity, before?.quantity ?? NONE) : NONE,
    leftGross: open ? less(gross, before?.gross ?? ZERO) : ZERO,
  };
}

/** Serials and seal in one line, as a person compares them with the collar. */
function particulars({ returnable }: SoldLine): string {
  if (returnable === undefined) return "";
  const { name, serialOut, serialIn, seal } = returnable;
  const said = [
    name,
    serialOut === "" ? "" : `out ${serialOut}`,
    seal === "" ? "" : `seal ${seal}`,
    serialIn === "" ? "" : `in ${serialIn}`,
  ];
  return said.filter((each) => each !== "").join(" · ");
}

/** An M-Pesa code in full only to those who may need it for a reversal. */
function referenceOf(sealer: Sealer, tender: Tender, inFull: boolean): string {
  if (tender.kind === "bank") return tender.reference;
  if (tender.kind !== "mpesa") return "";
  const code = sealer.unseal(tender.code);
  return inFull ? code : `${code.slice(0, 3)}····${code.slice(-3)}`;
}
