import { z } from "zod";
import { command, query } from "./procedure.ts";
import {
  accountNumber,
  businessCode,
  cashCount,
  day,
  id,
  memo,
  money,
  page,
  positiveMoney,
  reason,
  signedMoney,
} from "./values.ts";

export const openShift = z.object({
  id,
  business: businessCode,
  number: z.int(),
  day,
  openedBy: z.string(),
  openedAt: z.string(),
  sales: z.int(),
});

const totals = z.object({
  sales: z.int(),
  refunds: z.int(),
  /** Tax included, discounts taken off. */
  gross: signedMoney,
  refunded: signedMoney,
  tax: signedMoney,
  discount: signedMoney,
  /** Net of refunds, by tender: cash, mpesa, bank, account, credit. */
  byTender: z.record(z.string(), signedMoney),
  /** What tenders moved besides sales, by kind of fact: debts paid, store credit paid out … */
  others: z.array(z.object({ kind: z.string(), count: z.int(), amount: signedMoney })),
  cashIn: signedMoney,
  cashOut: signedMoney,
  taxes: z.array(z.object({ letter: z.string(), gross: signedMoney, tax: signedMoney })),
});

/** X: a look at the running shift. It never shows the expected cash: the count stays blind. */
export const xReport = z.object({ shift: openShift, at: z.string(), float: signedMoney, totals });

const claimed = z.object({ code: z.string(), amount: signedMoney, number: z.string() });

export const zReport = z.object({
  shift: id,
  business: businessCode,
  number: z.int(),
  day,
  openedBy: z.string(),
  openedAt: z.string(),
  closedBy: z.string(),
  closedAt: z.string(),
  float: signedMoney,
  counts: cashCount,
  counted: signedMoney,
  expected: signedMoney,
  /** Counted less expected: negative is short. */
  variance: signedMoney,
  mpesaCounted: signedMoney.nullable(),
  mpesaExpected: signedMoney,
  mpesaVariance: signedMoney,
  leftInDrawer: signedMoney,
  toSafe: signedMoney,
  /** M-Pesa codes whose money nobody had seen yet. */
  claimed: z.array(claimed),
  totals,
  note: z.string(),
});

export const shifts = {
  "shift.current": query(
    "signed-in",
    "The open shifts of this till, one a business",
    {},
    z.object({
      shifts: z.array(openShift),
    }),
  ),
  "shift.proposal": query(
    "shift.open",
    "What the books say lies in this till's drawer and in the safe, before a shift opens",
    {
      business: businessCode,
    },
    z.object({ day, inDrawer: signedMoney, inSafe: signedMoney, lastClosed: day.nullable() }),
  ),
  "shift.open": command(
    "shift.open",
    "Open a shift with a float counted by denomination",
    {
      business: businessCode,
      /** Confirmed by the person; the clock only proposes it. */
      day,
      counts: cashCount,
      /** How much of the float was brought from the safe just now. */
      fromSafe: money,
    },
    z.object({ shift: openShift, float: signedMoney, variance: signedMoney }),
  ),
  "shift.accounts": query(
    "cash.move",
    "Accounts that a cash movement may name",
    {
      business: businessCode,
      direction: z.enum(["in", "out"]),
    },
    z.object({ accounts: z.array(z.object({ number: accountNumber, name: z.string() })) }),
  ),
  "shift.moveCash": command(
    "cash.move",
    "Put cash into or take cash out of the drawer, with account and reason",
    {
      shift: id,
      direction: z.enum(["in", "out"]),
      amount: positiveMoney,
      account: accountNumber,
      reason,
    },
    z.object({ entry: z.int() }),
  ),
  "shift.keepChange": command(
    "sell",
    "The customer left the change of a sale: it stays in the drawer, and is no revenue",
    {
      /** Fact id of a sale of the shift that is open; once for each sale. */
      sale: id,
    },
    z.object({ entry: z.int(), amount: money }),
  ),
  "drawer.open": command(
    "drawer.open",
    "Open the drawer without a sale (logged)",
    {
      business: businessCode,
      reason,
    },
    z.object({}),
  ),
  "shift.x": query("shift.close", "X report of an open shift", { shift: id }, xReport),
  "shift.claimed": query(
    "shift.close",
    "M-Pesa codes of a running shift whose money nobody has seen yet",
    { shift: id },
    z.object({ total: signedMoney, claimed: z.array(claimed) }),
  ),
  "shift.close": command(
    "shift.close",
    "Close a shift: blind count, variance posted, Z",
    {
      shift: id,
      counts: cashCount,
      /** The balance the M-Pesa till shows; null when it was not looked at. */
      mpesaCounted: money.nullable(),
      leaveInDrawer: money,
      note: memo.default(""),
    },
    zReport,
  ),
  "shift.z": query("signed-in", "Z report of a closed shift", { shift: id }, zReport),
  "shift.history": query(
    "signed-in",
    "Closed shifts, latest first",
    {
      business: businessCode.nullable().default(null),
      ...page.shape,
    },
    z.object({
      total: z.int(),
      shifts: z.array(
        z.object({
          shift: id,
          business: businessCode,
          number: z.int(),
          day,
          openedBy: z.string(),
          closedBy: z.string(),
          closedAt: z.string(),
          gross: signedMoney,
          variance: signedMoney,
          mpesaVariance: signedMoney,
        }),
      ),
    }),
  ),
};
