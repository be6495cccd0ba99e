import { z } from "zod";
import { SECTIONS } from "../ledger/cash-flow.ts";
import { alert } from "./alert.ts";
import { health } from "./health.ts";
import { query } from "./procedure.ts";
import {
  accountNumber,
  businessCode,
  day,
  id,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

const scope = { business: businessCode.nullable().default(null) };
const window = { from: day, to: day };

const comparison = z.enum(["none", "previous", "lastYear"]).default("none");

const amounts = z.object({
  /** One figure a business, in the order of `businesses`, then the whole. */
  byBusiness: z.array(signedMoney),
  total: signedMoney,
});

const statementLine = amounts.extend({
  account: accountNumber,
  name: z.string(),
  /** Of the comparison window, the whole only. */
  compared: signedMoney.nullable(),
});

const statementSection = z.object({
  title: z.string(),
  lines: z.array(statementLine),
  subtotal: amounts.extend({ compared: signedMoney.nullable() }),
});

const statementFrame = z.object({
  businesses: z.array(z.object({ id: businessCode, name: z.string() })),
  sections: z.array(statementSection),
});

export const ledgerLine = z.object({
  entry: z.int(),
  no: z.int(),
  day,
  type: z.string(),
  memo: z.string(),
  business: businessCode,
  party: z.string().nullable(),
  debit: signedMoney,
  credit: signedMoney,
  /** Running balance on the account's normal side after this line. */
  balance: signedMoney,
});

export const entryRow = z.object({
  entry: z.int(),
  day,
  type: z.string(),
  memo: z.string(),
  businesses: z.array(businessCode),
  amount: signedMoney,
  by: z.string(),
  late: z.boolean(),
  reversed: z.boolean(),
});

/** Something that was done: every command is a fact that names its people. */
const auditRow = z.object({
  seq: z.int(),
  id,
  kind: z.string(),
  at: z.string(),
  day,
  till: z.string(),
  business: businessCode.nullable(),
  /** Other businesses that the same act is of: it is one row, unless one business is asked for. */
  others: z.array(businessCode),
  by: z.string(),
  approver: z.string().nullable(),
  reason: z.string().nullable(),
  /** What it was about: a number, a name, an amount. */
  about: z.string(),
  /** It has an entry in the books. */
  posted: z.boolean(),
  /** Of master data: what changed, field by field; before is null where it is new. */
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});

export const reports = {
  "alert.list": query(
    "reports.read",
    "What waits for somebody, the urgent first",
    scope,
    z.object({ alerts: z.array(alert) }),
  ),
  "audit.list": query(
    "reports.read",
    "Who did what, when and why: every fact, latest first",
    {
      ...scope,
      from: day.nullable().default(null),
      to: day.nullable().default(null),
      user: id.nullable().default(null),
      /** Kinds of facts, by their start: "customer." or "sale.posted"; empty: all. */
      kind: shortText.default(""),
      text: shortText.default(""),
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    },
    z.object({ rows: z.array(auditRow), next: z.int().nullable() }),
  ),
  "report.dashboard": query(
    "reports.read",
    "How is today, where is the money, what needs me, what is the trend",
    {
      ...scope,
      day: day.nullable().default(null),
    },
    z.object({
      day,
      comparedDay: day,
      businesses: z.array(
        z.object({
          id: businessCode,
          name: z.string(),
          colour: z.string(),
          sales: signedMoney,
          count: z.int(),
          grossProfit: signedMoney,
          salesCompared: signedMoney,
        }),
      ),
      sales: signedMoney,
      count: z.int(),
      grossProfit: signedMoney,
      salesCompared: signedMoney,
      money: z.array(
        z.object({
          account: accountNumber,
          name: z.string(),
          business: businessCode.nullable(),
          kind: z.enum(["cash", "mpesa", "bank", "transit"]),
          balance: signedMoney,
          /** Business day on which it was last counted; null: never. */
          lastCounted: day.nullable(),
        }),
      ),
      needs: z.array(alert),
      trend: z.array(z.object({ week: day, sales: signedMoney, grossProfit: signedMoney })),
      health: z.array(health),
    }),
  ),
  "report.trialBalance": query(
    "reports.read",
    "Trial balance: opening, movement and closing of every account",
    {
      ...window,
      ...scope,
    },
    z.object({
      rows: z.array(
        z.object({
          account: accountNumber,
          name: z.string(),
          type: z.string(),
          /** Signed, debit positive. */
          opening: signedMoney,
          debit: signedMoney,
          credit: signedMoney,
          /** The closing balance on its side; one of the two is zero. */
          closingDebit: signedMoney,
          closingCredit: signedMoney,
        }),
      ),
      totals: z.object({
        debit: signedMoney,
        credit: signedMoney,
        closingDebit: signedMoney,
        closingCredit: signedMoney,
      }),
    }),
  ),
  "report.profitAndLoss": query(
    "reports.read",
    "Profit and loss by business and together",
    {
      ...window,
      ...scope,
      compare: comparison,
    },
    statementFrame.extend({
      comparedFrom: day.nullable(),
      comparedTo: day.nullable(),
      grossProfit: amounts,
      grossProfitCompared: signedMoney.nullable(),
      profit: amounts,
      profitCompared: signedMoney.nullable(),
    }),
  ),
  "report.balanceSheet": query(
    "reports.read",
    "Balance sheet on a day, by business and together",
    {
      on: day,
      ...scope,
    },
    statementFrame.extend({
      assets: amounts,
      liabilities: amounts,
      equity: amounts,
    }),
  ),
  "report.cashFlow": query(
    "reports.read",
    "Where money came from and went to, by business and together: the change of it to the cent",
    { ...window, ...scope },
    z.object({
      businesses: z.array(z.object({ id: businessCode, name: z.string() })),
      sections: z.array(
        z.object({
          title: z.enum(SECTIONS),
          lines: z.array(amounts.extend({ name: z.string() })),
          subtotal: amounts,
        }),
      ),
      opening: amounts,
      change: amounts,
      closing: amounts,
    }),
  ),
  "report.cashFlowLine": query(
    "reports.read",
    "The entries behind a line of the cash flow, latest first; all of them come to its amount",
    {
      ...window,
      ...scope,
      section: z.enum(SECTIONS),
      /** The line as the report names it. */
      line: shortText,
      /** How many stand on the pages before. */
      after: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    },
    z.object({
      entries: z.array(
        z.object({
          entry: z.int(),
          day,
          type: z.string(),
          memo: z.string(),
          business: businessCode,
          by: z.string(),
          amount: signedMoney,
        }),
      ),
      /** Of all pages. */
      total: signedMoney,
      count: z.int(),
    }),
  ),
  "report.ledger": query(
    "reports.read",
    "General ledger of one account with a running balance",
    {
      account: accountNumber,
      party: z.string().max(64).nullable().default(null),
      ...window,
      ...scope,
      /** From the reply before; null for the first page. */
      after: z.strictObject({ day, entry: z.int(), no: z.int() }).nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    },
    z.object({
      account: accountNumber,
      name: z.string(),
      type: z.string(),
      opening: signedMoney,
      /** Balance before the first line of this page. */
      brought: signedMoney,
      debit: signedMoney,
      credit: signedMoney,
      closing: signedMoney,
      lines: z.array(ledgerLine),
      next: z.object({ day, entry: z.int(), no: z.int() }).nullable(),
    }),
  ),
  "report.journal": query(
    "reports.read",
    "Entries in order, latest first",
    {
      ...window,
      ...scope,
      type: shortText.default(""),
      text: shortText.default(""),
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    },
    z.object({ entries: z.array(entryRow), next: z.int().nullable() }),
  ),
  "report.entry": query(
    "reports.read",
    "One entry: lines, who, when, why, and what it came from",
    {
      entry: z.int(),
    },
    z.object({
      entry: z.int(),
      id,
      day,
      businessDay: day,
      late: z.boolean(),
      at: z.string(),
      type: z.string(),
      memo: z.string(),
      by: z.string(),
      approver: z.string().nullable(),
      reason: z.string().nullable(),
      till: z.string(),
      fact: z.object({ id, kind: z.string(), seq: z.int() }),
      /** A receipt can be shown (receipt.get with the fact's id). */
      hasReceipt: z.boolean(),
      reverses: z.int().nullable(),
      reversedBy: z.int().nullable(),
      reversible: z.boolean(),
      lines: z.array(
        z.object({
          business: businessCode,
          account: accountNumber,
          name: z.string(),
          party: z.string().nullable(),
          debit: signedMoney,
          credit: signedMoney,
        }),
      ),
      moves: z.array(
        z.object({
          item: z.string(),
          quantity: signedQuantity,
          cost: signedMoney,
          layer: z.string(),
        }),
      ),
      /** Entries of the same act in other businesses, whose lines and moves are told too. */
      others: z.array(z.int()),
      /** All of the act is told: nothing of it is in a business that is not here, or not theirs. */
      whole: z.boolean(),
    }),
  ),
  "report.health": query(
    "reports.read",
    "Whether the books are healthy: each check, and what it compared",
    {
      /** Also recompute every chain and balance from the lines; may take a while. */
      thorough: z.boolean().default(false),
    },
    z.object({ healthy: z.boolean(), checks: z.array(health) }),
  ),
};

export const exports = {
  "export.journal": query(
    "export",
    "The journal for hledger, ledger-cli or beancount",
    {
      format: z.enum(["hledger", "ledger", "beancount"]),
      ...window,
      ...scope,
    },
    z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
  ),
  "export.cashFlow": query(
    "export",
    "The cash flow as a spreadsheet, by business and together",
    { format: z.enum(["csv", "xlsx"]), ...window, ...scope },
    z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
  ),
  "export.profitAndLoss": query(
    "export",
    "The profit and loss as a spreadsheet, by business and together",
    { format: z.enum(["csv", "xlsx"]), ...window, ...scope, compare: comparison },
    z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
  ),
  "export.balanceSheet": query(
    "export",
    "The balance sheet as a spreadsheet, by business and together",
    { format: z.enum(["csv", "xlsx"]), on: day, ...scope },
    z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
  ),
  "export.trialBalance": query(
    "export",
    "The trial balance as a spreadsheet",
    {
      format: z.enum(["csv", "xlsx"]),
      ...window,
      ...scope,
    },
    z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() }),
  ),
};
