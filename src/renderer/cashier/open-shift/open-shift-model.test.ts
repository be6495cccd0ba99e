import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { float } from "./open-shift-model.ts";

const proposal = {
  day: businessDay("2026-11-22"),
  inDrawer: cents(2_000_00),
  inSafe: cents(5_000_00),
  lastClosed: null,
};

test("what was left in the drawer and what was brought make the float", () => {
  expect(float({ 1000: 3 }, cents(1_000_00), proposal)).toEqual({
    counted: 3_000_00,
    difference: 0,
    wrong: undefined,
  });
});

test("a drawer that holds less than the books say is short", () => {
  expect(float({ 1000: 1, 500: 1 }, null, proposal).difference).toBe(-500_00);
});

test("nothing comes from the safe that it does not hold", () => {
  expect(float({ 1000: 9 }, cents(6_000_00), proposal).wrong).toBe("More than the safe holds");
  expect(float({ 500: 1 }, cents(600_00), proposal).wrong).toBe("More than was counted");
});
