import { z } from "zod";
import { command, query } from "./procedure.ts";
import { businessCode, id, money, reason } from "./values.ts";

const settled = z.object({
  by: z.string(),
  at: z.string(),
  /** What was done about it, in the words of whoever did. */
  reason: z.string(),
});

/** What a writing of a customer said that does not stand, and what stands in its place. */
const lost = z.discriminatedUnion("field", [
  z.object({
    field: z.enum(["name", "phone", "address", "note"]),
    said: z.string(),
    stands: z.string(),
  }),
  z.object({ field: z.literal("creditLimit"), said: money, stands: money }),
  z.object({ field: z.literal("active"), said: z.boolean(), stands: z.boolean() }),
]);

const row = z.object({
  /** The fact that broke the rule, and the rule: together they name the exception. */
  of: id,
  kind: z.string(),
  seq: z.int(),
  till: z.string(),
  business: businessCode.nullable(),
  day: z.string(),
  at: z.string(),
  by: z.string(),
  entry: z.int().nullable(),
  number: z.string().nullable(),
  about: z.string().nullable(),
  other: z.string().nullable(),
  /** What the rule's task names: ids and figures. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Open, settled by somebody, or gone by itself: counted, received or merged since. */
  state: z.enum(["open", "settled", "passed"]),
  settled: settled.nullable(),
  /** Of a customer who was changed at two tills. */
  lost: z.array(lost),
});

const late = z.object({
  of: id,
  seq: z.int(),
  kind: z.string(),
  number: z.string().nullable(),
  till: z.string(),
  business: businessCode.nullable(),
  day: z.string(),
  postedOn: z.string(),
  amount: money,
  /** Made at this device, whose own books keep it on its own day. */
  own: z.boolean(),
  /** The day on which another part of the same act counts, where books were closed between them. */
  apart: z.string().nullable(),
});

/** Rules that the merged books of several tills break: each is a task until somebody settles it. */
export const exceptions = {
  "exception.list": query(
    "reports.read",
    "What the merged books break, and what was posted on another day",
    {},
    z.object({ exceptions: z.array(row), late: z.array(late) }),
  ),
  "exception.settle": command(
    "ledger.post",
    "Say that nothing is left to be done about an exception, and what was done",
    { of: id, kind: z.string().min(1).max(60), reason },
    z.object({ of: id }),
  ),
};
