import { z } from "zod";
import { query } from "./procedure.ts";
import { day, instant } from "./values.ts";

const plan = z.strictObject({
  /** A folder of this machine, or of a stick in it: a whole path. */
  folder: z.string().max(400),
  automatic: z.boolean(),
  keep: z.int().min(1).max(365),
  warnDays: z.int().min(1).max(90),
});

const run = z.object({
  at: instant,
  day,
  file: z.string(),
  facts: z.int(),
  bytes: z.int(),
  problem: z.string(),
});

/** A file of this machine: a copy of the books, an owner's key; a whole path. */
const file = z.string().max(400);

const copy = z.object({
  till: z.string(),
  facts: z.int(),
  /** When its last fact was made. */
  until: instant,
  /** Facts of this device that it lacks; null where there is no journal that could tell. */
  lacks: z.int().nullable(),
});

export const backups = {
  "backup.status": query(
    "settings.edit",
    "Where copies of this device's books go, and what became of the last ones",
    {},
    z.object({ plan, runs: z.array(run), last: run.nullable(), running: z.boolean() }),
  ),
  "backup.save": query(
    "settings.edit",
    "Choose the folder for copies, how many are kept, and when to be warned",
    { plan },
    z.object({}),
  ),
  "backup.now": query(
    "settings.edit",
    "Copy the books now, and open the copy to see that it is whole",
    {},
    run,
  ),
  "backup.look": query(
    "public",
    "Verify a copy of the books, and say whose it is and how far it goes",
    { file, key: file.default("") },
    copy,
  ),
  "backup.restore": query(
    "public",
    "Put a copy in the place of this device's books, which stay in a file beside it",
    { file, key: file.default("") },
    copy.extend({ keptAs: z.string() }),
  ),
};
