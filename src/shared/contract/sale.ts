import { z } from "zod";
import { intake, jobPayment } from "./job-values.ts";
import { tender } from "./tender.ts";
import { command, query } from "./procedure.ts";
import { soldReturnable } from "./returnable-values.ts";
import {
  approval,
  businessCode,
  day,
  id,
  money,
  name,
  page,
  positiveMoney,
  positiveQuantity,
  reason,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

const tenderKind = z.enum(["cash", "mpesa", "bank", "account", "credit"]);

export const cartLine = z.strictObject({
  item: id,
  quantity: positiveQuantity,
  /** The price the cashier saw; refused when the catalogue says otherwise, unless allowed. */
  unitPrice: money,
  discount: money.default(0 as never),
  /** The cylinders or containers that go with it. */
  returnable: soldReturnable.optional(),
});

export const receiptState = z.enum(["none", "waiting", "sending", "sent", "failed", "unknown"]);

export const postedSale = z.object({
  sale: id,
  number: z.string(),
  business: businessCode,
  day,
  at: z.string(),
  /** What it came to with the deposits: what was paid, or on a refund given back. */
  total: signedMoney,
  tax: signedMoney,
  /** Of that, deposits taken (or, below zero, given back): not turnover. */
  deposits: signedMoney,
  change: signedMoney,
  receipt: receiptState,
});

export const saleRow = z.object({
  sale: id,
  number: z.string(),
  kind: z.enum(["sale", "refund"]),
  business: businessCode,
  day,
  at: z.string(),
  cashier: z.string(),
  customer: z.string().nullable(),
  total: signedMoney,
  tenders: z.array(tenderKind),
  entry: z.int(),
});

export const saleDetail = saleRow.extend({
  shift: id,
  tax: signedMoney,
  deposits: signedMoney,
  change: signedMoney,
  customerId: id.nullable(),
  approver: z.string().nullable(),
  reason: z.string().nullable(),
  lines: z.array(
    z.object({
      no: z.int(),
      item: id,
      name: z.string(),
      unit: z.string(),
      quantity: signedQuantity,
      unitPrice: signedMoney,
      discount: signedMoney,
      gross: signedMoney,
      tax: signedMoney,
      taxLetter: z.string(),
      /** Serials and seal of what went with it; empty where nothing did. */
      returnable: z.string(),
      /** Still refundable. */
      left: signedQuantity,
      leftGross: signedMoney,
    }),
  ),
  paid: z.array(
    z.object({
      kind: tenderKind,
      amount: signedMoney,
      /** Shown in full only to those who may refund. */
      reference: z.string(),
      /** Still refundable by this tender. */
      left: signedMoney,
    }),
  ),
  /** The refund whose goods were exchanged for these. */
  exchange: z.object({ sale: id, number: z.string() }).nullable(),
  /** Refunds of this sale, or the sale of this refund. */
  related: z.array(z.object({ sale: id, number: z.string(), total: signedMoney, day })),
  receipt: receiptState,
});

/** Goods brought back for which others are taken: the refund, and its coins left in the drawer. */
const exchange = z.strictObject({ refund: id, number: shortText, cash: money });

const cart = z.strictObject({
  customer: id.nullable(),
  discount: money,
  lines: z.array(cartLine).max(500),
  exchange: exchange.optional(),
  /** Parts of a split payment that the customer has given already. */
  taken: z.array(tender).max(50).optional(),
});

/**
 * All that runs at a counter of a business: the sale, and beside it work that is being taken in and
 * money that is being taken for a job.
 */
const running = cart.extend({ intake: intake.optional(), jobPayment: jobPayment.optional() });

export const sales = {
  "sale.post": command(
    "sell",
    "Complete a sale: one fact, one entry, one receipt",
    {
      business: businessCode,
      lines: z.array(cartLine).min(1).max(500),
      /** Off the whole sale, in cents, after line discounts. */
      discount: money.default(0 as never),
      customer: id.nullable().default(null),
      tenders: z.array(tender).min(1).max(10),
      /** The refund that this sale is taken in exchange for: its receipt names it. */
      exchange: id.optional(),
      approval: approval.optional(),
    },
    postedSale,
  ),
  "sale.last": query(
    "sell",
    "The last sale committed at this till, after a crash above all",
    {},
    z.object({
      sale: postedSale.nullable(),
    }),
  ),
  "sale.find": query(
    "signed-in",
    "Find sales and refunds by number, customer's name or phone, day or amount, latest first",
    {
      business: businessCode.nullable().default(null),
      text: shortText.default(""),
      from: day.nullable().default(null),
      to: day.nullable().default(null),
      amount: money.nullable().default(null),
      customer: id.nullable().default(null),
      kind: z.enum(["all", "sale", "refund"]).default("all"),
      ...page.shape,
    },
    z.object({ total: z.int(), sales: z.array(saleRow) }),
  ),
  "sale.get": query(
    "signed-in",
    "One sale or refund, with what may still be refunded",
    { sale: id },
    saleDetail,
  ),
  "sale.refund": command(
    "sell",
    "Refund lines of a sale by the tenders that paid it; needs the right to refund, or a consent",
    {
      sale: id,
      lines: z
        .array(
          z.strictObject({
            no: z.int().min(1).max(500),
            quantity: positiveQuantity,
            restock: z.boolean().default(true),
          }),
        )
        .min(1)
        .max(500),
      /**
       * Amounts by tender; they must add up to the refund. M-Pesa needs the code of the reversal.
       * None where nothing was paid: what was given away can still come back.
       */
      tenders: z
        .array(
          z.strictObject({
            kind: tenderKind,
            amount: positiveMoney,
            code: shortText.default(""),
          }),
        )
        .max(5),
      /** Who keeps the store credit, where the sale named nobody. */
      customer: id.optional(),
      /** Other goods are taken for it: the sale that runs here knows it as soon as the books do. */
      exchange: z.boolean().optional(),
      reason,
      approval: approval.optional(),
    },
    postedSale,
  ),
  "sale.quoteRefund": query(
    "sell",
    "What refunding these lines comes to, and by which tenders it may go back",
    {
      sale: id,
      lines: z
        .array(z.strictObject({ no: z.int().min(1).max(500), quantity: positiveQuantity }))
        .min(1)
        .max(500),
      /** Other goods are taken for it: what was not paid in cash becomes store credit. */
      exchange: z.boolean().default(false),
      customer: id.optional(),
    },
    z.object({
      /** Goods and deposits together: what goes back. */
      total: signedMoney,
      tax: signedMoney,
      /** Proposed split: receivable first where unpaid, then the tenders that paid. */
      tenders: z.array(
        z.object({
          kind: tenderKind,
          /** As the invoice counts it: what sale.refund asks for. */
          amount: signedMoney,
          /** What is handed back: coins and M-Pesa are rounded, over all refunds of the sale. */
          payout: signedMoney,
          most: signedMoney,
        }),
      ),
    }),
  ),
  "draft.save": query(
    "sell",
    "Keep what runs at the counter of a business on this till through a crash",
    {
      business: businessCode,
      cart: running,
    },
    z.object({}),
  ),
  "draft.current": query(
    "sell",
    "What runs at the counter of a business on this till: its cart, and what is beside it",
    { business: businessCode },
    z.object({
      cart: running.nullable(),
    }),
  ),
  "draft.park": query(
    "sell",
    "Put a cart aside under a label; the running cart becomes empty",
    {
      business: businessCode,
      label: name,
      cart,
    },
    z.object({ draft: id }),
  ),
  "draft.parked": query(
    "sell",
    "Parked carts of a business, oldest first",
    { business: businessCode },
    z.object({
      drafts: z.array(
        z.object({
          draft: id,
          label: z.string(),
          by: z.string(),
          at: z.string(),
          lines: z.int(),
          cart,
        }),
      ),
    }),
  ),
  "draft.recall": query(
    "sell",
    "Take a parked cart back as the running cart",
    { draft: id },
    z.object({ cart }),
  ),
  "draft.discard": query(
    "sell",
    "Throw a parked cart away, unless money was taken for it",
    { draft: id },
    z.object({}),
  ),
};
