import type { ShiftClosed, ShiftTotals } from "#shared/facts/cash.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, formatMoney, sum } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Say } from "#shared/kernel/text.ts";
import type { ReceiptDocument } from "./document.ts";
import { finish, header } from "./seller.ts";
import type { Presentation, Seller } from "./seller.ts";
import type { Slip } from "./slip.ts";
import { taxTable } from "./tax-table.ts";
import { clockWords, dayWords, otherWords, tenderWords } from "./wording.ts";

interface Shift {
  readonly seller: Seller;
  readonly till: string;
  readonly number: number;
  readonly day: BusinessDay;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly float: Money;
}

/** A look at a running shift: no expected cash, so that the count stays blind. */
export interface XReport extends Shift {
  readonly kind: "x";
  readonly at: Instant;
  readonly totals: ShiftTotals;
}

/** A closed shift. */
export interface ZReport extends Shift {
  readonly kind: "z";
  /** The closing itself: its papers are one original and its copies, by whatever id it is asked for. */
  readonly fact: string;
  readonly closedBy: string;
  readonly closedAt: Instant;
  readonly body: ShiftClosed["body"];
  /** M-Pesa codes in the clear, by their blind index. */
  readonly codes: ReadonlyMap<string, string>;
}

/** The X report as a document. */
export function xReport(x: XReport, to: Presentation): ReceiptDocument {
  const slip = top(x, to, `X ${x.number}`);
  const { t } = slip;
  slip.pair(t("Printed"), moment(x.at)).rule();
  trade(slip, x.totals);
  slip.pair(t("Float"), formatMoney(x.float));
  cashMoves(slip, x.totals);
  slip.rule().centre(t("The shift is still open"), "bold");
  const title = t("X report {number}", { number: x.number });
  return finish(slip, to, { title, number: `X-${x.till}-${x.number}` });
}

/** The Z report as a document: takings, drawer, count, differences. */
export function zReport(z: ZReport, to: Presentation): ReceiptDocument {
  const { body } = z;
  const slip = top(z, to, `Z ${z.number}`);
  const { t } = slip;
  slip.pair(t("Closed"), moment(z.closedAt)).pair(t("Closed by"), z.closedBy).rule();
  trade(slip, body.totals);
  drawer(slip, z);
  mpesa(slip, body);
  claimed(slip, z);
  slip.rule();
  if (body.note !== "") slip.left(t("Note: {note}", { note: body.note }));
  slip.sign(t("Cashier")).sign(t("Manager"));
  const title = t("Z report {number}", { number: z.number });
  return finish(slip, to, { title, number: `Z-${z.till}-${z.number}` });
}

function moment(at: Instant): string {
  const { date, time } = clockWords(at);
  return `${date} ${time}`;
}

function top(shift: XReport | ZReport, to: Presentation, headline: string): Slip {
  const slip = header(shift.seller, to).rule().headline(headline);
  const { t } = slip;
  slip.pair(t("Business day"), dayWords(shift.day), { size: "bold" }).pair(t("Till"), shift.till);
  return slip.pair(t("Opened"), moment(shift.openedAt)).pair(t("Opened by"), shift.openedBy);
}

function trade(slip: Slip, totals: ShiftTotals): void {
  const { t } = slip;
  slip.pair(t("Sales ({count})", { count: totals.sales }), formatMoney(totals.gross));
  slip.pair(t("Refunds ({count})", { count: totals.refunds }), minus(totals.refunded));
  const net = cents(totals.gross - totals.refunded);
  slip.pair(t("NET KES"), formatMoney(net), { size: "total" });
  if (totals.discount !== 0) slip.pair(t("Discounts given"), formatMoney(totals.discount));
  slip.pair(t("Tax included"), formatMoney(cents(totals.tax))).rule();
  if (totals.others.length > 0) {
    slip.left(t("Besides sales"), "bold");
    for (const { kind, count, amount } of totals.others) {
      slip.pair(`${otherWords(kind, t)} (${count})`, formatMoney(cents(amount)), { indent: 2 });
    }
  }
  slip.left(t("Paid by, what was given back taken off"), "bold");
  for (const [kind, amount] of Object.entries(totals.byTender)) {
    slip.pair(tenderWords(kind, t), formatMoney(cents(amount)), { indent: 2 });
  }
  slip.rule();
  const bands = totals.taxes.map(({ letter, gross, tax }) => {
    return { letter, rate: "", taxable: cents(gross - tax), tax: cents(tax) };
  });
  taxTable(slip, bands);
  slip.rule();
}

/** Amounts that leave are shown with their sign; nothing is not minus nothing. */
function minus(amount: Money): string {
  return formatMoney(cents(0 - amount));
}

function cashMoves(slip: Slip, totals: ShiftTotals): void {
  const { t } = slip;
  slip.pair(t("Cash put in"), formatMoney(totals.cashIn));
  slip.pair(t("Cash taken out"), minus(totals.cashOut));
}

function drawer(slip: Slip, { body, float }: ZReport): void {
  const { t } = slip;
  slip.left(t("Cash drawer"), "bold");
  slip.pair(t("Float"), formatMoney(float));
  slip.pair(t("Cash taken, net"), formatMoney(cents(body.totals.byTender["cash"] ?? 0)));
  cashMoves(slip, body.totals);
  slip.pair(t("Expected"), formatMoney(cents(body.expected)));
  slip.pair(t("Counted"), formatMoney(body.counted), { size: "bold" });
  slip.pair(difference(body.variance, t), formatMoney(cents(body.variance)), { size: "bold" });
  const counts = Object.entries(body.counts)
    .map(([shillings, count]) => ({ shillings: Number(shillings), count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.shillings - a.shillings);
  for (const { shillings, count } of counts) {
    const worth = formatMoney(cents(shillings * count * 100));
    slip.pair(`${shillings} x ${count}`, worth, { indent: 2 });
  }
  slip.pair(t("Left in drawer"), formatMoney(body.leftInDrawer));
  slip.pair(t("To the safe"), formatMoney(body.toSafe)).rule();
}

function mpesa(slip: Slip, body: ShiftClosed["body"]): void {
  const { t } = slip;
  slip.left("M-Pesa", "bold");
  slip.pair(t("Expected"), formatMoney(cents(body.mpesaExpected)));
  if (body.mpesaCounted === null) {
    slip.pair(t("On the phone"), t("not looked at"));
    return;
  }
  slip.pair(t("On the phone"), formatMoney(body.mpesaCounted), { size: "bold" });
  const variance = formatMoney(cents(body.mpesaVariance));
  slip.pair(difference(body.mpesaVariance, t), variance, { size: "bold" });
}

/** What a manager should look for on the till's own phone or statement. */
function claimed(slip: Slip, { body, codes }: ZReport): void {
  const open = body.claimed;
  if (open.length === 0) return;
  const { t } = slip;
  slip.rule().left(t("M-Pesa codes not confirmed yet"), "bold");
  for (const { code, amount } of open) {
    slip.pair(codes.get(code.index) ?? "", formatMoney(amount), { indent: 2 });
  }
  const together = formatMoney(sum(open.map((each) => each.amount)));
  slip.pair(t("Together ({count})", { count: open.length }), together);
}

function difference(variance: number, t: Say): string {
  if (variance === 0) return t("Difference");
  return variance < 0 ? t("Short") : t("Over");
}
