import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { payOf } from "./payroll.ts";

const pay = (shillings: number, on = "2026-11-30") =>
  payOf(cents(shillings * 100), businessDay(on));

test("30,000 gross leaves 26,193.75, as the worked journal has it", () => {
  expect(pay(30_000)).toEqual({
    gross: 3_000_000,
    nssf: 180_000,
    shif: 82_500,
    housingLevy: 45_000,
    paye: 73_125,
    net: 2_619_375,
  });
});

test("the limit of pensionable pay is that of the day", () => {
  expect(pay(200_000, "2026-01-31").nssf).toBe(432_000);
  expect(pay(200_000, "2026-02-01").nssf).toBe(648_000);
});

test("small pay owes no PAYE, and SHIF at least 300", () => {
  expect(pay(8000)).toMatchObject({ paye: 0, shif: 30_000 });
});

test("the bands above are taxed at their own rates", () => {
  // 1,000,000 less 6,480 NSSF, 27,500 SHIF and 15,000 levy leaves 951,020 taxable:
  // 2,400 + 2,083.25 + 140,300.10 + 97,500 + 52,857 − 2,400.
  expect(pay(1_000_000).paye).toBe(29_274_035);
});
