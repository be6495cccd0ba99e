import { z } from "zod";
import { command, query } from "./procedure.ts";
import {
  businessCode,
  day,
  id,
  memo,
  page,
  positiveMoney,
  shortText,
  signedMoney,
} from "./values.ts";

const state = z.enum(["claimed", "confirmed", "reconciled", "reversed"]);
const seen = z.enum(["message", "phone", "statement"]);

export const mpesaReceipt = z.object({
  /** Fact id of the sale, payment or other act that it paid. */
  of: id,
  code: z.string(),
  kind: z.string(),
  number: z.string(),
  business: businessCode,
  entry: z.int(),
  amount: signedMoney,
  direction: z.enum(["in", "out"]),
  state,
  day,
});

const posted = z.object({ entry: z.int(), id, day });

export const mpesa = {
  "mpesa.receipts": query(
    "reports.read",
    "M-Pesa payments in the books, latest first, by state or by whole code",
    {
      business: businessCode.nullable().default(null),
      state: z.enum(["all", ...state.options]).default("all"),
      code: shortText.default(""),
      ...page.shape,
    },
    z.object({ total: z.int(), amount: signedMoney, receipts: z.array(mpesaReceipt) }),
  ),
  "mpesa.check": query(
    "ledger.post",
    "What the books know of these codes: of pasted messages, or of a statement",
    {
      business: businessCode,
      lines: z
        .array(z.strictObject({ code: shortText, amount: positiveMoney }))
        .min(1)
        .max(5000),
    },
    z.object({
      lines: z.array(
        z.object({ code: z.string(), amount: signedMoney, found: mpesaReceipt.nullable() }),
      ),
    }),
  ),
  "mpesa.confirm": command(
    "ledger.post",
    "The money of these codes was seen: claimed becomes confirmed",
    {
      business: businessCode,
      receipts: z
        .array(z.strictObject({ of: id, code: shortText }))
        .min(1)
        .max(500),
      seen,
    },
    z.object({ confirmed: z.int() }),
  ),
  "mpesa.receive": command(
    "ledger.post",
    "Money came by M-Pesa and belongs to no sale yet",
    {
      business: businessCode,
      day,
      code: shortText,
      amount: positiveMoney,
      name: shortText.default(""),
      phone: shortText.default(""),
      seen,
    },
    posted,
  ),
  "mpesa.unmatched": query(
    "reports.read",
    "Money that came without a sale, oldest first, with who it may be from",
    { business: businessCode.nullable().default(null), ...page.shape },
    z.object({
      /** Of all pages together. */
      count: z.int(),
      total: signedMoney,
      received: z.array(
        z.object({
          id,
          entry: z.int(),
          business: businessCode,
          day,
          code: z.string(),
          amount: signedMoney,
          name: z.string(),
          phone: z.string(),
          /** The customer with this phone. */
          customer: z.object({ id, name: z.string() }).nullable(),
          /** Claimed payments of the same amount: one of them may be this one, mistyped. */
          alike: z.array(mpesaReceipt),
        }),
      ),
    }),
  ),
  "mpesa.match": command(
    "ledger.post",
    "Say what money without a sale was for: a customer's, a mistyped code, sent back, a mistake",
    {
      received: id,
      to: z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("customer"),
          customer: id,
          toCredit: z.boolean().default(false),
        }),
        z.strictObject({ kind: z.literal("receipt"), of: id, code: shortText }),
        z.strictObject({ kind: z.literal("returned"), code: shortText }),
        z.strictObject({ kind: z.literal("mistake") }),
      ]),
      reason: memo.default(""),
    },
    posted,
  ),
};
