import { z } from "zod";
import { jobTender } from "./tender.ts";
import { countedQuantity, day, id, money, positiveQuantity } from "./values.ts";

/** As somebody typed it: kept whatever it is, judged when the work is taken in. */
const typed = z.string().max(300);
const typedPieces = z.int().min(0).max(1_000_000_000);
const looks = { what: typed, colour: typed, brand: typed, defects: typed };

/** Money that is being taken for a job in hand, as far as the customer has given it. */
export const jobPayment = z.strictObject({
  job: id,
  /** A part payment, or the balance with which the job is handed over. */
  act: z.enum(["pay", "collect"]),
  /** What is to be paid in all. */
  amount: money,
  collector: typed,
  taken: z.array(jobTender).min(1).max(50),
});

/** Work that is being taken in, as far as it is written down: nobody's history yet. */
export const intake = z.strictObject({
  customer: id.nullable(),
  lines: z
    .array(
      z.strictObject({
        item: id,
        quantity: positiveQuantity,
        /** The price the cashier saw. */
        unitPrice: money,
        pieces: typedPieces,
        ...looks,
      }),
    )
    .max(500),
  /** The line that is being typed. */
  entry: z.strictObject({
    text: typed,
    item: id.nullable(),
    quantity: countedQuantity.nullable(),
    pieces: typedPieces.nullable(),
    ...looks,
  }),
  express: z.boolean(),
  /** Null: as the services' turnaround and the opening hours have it. */
  promised: z.strictObject({ day: day.nullable(), time: typed.nullable() }).nullable(),
  /** Null: the least that is taken. */
  deposit: money.nullable(),
  note: typed,
  acknowledged: z.boolean(),
  /** Parts of the deposit that the customer has given already. */
  taken: z.array(jobTender).max(50).optional(),
});
