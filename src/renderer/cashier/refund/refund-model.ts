import type { Reply, RequestInput } from "#shared/contract/index.ts";
import { type Money, sum } from "#shared/kernel/money.ts";
import { parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { type Quantity, quantity } from "#shared/kernel/quantity.ts";
import { t } from "../../text/text.ts";

export type Sale = Reply<"sale.get">;
export type SoldLine = Sale["lines"][number];
export type Quote = Reply<"sale.quoteRefund">;
export type RefundRequest = Omit<RequestInput<"sale.refund">, "command">;
export type TenderKind = Quote["tenders"][number]["kind"];

export interface Choice {
  readonly quantity: Quantity;
  /** Goods go back to the shelf; otherwise they are written off. */
  readonly restock: boolean;
}

export interface Refund {
  /** By line number; a line that is not here stays sold. */
  readonly chosen: Readonly<Record<number, Choice>>;
  readonly reason: string;
  /** The code of the M-Pesa reversal. */
  readonly code: string;
  /** Other goods are taken for it at once. */
  readonly exchange: boolean;
  /** Who keeps what cannot stay in the drawer, where the sale named nobody. */
  readonly customer: { readonly id: string; readonly name: string } | null;
}

export const NOTHING: Refund = {
  chosen: {},
  reason: "",
  code: "",
  exchange: false,
  customer: null,
};

export function chosenLines(refund: Refund): { no: number; quantity: Quantity }[] {
  return Object.entries(refund.chosen).map(([no, choice]) => ({
    no: Number(no),
    quantity: choice.quantity,
  }));
}

/** A line taken up with all that is left of it, or put back. */
export function toggle(refund: Refund, line: SoldLine): Refund {
  const { [line.no]: was, ...rest } = refund.chosen;
  if (was !== undefined) return { ...refund, chosen: rest };
  const choice: Choice = { quantity: quantity(line.left), restock: true };
  return { ...refund, chosen: { ...refund.chosen, [line.no]: choice } };
}

/**
 * A scan of what comes back: its first line with anything left, or one more of a line that was
 * chosen. Undefined: nothing of that item is left to come back.
 */
export function scanBack(refund: Refund, sale: Sale, item: string): Refund | undefined {
  const one = 1000;
  const line = sale.lines.find(
    (each) => each.item === item && (refund.chosen[each.no]?.quantity ?? 0) < each.left,
  );
  if (line === undefined) return undefined;
  const before = refund.chosen[line.no];
  const to = quantity(Math.min(line.left, (before?.quantity ?? 0) + one));
  const choice: Choice = { restock: true, ...before, quantity: to };
  return { ...refund, chosen: { ...refund.chosen, [line.no]: choice } };
}

/** Never more than is left, never nothing: to give nothing back the line is put back. */
export function setQuantity(refund: Refund, line: SoldLine, to: Quantity | null): Refund {
  const choice = refund.chosen[line.no];
  if (choice === undefined || to === null || to <= 0) return refund;
  const most = to > line.left ? quantity(line.left) : to;
  return { ...refund, chosen: { ...refund.chosen, [line.no]: { ...choice, quantity: most } } };
}

export function setRestock(refund: Refund, no: number, restock: boolean): Refund {
  const choice = refund.chosen[no];
  if (choice === undefined) return refund;
  return { ...refund, chosen: { ...refund.chosen, [no]: { ...choice, restock } } };
}

export function all(sale: Sale): Refund["chosen"] {
  const left = sale.lines.filter((line) => line.left > 0);
  return Object.fromEntries(
    left.map((line) => [line.no, { quantity: quantity(line.left), restock: true }]),
  );
}

export type Readiness =
  | { readonly ready: true; readonly request: RefundRequest }
  | { readonly ready: false; readonly why: string };

export function readiness(sale: Sale, refund: Refund, quote: Quote | undefined): Readiness {
  const lines = chosenLines(refund);
  if (lines.length === 0) return { ready: false, why: t("Choose what comes back") };
  if (refund.reason.trim() === "") return { ready: false, why: t("Say why") };
  if (quote === undefined) return { ready: false, why: t("One moment") };
  if (wantsCustomer(refund, quote)) return { ready: false, why: t("Choose who keeps the credit") };
  const mpesa = quote.tenders.some((tender) => tender.kind === "mpesa" && tender.amount > 0);
  const code = parseMpesaCode(refund.code);
  if (mpesa && code === undefined)
    return { ready: false, why: t("Enter the code of the reversal") };
  return {
    ready: true,
    request: {
      sale: sale.sale,
      lines: lines.map((line) => ({ ...line, restock: refund.chosen[line.no]?.restock ?? true })),
      tenders: quote.tenders
        .filter((tender) => tender.amount > 0)
        .map((tender) => ({
          kind: tender.kind,
          amount: tender.amount,
          code: tender.kind === "mpesa" ? (code ?? "") : "",
        })),
      ...(refund.customer === null ? {} : { customer: refund.customer.id }),
      exchange: refund.exchange,
      reason: refund.reason.trim(),
    },
  };
}

/** In an exchange no money travels: what was not paid in cash is credit, and credit is somebody's. */
export function wantsCustomer(refund: Refund, quote: Quote): boolean {
  const travels = quote.tenders.some(
    ({ kind, amount }) => (kind === "mpesa" || kind === "bank") && amount > 0,
  );
  return refund.exchange && travels;
}

/** The coins that stay in the drawer for the goods taken instead. */
export function keptCash(quote: Quote): Money {
  return sum(quote.tenders.filter(({ kind }) => kind === "cash").map(({ payout }) => payout));
}

/** Whether anything of the sale can still be refunded. */
export function refundable(sale: Sale): boolean {
  return sale.kind === "sale" && sale.lines.some((line) => line.left > 0);
}
