import { z } from "zod";
import { command, query } from "./procedure.ts";
import {
  accountNumber,
  approval,
  businessCode,
  day,
  id,
  memo,
  money,
  name,
  page,
  positiveMoney,
  shortText,
  signedMoney,
} from "./values.ts";

export const customerCard = z.object({
  id,
  name: z.string(),
  /** 0712 345 678, or "" where none is known. */
  phone: z.string(),
  creditLimit: signedMoney,
  /** Owed by the customer over all businesses. */
  owed: signedMoney,
  /** Store credit held for the customer, over all businesses. */
  credit: signedMoney,
  /** Where it is held: credit of one business pays there and nowhere else. */
  creditAt: z.array(z.object({ business: businessCode, credit: signedMoney })),
  note: z.string(),
  address: z.string(),
  active: z.boolean(),
});

const payment = z.discriminatedUnion("kind", [
  /** What is paid; for the change on the receipt, also what was handed over. */
  z.strictObject({
    kind: z.literal("cash"),
    amount: positiveMoney,
    tendered: positiveMoney.optional(),
  }),
  z.strictObject({ kind: z.literal("mpesa"), amount: positiveMoney, code: shortText }),
  z.strictObject({ kind: z.literal("bank"), amount: positiveMoney, reference: shortText }),
]);

/** A sale on account, a bill, an opening balance: what raised a debt, and what is open of it. */
export const openDocument = z.object({
  entry: z.int(),
  id,
  business: businessCode,
  day,
  memo: z.string(),
  amount: signedMoney,
  open: signedMoney,
});

/** What is owed by the age of its documents in days: 0–30, 31–60, 61–90, over 90. */
export const ages = z.tuple([signedMoney, signedMoney, signedMoney, signedMoney]);

export const statementLine = z.object({
  day,
  entry: z.int(),
  type: z.string(),
  memo: z.string(),
  account: accountNumber,
  business: businessCode,
  debit: signedMoney,
  credit: signedMoney,
  balance: signedMoney,
});

const ageingRow = z.object({
  id,
  name: z.string(),
  phone: z.string(),
  ages,
  total: signedMoney,
  /** Of the oldest open document. */
  since: day.nullable(),
});

/** A page of them, the largest debt first; count, ages and total are of all pages together. */
export const ageingReport = z.object({
  day,
  count: z.int(),
  rows: z.array(ageingRow),
  ages,
  total: signedMoney,
});

const paid = z.object({
  entry: z.int(),
  payment: id,
  number: z.string(),
  owed: signedMoney,
  credit: signedMoney,
  change: signedMoney,
});

export const customers = {
  "customer.search": query(
    "signed-in",
    "Customers by name or by full phone number in any spelling",
    {
      text: shortText.default(""),
      limit: z.int().min(1).max(200).default(20),
    },
    z.object({ customers: z.array(customerCard) }),
  ),
  "customer.save": command(
    "customers.edit",
    "Make or change a customer; a phone belongs to one customer",
    {
      id: id.nullable().default(null),
      name,
      phone: shortText.default(""),
      /** Null keeps the limit; a cashier may not raise it. */
      creditLimit: money.nullable().default(null),
      note: memo.default(""),
      /** Null keeps it. A receipt of gas says it, as the law wants. */
      address: shortText.nullable().default(null),
      active: z.boolean().default(true),
    },
    z.object({ id }),
  ),
  "customer.statement": query(
    "signed-in",
    "What a customer bought on account and paid, with a running balance, and what is open",
    {
      customer: id,
      business: businessCode.nullable().default(null),
      from: day.nullable().default(null),
      to: day.nullable().default(null),
    },
    z.object({
      customer: customerCard,
      balances: z.array(
        z.object({ business: businessCode, account: accountNumber, owed: signedMoney }),
      ),
      /** Balance before the first line. */
      brought: signedMoney,
      lines: z.array(statementLine),
      open: z.array(openDocument),
      ages,
      /** Customers that turned out to be this one. */
      aliases: z.array(z.object({ id, name: z.string() })),
      /** Where this one was merged into another. */
      shownAs: id.nullable(),
    }),
  ),
  "customer.open": query(
    "sell",
    "What a customer owes to one business, document by document, and the credit held there",
    { business: businessCode, customer: id },
    z.object({
      customer: customerCard,
      open: z.array(openDocument),
      owed: signedMoney,
      credit: signedMoney,
    }),
  ),
  "customer.ageing": query(
    "reports.read",
    "Who owes how much for how long",
    { business: businessCode.nullable().default(null), ...page.shape },
    ageingReport,
  ),
  "customer.merge": command(
    "ledger.post",
    "Two customers are one: both histories are shown as one, nothing is rewritten",
    { from: id, into: id, reason: memo.default("") },
    z.object({ id }),
  ),
  "customer.pay": command(
    "sell",
    "A customer pays what is owed, as chosen or oldest first; what is over becomes store credit",
    {
      business: businessCode,
      customer: id,
      payment,
      /** Documents to settle first, by their entry's id. */
      first: z.array(id).max(100).default([]),
      /** Leaves the debts alone: all of it is store credit. */
      toCredit: z.boolean().default(false),
      memo: memo.default(""),
      approval: approval.optional(),
    },
    paid,
  ),
  "customer.payOut": command(
    "sell",
    "Hand store credit back; needs the right to refund, or a consent",
    {
      business: businessCode,
      customer: id,
      payment,
      reason: memo.default(""),
      approval: approval.optional(),
    },
    paid,
  ),
};
