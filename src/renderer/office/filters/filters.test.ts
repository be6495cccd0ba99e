import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { periodWords, readFilters, stepPeriod } from "./filters.ts";

const today = businessDay("2026-11-22");
const day = businessDay;

test("without a word in the address it is this month until today, of all businesses", () => {
  expect(readFilters({}, today, ["WATER"])).toEqual({
    business: null,
    preset: "month-to-date",
    from: "2026-11-01",
    to: "2026-11-22",
  });
});

test("days win over a preset, and nonsense counts as not said", () => {
  const asked = { b: "WATER", p: "today", from: "2026-01-05", to: "2026-01-09" };
  expect(readFilters(asked, today, ["WATER"])).toMatchObject({
    business: "WATER",
    preset: "custom",
    from: "2026-01-05",
  });
  const odd = { b: "NONE", p: "toString", from: "2026-02-30", to: "2026-03-01" };
  expect(readFilters(odd, today, ["WATER"])).toMatchObject({
    business: null,
    preset: "month-to-date",
  });
  const backwards = { from: "2026-03-02", to: "2026-03-01" };
  expect(readFilters(backwards, today, []).preset).toBe("month-to-date");
});

test("a period is said as shortly as is clear", () => {
  const words = (from: string, to: string) => periodWords({ from: day(from), to: day(to) });
  expect(words("2026-11-22", "2026-11-22")).toBe("22 Nov 2026");
  expect(words("2026-11-01", "2026-11-22")).toBe("1–22 Nov 2026");
  expect(words("2026-10-28", "2026-11-03")).toBe("28 Oct – 3 Nov 2026");
  expect(words("2025-12-29", "2026-01-04")).toBe("29 Dec 2025 – 4 Jan 2026");
});

test("stepping keeps whole months whole and other stretches as long as they are", () => {
  const january = { from: day("2026-01-01"), to: day("2026-01-31") };
  expect(stepPeriod(january, 1)).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(stepPeriod(january, -1)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  const week = { from: day("2026-11-16"), to: day("2026-11-22") };
  expect(stepPeriod(week, -1)).toEqual({ from: "2026-11-09", to: "2026-11-15" });
});
