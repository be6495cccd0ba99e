import { z } from "zod";
import { command, query } from "./procedure.ts";
import { tillReturnable } from "./returnable-values.ts";
import {
  accountNumber,
  businessCode,
  colour,
  day,
  id,
  money,
  name,
  page,
  positiveQuantity,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

const unit = z.enum(["piece", "kg", "litre", "bundle"]);
const taxLetter = z.enum(["A", "B", "C", "D", "E"]);

export const category = z.object({
  id,
  business: businessCode,
  name: z.string(),
  colour,
  position: z.int(),
  active: z.boolean(),
});

/** One item as the counter needs it: short keys are not worth it, gzip does that. */
export const tillItem = z.object({
  id,
  name: z.string(),
  sku: z.string(),
  barcodes: z.array(z.string()),
  category: id.nullable(),
  kind: z.enum(["goods", "service"]),
  unit,
  fractional: z.boolean(),
  price: signedMoney,
  tax: taxLetter,
  basisPoints: z.int(),
  /** Thousandths in stock; null where the item is not stocked. */
  stock: signedQuantity.nullable(),
  position: z.int(),
});

export const officeItem = tillItem.extend({
  business: businessCode,
  active: z.boolean(),
  sellable: z.boolean(),
  price: signedMoney.nullable(),
  /** Value of the stock at cost; null where the item is not stocked. */
  stockCost: signedMoney.nullable(),
  reorderAt: signedQuantity.nullable(),
  revenue: accountNumber,
  cogs: accountNumber.nullable(),
  inventory: accountNumber.nullable(),
  components: z.array(z.object({ item: id, quantity: signedQuantity })),
});

export const catalog = {
  "catalog.forTill": query(
    "sell",
    "Everything a counter needs to find and price items",
    {
      business: businessCode,
    },
    z.object({
      /** Changes when any item, price or category does; poll it cheaply with catalog.stock. */
      version: z.int(),
      categories: z.array(category),
      items: z.array(tillItem),
      /** Cylinders and containers that this business takes deposits for. */
      returnables: z.array(tillReturnable),
      negativeStock: z.enum(["warn", "refuse"]),
      cashRounding: z.int(),
      mpesaTill: z.string(),
    }),
  ),
  "catalog.stock": query(
    "sell",
    "Stock of the items that moved since a version",
    {
      business: businessCode,
      items: z.array(id).max(200),
    },
    z.object({
      version: z.int(),
      stock: z.array(z.object({ item: id, stock: signedQuantity.nullable() })),
    }),
  ),
  "catalog.items": query(
    "reports.read",
    "Items for the office, with stock and cost",
    {
      business: businessCode.nullable().default(null),
      text: shortText.default(""),
      filter: z.enum(["active", "all", "low", "oversold"]).default("active"),
      ...page.shape,
    },
    z.object({ total: z.int(), items: z.array(officeItem) }),
  ),
  "catalog.categories": query(
    "signed-in",
    "Categories of a business",
    {
      business: businessCode,
    },
    z.object({ categories: z.array(category) }),
  ),
  "catalog.saveCategory": command(
    "catalog.edit",
    "Make or change a category",
    {
      business: businessCode,
      id: id.nullable().default(null),
      name,
      colour,
      position: z.int().min(0).max(10_000).default(0),
      active: z.boolean().default(true),
    },
    z.object({ id }),
  ),
  "catalog.saveItem": command(
    "catalog.edit",
    "Make or change an item and its price",
    {
      business: businessCode,
      id: id.nullable().default(null),
      name,
      sku: shortText.default(""),
      barcodes: z
        .array(z.string().regex(/^[\x21-\x7e]{4,48}$/))
        .max(20)
        .default([]),
      category: id.nullable().default(null),
      kind: z.enum(["goods", "service"]),
      unit,
      fractional: z.boolean().default(false),
      tax: taxLetter,
      /** Per unit, tax included; null leaves the price as it is. */
      price: money.nullable(),
      priceFrom: day.nullable().default(null),
      /** Null: the usual account of this business for this kind of item. */
      revenue: accountNumber.nullable().default(null),
      cogs: accountNumber.nullable().default(null),
      inventory: accountNumber.nullable().default(null),
      components: z
        .array(z.strictObject({ item: id, quantity: positiveQuantity }))
        .max(20)
        .default([]),
      reorderAt: positiveQuantity.nullable().default(null),
      sellable: z.boolean().default(true),
      active: z.boolean().default(true),
      position: z.int().min(0).max(100_000).default(0),
    },
    z.object({ id }),
  ),
};
