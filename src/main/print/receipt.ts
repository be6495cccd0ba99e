import type { RefundBody, SaleBody, SoldLine } from "#shared/facts/selling.ts";
import type { Tender } from "#shared/facts/tender.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { unreachable } from "#shared/kernel/assert.ts";
import type { Say } from "#shared/kernel/text.ts";
import { cents, formatMoney, less, negate, sum, ZERO } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";
import { depositsOf } from "#shared/trades/returnables-entry.ts";
import type { ReceiptDocument } from "./document.ts";
import { finish, foot, header, stamp } from "./seller.ts";
import type { Presentation, Seller } from "./seller.ts";
import type { Slip } from "./slip.ts";
import { taxBands, taxTable } from "./tax-table.ts";
import { quantityWords, tenderWords } from "./wording.ts";

interface Act {
  readonly seller: Seller;
  readonly at: Instant;
  readonly day: BusinessDay;
  readonly cashier: string;
  readonly customer: string | null;
  /** The customer's phone in the clear, for what the law wants on paper; empty where unknown. */
  readonly phone: string;
  /** Where the customer is to be found, for the same paper; empty where unknown. */
  readonly address: string;
  /** M-Pesa codes in the clear, by the blind index of the tender; a missing one is not printed. */
  readonly codes: ReadonlyMap<string, string>;
  /** What the customer owes after this act, where it went on account; it is the past on a copy. */
  readonly owed: Money | null;
}

/** Everything a sale's receipt says. */
export interface SaleReceipt extends Act {
  readonly kind: "sale";
  readonly body: SaleBody;
  /** The number of the refund whose goods were exchanged for these. */
  readonly exchange: string | null;
}

/** Everything a refund's receipt says. */
export interface RefundReceipt extends Act {
  readonly kind: "refund";
  readonly body: RefundBody;
  /** The receipt number of the sale that is refunded. */
  readonly original: string;
  readonly reason: string;
}

/** The receipt of a sale. */
export function saleReceipt(sale: SaleReceipt, to: Presentation): ReceiptDocument {
  const slip = top(sale, to);
  const { t } = slip;
  if (sale.exchange !== null) slip.pair(t("In exchange, refund"), sale.exchange).rule();
  const letters = showsTax(sale);
  lines(slip, sale, letters);
  totals(slip, sale.body, t("TOTAL KES"), letters);
  deposits(slip, sale, letters);
  payments(slip, sale, letters);
  particulars(slip, sale);
  return bottom(slip, sale, to, t("Receipt {number}", { number: sale.body.number }));
}

/** The receipt of a refund: the same columns, and what it gives back. */
export function refundReceipt(refund: RefundReceipt, to: Presentation): ReceiptDocument {
  const slip = top(refund, to);
  const { t } = slip;
  slip.pair(t("Of receipt"), refund.original);
  if (refund.reason !== "") slip.left(t("Reason: {reason}", { reason: refund.reason }));
  slip.rule();
  const letters = showsTax(refund);
  lines(slip, refund, letters);
  totals(slip, refund.body, t("REFUND KES"), letters);
  deposits(slip, refund, letters);
  payments(slip, refund, letters);
  slip.sign(t("Received by customer"));
  return bottom(slip, refund, to, t("Refund {number}", { number: refund.body.number }));
}

function showsTax({ seller, body }: SaleReceipt | RefundReceipt): boolean {
  return seller.vatRegistered || body.tax !== 0;
}

function top(act: SaleReceipt | RefundReceipt, to: Presentation): Slip {
  const slip = header(act.seller, to).rule();
  const { t } = slip;
  if (act.kind === "refund") slip.headline(t("REFUND"));
  const what = act.kind === "sale" ? t("Receipt no.") : t("Refund no.");
  slip.pair(what, act.body.number, { size: "bold" });
  stamp(slip, act.at, act.day);
  slip.pair(t("Served by"), act.cashier);
  if (act.customer !== null) slip.pair(t("Customer"), act.customer);
  return act.kind === "sale" ? slip.rule() : slip;
}

function lines(slip: Slip, act: SaleReceipt | RefundReceipt, letters: boolean): void {
  const { t } = slip;
  const { kind, body } = act;
  for (const line of body.lines) {
    const letter = letters ? line.taxLetter : "";
    const each = `${quantityWords(line.quantity, line.unit, t)} x ${formatMoney(line.unitPrice)}`;
    slip.left(line.name);
    slip.pair(each, formatMoney(sum([line.gross, line.discount])), { indent: 2, letter });
    if (line.discount !== 0) {
      slip.pair(t("Discount"), formatMoney(negate(line.discount)), { indent: 2, letter });
    }
    goesWith(slip, line, kind);
  }
  slip.rule();
}

function totals(slip: Slip, body: SaleBody | RefundBody, word: string, letters: boolean): void {
  const { t } = slip;
  const letter = letters ? " " : "";
  const discount = sum(body.lines.map((line) => line.discount));
  if (discount !== 0) {
    slip.pair(t("Subtotal"), formatMoney(sum([body.total, discount])), { letter });
    slip.pair(t("Discount"), formatMoney(negate(discount)), { letter });
  }
  slip.pair(word, formatMoney(body.total), { size: "total", letter });
  if (letters) slip.pair(t("Tax included"), formatMoney(body.tax), { letter });
  slip.rule();
}

