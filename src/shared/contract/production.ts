import { z } from "zod";
import { posted } from "./entry.ts";
import { command, query } from "./procedure.ts";
import {
  businessCode,
  countedQuantity,
  day,
  id,
  instant,
  money,
  page,
  positiveQuantity,
  reason,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

const unit = z.enum(["piece", "kg", "litre", "bundle"]);

/** What a run of so many units would use up, and what is there of it. */
const planned = z.object({
  item: id,
  name: z.string(),
  unit,
  needed: signedQuantity,
  left: signedQuantity,
});

const recipe = z.object({
  business: businessCode,
  product: id,
  name: z.string(),
  unit,
  fractional: z.boolean(),
  /** In stock, filled. */
  stock: signedQuantity,
  container: id.nullable(),
  containerName: z.string().nullable(),
  /** Empties there. */
  containers: signedQuantity.nullable(),
  materials: z.array(z.object({ item: id, name: z.string(), quantity: signedQuantity })),
  lossBasisPoints: z.int(),
  litres: signedQuantity.nullable(),
  shelfDays: z.int().nullable(),
  active: z.boolean(),
});

const run = z.object({
  run: id,
  entry: z.int(),
  business: businessCode,
  product: id,
  name: z.string(),
  unit,
  day,
  at: instant,
  by: z.string().nullable(),
  batch: z.string(),
  expires: day.nullable(),
  good: signedQuantity,
  normal: signedQuantity,
  abnormal: signedQuantity,
  /** Good for every hundred begun, in hundredths of a per cent. */
  yieldBasisPoints: z.int(),
  /** Of this run, still on the shelf. */
  left: signedQuantity,
  /** Cents; null for those who may not see costs. */
  cost: signedMoney.nullable(),
  abnormalCost: signedMoney.nullable(),
  excise: signedMoney,
  reversedBy: z.int().nullable(),
});

const made = {
  business: businessCode,
  product: id,
  good: positiveQuantity,
  lost: countedQuantity.default(0 as never),
};

export const production = {
  "production.recipes": query(
    "produce",
    "How each product of a business is made, and how many empties are there",
    { business: businessCode },
    z.object({ recipes: z.array(recipe) }),
  ),
  "production.saveRecipe": command(
    "catalog.edit",
    "Make or change the recipe of a product",
    {
      business: businessCode,
      product: id,
      container: id.nullable().default(null),
      materials: z
        .array(z.strictObject({ item: id, quantity: positiveQuantity }))
        .max(20)
        .default([]),
      lossBasisPoints: z.int().min(0).max(5000).default(0),
      litres: positiveQuantity.nullable().default(null),
      shelfDays: z.int().min(1).max(3650).nullable().default(null),
      active: z.boolean().default(true),
    },
    z.object({ product: id }),
  ),
  "production.plan": query(
    "produce",
    "What a run would use up, and what is short",
    { ...made, day },
    z.object({
      begun: signedQuantity,
      normal: signedQuantity,
      abnormal: signedQuantity,
      inputs: z.array(planned),
      excise: signedMoney,
      expires: day.nullable(),
      /** The next batch number that follows from the day. */
      batch: z.string(),
    }),
  ),
  "production.record": command(
    "produce",
    "A production run: empties and materials become filled stock, first in, first out",
    {
      ...made,
      day,
      batch: shortText.default(""),
      /** Null: by the recipe's shelf life. */
      expires: day.nullable().default(null),
      note: shortText.default(""),
    },
    posted.extend({
      run: id,
      normal: signedQuantity,
      abnormal: signedQuantity,
      batch: z.string(),
      expires: day.nullable(),
    }),
  ),
  "production.reverse": command(
    "stock.adjust",
    "Take a run back whole, while none of it is sold",
    { run: id, reason },
    posted,
  ),
  "production.runs": query(
    "produce",
    "Production runs, the latest first, with their yield",
    { business: businessCode.nullable().default(null), ...page.shape },
    z.object({ total: z.int(), runs: z.array(run) }),
  ),
  "production.excise": query(
    "produce",
    "The excise on what a business produces, by the day each rate holds from",
    { business: businessCode },
    z.object({ rates: z.array(z.object({ from: day, perLitre: signedMoney })) }),
  ),
  "production.saveExcise": command(
    "settings.edit",
    "The excise a litre from a day on; nothing ends it",
    { business: businessCode, from: day, perLitre: money },
    z.object({ business: businessCode }),
  ),
};
