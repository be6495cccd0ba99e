import { z } from "zod";
import { day, signedMoney } from "./values.ts";

const alike = {
  severity: z.enum(["info", "warning", "alarm"]),
  /** Where in the office it is dealt with. */
  link: z.string(),
};

const count = z.int().min(1);
const incident = z.enum(["rollback", "fork", "conflict"]);

const worry = <const Kind extends string, Figures extends z.ZodRawShape>(
  kind: Kind,
  figures: Figures,
) => z.object({ kind: z.literal(kind), ...alike, ...figures });

const ofJobs = { count, due: signedMoney };
/** How many of them have waited for so many days, and not yet for the next step's; oldest first. */
const ages = z.array(z.object({ days: z.int().min(1), count })).min(1);

/**
 * Something that waits for the owner: its kind and its figures. The sentence is said where it is
 * shown, in the language of whoever reads it. Names are those that people gave.
 */
export const alert = z.discriminatedUnion("kind", [
  /** A standing check of the books fails; `detail` names what differs. */
  worry("health", { check: z.string(), detail: z.string() }),
  /** Acts of two tills that do not go together, of one kind (see `ExceptionKind`). */
  worry("exception", { exception: z.string(), count }),
  /** Facts of other tills that this program cannot read. */
  worry("facts.waiting", { count }),
  /** Facts of this till that the centre has not confirmed for so many hours. */
  worry("facts.unconfirmed", { count, hours: z.int() }),
  /** Facts that the centre has and did not count: of one till, or (null) of this one. */
  worry("facts.held", { count, till: z.string().nullable() }),
  /** Nothing was heard of a till for so many hours, the last time then; of this device itself: null. */
  worry("till.quiet", { till: z.string().nullable(), since: z.string(), hours: z.int() }),
  /** What a till says of its books is not what the centre has of them. */
  worry("till.differs", { till: z.string() }),
  /** A till was put back in time, or is there twice; undecided. Of this device itself: null. */
  worry("till.incident", { till: z.string().nullable(), incident }),
  /** The centre itself was last backed up then; null: never, though it is so many days old. */
  worry("centre.backup", { last: z.string().nullable(), days: z.int() }),
  /** The books have had no good copy since that day; null: never. */
  worry("backup.overdue", { last: day.nullable() }),
  /** A place of money whose balance is below zero by the amount. */
  worry("money.below", { place: z.string(), amount: signedMoney }),
  worry("money.transit", { place: z.string(), amount: signedMoney }),
  /** The drawer of a till, or the safe (null), holds less than nothing by the books. */
  worry("cash.below", { business: z.string(), till: z.string().nullable(), amount: signedMoney }),
  /** The drawer of a till holds so much: more than the owner wants there. */
  worry("cash.above", { business: z.string(), till: z.string(), amount: signedMoney }),
  worry("mpesa.unallocated", { amount: signedMoney }),
  /** Codes claimed for more than so many days and on no statement. */
  worry("mpesa.claimed", { count, amount: signedMoney, days: z.int() }),
  worry("stock.oversold", { count }),
  worry("stock.low", { count }),
  /** Items sold for less than their last delivery cost: the first by name, and how many more. */
  worry("price.below_cost", { names: z.array(z.string()).min(1), more: z.int().min(0) }),
  /** Batches on the shelf that have expired, or soon will: the first of them. */
  worry("batch.expires", { count, item: z.string(), expires: day, past: z.boolean() }),
  /** One customer beyond the limit, or the number of many. */
  worry("customer.over", { name: z.string(), owed: signedMoney, limit: signedMoney }),
  worry("customers.over", { count }),
  /** Documents on account open for more than so many days: of one customer, or of many. */
  worry("customer.late", { name: z.string(), amount: signedMoney, days: z.int() }),
  worry("customers.late", { count, amount: signedMoney, days: z.int() }),
  /** Cylinders due for a test within so many days, so many of them overdue. */
  worry("cylinder.test", { count, past: z.int().min(0), days: z.int() }),
  /** Set aside for more than so many days, and neither given back, released nor written off. */
  worry("cylinder.aside", { count, days: z.int() }),
  worry("licence.ends", {
    business: z.string(),
    licence: z.string(),
    until: day,
    past: z.boolean(),
  }),
  worry("job.unclaimed", { ...ofJobs, ages }),
  worry("job.unpaid", { ...ofJobs, ages }),
  worry("job.late", ofJobs),
  worry("shift.open", { business: z.string(), till: z.string(), day }),
  /** A drawer was counted over (above zero) or short. */
  worry("shift.variance", { business: z.string(), day, variance: signedMoney }),
]);

export type Alert = z.infer<typeof alert>;