function payments(slip: Slip, act: SaleReceipt | RefundReceipt, letters: boolean): void {
  const letter = letters ? " " : "";
  const { body } = act;
  const { t } = slip;
  for (const tender of body.tenders) payment(slip, act, tender, letter);
  const rounding = tenderRounding(body);
  if (rounding !== 0) slip.pair(t("Rounding"), formatMoney(rounding), { letter });
  const change = sum(body.tenders.map((each) => (each.kind === "cash" ? each.change : ZERO)));
  if (act.kind === "sale" && body.tenders.some((each) => each.kind === "cash")) {
    slip.pair(t("Change"), formatMoney(change), { size: "bold", letter });
  }
  if (act.owed !== null) slip.pair(t("Now owed on account"), formatMoney(act.owed), { letter });
  slip.rule();
  if (letters) taxTable(slip, taxBands(body.lines, t));
}

function payment(
  slip: Slip,
  act: SaleReceipt | RefundReceipt,
  tender: Tender,
  letter: string,
): void {
  const words = tenderWords(tender.kind, slip.t);
  switch (tender.kind) {
    case "cash":
      slip.pair(words, formatMoney(handed(tender)), { letter });
      return;
    case "mpesa":
      slip.pair(`${words} ${act.codes.get(tender.code.index) ?? ""}`, formatMoney(tender.amount), {
        letter,
      });
      return;
    case "bank":
      slip.pair(`${words} ${tender.reference}`, formatMoney(tender.amount), { letter });
      return;
    case "account":
    case "credit":
      slip.pair(words, formatMoney(tender.amount), { letter });
      return;
    default:
      unreachable(tender);
  }
}

type Cash = Extract<Tender, { kind: "cash" }>;

/** The notes and coins that crossed the counter: a refund hands none over, it pays out. */
function handed(cash: Cash): Money {
  return cash.tendered === 0 ? cash.amount : cash.tendered;
}

/**
 * What the customer paid above (or below) the total because there are no coins under a shilling:
 * taken from the amounts on this very paper, so that they add up to the total by hand.
 */
function tenderRounding(body: SaleBody | RefundBody): Money {
  const paid = body.tenders.map((each) =>
    each.kind === "cash" ? less(handed(each), each.change) : each.amount,
  );
  return cents(less(sum(paid), due(body)));
}

/** What was paid, or goes back: goods, and the deposits taken with them. */
function due(body: SaleBody | RefundBody): Money {
  const taken = depositsOf(body.lines);
  return "sale" in body ? less(body.total, taken) : sum([body.total, taken]);
}

const soldAs = (t: Say) => ({
  exchange: t("exchange"),
  deposit: t("on deposit"),
  outright: t("sold outright"),
});

/** As many as fit beside the longest word on the narrowest paper, in either language. */
const BLANK = "______________";

/**
 * The cylinder or container of a line. The LPG rules want the brand, serials and seal of a cylinder
 * that is sold: what was not typed, as where a kind is counted only, is written in by hand.
 */
function goesWith(slip: Slip, { returnable }: SoldLine, act: "sale" | "refund"): void {
  if (returnable === undefined) return;
  const { kind, count, name, brand, as, serialOut, serialIn, seal, inName } = returnable;
  const { t } = slip;
  const blank = kind === "cylinder" && act === "sale" ? BLANK : "";
  const orBlank = (text: string): string => (text === "" ? blank : text);
  slip.left(`  ${count} x ${name}, ${soldAs(t)[as]}`);
  const said = [
    [t("Brand"), brand],
    [t("Serial out"), orBlank(serialOut)],
    [t("Seal"), orBlank(seal)],
    [t("Serial in"), as === "exchange" ? orBlank(serialIn) : serialIn],
    [t("Empty in"), inName],
  ] as const;
  for (const [word, text] of said) if (text !== "") slip.pair(word, text, { indent: 2 });
}

/** Deposits are not part of the invoice: they stand between it and what is paid. */
function deposits(slip: Slip, act: SaleReceipt | RefundReceipt, letters: boolean): void {
  const taken = depositsOf(act.body.lines);
  if (taken === 0) return;
  const { t } = slip;
  const letter = letters ? " " : "";
  const back = act.kind === "refund" || taken < 0;
  const amount = act.kind === "refund" ? negate(taken) : taken;
  const held = back ? t("Deposit given back") : t("Deposit, refundable");
  const money = act.kind === "refund" ? t("GIVEN BACK KES") : t("TO PAY KES");
  slip.pair(held, formatMoney(amount), { letter });
  slip.pair(money, formatMoney(due(act.body)), { size: "bold", letter });
  if (!back) slip.left(t("Bring this receipt with the empty: the deposit comes back once."));
  slip.rule();
}

/** A receipt of gas names its buyer; what the books do not know is written in by hand. */
function particulars(slip: Slip, act: SaleReceipt): void {
  if (!act.body.lines.some(({ returnable }) => returnable?.kind === "cylinder")) return;
  const { t } = slip;
  const blank = "____________________";
  slip.pair(t("Buyer"), act.customer ?? blank);
  slip.pair(t("Phone"), act.phone === "" ? blank : act.phone);
  slip.pair(t("Address"), act.address === "" ? blank : act.address);
  slip.rule();
}

function bottom(
  slip: Slip,
  act: SaleReceipt | RefundReceipt,
  to: Presentation,
  title: string,
): ReceiptDocument {
  const { t } = slip;
  const count = act.body.lines.length;
  slip.rule().centre(count === 1 ? t("1 item") : t("{count} items", { count }));
  foot(slip, act.seller, act.body.number);
  return finish(slip, to, { title, number: act.body.number });
}
