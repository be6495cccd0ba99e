import { z } from "zod";
import { id, shortText, signedMoney, signedQuantity } from "./values.ts";

/** As stamped on the collar, or printed on the seal. */
export const serial = shortText.max(40);
export const count = z.int().min(1).max(100_000);

/** What goes with a line of a sale. */
export const soldReturnable = z.strictObject({
  type: id,
  as: z.enum(["exchange", "deposit", "outright"]),
  count: count.default(1),
  serialOut: serial.default(""),
  serialIn: serial.default(""),
  seal: serial.default(""),
  /** What comes back, where it is not of the same type. */
  into: id.nullable().default(null),
  /** The deposit record of what comes back, where it is not found by its serial. */
  record: id.nullable().default(null),
  /** The deposit the cashier saw; refused when the books say otherwise. Below zero: goes back. */
  deposit: signedMoney,
});

/** A type as the counter needs it. */
export const tillReturnable = z.object({
  id,
  kind: z.enum(["cylinder", "container"]),
  name: z.string(),
  brand: z.string(),
  size: signedQuantity,
  serialised: z.boolean(),
  content: id,
  outright: id.nullable(),
  accepts: z.array(id),
  deposit: signedMoney.nullable(),
  /** How many can go out now, whole pieces. */
  full: z.int(),
  /** Only on deposit: our own container, whose stock goes on loan. */
  lent: z.boolean(),
});

const serials = z.array(serial).max(500).default([]);

/** A swap with the supplier: empties out, fulls in, whole pieces or serials. */
export const swappedReturnable = z.strictObject({
  type: id,
  out: z.int().min(0).max(100_000),
  in: z.int().min(0).max(100_000),
  serialsOut: serials,
  serialsIn: serials,
});
