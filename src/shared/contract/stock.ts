import { z } from "zod";
import { WRITE_OFF_REASONS } from "../facts/stock.ts";
import { posted } from "./entry.ts";
import { command, query } from "./procedure.ts";
import {
  accountNumber,
  businessCode,
  day,
  id,
  instant,
  memo,
  money,
  page,
  positiveQuantity,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

const unit = z.enum(["piece", "kg", "litre", "bundle"]);
const goods = z
  .array(z.strictObject({ item: id, quantity: positiveQuantity }))
  .min(1)
  .max(200);

export const stock = {
  "stock.writeOff": command(
    "stock.adjust",
    "Goods leave the shelf without a sale: broken, expired, lost, or taken by the owner",
    {
      business: businessCode,
      day,
      reason: z.enum(WRITE_OFF_REASONS),
      lines: goods,
      memo: memo.default(""),
    },
    posted.extend({ value: signedMoney }),
  ),
  "stock.sendBack": command(
    "stock.adjust",
    "Goods go back to their supplier at the cost they came in at",
    {
      business: businessCode,
      day,
      supplier: id,
      /** The supplier's credit note. */
      reference: shortText.default(""),
      lines: z
        .array(z.strictObject({ layer: z.string().max(80), quantity: positiveQuantity }))
        .min(1)
        .max(200),
      /** Null: less is owed; otherwise where the money came back to. */
      paidInto: accountNumber.nullable().default(null),
      party: z.string().max(64).nullable().default(null),
      memo: memo.default(""),
    },
    posted.extend({ total: signedMoney }),
  ),
  "stock.transfer": command(
    "stock.adjust",
    "Goods from one business to another at FIFO cost, through 1900",
    {
      day,
      from: z.strictObject({ business: businessCode }),
      to: z.strictObject({ business: businessCode }),
      lines: z
        .array(z.strictObject({ item: id, into: id, quantity: positiveQuantity }))
        .min(1)
        .max(200),
      memo: memo.default(""),
    },
    posted.extend({ value: signedMoney }),
  ),
  "stock.fromSupplier": query(
    "stock.adjust",
    "What came from a supplier and is still on the shelf, the oldest first",
    { business: businessCode, supplier: id },
    z.object({
      layers: z.array(
        z.object({
          layer: z.string(),
          item: id,
          name: z.string(),
          unit,
          day,
          reference: z.string(),
          left: signedQuantity,
          cost: signedMoney,
        }),
      ),
    }),
  ),
  "stock.card": query(
    "reports.read",
    "Every movement of an item, the latest first, each with what made it and the balance after",
    {
      item: id,
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    },
    z.object({
      item: id,
      business: businessCode,
      name: z.string(),
      unit,
      account: accountNumber,
      quantity: signedQuantity,
      cost: signedMoney,
      layers: z.array(
        z.object({
          layer: z.string(),
          entry: z.int(),
          day,
          quantity: signedQuantity,
          cost: signedMoney,
        }),
      ),
      moves: z.array(
        z.object({
          entry: z.int(),
          kind: z.string(),
          what: z.string(),
          day,
          at: instant,
          by: z.string().nullable(),
          quantity: signedQuantity,
          cost: signedMoney,
          /** After it. */
          balance: signedQuantity,
          value: signedMoney,
        }),
      ),
      more: z.boolean(),
    }),
  ),
  "stock.valuation": query(
    "reports.read",
    "The stock at FIFO cost, account by account, beside what the ledger says; a page of its items",
    { business: businessCode.nullable().default(null), ...page.shape },
    z.object({
      accounts: z.array(
        z.object({
          account: accountNumber,
          name: z.string(),
          business: businessCode,
          stock: signedMoney,
          ledger: signedMoney,
          items: z.array(
            z.object({
              item: id,
              name: z.string(),
              unit,
              quantity: signedQuantity,
              cost: signedMoney,
            }),
          ),
        }),
      ),
      /** Of all pages together. */
      count: z.int(),
      total: signedMoney,
    }),
  ),
  "stock.acts": query(
    "reports.read",
    "Write-offs, counts, returns to suppliers and transfers, the latest first",
    { business: businessCode.nullable().default(null), ...page.shape },
    z.object({
      total: z.int(),
      acts: z.array(
        z.object({
          entry: z.int(),
          kind: z.enum(["write-off", "count", "return", "transfer"]),
          business: businessCode,
          other: z.string().nullable(),
          day,
          by: z.string().nullable(),
          label: z.string(),
          lines: z.int(),
          value: signedMoney,
        }),
      ),
    }),
  ),
  "price.history": query(
    "reports.read",
    "Every price an item had, has and will have, and what it costs now",
    { item: id },
    z.object({
      /** Per unit, of the latest receipt; null where nothing ever came in. */
      lastCost: signedMoney.nullable(),
      prices: z.array(
        z.object({ from: day, price: signedMoney, state: z.enum(["past", "now", "coming"]) }),
      ),
    }),
  ),
  "price.saveList": command(
    "catalog.edit",
    "A price list: new prices of many items from a day on",
    {
      business: businessCode,
      from: day,
      prices: z
        .array(z.strictObject({ item: id, price: money }))
        .min(1)
        .max(500),
    },
    z.object({ saved: z.int() }),
  ),
  "price.belowCost": query(
    "reports.read",
    "Items whose price, less its tax, does not cover what a unit cost last",
    { business: businessCode.nullable().default(null) },
    z.object({
      items: z.array(
        z.object({
          item: id,
          business: businessCode,
          name: z.string(),
          price: signedMoney,
          net: signedMoney,
          cost: signedMoney,
        }),
      ),
    }),
  ),
};
