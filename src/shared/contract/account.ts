import { z } from "zod";
import { ageingReport, ages, openDocument, statementLine } from "./customer.ts";
import { command, query } from "./procedure.ts";
import {
  accountNumber,
  businessCode,
  day,
  id,
  name,
  page,
  shortText,
  signedMoney,
} from "./values.ts";

const type = z.enum(["asset", "liability", "equity", "revenue", "expense"]);
const subledger = z.enum(["drawer", "customer", "supplier", "deposit", "job", "staff"]);

export const accountRow = z.object({
  number: accountNumber,
  name: z.string(),
  nameSwahili: z.string().nullable(),
  type,
  category: z.string(),
  class: z.string(),
  subclass: z.string().nullable(),
  business: businessCode.nullable(),
  posting: z.boolean(),
  active: z.boolean(),
  subledger: subledger.nullable(),
  /** Balance today on the account's normal side. */
  balance: signedMoney,
});

export const accounts = {
  "account.list": query(
    "signed-in",
    "The chart of accounts in five tiers, with balances",
    {
      business: businessCode.nullable().default(null),
    },
    z.object({ accounts: z.array(accountRow) }),
  ),
  "account.parties": query(
    "signed-in",
    "Who an account's lines may name: drawers, customers, suppliers …",
    {
      account: accountNumber,
      business: businessCode.nullable().default(null),
      text: shortText.default(""),
    },
    z.object({
      subledger: subledger.nullable(),
      parties: z.array(z.object({ id: z.string(), name: z.string(), balance: signedMoney })),
    }),
  ),
  "account.save": command(
    "accounts.edit",
    "Make an account, rename or deactivate it; its number and type are permanent",
    {
      number: accountNumber,
      name,
      nameSwahili: shortText.nullable().default(null),
      category: name,
      class: name,
      subclass: shortText.nullable().default(null),
      business: businessCode.nullable().default(null),
      active: z.boolean().default(true),
    },
    z.object({ number: accountNumber }),
  ),
};

export const suppliers = {
  "supplier.list": query(
    "signed-in",
    "Suppliers and what is owed to them",
    { text: shortText.default("") },
    z.object({
      suppliers: z.array(
        z.object({
          id,
          name: z.string(),
          phone: z.string(),
          owed: signedMoney,
          active: z.boolean(),
        }),
      ),
    }),
  ),
  "supplier.statement": query(
    "reports.read",
    "What a supplier brought and was paid, with a running balance, and which bills are open",
    {
      supplier: id,
      business: businessCode.nullable().default(null),
      from: day.nullable().default(null),
      to: day.nullable().default(null),
    },
    z.object({
      supplier: z.object({ id, name: z.string(), phone: z.string(), active: z.boolean() }),
      owed: signedMoney,
      brought: signedMoney,
      lines: z.array(statementLine),
      open: z.array(openDocument),
      ages,
    }),
  ),
  "supplier.ageing": query(
    "reports.read",
    "Whom we owe how much for how long",
    { business: businessCode.nullable().default(null), ...page.shape },
    ageingReport,
  ),
  "supplier.save": command(
    "stock.receive",
    "Make or change a supplier",
    {
      id: id.nullable().default(null),
      name,
      phone: shortText.default(""),
      active: z.boolean().default(true),
    },
    z.object({ id }),
  ),
};
