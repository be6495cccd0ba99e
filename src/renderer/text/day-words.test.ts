import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { businessDay, month } from "#shared/kernel/date.ts";
import { dayWords, fullDayWords, momentWords, monthOfName, monthWords } from "./day-words.ts";
import { chooseLanguage } from "./language.ts";

// Weekdays from a printed calendar of 2026 and 2027; names as Kenyan papers write them.
const DAYS = [
  ["2026-12-31", "Thu 31 Dec 2026", "Alhamisi 31 Des 2026"],
  ["2027-01-01", "Fri 1 Jan 2027", "Ijumaa 1 Jan 2027"],
  ["2028-02-29", "Tue 29 Feb 2028", "Jumanne 29 Feb 2028"],
  ["2026-03-01", "Sun 1 Mar 2026", "Jumapili 1 Mac 2026"],
  ["2026-05-04", "Mon 4 May 2026", "Jumatatu 4 Mei 2026"],
  ["2026-08-19", "Wed 19 Aug 2026", "Jumatano 19 Ago 2026"],
  ["2026-10-10", "Sat 10 Oct 2026", "Jumamosi 10 Okt 2026"],
] as const;

describe.each(["en", "sw"] as const)("in %s", (spoken) => {
  beforeEach(() => chooseLanguage(spoken, null));
  afterEach(() => chooseLanguage("en", null));

  test.each(DAYS)("%s has its names and its year, and never turns month and day", (day, en, sw) => {
    const full = spoken === "en" ? en : sw;
    expect(fullDayWords(businessDay(day))).toBe(full);
    const [, ...rest] = full.split(" ");
    expect(dayWords(businessDay(day))).toBe(rest.join(" "));
    expect(monthWords(month(day.slice(0, 7)))).toBe(rest.slice(1).join(" "));
    expect(monthOfName(rest[1] ?? "")).toBe(Number(day.slice(5, 7)));
  });

  test("the year changes at midnight in Nairobi, three hours before it does in London", () => {
    const [dec, jan] = spoken === "en" ? ["Dec", "Jan"] : ["Des", "Jan"];
    expect(momentWords("2026-12-31T20:59:59.999Z")).toBe(`31 ${dec} 2026, 23:59`);
    expect(momentWords("2026-12-31T21:00:00.000Z")).toBe(`1 ${jan} 2027, 00:00`);
    expect(momentWords("yesterday")).toBe("yesterday");
  });
});
