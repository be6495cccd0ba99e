import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant, nairobiClock } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import {
  hoursFor,
  jobSettings,
  leastDeposit,
  noticeText,
  promisedAt,
  USUAL_JOBS,
} from "./jobs-settings.ts";

/** A shop that opens at eight and closes at six, and rests on Sundays. */
const SHOP = USUAL_JOBS;
/** A wall clock of Nairobi, written as the instant it is: three hours after Greenwich. */
const nairobi = (local: string) => instant(new Date(`${local}:00.000+03:00`).toISOString());
const promise = (from: string, hours: number, shop = SHOP) => {
  const { day, time } = nairobiClock(promisedAt(shop, nairobi(from), hours));
  return `${day} ${time.slice(0, 5)}`;
};

describe("when work can be fetched", () => {
  // The 16th of November 2026 is a Monday.
  test("is so many hours later, where the shop is open then", () => {
    expect(promise("2026-11-16T10:00", 6)).toBe("2026-11-16 16:00");
    expect(promise("2026-11-16T10:00", 48)).toBe("2026-11-18 10:00");
    expect(promise("2026-11-16T12:00", 6)).toBe("2026-11-16 18:00");
  });

  test("is the next morning, where the shop has closed by then", () => {
    expect(promise("2026-11-16T12:01", 6)).toBe("2026-11-17 08:00");
    expect(promise("2026-11-16T20:30", 1)).toBe("2026-11-17 08:00");
    expect(promise("2026-11-16T23:00", 3)).toBe("2026-11-17 08:00");
  });

  test("is the next day that is open, over a Sunday and over a closed week", () => {
    expect(promise("2026-11-20T10:00", 48)).toBe("2026-11-23 08:00");
    expect(promise("2026-11-21T17:00", 6)).toBe("2026-11-23 08:00");
    // A Sunday morning before the doors would open is no better than a Sunday evening.
    expect(promise("2026-11-21T23:00", 5)).toBe("2026-11-23 08:00");
    const saturdays = { ...SHOP, closedDays: [1, 2, 3, 4, 5, 7] };
    expect(promise("2026-11-21T17:00", 2, saturdays)).toBe("2026-11-28 08:00");
  });

  test("asks nobody to come on a day that never is: closed on all seven is closed on none", () => {
    const never = { ...SHOP, closedDays: [1, 2, 3, 4, 5, 6, 7] };
    expect(promise("2026-11-21T12:00", 24, never)).toBe("2026-11-22 12:00");
  });

  test("is a whole minute, never before the work is done", () => {
    const from = instant("2026-11-16T07:00:00.001Z");
    expect(promisedAt(SHOP, from, 2)).toBe("2026-11-16T09:01:00.000Z");
  });

  const clock = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map((two) => two.map((part) => String(part).padStart(2, "0")).join(":"));
  const shops = fc.record({
    hours: fc.tuple(clock, clock).map((two) => two.toSorted()),
    closedDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
  });

  /** Minute by minute from when the work is done, until somebody could be served. */
  function firstOpen(from: number, opens: string, closes: string, closed: readonly number[]): Date {
    for (let at = Math.ceil(from / 60_000) * 60_000; ; at += 60_000) {
      // As Kenya's clocks have it, asked of the platform instead of the program.
      const local = new Date(at + 3 * 3_600_000);
      const weekday = ((local.getUTCDay() + 6) % 7) + 1;
      const time = local.toISOString().slice(11, 16);
      if (!closed.includes(weekday) && time >= opens && time <= closes) return new Date(at);
    }
  }

  test("is the first minute at which the shop is open and the work done", () => {
    const moment = fc.date({
      min: new Date("2026-01-01T00:00:00.000Z"),
      max: new Date("2028-12-31T00:00:00.000Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 300 }), shops, (from, hours, shop) => {
        const [opens = "", closes = ""] = shop.hours;
        const settings = { ...SHOP, opens, closes, closedDays: shop.closedDays };
        const done = from.getTime() + hours * 3_600_000;
        expect(promisedAt(settings, instant(from.toISOString()), hours)).toBe(
          firstOpen(done, opens, closes, shop.closedDays).toISOString(),
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("how long work takes", () => {
  const own = {
    ...SHOP,
    turnaround: [
      { item: "duvet", hours: 72 },
      { item: "shirt", hours: 24 },
    ],
  };

  test("is what the slowest of its services takes; the usual time where none has its own", () => {
    expect(hoursFor(own, ["shirt"], false)).toBe(24);
    expect(hoursFor(own, ["shirt", "duvet"], false)).toBe(72);
    expect(hoursFor(own, ["shirt", "suit"], false)).toBe(48);
    expect(hoursFor(own, [], false)).toBe(48);
  });

  test("is the same short time for all that is express", () => {
    expect(hoursFor(own, ["shirt", "duvet"], true)).toBe(6);
  });

  test("one more service never makes it sooner, in whatever order they are written down", () => {
    const items = fc.array(fc.constantFrom("shirt", "duvet", "suit", "kg"), { minLength: 1 });
    fc.assert(
      fc.property(items, fc.constantFrom("shirt", "duvet", "suit"), (before, another) => {
        const hours = hoursFor(own, before, false);
        expect(hoursFor(own, [...before, another], false)).toBeGreaterThanOrEqual(hours);
        expect(hoursFor(own, before.toReversed(), false)).toBe(hours);
      }),
    );
  });
});

describe("the least deposit", () => {
  test("is whole shillings upwards, and never more than the price", () => {
    const third = { ...SHOP, depositBasisPoints: 3333 };
    expect(leastDeposit(third, cents(10_000))).toBe(3400);
    expect(leastDeposit({ ...SHOP, depositBasisPoints: 10_000 }, cents(1050))).toBe(1050);
    expect(leastDeposit(SHOP, cents(10_000))).toBe(0);
  });
});

describe("a notice", () => {
  test("that nobody worded is in the language of the papers, and one of the shop's own stays", () => {
    const receipt = {
      title: "",
      pin: "",
      address: "",
      contact: "",
      footer: "",
      paper: 80 as const,
    };
    const swahili = { ...receipt, language: "sw" as const };
    expect(jobSettings({ receipt }).notice).toMatch(/^Hello/);
    const usual = jobSettings({ receipt: swahili });
    expect(usual.notice).toMatch(/^Habari/);
    expect(jobSettings({ jobs: usual, receipt }).notice).toMatch(/^Hello/);
    const own = { ...usual, notice: "Ready: {number}" };
    expect(jobSettings({ jobs: own, receipt: swahili }).notice).toBe("Ready: {number}");
  });

  test("fills what it knows, leaves no gap where there is nothing, and keeps the rest", () => {
    const facts = { name: "Mercy", number: "L-000001", due: "", shop: "Bahari", rack: "B12" };
    expect(noticeText("Hello {name}: {number} {due} at {shop}, {rack}. {what}", facts)).toBe(
      "Hello Mercy: L-000001 at Bahari, B12. {what}",
    );
  });
});
