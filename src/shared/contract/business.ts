import { z } from "zod";
import { LOGO_HEIGHT, LOGO_HEIGHT_LEAST, LOGO_WIDTH } from "../facts/master.ts";
import { command, query } from "./procedure.ts";
import {
  accountNumber,
  businessCode,
  colour,
  day,
  id,
  name,
  positiveMoney,
  positiveQuantity,
  shortText,
  signedMoney,
} from "./values.ts";

const paper = z.union([z.literal(58), z.literal(80)]);
const tillNumber = z.string().regex(/^\d{0,8}$/);
const negativeStock = z.enum(["warn", "refuse"]);
const cashRounding = z.union([z.literal(1), z.literal(100), z.literal(500)]);
const language = z.enum(["en", "sw"]);
const receipt = z.strictObject({
  title: shortText,
  pin: z.string().max(11),
  address: shortText,
  contact: shortText,
  footer: shortText,
  paper,
  /** Of receipts, tickets, slips and reports. */
  language: language.default("en"),
});
const days = z.int().min(0).max(3650);
const hours = z.int().min(1).max(8760);
const alertLimits = z.strictObject({
  claimedDays: days,
  debtDays: days,
  expiryDays: days,
  testDays: days,
  asideDays: days.default(14),
  licenceDays: days,
  shiftHours: hours,
  unconfirmedHours: hours,
  drawerCash: positiveMoney.nullable(),
});
const licence = z.strictObject({ name, until: day });
/** Black dots of a thermal printer; its bits are exactly its rows. */
const logo = z
  .strictObject({
    width: z.int().min(8).max(LOGO_WIDTH).multipleOf(8),
    height: z.int().min(LOGO_HEIGHT_LEAST).max(LOGO_HEIGHT),
    bits: z.base64().max(Math.ceil((LOGO_WIDTH * LOGO_HEIGHT) / 24) * 4),
  })
  .refine(({ width, height, bits }) => bytesIn(bits) === (width / 8) * height, {
    message: "its bits are not its rows",
  });

function bytesIn(base64: string): number {
  return (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0);
}

const use = z.enum([
  "cash",
  "mpesa",
  "inventory",
  "materials",
  "receivable",
  "heading",
  "goods",
  "services",
  "returns",
  "cost",
]);

const taxLetter = z.enum(["A", "B", "C", "D", "E"]);
/** Hundredths of a per cent: 16 % is 1600. */
const basisPoints = z.int().min(0).max(10_000);
const itemAccounts = z.strictObject({
  goods: z
    .strictObject({ revenue: accountNumber, cogs: accountNumber, inventory: accountNumber })
    .nullable(),
  service: z.strictObject({ revenue: accountNumber, cogs: accountNumber }),
});

