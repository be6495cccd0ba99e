import * as fc from "fast-check";
import { expect, test } from "vitest";

import { countCash, DENOMINATIONS, quickCash } from "./denomination.ts";
import { cents, ZERO } from "./money.ts";

test("a counted drawer is the sum of its notes and coins", () => {
  expect(countCash({ 1000: 2, 200: 3, 40: 1, 1: 7 })).toBe(2_647_00);
  expect(countCash({})).toBe(0);
  const every = Object.fromEntries(DENOMINATIONS.map((each) => [each, 1]));
  expect(countCash(every)).toBe(1_926_00);
});

test("nobody has half a note, or fewer than none", () => {
  expect(() => countCash({ 50: 0.5 })).toThrow("not a count of 50s");
  expect(() => countCash({ 50: -1 })).toThrow("not a count of 50s");
});

test.each([
  [1350, [1350, 1400, 1500, 2000]],
  [340, [340, 350, 400, 500, 1000]],
  [200, [200, 500, 1000]],
  [50, [50, 100, 200, 500, 1000]],
  [1000, [1000]],
  [1, [1, 50, 100, 200, 500]],
])("for %i a customer hands over one of %j", (due, offers) => {
  expect(quickCash(cents(due * 100))).toEqual(offers.map((each) => each * 100));
});

test("the exact amount comes first, and every offer covers it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }).map(cents), (due) => {
      const offers = quickCash(due);
      expect(offers[0]).toBe(due);
      expect(offers.length).toBeLessThanOrEqual(5);
      for (const [index, offer] of offers.entries()) {
        if (index > 0) expect(offer).toBeGreaterThan(offers[index - 1] ?? 0);
      }
    }),
  );
});

test("nothing due, nothing offered", () => {
  expect(quickCash(ZERO)).toEqual([]);
  expect(quickCash(cents(-100))).toEqual([]);
});
