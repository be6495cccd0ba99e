import { expect, test } from "vitest";
import { amountOf } from "#shared/trades/statement-cells.ts";
import { cellText } from "./table-file.ts";

test("what a sheet adds up in binary fractions is the amount it shows", () => {
  expect(cellText(0.1 + 0.2)).toBe("0.3");
  expect(cellText(1_234_567.1 + 0.45)).toBe("1234567.55");
  expect(cellText(-40.5)).toBe("-40.5");
});

test("parts of a cent are not rounded away: they are no amount", () => {
  expect(cellText(12.345)).toBe("12.345");
  expect(amountOf(cellText(12.345))).toBeUndefined();
});
