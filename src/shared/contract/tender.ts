import { z } from "zod";
import { money, positiveMoney, shortText } from "./values.ts";

/** Money for a job. What is not paid is simply due: there is no tender "on account". */
export const jobTender = z.discriminatedUnion("kind", [
  /** What the customer hands over; the till works out the change. */
  z.strictObject({ kind: z.literal("cash"), tendered: money }),
  z.strictObject({ kind: z.literal("mpesa"), amount: positiveMoney, code: shortText }),
  z.strictObject({
    kind: z.literal("bank"),
    amount: positiveMoney,
    reference: shortText.default(""),
  }),
  z.strictObject({ kind: z.literal("credit"), amount: positiveMoney }),
]);

/** Money for a sale, which may also be put on the customer's account. */
export const tender = z.discriminatedUnion("kind", [
  ...jobTender.options,
  z.strictObject({ kind: z.literal("account"), amount: positiveMoney }),
]);
