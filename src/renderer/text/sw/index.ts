import { OFFICE } from "./office.ts";
import { REFUSALS } from "./refusals.ts";
import { COUNTER } from "./counter.ts";
import { JOBS } from "./jobs.ts";
import { ACTS } from "./acts.ts";
import { PRODUCTION } from "./production.ts";
import { RECONCILIATION } from "./reconciliation.ts";
import { RECORDS } from "./records.ts";
import { RETURNABLES } from "./returnables.ts";
import { STOCK } from "./stock.ts";
import { TILLS } from "./tills.ts";
import { SHIFT } from "./shift.ts";
import { WINDOWS } from "./windows.ts";
import { ALERTS } from "./alerts.ts";
import { BOOKS } from "./books.ts";
import { CATALOGUE } from "./catalogue.ts";
import { EXCEPTIONS } from "./exceptions.ts";
import { MEMOS } from "./memos.ts";
import { PRINTING } from "./printing.ts";
import { MPESA } from "./mpesa.ts";
import { NEW_BUSINESS } from "./new-business.ts";
import { OFFICE_NEW } from "./office-new.ts";
import { SETTINGS } from "./settings.ts";

/**
 * English text → Swahili, as it is spoken in Kenyan shops. A text stands in the file of the first
 * room that uses it. The same thing has the same word everywhere: docs/language.md.
 */
export const SWAHILI: ReadonlyMap<string, string> = new Map(
  [
    WINDOWS,
    REFUSALS,
    COUNTER,
    SHIFT,
    JOBS,
    OFFICE,
    ALERTS,
    BOOKS,
    CATALOGUE,
    EXCEPTIONS,
    MPESA,
    NEW_BUSINESS,
    OFFICE_NEW,
    SETTINGS,
    RECORDS,
    RECONCILIATION,
    PRODUCTION,
    STOCK,
    RETURNABLES,
    TILLS,
    ACTS,
    MEMOS,
    PRINTING,
  ].flatMap((words) => Object.entries(words)),
);
