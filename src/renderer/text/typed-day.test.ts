import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { addDays, businessDay } from "#shared/kernel/date.ts";
import { dayWords } from "./day-words.ts";
import { typedDay, typedTime } from "./typed-day.ts";

const TODAY = businessDay("2026-11-22");

test.each([
  ["3/4/2026", "2026-04-03"],
  ["03/04/2026", "2026-04-03"],
  ["24/11/26", "2026-11-24"],
  ["24/11", "2026-11-24"],
  ["24.11.2026", "2026-11-24"],
  ["24-11-2026", "2026-11-24"],
  ["2026-11-24", "2026-11-24"],
  [" 24 nov 2026 ", "2026-11-24"],
  ["24nov", "2026-11-24"],
  ["1 Desemba 2026", "2026-12-01"],
  ["1 Okt 2026", "2026-10-01"],
  ["1 october", "2026-10-01"],
  ["29 Feb 2028", "2028-02-29"],
])("%s is %s", (typed, day) => expect(typedDay(typed, TODAY)).toBe(day));

test.each([
  "",
  "4/24/2026",
  "31/4/2026",
  "29 Feb 2026",
  "24",
  "2411",
  "24/11/202",
  "24 xyz",
  "tomorrow",
])("%s is no day", (typed) => expect(typedDay(typed, TODAY)).toBeUndefined());

test("every day that is written out is read as itself", () => {
  assert(
    property(integer({ min: -30_000, max: 20_000 }), (days) => {
      const day = addDays(TODAY, days);
      const [year, month, date] = day.split("-");
      expect(typedDay(dayWords(day), TODAY)).toBe(day);
      expect(typedDay(`${Number(date)}/${Number(month)}/${year}`, TODAY)).toBe(day);
    }),
  );
});

test.each([
  ["14:05", "14:05"],
  ["14.05", "14:05"],
  ["1405", "14:05"],
  ["905", "09:05"],
  ["9", "09:00"],
  ["14", "14:00"],
  ["9am", "09:00"],
  ["2:05 PM", "14:05"],
  ["12pm", "12:00"],
  ["12 am", "00:00"],
])("%s is %s", (typed, time) => expect(typedTime(typed)).toBe(time));

test.each(["", "24:00", "9:60", "13pm", "0am", "14:0", "14:5x", "noon"])("%s is no time", (typed) =>
  expect(typedTime(typed)).toBeUndefined(),
);
