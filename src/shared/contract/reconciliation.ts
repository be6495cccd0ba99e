import { z } from "zod";
import { command, query } from "./procedure.ts";
import { accountNumber, businessCode, day, id, instant, reason, signedMoney } from "./values.ts";

/** A place of money that has statements: a bank, an M-Pesa till, the safe of a cash account. */
const place = {
  account: accountNumber,
  party: z.string().max(64).nullable().default(null),
};

const LINES_MOST = 5000;
/** Ten thousand million shillings either way. */
const statementMoney = z
  .int()
  .min(-1_000_000_000_000)
  .max(1_000_000_000_000) as unknown as typeof signedMoney;

const lineRef = z.strictObject({ of: id, no: z.int().min(1).max(10_000) });

export const reconciliations = {
  "reconciliation.places": query(
    "reports.read",
    "Where money lies and has a statement: the balance, and through which day it was agreed",
    {},
    z.object({
      places: z.array(
        z.object({
          account: accountNumber,
          name: z.string(),
          kind: z.enum(["cash", "mpesa", "bank", "transit"]),
          business: businessCode.nullable(),
          party: z.string().nullable(),
          balance: signedMoney,
          /** Of the latest reconciliation that stands; null: never reconciled. */
          agreed: z
            .object({ id, through: day, closing: signedMoney, by: z.string(), at: instant })
            .nullable(),
        }),
      ),
    }),
  ),
  "reconciliation.open": query(
    "ledger.post",
    "The lines of a place of money that no reconciliation has agreed on yet",
    {
      ...place,
      /** The first time: the statement's first day. Later ones go on where the last one began. */
      since: day.nullable().default(null),
      through: day,
    },
    z.object({
      since: day.nullable(),
      agreedThrough: day.nullable(),
      opening: signedMoney,
      /** Booked since, on days that the first reconciliation took as agreed. */
      late: signedMoney,
      lines: z.array(
        z.object({
          of: id,
          no: z.int(),
          entry: z.int(),
          day,
          business: businessCode,
          type: z.string(),
          memo: z.string(),
          amount: signedMoney,
          codes: z.array(z.string()),
          /** The same on an entry and on what reverses it. */
          undoes: z.string().nullable(),
        }),
      ),
      /** There are more than can be shown: take a statement of fewer days. */
      more: z.boolean(),
    }),
  ),
  "reconciliation.history": query(
    "reports.read",
    "The reconciliations of a place of money, latest first",
    place,
    z.object({
      done: z.array(
        z.object({
          id,
          since: day,
          through: day,
          opening: signedMoney,
          closing: signedMoney,
          lines: z.int(),
          by: z.string(),
          at: instant,
          undone: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
        }),
      ),
    }),
  ),
  "reconciliation.finish": command(
    "ledger.post",
    "Agree a statement with the ledger; refused while anything separates the two",
    {
      ...place,
      since: day.nullable().default(null),
      through: day,
      closing: statementMoney,
      matched: z
        .array(
          z.strictObject({
            statement: z.array(z.strictObject({ day, amount: statementMoney })).max(LINES_MOST),
            lines: z.array(lineRef).max(LINES_MOST),
          }),
        )
        .max(LINES_MOST)
        .default([]),
      ticked: z.array(lineRef).max(LINES_MOST).default([]),
    },
    z.object({ id, through: day }),
  ),
  "reconciliation.undo": command(
    "ledger.reverse",
    "Take a reconciliation back, the latest of its place first",
    { reconciliation: id, reason },
    z.object({ id }),
  ),
};
