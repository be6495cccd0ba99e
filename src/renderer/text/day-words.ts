import type { BusinessDay, Month } from "#shared/kernel/date.ts";
import * as words from "#shared/kernel/day-words.ts";
import { type Language, language } from "./language.ts";

/** Days and months as they are written in Kenya, in either language; the figures are the same. */
const NAMES: Readonly<Record<Language, words.DayNames>> = {
  en: words.ENGLISH,
  sw: {
    months: ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ago", "Sep", "Okt", "Nov", "Des"],
    weekdays: ["Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa", "Jumamosi", "Jumapili"],
  },
};

/** The number of a month that is named or begun in either language: "Nov", "november", "Novemba". */
export function monthOfName(name: string): number | undefined {
  const start = name.slice(0, 3).toLowerCase();
  for (const { months } of Object.values(NAMES)) {
    const at = months.findIndex((each) => each.toLowerCase() === start);
    if (at >= 0) return at + 1;
  }
  return undefined;
}

/** "22 Nov 2026". */
export const dayWords = (day: BusinessDay): string => words.dayWords(day, NAMES[language()]);

/** "Nov 2026". */
export const monthWords = (month: Month): string => words.monthWords(month, NAMES[language()]);

/** "Sun 22 Nov 2026". */
export const fullDayWords = (day: BusinessDay): string =>
  words.fullDayWords(day, NAMES[language()]);

/** "22 Nov 2026, 14:05" in Nairobi. */
export const momentWords = (at: string): string => words.momentWords(at, NAMES[language()]);

export { timeWords } from "#shared/kernel/day-words.ts";
