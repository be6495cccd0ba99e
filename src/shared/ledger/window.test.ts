import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, businessDay, firstDay, lastDay } from "#shared/kernel/date.ts";
import { period } from "./period.ts";
import { BEGINNING, windowParts } from "./window.ts";

const day = fc.nat(1500).map((days) => addDays(businessDay("2023-11-15"), days));

test("the parts of a window are the window: no day twice, none left out", () => {
  fc.assert(
    fc.property(day, fc.nat(900), (from, days) => {
      const to = addDays(from, days);
      const { months, days: rest } = windowParts(period(from, to));
      const whole = months === null ? [] : [period(firstDay(months.from), lastDay(months.to))];
      const parts = [...rest, ...whole].toSorted((a, b) => (a.from < b.from ? -1 : 1));
      expect(parts[0]?.from).toBe(from);
      expect(parts.at(-1)?.to).toBe(to);
      for (const [at, part] of parts.slice(1).entries()) {
        expect(part.from).toBe(addDays(parts[at]?.to ?? from, 1));
      }
      expect(rest.length).toBeLessThanOrEqual(2);
    }),
  );
});

test("a calendar year is twelve months and no day", () => {
  const year = period(businessDay("2026-01-01"), businessDay("2026-12-31"));
  expect(windowParts(year)).toEqual({ months: { from: "2026-01", to: "2026-12" }, days: [] });
});

test("a balance is all months before, and the days of its own", () => {
  const window = windowParts(period(BEGINNING, businessDay("2026-11-20")));
  expect(window).toEqual({
    months: { from: "0001-01", to: "2026-10" },
    days: [{ from: "2026-11-01", to: "2026-11-20" }],
  });
});
