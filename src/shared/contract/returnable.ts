import { z } from "zod";
import { command, query } from "./procedure.ts";
import { count, serial } from "./returnable-values.ts";
import {
  accountNumber,
  businessCode,
  day,
  id,
  memo,
  money,
  name,
  page,
  positiveQuantity,
  reason,
  shortText,
  signedMoney,
  signedQuantity,
} from "./values.ts";

const kind = z.enum(["cylinder", "container"]);
const taxLetter = z.enum(["A", "B", "C", "D", "E"]);
const place = z.enum(["full", "empty", "customer", "supplier", "quarantine"]);
const posted = z.object({ entry: z.int(), id, day, late: z.boolean() });

const accounts = z.object({
  held: accountNumber,
  loan: accountNumber.nullable(),
  paid: accountNumber.nullable(),
  forfeited: accountNumber,
  loss: accountNumber,
});

const returnableType = z.object({
  id,
  business: businessCode,
  kind,
  name: z.string(),
  brand: z.string(),
  size: signedQuantity,
  serialised: z.boolean(),
  content: id,
  contentName: z.string(),
  outright: id.nullable(),
  empty: id.nullable(),
  accepts: z.array(id),
  deposit: signedMoney.nullable(),
  supplierDeposit: signedMoney,
  forfeitTax: taxLetter,
  accounts,
  active: z.boolean(),
});

const depositRow = z.object({
  id,
  business: businessCode,
  type: id,
  name: z.string(),
  serialised: z.boolean(),
  serial: z.string().nullable(),
  customer: id.nullable(),
  customerName: z.string().nullable(),
  /** The receipt it was taken with; empty where it was taken over from before the books. */
  receipt: z.string(),
  day,
  /** Whole days it has been out. */
  days: z.int(),
  /** Still with the customer, and held for it. */
  count: z.int(),
  amount: signedMoney,
  cost: signedMoney,
});

const moveOf = z.strictObject({
  type: id,
  count,
  /** One each, where the type is followed by serial. */
  serials: z.array(serial).max(500).default([]),
});

