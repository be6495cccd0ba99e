import { z } from "zod";
import { posted } from "./entry.ts";
import { command, query } from "./procedure.ts";
import {
  businessCode,
  countedQuantity,
  id,
  instant,
  name,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

const unit = z.enum(["piece", "kg", "litre", "bundle"]);

const taken = z.object({
  stocktake: id,
  business: businessCode,
  label: z.string(),
  category: id.nullable(),
  by: z.string(),
  at: instant,
  /** Items counted so far. */
  counted: z.int(),
});

/** A count is kept on its device until it is posted: only then it is a fact. */
export const stocktakes = {
  "stocktake.start": query(
    "stock.count",
    "Begin a count on this device, of a business or one of its categories",
    { business: businessCode, label: name, category: id.nullable().default(null) },
    z.object({ stocktake: id }),
  ),
  "stocktake.list": query(
    "stock.count",
    "Counts in the making on this device",
    { business: businessCode.nullable().default(null) },
    z.object({ stocktakes: z.array(taken) }),
  ),
  "stocktake.sheet": query(
    "stock.count",
    "The items of a count and what was counted, never what is expected",
    { stocktake: id, text: shortText.default(""), limit: z.int().min(1).max(500).default(200) },
    taken.extend({
      total: z.int(),
      items: z.array(
        z.object({
          item: id,
          name: z.string(),
          sku: z.string(),
          barcodes: z.array(z.string()),
          unit,
          fractional: z.boolean(),
          counted: signedQuantity.nullable(),
        }),
      ),
    }),
  ),
  "stocktake.count": query(
    "stock.count",
    "One item counted now: set to so much, or so much more of it",
    { stocktake: id, item: id, quantity: countedQuantity, add: z.boolean().default(false) },
    z.object({ counted: signedQuantity }),
  ),
  "stocktake.forget": query(
    "stock.count",
    "One item as if it had not been counted",
    { stocktake: id, item: id },
    z.object({}),
  ),
  "stocktake.discard": query(
    "stock.count",
    "Throw a count away before it is posted",
    { stocktake: id },
    z.object({}),
  ),
  "stocktake.review": query(
    "stock.adjust",
    "What a count would change, before it is posted",
    { stocktake: id },
    z.object({
      lines: z.array(
        z.object({
          item: id,
          name: z.string(),
          unit,
          expected: signedQuantity,
          counted: signedQuantity,
          /** At the last known cost, signed. */
          value: signedMoney,
          at: instant,
        }),
      ),
    }),
  ),
  "stocktake.post": command(
    "stock.adjust",
    "Post a count: what is missing or found against what was expected when it was counted",
    { stocktake: id },
    posted.extend({ lines: z.int(), value: signedMoney }),
  ),
};
