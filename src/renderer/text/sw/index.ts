import { OFFICE } from "./office.ts";
import { REFUSALS } from "./refusals.ts";
import { COUNTER } from "./counter.ts";
import { JOBS } from "./jobs.ts";
import { SHIFT } from "./shift.ts";
import { WINDOWS } from "./windows.ts";

/**
 * English text → Swahili, as it is spoken in Kenyan shops. A text stands in the file of the first
 * room that uses it. The same thing has the same word everywhere: docs/language.md.
 */
export const SWAHILI: ReadonlyMap<string, string> = new Map(
  [WINDOWS, REFUSALS, COUNTER, SHIFT, JOBS, OFFICE].flatMap((words) => Object.entries(words)),
);
