import { z } from "zod";
import { PERMISSIONS } from "../facts/permission.ts";
import { centreStatus } from "./centre.ts";
import { command, query } from "./procedure.ts";
import { businessCode, colour, id, name, pin, shortText } from "./values.ts";

export const businessCard = z.object({
  id: businessCode,
  name: z.string(),
  kind: z.enum(["water", "laundry", "retail", "service"]),
  /** What it can do: a counter shows the acts of its trades and no others. */
  trades: z.array(z.enum(["counter-sale", "production", "jobs", "returnables"])),
  colour,
  active: z.boolean(),
});

export const session = z.object({
  user: id,
  name: z.string(),
  language: z.enum(["en", "sw"]),
  /** Role names for display: "Cashier". */
  roles: z.array(z.string()),
  businesses: z.array(z.object({ id: businessCode, permissions: z.array(z.enum(PERMISSIONS)) })),
  /** May act for, and see, all businesses together. */
  allBusinesses: z.boolean(),
});

export const program = {
  "program.status": query(
    "public",
    "Whether the books are open, who may sign in, who is",
    {},
    z.object({
      state: z.enum(["empty", "filling", "ready"]),
      /** While the demo shop is being filled or the books are received: how far, 0–100. */
      progress: z.int().nullable(),
      /** The books are being received from a centre. */
      joining: z.boolean(),
      version: z.string(),
      demo: z.boolean(),
      /** This window works in practice books: nothing that is done is real. */
      training: z.boolean(),
      owner: z.string(),
      till: z.object({ code: z.string(), name: z.string() }).nullable(),
      today: z.string(),
      now: z.string(),
      businesses: z.array(businessCard),
      users: z.array(z.object({ id, name: z.string(), role: z.string() })),
      session: session.nullable(),
      /** How many facts are in this journal: a screen of the books asks again when there are more. */
      facts: z.int(),
      /** Facts not yet confirmed by a centre; null where there is no centre. */
      unconfirmed: z.int().nullable(),
      centre: centreStatus,
    }),
  ),
  "training.start": query(
    "sell",
    "Practise in this window: copies of the businesses and items, nothing real",
    {},
    z.object({}),
  ),
  "training.end": query(
    "public",
    "Back to the real books, signed out; what was practised is thrown away",
    {},
    z.object({}),
  ),
  "program.setUp": command(
    "public",
    "Open the books: owner, till and businesses, once",
    {
      owner: name,
      pin,
      till: z.strictObject({
        code: z
          .string()
          .regex(/^[A-Z0-9]{1,4}$/)
          .refine((code) => code !== "SAFE", "is the name of the safe"),
        name,
      }),
      vatRegistered: z.boolean(),
      /** Which of the owner's three businesses to start with, under which name. */
      businesses: z
        .array(
          z.strictObject({
            template: z.enum(["WATER", "LAUNDRY", "RETAIL"]),
            name,
            mpesaTill: z
              .string()
              .regex(/^\d{0,8}$/)
              .default(""),
            pin: z.string().max(11).default(""),
            address: shortText.default(""),
            contact: shortText.default(""),
          }),
        )
        .min(1)
        .max(3)
        .refine(
          (list) => new Set(list.map((each) => each.template)).size === list.length,
          "names a business twice",
        ),
      /** Start with the usual items of each trade (prices can be changed) or an empty catalogue. */
      sampleItems: z.boolean(),
    },
    z.object({ owner: id }),
  ),
  "program.openDemo": query(
    "public",
    "Fill empty books with the demo shop",
    {
      days: z.int().min(1).max(60).default(7),
    },
    z.object({ started: z.boolean() }),
  ),
};

export const sessions = {
  "session.signIn": query("public", "Sign in by user and PIN", { user: id, pin }, session),
  "session.signOut": query("public", "Sign out", {}, z.object({})),
};
