import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  formatQuantity,
  lessQuantity,
  NONE,
  parseQuantity,
  pieces,
  quantity,
  sumQuantities,
} from "./quantity.ts";
import type { Quantity } from "./quantity.ts";

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(quantity);

test("a bare number is not a quantity", () => {
  // @ts-expect-error one bottle is pieces(1), not 1
  const wrong: Quantity = 1;
  expect(pieces(1)).not.toBe(wrong);
});

test("a bottle is a thousand thousandths, and half a thousandth is nothing", () => {
  expect(pieces(1)).toBe(1000);
  expect(() => quantity(0.5)).toThrow("not a whole number of thousandths");
  expect(() => pieces(1.5)).toThrow("not a whole number of pieces");
  expect(() => pieces(Number.MAX_SAFE_INTEGER)).toThrow();
  expect(Object.is(quantity(-0), NONE)).toBe(true);
});

test("quantities are written with the decimals they need", () => {
  expect(formatQuantity(pieces(13))).toBe("13");
  expect(formatQuantity(quantity(2_500))).toBe("2.5");
  expect(formatQuantity(quantity(125))).toBe("0.125");
  expect(formatQuantity(quantity(-125))).toBe("-0.125");
  expect(formatQuantity(pieces(1_250))).toBe("1,250");
  expect(formatQuantity(pieces(100))).toBe("100");
  expect(formatQuantity(NONE)).toBe("0");
});

test("what is written can be read back", () => {
  fc.assert(
    fc.property(amount, (each) => {
      expect(parseQuantity(formatQuantity(each))).toBe(each);
    }),
  );
});

test("a scale shows three decimals, and a fourth is not a quantity", () => {
  expect(parseQuantity("0.125")).toBe(125);
  expect(parseQuantity(" 1,250 ")).toBe(1_250_000);
  expect(parseQuantity("0.1255")).toBeUndefined();
  expect(parseQuantity("2,5")).toBeUndefined();
  expect(parseQuantity("two")).toBeUndefined();
});

test("what leaves the shelf and what stays is what was there", () => {
  fc.assert(
    fc.property(amount, amount, (before, out) => {
      expect(sumQuantities([lessQuantity(before, out), out])).toBe(before);
    }),
  );
  expect(sumQuantities([])).toBe(NONE);
});
