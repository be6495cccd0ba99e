import { z } from "zod";
import { alert } from "./alert.ts";
import { query } from "./procedure.ts";
import { businessCode, id, shortText } from "./values.ts";

const scope = z.union([z.literal("*"), z.array(z.string())]);
const kind = z.enum(["till", "office"]);
/** As the mail or the terminal gave it, broken lines and all. */
const code = z.string().min(1).max(20_000);

/** What a code says, and what connecting would do. */
const look = z.object({
  host: z.string(),
  till: z.string(),
  kind,
  scope,
  /** This device has no books: it would receive the centre's. */
  joins: z.boolean(),
  /** Else it would send its own: so many facts, of so many bytes. */
  facts: z.int(),
  bytes: z.int(),
});

const held = z.object({
  id,
  state: z.enum(["waiting", "quarantined"]),
  kind: z.string(),
  reason: z.string(),
  at: z.string(),
});

/** What the owner set aside is settled; all else that is held back still waits for somebody. */
export function isUndecided({ reason }: { readonly reason: string }): boolean {
  return !reason.startsWith("dismissed");
}

const incident = z.object({
  no: z.int(),
  kind: z.enum(["rollback", "fork", "conflict"]),
  detail: z.string(),
  at: z.string(),
  decision: z.enum(["accept", "dismiss"]).nullable(),
  waiting: z.int(),
});

/** How the centre itself is kept. */
const kept = z.object({
  /** The last backup of a centre that was whole; null: none. */
  backup: z.string().nullable(),
  /** So long ago that somebody should be told. */
  late: z.boolean(),
});

const till = z.object({
  till: z.string(),
  kind,
  scope,
  active: z.boolean(),
  /** This very device. */
  here: z.boolean(),
  /** Facts the device says that it has made, and those that the centre holds of it. */
  count: z.int().nullable(),
  stored: z.int(),
  outbox: z.int().nullable(),
  chainEqual: z.boolean().nullable(),
  lastContact: z.string().nullable(),
  clockOffsetMs: z.int().nullable(),
  version: z.string().nullable(),
  held: z.array(held),
  incidents: z.array(incident),
});

/** The centre that several tills and the office meet in. None of these writes a fact. */
export const centres = {
  "centre.look": query(
    "public",
    "What an enrolment code says, and what connecting would send",
    { code },
    look,
  ),
  "centre.connect": query(
    "public",
    "Belong to the centre of an enrolment code from now on",
    { code, name: shortText.default("") },
    z.object({ till: z.string() }),
  ),
  "centre.tills": query(
    "settings.edit",
    "Every device as the centre knows it, and what this one could not apply",
    {},
    z.object({
      connected: z.boolean(),
      /** Why the list is not there: the centre's trouble. */
      trouble: z.string().nullable(),
      tills: z.array(till),
      /** Null where the centre does not say. */
      kept: kept.nullable(),
      parked: z.array(
        z.object({ id: z.string(), till: z.string(), reason: z.string(), detail: z.string() }),
      ),
    }),
  ),
  "centre.alerts": query(
    "settings.edit",
    "What only the centre knows: tills unheard of, books that differ, copies, and its own backup",
    {},
    z.object({ alerts: z.array(alert) }),
  ),
  "centre.enrol": query(
    "settings.edit",
    "Make a till's enrolment code, which carries the owner's key; an earlier one is worth nothing any more",
    {
      till: z
        .string()
        .regex(/^[A-Z0-9]{1,4}$/)
        .refine((till) => till !== "SAFE", "is the name of the safe"),
      scope: z.array(businessCode).min(1).max(50),
    },
    z.object({
      code: z.string(),
      /** Worth nothing any more once the till has connected with it. */
      once: z.boolean(),
    }),
  ),
  "centre.widen": query(
    "settings.edit",
    "Let a till serve more businesses; it goes on with the code that it has",
    {
      till: z.string().regex(/^[A-Z0-9]{1,12}$/),
      scope: z.array(businessCode).min(1).max(50),
    },
    z.object({}),
  ),
  "centre.shutOut": query(
    "settings.edit",
    "Shut a till out at once, as when it was stolen; what it has sent stays",
    { till: z.string().regex(/^[A-Z0-9]{1,12}$/) },
    z.object({}),
  ),
  "centre.decide": query(
    "settings.edit",
    "Settle an incident: accept what waits for it, or turn it down",
    { incident: z.int(), decision: z.enum(["accept", "dismiss"]) },
    z.object({}),
  ),
  "centre.retry": query(
    "settings.edit",
    "Try a waiting or quarantined fact once more",
    { fact: id },
    z.object({ state: z.enum(["posted", "waiting", "quarantined"]) }),
  ),
};

/** The centre in `program.status`: null where there is none. */
export const centreStatus = z
  .object({
    lastContact: z.string().nullable(),
    /** unreachable, busy, refused, untrusted, garbage, newer, older, other_books or former. */
    trouble: z.string().nullable(),
    incident: z.string().nullable(),
    /** Facts that the centre has and this device has not received yet. */
    behind: z.int(),
    /** Of the own ones, how many the centre could not post; of others', how many not applied here. */
    held: z.int(),
    parked: z.int(),
    scope: z.union([z.literal("*"), z.array(businessCode)]),
    /** Enrolled as an office of all businesses, which makes the tills' codes. */
    office: z.boolean(),
  })
  .nullable();