export const returnables = {
  "returnable.types": query(
    "signed-in",
    "Kinds of cylinders and containers, with the deposit of today",
    { business: businessCode.nullable().default(null) },
    z.object({ types: z.array(returnableType) }),
  ),
  "returnable.saveType": command(
    "catalog.edit",
    "Make or change a kind of cylinder or container, and its deposit from a day on",
    {
      business: businessCode,
      id: id.nullable().default(null),
      kind,
      name,
      brand: shortText,
      /** Thousandths of kg or litre. Kind, size and serials stay as they were made. */
      size: positiveQuantity,
      serialised: z.boolean(),
      content: id,
      outright: id.nullable().default(null),
      empty: id.nullable().default(null),
      accepts: z.array(id).max(100).default([]),
      /** For each one, whole shillings; null leaves it as it is. */
      deposit: money.nullable(),
      depositFrom: day.nullable().default(null),
      supplierDeposit: money.default(0 as never),
      forfeitTax: taxLetter.nullable().default(null),
      /** Null: the usual accounts of its kind. */
      accounts: accounts.nullable().default(null),
      active: z.boolean().default(true),
    },
    z.object({ id }),
  ),
  "returnable.serial": query(
    "sell",
    "Where a serial is, and the deposit held for it: what a scan at the counter asks",
    { business: businessCode, serial },
    z.object({
      found: z
        .object({
          serial: z.string(),
          type: id,
          name: z.string(),
          place: z.string(),
          deposit: depositRow.nullable(),
        })
        .nullable(),
    }),
  ),
  "deposit.find": query(
    "sell",
    "Open deposits by receipt number, serial or customer's name; latest first",
    {
      business: businessCode,
      text: shortText,
      type: id.nullable().default(null),
      /** Only those for exactly so many. */
      count: count.nullable().default(null),
      ...page.shape,
    },
    z.object({ total: z.int(), deposits: z.array(depositRow) }),
  ),
  "deposit.return": command(
    "sell",
    "Take back what was on deposit and give the recorded amount back, once",
    {
      business: businessCode,
      deposit: id,
      count: count.default(1),
      /** What comes back; by another serial of its kind too. */
      serialIn: serial.default(""),
      tender: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("cash") }),
        z.strictObject({ kind: z.literal("mpesa"), code: shortText }),
        z.strictObject({ kind: z.literal("bank"), reference: shortText.default("") }),
      ]),
    },
    z.object({ id, name: z.string(), amount: signedMoney, left: z.int(), entry: z.int() }),
  ),
  "deposit.list": query(
    "reports.read",
    "Who holds what on deposit and for how long; what is held, and what the ledger says",
    {
      business: businessCode.nullable().default(null),
      type: id.nullable().default(null),
      text: shortText.default(""),
      /** At least so many days out. */
      days: z.int().min(0).max(10_000).default(0),
      ...page.shape,
    },
    z.object({
      total: z.int(),
      deposits: z.array(depositRow),
      /** All that is open of the businesses asked for, by control account, beside its balance. */
      held: z.array(
        z.object({
          account: accountNumber,
          accountName: z.string(),
          business: businessCode,
          recorded: signedMoney,
          ledger: signedMoney,
        }),
      ),
    }),
  ),
  "deposit.open": command(
    "ledger.post",
    "Take over a deposit that was held before these books, against opening balances",
    {
      business: businessCode,
      day,
      type: id,
      count: count.default(1),
      amount: money,
      serial: serial.default(""),
      customer: id.nullable().default(null),
      reference: shortText.default(""),
    },
    posted.extend({ deposit: id }),
  ),
  "deposit.forfeit": command(
    "ledger.post",
    "What never came back: earn its deposit and write off what it was for",
    { deposit: id, day, reason },
    posted,
  ),
  "returnable.move": command(
    "stock.receive",
    "Count in at the start, add, give back to the supplier, set aside, release, lose or find again",
    {
      business: businessCode,
      day,
      form: z.enum(["opening", "acquired", "quarantine", "release", "lost", "found", "returned"]),
      /** Where they come from or go to: full or empty. */
      place: place.extract(["full", "empty", "quarantine", "supplier"]),
      moves: z.array(moveOf).min(1).max(100),
      /** Added: deposit paid to the supplier, and from where; returned: what he paid back, and to where. */
      paid: z
        .strictObject({
          amount: money,
          account: accountNumber,
          party: z.string().max(64).nullable().default(null),
        })
        .nullable()
        .default(null),
      reason: memo.default(""),
    },
    posted,
  ),
  "returnable.positions": query(
    "reports.read",
    "How many of each kind are where: full, empty, out, at the supplier, set aside",
    { business: businessCode.nullable().default(null) },
    z.object({
      types: z.array(
        z.object({
          type: id,
          business: businessCode,
          name: z.string(),
          kind,
          serialised: z.boolean(),
          full: z.int(),
          empty: z.int(),
          customer: z.int(),
          supplier: z.int(),
          quarantine: z.int(),
          opening: z.int(),
          acquired: z.int(),
          disposed: z.int(),
          /** Full and empty are goods in stock; here only what is out on deposit is counted. */
          lent: z.boolean(),
          balanced: z.boolean(),
        }),
      ),
    }),
  ),
  "returnable.register": query(
    "reports.read",
    "Cylinders by serial: what is written on them, where they are, and who holds them",
    {
      business: businessCode.nullable().default(null),
      type: id.nullable().default(null),
      place: shortText.default(""),
      text: shortText.default(""),
      /** Only those in our hands whose test is due by a day. */
      dueBy: day.nullable().default(null),
      ...page.shape,
    },
    z.object({
      total: z.int(),
      cylinders: z.array(
        z.object({
          serial: z.string(),
          type: id,
          name: z.string(),
          brand: z.string(),
          size: signedQuantity,
          place: z.string(),
          since: day.nullable(),
          holder: z.string().nullable(),
          tare: z.int().nullable(),
          tested: day.nullable(),
          testDue: day.nullable(),
          owner: z.enum(["brand", "shop", "customer"]),
        }),
      ),
    }),
  ),
  "returnable.saveCylinder": command(
    "catalog.edit",
    "Write down what stands on a cylinder: tare, test, whose it is",
    {
      serial: serial.min(1),
      type: id,
      /** Grams. */
      tare: z.int().min(1).max(1_000_000).nullable().default(null),
      tested: day.nullable().default(null),
      testDue: day.nullable().default(null),
      owner: z.enum(["brand", "shop", "customer"]).default("brand"),
    },
    z.object({ serial: z.string() }),
  ),
};
