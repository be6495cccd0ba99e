import * as fc from "fast-check";
import { expect, test } from "vitest";

import { addDays, addMonths, businessDay, daysBetween, weekday } from "#shared/kernel/date.ts";

import {
  period,
  PERIOD_PRESETS,
  postingDay,
  presetPeriod,
  previousPeriod,
  sameLastYear,
} from "./period.ts";
import type { Period } from "./period.ts";

const day = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
  .map((at) => businessDay(new Date(at).toISOString().slice(0, 10)));

const text = ({ from, to }: Period) => `${from} ${to}`;
const span = (from: string, to: string) => period(businessDay(from), businessDay(to));

test.each([
  ["today", "2026-11-22 2026-11-22"],
  ["yesterday", "2026-11-21 2026-11-21"],
  ["this-week", "2026-11-16 2026-11-22"],
  ["last-week", "2026-11-09 2026-11-15"],
  ["this-month", "2026-11-01 2026-11-30"],
  ["last-month", "2026-10-01 2026-10-31"],
  ["this-quarter", "2026-10-01 2026-12-31"],
  ["last-quarter", "2026-07-01 2026-09-30"],
  ["this-year", "2026-01-01 2026-12-31"],
  ["last-year", "2025-01-01 2025-12-31"],
  ["month-to-date", "2026-11-01 2026-11-22"],
  ["year-to-date", "2026-01-01 2026-11-22"],
] as const)("on Sunday 22 November 2026, '%s' is %s", (preset, expected) => {
  expect(text(presetPeriod(preset, businessDay("2026-11-22")))).toBe(expected);
});

test("on New Year's Day, last month and last quarter are of the old year", () => {
  const newYear = businessDay("2027-01-01");
  expect(text(presetPeriod("last-month", newYear))).toBe("2026-12-01 2026-12-31");
  expect(text(presetPeriod("last-quarter", newYear))).toBe("2026-10-01 2026-12-31");
  expect(text(presetPeriod("yesterday", newYear))).toBe("2026-12-31 2026-12-31");
});

test("'this' holds today, and 'last' ends the day before it begins", () => {
  fc.assert(
    fc.property(day, (today) => {
      for (const unit of ["week", "month", "quarter", "year"] as const) {
        const current = presetPeriod(`this-${unit}`, today);
        const last = presetPeriod(`last-${unit}`, today);
        expect(current.from <= today && today <= current.to).toBe(true);
        expect(addDays(last.to, 1)).toBe(current.from);
        expect(previousPeriod(current)).toEqual(last);
      }
      expect(weekday(presetPeriod("this-week", today).from)).toBe(1);
    }),
  );
});

test("the window before touches the window, and is as long in days or in months", () => {
  fc.assert(
    fc.property(day, fc.nat(900), (from, length) => {
      const current = period(from, addDays(from, length));
      const before = previousPeriod(current);
      expect(addDays(before.to, 1)).toBe(current.from);
      const sameDays = daysBetween(before.from, before.to) === length;
      const wholeMonths =
        current.from.endsWith("-01") &&
        addDays(current.to, 1).endsWith("-01") &&
        before.from.endsWith("-01");
      expect(sameDays || wholeMonths).toBe(true);
    }),
  );
});

test("a month compares with a month, and a leap February with the whole of the one before", () => {
  expect(text(previousPeriod(span("2026-03-01", "2026-03-31")))).toBe("2026-02-01 2026-02-28");
  expect(text(previousPeriod(span("2026-03-01", "2026-03-30")))).toBe("2026-01-30 2026-02-28");
  expect(text(sameLastYear(span("2025-02-01", "2025-02-28")))).toBe("2024-02-01 2024-02-29");
  expect(text(sameLastYear(span("2024-02-29", "2024-02-29")))).toBe("2023-02-28 2023-02-28");
  expect(text(sameLastYear(span("2026-11-16", "2026-11-22")))).toBe("2025-11-16 2025-11-22");
});

test("a year earlier begins a year earlier", () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...PERIOD_PRESETS), (today, preset) => {
      const current = presetPeriod(preset, today);
      expect(sameLastYear(current).from).toBe(addMonths(current.from, -12));
      expect(sameLastYear(current).to.slice(0, 7)).toBe(addMonths(current.to, -12).slice(0, 7));
    }),
  );
});

test("a period does not end before it begins", () => {
  expect(() => span("2026-11-22", "2026-11-21")).toThrow("ends before it begins");
});

test("a sale of a closed day is posted on the first open one, and marked late", () => {
  const [sold, closed] = [businessDay("2026-10-31"), businessDay("2026-10-31")];
  expect(postingDay(sold, null)).toEqual({ day: "2026-10-31", late: false });
  expect(postingDay(sold, closed)).toEqual({ day: "2026-11-01", late: true });
  expect(postingDay(addDays(sold, 1), closed)).toEqual({ day: "2026-11-01", late: false });
});

test("nothing is ever posted into closed books", () => {
  fc.assert(
    fc.property(day, day, (sold, closed) => {
      const posted = postingDay(sold, closed);
      expect(posted.day > closed).toBe(true);
      expect(posted.late).toBe(posted.day !== sold);
    }),
  );
});
