import { type BusinessDay, type Month, instant, isInstant, nairobiClock, weekday } from "./date.ts";

/** Short names, from January and from Monday on. */
export interface DayNames {
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
}

export const ENGLISH: DayNames = {
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

/** "22 Nov 2026". */
export function dayWords(day: BusinessDay, names = ENGLISH): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${names.months[Number(month) - 1] ?? month} ${year}`;
}

/** "Nov 2026". */
export function monthWords(month: Month, names = ENGLISH): string {
  const [year = "", number = ""] = month.split("-");
  return `${names.months[Number(number) - 1] ?? number} ${year}`;
}

/** "Sun 22 Nov 2026". */
export function fullDayWords(day: BusinessDay, names = ENGLISH): string {
  return `${names.weekdays[weekday(day) - 1] ?? ""} ${dayWords(day, names)}`;
}

/** "14:05" in Nairobi; the text itself where it is no instant. */
export function timeWords(at: string): string {
  return isInstant(at) ? nairobiClock(instant(at)).time.slice(0, 5) : at;
}

/** "22 Nov 2026, 14:05" in Nairobi. */
export function momentWords(at: string, names = ENGLISH): string {
  if (!isInstant(at)) return at;
  const { day, time } = nairobiClock(instant(at));
  return `${dayWords(day, names)}, ${time.slice(0, 5)}`;
}