export const businesses = {
  "business.settings": query(
    "signed-in",
    "A business with its settings",
    { business: businessCode },
    z.object({
      id: businessCode,
      name: z.string(),
      colour: z.string(),
      vatRegistered: z.boolean(),
      negativeStock: z.enum(["warn", "refuse"]),
      cashRounding: z.int(),
      mpesaTill: z.string(),
      mpesaStore: z.string(),
      receipt: z.object({
        title: z.string(),
        pin: z.string(),
        address: z.string(),
        contact: z.string(),
        footer: z.string(),
        paper,
        language,
      }),
      logo: logo.nullable(),
    }),
  ),
  "business.saveLogo": command(
    "settings.edit",
    "Put a picture on top of a business's receipts, or take it off",
    { business: businessCode, logo: logo.nullable() },
    z.object({ business: businessCode }),
  ),
  "business.saveSettings": command(
    "settings.edit",
    "Change a business's name, receipt, M-Pesa till and policies",
    {
      business: businessCode,
      name,
      vatRegistered: z.boolean(),
      negativeStock,
      cashRounding,
      mpesaTill: tillNumber,
      mpesaStore: tillNumber,
      receipt,
    },
    z.object({ business: businessCode }),
  ),
  "business.add": command(
    "settings.edit",
    "Make a new business: its accounts, settings, first items and who works there",
    {
      // Not `business`: the door asks for access to a business by that name, and nobody has any yet.
      code: businessCode,
      name,
      kind: z.enum(["water", "laundry", "retail", "service"]),
      colour,
      trades: z
        .array(z.enum(["counter-sale", "production", "jobs", "returnables"]))
        .max(4)
        .refine((trades) => trades.includes("counter-sale"), "must include the counter")
        .refine((trades) => new Set(trades).size === trades.length, "names a trade twice"),
      accounts: z.array(z.strictObject({ use, number: accountNumber, name })).max(20),
      settings: z.strictObject({
        vatRegistered: z.boolean(),
        negativeStock,
        cashRounding,
        mpesaTill: tillNumber,
        mpesaStore: tillNumber,
        receipt,
      }),
      items: z
        .array(
          z.strictObject({
            name,
            kind: z.enum(["goods", "service", "material"]),
            unit: z.enum(["piece", "kg", "litre", "bundle"]),
            category: shortText.default(""),
            price: positiveMoney.nullable(),
            tax: z.enum(["A", "B", "C", "D", "E"]),
          }),
        )
        .max(200),
      /** Kinds of cylinders and containers it begins with, and how many of each stand there. */
      cylinders: z
        .array(
          z.strictObject({
            kind: z.literal("container").optional(),
            brand: shortText.min(1),
            size: positiveQuantity,
            deposit: positiveMoney.nullable(),
            /** The item that is sold in it, by its place in `items`. */
            content: z.int().min(0),
            full: z.int().min(0).max(100_000).default(0),
            empty: z.int().min(0).max(100_000).default(0),
          }),
        )
        .max(100)
        .default([]),
      /** People who work there, besides those who may enter every business. */
      staff: z.array(z.strictObject({ user: id, role: shortText })).max(50),
    },
    z.object({ business: businessCode }),
  ),
  "business.rules": query(
    "settings.edit",
    "What a business is ruled by: dated tax rates, where items post, and who changed what",
    { business: businessCode },
    z.object({
      trades: z.array(z.string()),
      taxRates: z.array(z.object({ letter: taxLetter, name: z.string(), basisPoints, from: day })),
      itemAccounts,
      alerts: alertLimits.extend({ drawerCash: signedMoney.nullable() }),
      licences: z.array(licence),
      changes: z.array(
        z.object({
          at: z.string(),
          by: z.string(),
          changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
        }),
      ),
    }),
  ),
  "business.setTaxRate": command(
    "settings.edit",
    "A tax rate from a day on; what was sold before keeps its own",
    { business: businessCode, letter: taxLetter, basisPoints, from: day },
    z.object({ business: businessCode }),
  ),
  "business.setAlerts": command(
    "settings.edit",
    "From when on the list of alerts tells what waits, and until when licences hold",
    {
      business: businessCode,
      ...alertLimits.shape,
      licences: z.array(licence).max(50).default([]),
    },
    z.object({ business: businessCode }),
  ),
  "business.setItemAccounts": command(
    "settings.edit",
    "Where new items post; items that are there already keep their accounts",
    { business: businessCode, ...itemAccounts.shape },
    z.object({ business: businessCode }),
  ),
  "business.remains": query(
    "settings.edit",
    "What a business still has open and on its books, before it is closed",
    { business: businessCode },
    z.object({
      /** Tills with a shift open, and carts parked at this till. */
      openAt: z.array(z.string()),
      parked: z.int(),
      balances: z.array(
        z.object({ account: accountNumber, name: z.string(), balance: signedMoney }),
      ),
    }),
  ),
  "business.setActive": command(
    "settings.edit",
    "Close a business, or open it again; nothing of it is ever removed",
    { business: businessCode, active: z.boolean() },
    z.object({ business: businessCode }),
  ),
};
