import { type BusinessDay, isBusinessDay } from "#shared/kernel/date.ts";
import { monthOfName } from "./day-words.ts";

const TYPED = /^(\d{1,2})[\s./-]*?(?:[\s./-](\d{1,2})|(\p{L}{3,}))(?:[\s./-]+(\d{4}|\d{2}))?$/u;

/**
 * The day that a person typed, as it is written in Kenya: the day of the month comes first, so
 * that 3/4/2026 is the third of April. Also 3.4.26, 3-4 (of this year), "3 Apr 2026" by the
 * months' names of either language, and 2026-04-03. Undefined where it is no day.
 */
export function typedDay(text: string, today: BusinessDay): BusinessDay | undefined {
  const typed = text.trim();
  if (isBusinessDay(typed)) return typed;
  const [, date = "", number, name, year] = TYPED.exec(typed) ?? [];
  const month = name === undefined ? number : monthOfName(name)?.toString();
  if (month === undefined) return undefined;
  const century = today.slice(0, 2);
  const full = year === undefined ? today.slice(0, 4) : year.length === 2 ? century + year : year;
  const day = `${full}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isBusinessDay(day) ? day : undefined;
}

/**
 * The time of day that a person typed, as 14:05: also 14.05, 1405, 9, 9am, 2:05 pm.
 * Undefined where it is none.
 */
export function typedTime(text: string): string | undefined {
  const match = /^(\d{1,2}?)(?:[:. ]?(\d\d))?\s*(am|pm)?$/.exec(text.trim().toLowerCase());
  if (match === null) return undefined;
  const [, typed = "", minutes = "00", half] = match;
  const hours = Number(typed);
  if (half !== undefined && (hours < 1 || hours > 12)) return undefined;
  const hour = half === undefined ? hours : (hours % 12) + (half === "pm" ? 12 : 0);
  return hour > 23 || Number(minutes) > 59
    ? undefined
    : `${String(hour).padStart(2, "0")}:${minutes}`;
}
