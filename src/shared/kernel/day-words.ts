import { type BusinessDay, type Month, instant, isInstant, nairobiClock, weekday } from "./date.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "22 Nov 2026". */
export function dayWords(day: BusinessDay): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** "Nov 2026". */
export function monthWords(month: Month): string {
  const [year = "", number = ""] = month.split("-");
  return `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** "Sun 22 Nov 2026". */
export function fullDayWords(day: BusinessDay): string {
  return `${WEEKDAYS[weekday(day) - 1] ?? ""} ${dayWords(day)}`;
}

/** "14:05" in Nairobi; the text itself where it is no instant. */
export function timeWords(at: string): string {
  return isInstant(at) ? nairobiClock(instant(at)).time.slice(0, 5) : at;
}

/** "22 Nov 2026, 14:05" in Nairobi. */
export function momentWords(at: string): string {
  if (!isInstant(at)) return at;
  const { day, time } = nairobiClock(instant(at));
  return `${dayWords(day)}, ${time.slice(0, 5)}`;
}
