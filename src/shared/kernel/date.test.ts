import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import {
  addDays,
  addMonths,
  businessDay,
  compareDays,
  daysBetween,
  firstDay,
  instant,
  instantFromMs,
  isBusinessDay,
  isInstant,
  isMonth,
  lastDay,
  month,
  monthOf,
  msOf,
  nairobiClock,
  nairobiDay,
  nextMonth,
  previousMonth,
  weekday,
} from "./date.ts";

// The oracle is the engine's own UTC calendar, which shares no line with ours.
const MS_MIN = Date.UTC(1600, 0, 1);
const MS_MAX = Date.UTC(2600, 0, 1);
const ms = fc.integer({ min: MS_MIN, max: MS_MAX });
const day = ms.map((at) => businessDay(new Date(at).toISOString().slice(0, 10)));

/** Winter and summer offsets in minutes, as the engine reports them: proves that TZ took effect. */
const ZONES = [
  { zone: "America/Los_Angeles", offsets: [480, 420] },
  { zone: "Pacific/Kiritimati", offsets: [-840, -840] },
  { zone: "Africa/Nairobi", offsets: [-180, -180] },
];

describe.each(ZONES)("on a computer set to $zone", ({ zone, offsets }) => {
  beforeEach(() => {
    vi.stubEnv("TZ", zone);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("the computer really believes to be there", () => {
    const found = [new Date(2026, 0, 15), new Date(2026, 6, 15)].map((d) => d.getTimezoneOffset());
    expect(found).toEqual(offsets);
  });

  test("a moment is written as UTC and read back", () => {
    fc.assert(
      fc.property(ms, (at) => {
        expect(instantFromMs(at)).toBe(new Date(at).toISOString());
        expect(msOf(instantFromMs(at))).toBe(at);
      }),
    );
  });

  test("it is already tomorrow in Nairobi from nine in the evening UTC", () => {
    expect(nairobiDay(instant("2026-12-31T20:59:59.999Z"))).toBe("2026-12-31");
    expect(nairobiDay(instant("2026-12-31T21:00:00.000Z"))).toBe("2027-01-01");
    expect(nairobiClock(instant("2026-11-22T21:30:15.000Z"))).toEqual({
      day: "2026-11-23",
      time: "00:30:15",
    });
  });

  test("the clock on the wall in Nairobi is three hours ahead of UTC, always", () => {
    fc.assert(
      fc.property(ms, (at) => {
        const wall = new Date(at + 3 * 3_600_000).toISOString();
        const clock = nairobiClock(instantFromMs(at));
        expect(`${clock.day}T${clock.time}`).toBe(wall.slice(0, 19));
      }),
    );
  });

  test("days are added and counted as the calendar does", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -200_000, max: 200_000 }), (from, days) => {
        const expected = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(from, days)).toBe(expected);
        expect(daysBetween(from, businessDay(expected))).toBe(days);
      }),
    );
  });

  test("Monday is the first day of the week", () => {
    expect(weekday(businessDay("2026-11-22"))).toBe(7);
    expect(weekday(businessDay("1969-12-29"))).toBe(1);
    fc.assert(
      fc.property(day, (each) => {
        expect(weekday(each) % 7).toBe(new Date(each).getUTCDay());
      }),
    );
  });

  test("a month later is the same day, or the last of a shorter month", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -1200, max: 1200 }), (from, months) => {
        const [year = 0, inYear = 0, dayOfMonth = 0] = from.split("-").map(Number);
        const last = new Date(Date.UTC(year, inYear + months, 0)).getUTCDate();
        const target = Date.UTC(year, inYear - 1 + months, Math.min(dayOfMonth, last));
        expect(addMonths(from, months)).toBe(new Date(target).toISOString().slice(0, 10));
      }),
    );
  });

  test("a month runs from its first to its last day, and the next begins the day after", () => {
    fc.assert(
      fc.property(day, (each) => {
        const of = monthOf(each);
        expect(addDays(lastDay(of), 1)).toBe(firstDay(nextMonth(of)));
        expect(previousMonth(nextMonth(of))).toBe(of);
        expect(compareDays(firstDay(of), each)).toBeLessThanOrEqual(0);
        expect(compareDays(each, lastDay(of))).toBeLessThanOrEqual(0);
      }),
    );
  });
});

test("the leap day that ends four hundred years is a day like any other", () => {
  expect(addDays(businessDay("2000-02-28"), 1)).toBe("2000-02-29");
  expect(addDays(businessDay("2000-03-01"), -1)).toBe("2000-02-29");
  expect(instantFromMs(Date.UTC(2000, 1, 29, 12))).toBe("2000-02-29T12:00:00.000Z");
});

test("31 January plus a month is the last of February", () => {
  expect(addMonths(businessDay("2026-01-31"), 1)).toBe("2026-02-28");
  expect(addMonths(businessDay("2028-01-31"), 1)).toBe("2028-02-29");
  expect(addMonths(businessDay("2026-01-15"), -13)).toBe("2024-12-15");
});

test.each(["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])("%s is a day", (text) => {
  expect(isBusinessDay(text)).toBe(true);
  expect(businessDay(text)).toBe(text);
});

test.each([
  "2023-02-29",
  "1900-02-29",
  "2026-02-30",
  "2026-04-31",
  "2026-13-01",
  "2026-00-10",
  "2026-01-00",
  "0000-01-01",
  "2026-1-1",
  "22-11-2026",
  "2026-11-22T00:00",
  " 2026-11-22",
  "",
])("'%s' is not a day", (text) => {
  expect(isBusinessDay(text)).toBe(false);
  expect(() => businessDay(text)).toThrow("is not a day");
});

test("a day is a day exactly where the engine's calendar agrees", () => {
  const part = (max: number) => fc.nat(max).map((n) => String(n).padStart(2, "0"));
  fc.assert(
    fc.property(fc.integer({ min: 1583, max: 9999 }), part(14), part(33), (year, mm, dd) => {
      const text = `${year}-${mm}-${dd}`;
      const at = new Date(`${text}T00:00:00.000Z`);
      const real = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
      expect(isBusinessDay(text)).toBe(real);
    }),
  );
});

test("a month is four digits, a dash and a month", () => {
  expect(isMonth("2026-11")).toBe(true);
  expect(isMonth("2026-13")).toBe(false);
  expect(() => month("2026-11-22")).toThrow("is not a month");
});

test("an instant has milliseconds and ends with Z", () => {
  expect(isInstant("2026-11-22T08:30:00.000Z")).toBe(true);
  for (const text of [
    "2026-11-22T08:30:00Z",
    "2026-11-22T24:00:00.000Z",
    "2026-11-22T23:60:00.000Z",
    "2026-11-22T23:59:60.000Z",
    "2026-02-29T08:30:00.000Z",
    "2026-11-22T08:30:00.000+03:00",
  ]) {
    expect(isInstant(text)).toBe(false);
    expect(() => instant(text)).toThrow("is not an instant");
  }
});

test("the calendar ends where four digits end", () => {
  expect(() => addDays(businessDay("9999-12-31"), 1)).toThrow("out of the calendar");
  expect(() => addDays(businessDay("0001-01-01"), -1)).toThrow("out of the calendar");
  expect(() => addDays(businessDay("2026-01-01"), 0.5)).toThrow();
  expect(() => instantFromMs(1.5)).toThrow();
});

test("days sort by themselves", () => {
  const [early, late] = [businessDay("2026-09-30"), businessDay("2026-10-01")];
  expect([compareDays(early, late), compareDays(late, early), compareDays(late, late)]).toEqual([
    -1, 1, 0,
  ]);
});
