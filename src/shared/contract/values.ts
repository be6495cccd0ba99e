import { z } from "zod";
import { isBusinessDay, isMonth, type BusinessDay, type Month } from "../kernel/date.ts";
import { LARGEST } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import type { Quantity } from "../kernel/quantity.ts";

/** Cents, zero or more. The cast grants the brand: the range above makes it true. */
export const money = z.int().min(0).max(LARGEST) as unknown as z.ZodType<Money, number>;
export const positiveMoney = z.int().min(1).max(LARGEST) as unknown as z.ZodType<Money, number>;
/** Cents with a sign: balances and differences, in replies. */
export const signedMoney = z.int() as unknown as z.ZodType<Money, number>;
/** Thousandths of a unit, zero or more: what a count may find. */
export const countedQuantity = z.int().min(0).max(LARGEST) as unknown as z.ZodType<
  Quantity,
  number
>;
/** Thousandths of a unit, more than nothing. */
export const positiveQuantity = z.int().min(1).max(LARGEST) as unknown as z.ZodType<
  Quantity,
  number
>;
export const signedQuantity = z.int() as unknown as z.ZodType<Quantity, number>;

export const id = z.uuid();
/** A business's permanent code: WATER. */
export const businessCode = z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/);
export const accountNumber = z.int().min(1000).max(99_999_999);
export const day = z.iso.date().refine(isBusinessDay, "not a calendar day") as unknown as z.ZodType<
  BusinessDay,
  string
>;
export const month = z.string().refine(isMonth, "not a month") as unknown as z.ZodType<
  Month,
  string
>;
export const instant = z.string().max(30);

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/u;
const clean = (most: number): z.ZodString =>
  z
    .string()
    .max(most)
    .refine((text) => !CONTROL.test(text), "control characters are not allowed");
export const name = clean(80).refine((text) => text.trim().length > 0, "is empty");
export const shortText = clean(120);
export const memo = clean(300);
export const reason = clean(200).refine((text) => text.trim().length > 0, "is empty");
export const colour = z.string().regex(/^[a-z]{3,10}$/);
export const pin = z.string().regex(/^\d{4,8}$/);
/** How many of each note and coin, by shillings. */
export const cashCount = z.partialRecord(
  z.enum(["1000", "500", "200", "100", "50", "40", "20", "10", "5", "1"]),
  z.int().min(0).max(100_000),
);
export const page = z.strictObject({
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(500).default(50),
});

/** A manager's consent to one act: who, their PIN, and why. */
export const approval = z.strictObject({ user: id, pin, reason });
