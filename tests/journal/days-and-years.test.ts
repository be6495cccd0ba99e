import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { Till } from "./shop.ts";
import {
  clockAt,
  closePeriod,
  command,
  newSellingShop,
  openShift,
  problems,
  refusalOf,
  removeFolders,
  sugar,
} from "./shop.ts";

let open: Till | null = null;
afterEach(() => {
  if (open === null) return;
  expect(problems(open)).toEqual([]);
  open.close();
  open = null;
});
afterAll(removeFolders);

async function shopAt(time = "2026-11-20T06:00:00Z") {
  const shop = await newSellingShop(clockAt(time));
  open = shop;
  return shop;
}

const close = (shift: string, counts: Record<string, number>, over: object = {}) => ({
  command: command(),
  shift,
  counts,
  mpesaCounted: null,
  leaveInDrawer: 0,
  ...over,
});

describe("11: late at night, at the end of the year", () => {
  const BEFORE = "2026-12-31T20:58:00Z"; // 23:58 in Nairobi
  const AFTER = "2026-12-31T21:05:00Z"; // 00:05 in Nairobi

  test("the day is Nairobi's, and the next shift is in the next year", async () => {
    const shop = await shopAt(BEFORE);
    const late = await shop.did("sale.post", sugar(shop));
    shop.clock.set(AFTER);
    expect((await shop.did("shift.proposal", { business: "RETAIL" })).day).toBe("2027-01-01");
    // The old shift goes on: what it sells after midnight is still of its day.
    const night = await shop.did("sale.post", sugar(shop));
    await shop.did("shift.close", close(shop.shifts["RETAIL"] ?? "", { "100": 20 }));
    await openShift(shop, "RETAIL");
    const early = await shop.did("sale.post", sugar(shop));
    expect([late.day, night.day, early.day]).toEqual(["2026-12-31", "2026-12-31", "2027-01-01"]);
    const years = shop.journal.book.all(
      `SELECT substr(month, 1, 4) AS year, sum(credit - debit) AS sold FROM account_month
       WHERE account = 4310 GROUP BY year ORDER BY year`,
    );
    const net = 33_000 - 4552;
    expect(years).toEqual([
      { year: "2026", sold: 2 * net },
      { year: "2027", sold: net },
    ]);
  });

  test.each(["2019-06-01T06:00:00Z", "2031-06-01T06:00:00Z"])(
    "a clock that stands at %s is written down, and order is kept by number",
    async (wrong) => {
      const shop = await shopAt();
      const first = await shop.did("sale.post", sugar(shop));
      shop.clock.set(wrong);
      const second = await shop.did("sale.post", sugar(shop));
      shop.clock.set("2026-11-20T08:00:00Z");
      const third = await shop.did("sale.post", sugar(shop));
      expect([first, second, third].map((sale) => sale.day)).toEqual(Array(3).fill("2026-11-20"));
      expect([first, second, third].map((sale) => sale.number.slice(0, 9))).toEqual([
        "T1-000001",
        "T1-000002",
        "T1-000003",
      ]);
      expect(second.at).toBe(wrong.replace("Z", ".000Z"));
    },
  );

  test("a day far from the clock's is not confirmed by mistake", async () => {
    const shop = await shopAt();
    await shop.did("shift.close", close(shop.shifts["RETAIL"] ?? "", { "100": 20 }));
    const on = (day: string) =>
      shop.call("shift.open", {
        command: command(),
        business: "RETAIL",
        day,
        counts: {},
        fromSafe: 0,
      });
    for (const day of ["2026-11-22", "2026-10-01", "2031-01-01", "2019-01-01"]) {
      expect(refusalOf(await on(day)).code).toBe("day.out_of_range");
    }
    expect(await on("2026-11-19")).toMatchObject({ ok: true });
  });

  test("no time zone of the computer moves a sale to another day", () => {
    const script = join(import.meta.dirname, "year-end.ts");
    const days = ["Africa/Nairobi", "America/Los_Angeles", "Pacific/Kiritimati"].map((zone) =>
      execFileSync(process.execPath, [script, BEFORE, AFTER], {
        encoding: "utf8",
        env: { ...process.env, TZ: zone },
      }),
    );
    expect(days[0]).toBe("2026-12-31 2027-01-01\n");
    expect(new Set(days).size).toBe(1);
  });
});

describe("12: a sale of a month that is closed already", () => {
  test("is accepted, keeps its day, and is booked on the first open one; the closed month stays as it was", async () => {
    const shop = await shopAt("2026-03-31T15:00:00Z");
    await shop.did("sale.post", sugar(shop));
    const march = (): unknown =>
      shop.journal.book.all(
        "SELECT * FROM account_month WHERE month <= '2026-03' ORDER BY account, business, month",
      );
    const entries = (): unknown =>
      shop.journal.book.all("SELECT * FROM line WHERE day <= '2026-03-31' ORDER BY entry, no");
    shop.clock.set("2026-04-02T06:00:00Z");
    closePeriod(shop, "2026-03-31");
    const [before, lines] = [JSON.stringify(march()), JSON.stringify(entries())];
    // The shift was opened in March and is still open: so is its business day.
    const late = await shop.did("sale.post", sugar(shop));
    expect(late.day).toBe("2026-03-31");
    expect(JSON.stringify(march())).toBe(before);
    expect(JSON.stringify(entries())).toBe(lines);
    const entry = shop.journal.book.get(
      "SELECT e.day, e.business_day, e.late FROM entry e JOIN sale s ON s.seq = e.seq WHERE s.id = ?",
      late.sale,
    );
    expect(entry).toEqual({ day: "2026-04-01", business_day: "2026-03-31", late: 1 });
    expect(
      shop.journal.book.get(
        "SELECT credit FROM account_month WHERE account = 4310 AND month = '2026-04'",
      ),
    ).toEqual({ credit: 33_000 - 4552 });
  });

  test("a lock that came earlier does not open what a later one closed", async () => {
    const shop = await shopAt();
    closePeriod(shop, "2026-10-31");
    closePeriod(shop, "2026-09-30");
    expect(shop.journal.book.get("SELECT through FROM period_lock")).toEqual({
      through: "2026-10-31",
    });
  });
});
