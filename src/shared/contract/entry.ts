import { z } from "zod";
import { command, query } from "./procedure.ts";
import { swappedReturnable } from "./returnable-values.ts";
import {
  accountNumber,
  businessCode,
  day,
  id,
  memo,
  money,
  month,
  name,
  positiveMoney,
  positiveQuantity,
  reason,
  shortText,
  signedMoney,
} from "./values.ts";

/** Id of the sub-ledger's party: a customer, a supplier, a till code or SAFE for cash. */
const party = z.string().max(64).nullable().default(null);

/** Where money lies: a cash, M-Pesa, bank or transit account of a business. */
const place = z.strictObject({ business: businessCode, account: accountNumber, party });

/** The entry's number in this journal, and its id everywhere. */
export const posted = z.object({ entry: z.int(), id, day, late: z.boolean() });

/** What the end of a month or of a year asks for (worked journals J31, J33, J34, J38). */
const closing = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("year"), year: z.int().min(2000).max(2999) }),
  z.strictObject({ kind: z.literal("vat"), month }),
  z.strictObject({ kind: z.literal("turnover"), month, basisPoints: z.int().min(1).max(2000) }),
  z.strictObject({ kind: z.literal("payroll"), day, person: name, gross: positiveMoney }),
]);

export const entries = {
  "entry.expense": command(
    "ledger.post",
    "Record an expense, of one business or split over several",
    {
      day,
      account: accountNumber,
      /** Cost by business; each pays its share from the same account. */
      shares: z
        .array(z.strictObject({ business: businessCode, amount: positiveMoney }))
        .min(1)
        .max(20),
      /** The account that paid; for cash, `party` names the drawer or SAFE. */
      paidFrom: accountNumber,
      party,
      /** M-Pesa or bank charge on top. */
      fee: money.default(0 as never),
      /** Input tax contained in the amounts, when it is reclaimed. */
      tax: money.default(0 as never),
      reference: shortText.default(""),
      memo,
    },
    posted,
  ),
  "entry.transfer": command(
    "ledger.post",
    "Move money between accounts, or between businesses through 1900",
    {
      day,
      from: place,
      to: place,
      amount: positiveMoney,
      fee: money.default(0 as never),
      memo,
    },
    posted,
  ),
  "entry.capital": command(
    "ledger.post",
    "The owner puts money in, or draws it out",
    {
      day,
      direction: z.enum(["in", "drawings"]),
      place,
      amount: positiveMoney,
      memo,
    },
    posted,
  ),
  "entry.opening": command(
    "ledger.post",
    "Opening balances of one business, against 3900",
    {
      day,
      business: businessCode,
      lines: z
        .array(
          z.strictObject({
            account: accountNumber,
            debit: money.default(0 as never),
            credit: money.default(0 as never),
            party,
          }),
        )
        .min(1)
        .max(500),
    },
    posted,
  ),
  "entry.manual": command(
    "ledger.post",
    "A manual journal entry; an unbalanced one is refused with its difference",
    {
      day,
      type: z.enum(["adjustment", "deposit", "withdrawal", "manual"]).default("manual"),
      memo: memo.refine((text) => text.trim().length > 0, "is empty"),
      reference: shortText.default(""),
      lines: z
        .array(
          z.strictObject({
            business: businessCode,
            account: accountNumber,
            debit: money.default(0 as never),
            credit: money.default(0 as never),
            party,
          }),
        )
        .min(2)
        .max(500),
    },
    posted,
  ),
  "entry.close": command(
    "ledger.post",
    "Close a year into retained earnings, a month's VAT or turnover tax, or post a month's pay",
    { business: businessCode, closing, memo: memo.default("") },
    posted,
  ),
  "entry.closing": query(
    "ledger.post",
    "What closing would post, to be looked at first",
    { business: businessCode, closing },
    z.object({
      day,
      lines: z.array(
        z.object({
          account: accountNumber,
          name: z.string(),
          debit: signedMoney,
          credit: signedMoney,
        }),
      ),
    }),
  ),
  "entry.reverse": command(
    "ledger.reverse",
    "Undo an entry by its mirror image, once",
    {
      entry: z.int(),
      day,
      reason,
    },
    posted,
  ),
  "stock.receive": command(
    "stock.receive",
    "Receive goods: each line opens a FIFO layer",
    {
      business: businessCode,
      day,
      /** Null only for opening stock. */
      supplier: id.nullable(),
      reference: shortText.default(""),
      opening: z.boolean().default(false),
      lines: z
        .array(
          z.strictObject({
            item: id,
            quantity: positiveQuantity,
            /** Total for the line before tax, in cents. */
            cost: money,
            /** Input tax on the line, reclaimed when the business is VAT-registered, else part of cost. */
            tax: money.default(0 as never),
          }),
        )
        .min(1)
        .max(500),
      /** Empties handed over, and fulls that came for them. */
      swapped: z.array(swappedReturnable).max(100).default([]),
      /** Null: on the supplier's account; otherwise the account that pays now. */
      paidFrom: accountNumber.nullable().default(null),
      party,
    },
    posted.extend({ total: signedMoney }),
  ),
  "supplier.pay": command(
    "ledger.post",
    "Pay a supplier, with the charge of the payment",
    {
      business: businessCode,
      day,
      supplier: id,
      amount: positiveMoney,
      fee: money.default(0 as never),
      paidFrom: accountNumber,
      party,
      /** Bills to settle first, by their entry's id; the rest goes oldest first. */
      first: z.array(id).max(100).default([]),
      memo: memo.default(""),
    },
    posted,
  ),
  "period.current": query(
    "reports.read",
    "Through which day the books are closed",
    {},
    z.object({ through: day.nullable() }),
  ),
  "period.close": command(
    "period.close",
    "Lock the books through a day; later facts of that time post on the first open day",
    {
      through: day,
      reason: name,
    },
    z.object({ through: day }),
  ),
};
