import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openShop, type Shop } from "./fixture.ts";

/** A shop whose year 2025 is over: what it earned, spent and drew out. */
let shop: Shop;
beforeEach(async () => {
  shop = openShop();
  for (const [business, sales, rent] of [
    ["RETAIL", 900_000, 250_000],
    ["LAUNDRY", 400_000, 650_000],
  ] as const) {
    await entry("2025-07-01", business, 1170, business === "RETAIL" ? 4310 : 4210, sales);
    await entry("2025-12-31", business, 5200, 1170, rent);
  }
  await shop.must("entry.capital", {
    day: "2025-11-11",
    direction: "drawings",
    place: { business: "RETAIL", account: 1170 },
    amount: 100_000,
    memo: "",
  });
});
afterEach(() => shop.close());

const YEAR = { kind: "year", year: 2025 } as const;
const whole = { from: "2025-01-01", to: "2025-12-31" } as const;

async function entry(
  day: string,
  business: string,
  debit: number,
  credit: number,
  amount: number,
): Promise<void> {
  await shop.must("entry.manual", {
    day: day as never,
    memo: "Of that year",
    lines: [
      { business, account: debit, debit: amount },
      { business, account: credit, credit: amount },
    ],
  });
}

const closeYear = (business: string) =>
  shop.must("entry.close", { business, closing: YEAR }, "accountant");

/** Equity on a day, by the name of its line. */
async function equity(on: string): Promise<Record<string, number>> {
  const sheet = await shop.must("report.balanceSheet", { on: on as never });
  const lines = sheet.sections.filter((each) => each.title.includes("equity"));
  return Object.fromEntries(
    lines.flatMap((each) => each.lines.map(({ name, total }) => [name, Number(total)])),
  );
}

describe("a year that is closed", () => {
  test("leaves its profit and loss as it was, and stands in retained earnings", async () => {
    const before = await shop.must("report.profitAndLoss", whole);
    expect(before.profit.byBusiness).toEqual([0, -250_000, 650_000]);
    expect(await equity("2026-01-01")).toEqual({
      "Owner's Drawings": -100_000,
      "Earnings of earlier years, not yet closed": 400_000,
    });
    await closeYear("RETAIL");
    await closeYear("LAUNDRY");
    expect(await shop.must("report.profitAndLoss", whole)).toEqual(before);
    const december = { from: "2025-12-01", to: "2025-12-31" } as const;
    expect((await shop.must("report.profitAndLoss", december)).profit.total).toBe(-900_000);
    expect((await shop.must("report.dashboard", { day: "2025-12-31" })).sales).toBe(0);
    expect(await equity("2026-01-01")).toEqual({ "Retained Earnings": 300_000 });
    expect(await equity("2025-12-30")).toEqual({
      "Owner's Drawings": -100_000,
      "Profit of the running year": 1_300_000,
    });
    const health = await shop.must("report.health", { thorough: true });
    expect(health.checks.filter((each) => !each.ok)).toEqual([]);
  });

  test("says beforehand what it will post, and posts that", async () => {
    const asked = { business: "RETAIL", closing: YEAR };
    const preview = await shop.must("entry.closing", asked);
    expect(preview.day).toBe("2025-12-31");
    const posted = await closeYear("RETAIL");
    expect(posted.day).toBe("2025-12-31");
    expect(shop.lines(posted.entry)).toEqual([
      [3200, "credit", 100_000],
      [3300, "credit", 550_000],
      [4310, "debit", 900_000],
      [5200, "credit", 250_000],
    ]);
    const shown = preview.lines.map(({ account, debit, credit }) => [
      account,
      debit > 0 ? "debit" : "credit",
      Number(debit) + Number(credit),
    ]);
    expect(shown).toEqual(
      expect.arrayContaining(shop.lines(posted.entry).map((each) => [...each])),
    );
  });

  test("is closed again for what came into it later, and only for that", async () => {
    await closeYear("RETAIL");
    expect(await shop.refused("entry.close", { business: "RETAIL", closing: YEAR })).toEqual({
      code: "period.nothing_to_close",
    });
    await entry("2025-12-30", "RETAIL", 5300, 1170, 7000);
    const again = await closeYear("RETAIL");
    expect(shop.lines(again.entry)).toEqual([
      [3300, "debit", 7000],
      [5300, "credit", 7000],
    ]);
    expect((await shop.must("report.profitAndLoss", whole)).profit.byBusiness.at(-1)).toBe(643_000);
  });

  test("is not closed before it is over, nor before a later one, nor when it is locked", async () => {
    const refused = (year: number) =>
      shop.refused("entry.close", { business: "RETAIL", closing: { kind: "year", year } });
    expect(await refused(2026)).toEqual({ code: "period.not_over", through: "2026-12-31" });
    await closeYear("RETAIL");
    expect(await refused(2024)).toEqual({ code: "period.closed_later", through: "2025-12-31" });
    await shop.must("period.close", { through: "2025-12-31", reason: "Handed in" });
    expect(await shop.refused("entry.close", { business: "LAUNDRY", closing: YEAR })).toMatchObject(
      { code: "period.closed" },
    );
  });

  test("is not reversed, and not closed by a manager", async () => {
    const { entry: number } = await closeYear("RETAIL");
    const asked = { entry: number, day: "2026-11-20" as never, reason: "Too early" };
    expect(await shop.refused("entry.reverse", asked)).toMatchObject({
      code: "entry.not_reversible",
    });
    expect(
      await shop.refused("entry.close", { business: "WATER", closing: YEAR }, "manager"),
    ).toMatchObject({ permission: "period.close" });
  });
});

describe("a month's VAT", () => {
  const month = { kind: "vat", month: "2025-07" } as const;

  test("is returned once; what comes later is returned with the next", async () => {
    await entry("2025-07-10", "RETAIL", 1170, 2150, 16_000);
    await entry("2025-07-20", "RETAIL", 1380, 1170, 20_000);
    const first = await shop.must("entry.close", { business: "RETAIL", closing: month });
    expect(shop.lines(first.entry)).toEqual([
      [1380, "credit", 20_000],
      [2150, "debit", 16_000],
      [2155, "debit", 4000],
    ]);
    expect(await shop.refused("entry.close", { business: "RETAIL", closing: month })).toEqual({
      code: "period.nothing_to_close",
    });
    await entry("2025-08-02", "RETAIL", 1170, 2150, 1600);
    const august = { kind: "vat", month: "2025-08" } as const;
    const second = await shop.must("entry.close", { business: "RETAIL", closing: august });
    expect(shop.lines(second.entry)).toEqual([
      [2150, "debit", 1600],
      [2155, "credit", 1600],
    ]);
  });

  test("is not returned before the month is over", async () => {
    const running = { kind: "vat", month: "2026-11" } as const;
    expect(await shop.refused("entry.closing", { business: "RETAIL", closing: running })).toEqual({
      code: "period.not_over",
      through: "2026-11-30",
    });
  });
});
