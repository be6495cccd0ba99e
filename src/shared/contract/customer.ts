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
  /** Store credit held for the customer. */
  credit: signedMoney,
  note: z.string(),
  active: z.boolean(),
});

const payment = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("cash"), amount: positiveMoney }),
  z.strictObject({ kind: z.literal("mpesa"), amount: positiveMoney, code: shortText }),
  z.strictObject({ kind: z.literal("bank"), amount: positiveMoney, reference: shortText }),
]);

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
      active: z.boolean().default(true),
    },
    z.object({ id }),
  ),
  "customer.statement": query(
    "signed-in",
    "What a customer bought on account and paid",
    {
      customer: id,
      business: businessCode.nullable().default(null),
    },
    z.object({
      customer: customerCard,
      balances: z.array(
        z.object({ business: businessCode, account: accountNumber, owed: signedMoney }),
      ),
      lines: z.array(
        z.object({
          day,
          entry: z.int(),
          type: z.string(),
          memo: z.string(),
          business: businessCode,
          debit: signedMoney,
          credit: signedMoney,
          balance: signedMoney,
        }),
      ),
    }),
  ),
  "customer.pay": command(
    "sell",
    "A customer pays what is owed; what is over becomes store credit",
    {
      business: businessCode,
      customer: id,
      payment,
      memo: memo.default(""),
      approval: approval.optional(),
    },
    z.object({ entry: z.int(), owed: signedMoney, credit: signedMoney }),
  ),
};
