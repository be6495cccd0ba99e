import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  allocate,
  cents,
  formatMoney,
  less,
  negate,
  parseMoney,
  price,
  share,
  sum,
  ZERO,
} from "./money.ts";
import type { Money } from "./money.ts";
import { pieces, quantity } from "./quantity.ts";

const amount = fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 }).map(cents);

test("a bare number is not money", () => {
  // @ts-expect-error a float from an input box must not reach the ledger
  const wrong: Money = 12.5;
  // @ts-expect-error adding with + leaves the kernel; sum() does not
  const added: Money = cents(1) + cents(2);
  expect([wrong, added]).toEqual([12.5, 3]);
});

test("half a cent does not exist", () => {
  expect(() => cents(12.5)).toThrow("not a whole number of cents");
  expect(() => cents(Number.NaN)).toThrow();
  expect(() => cents(2 ** 53)).toThrow();
  expect(() => sum([cents(Number.MAX_SAFE_INTEGER), cents(1)])).toThrow();
});

test("nothing is nothing, and never minus nothing", () => {
  expect(Object.is(negate(ZERO), 0)).toBe(true);
  expect(Object.is(cents(-0), 0)).toBe(true);
  expect(Object.is(parseMoney("-0"), 0)).toBe(true);
  expect(Object.is(share(cents(-1), 1, 10), 0)).toBe(true);
});

test("13 kg of gas at 200 a kilo is 2,600", () => {
  expect(price(cents(200_00), quantity(13_000))).toBe(2_600_00);
  expect(price(cents(6_41), pieces(200))).toBe(1_282_00);
});

test("a price is rounded once, half a cent away from zero", () => {
  expect(price(cents(1), quantity(500))).toBe(1);
  expect(price(cents(1), quantity(499))).toBe(0);
  expect(price(cents(-1), quantity(500))).toBe(-1);
  expect(price(cents(3), quantity(500))).toBe(2);
  expect(price(cents(1_234_567_890_123), quantity(1_001))).toBe(1_235_802_458_013);
});

test("a price is within half a cent of the exact product, and mirrors with its sign", () => {
  const weighed = fc.integer({ min: -100_000_000, max: 100_000_000 }).map(quantity);
  const unitPrice = fc.integer({ min: -10_000_000, max: 10_000_000 }).map(cents);
  fc.assert(
    fc.property(unitPrice, weighed, (each, count) => {
      const paid = price(each, count);
      const off = BigInt(paid) * 1000n - BigInt(each) * BigInt(count);
      expect(off >= -500n && off <= 500n).toBe(true);
      expect(price(negate(each), count)).toBe(negate(paid));
    }),
  );
});

test("a share needs a whole to be a share of", () => {
  expect(() => share(cents(100), 1, 0)).toThrow("division by zero");
  expect(() => share(cents(100), 0.5, 1)).toThrow("not a safe integer");
  expect(share(cents(1_030_693), 1, 200)).toBe(5_153);
  expect(share(cents(100), 1, -3)).toBe(-33);
});

test("the parts of a split bill add up to the bill, each within a cent of its due", () => {
  const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(amount, weights, (total, by) => {
      fc.pre(by.some((weight) => weight > 0));
      const parts = allocate(total, by);
      const whole = by.reduce((before, weight) => before + weight, 0);
      expect(sum(parts)).toBe(total);
      parts.forEach((part, index) => {
        const off = BigInt(part) * BigInt(whole) - BigInt(total) * BigInt(by[index] ?? 0);
        expect(off < BigInt(whole) && off > -BigInt(whole)).toBe(true);
      });
      expect(allocate(negate(total), by)).toEqual(parts.map(negate));
    }),
  );
});

test("the cent left over goes to the largest remainder, and to the earlier of two equals", () => {
  expect(allocate(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
  expect(allocate(cents(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
  expect(allocate(cents(10), [1, 2, 4])).toEqual([1, 3, 6]);
  expect(allocate(cents(5), [0, 3])).toEqual([0, 5]);
});

test("nobody can split by nothing", () => {
  expect(() => allocate(cents(100), [0, 0])).toThrow("all weights are zero");
  expect(() => allocate(cents(100), [])).toThrow("all weights are zero");
  expect(() => allocate(cents(100), [2, -1])).toThrow("not a weight");
  expect(() => allocate(cents(100), [0.5, 0.5])).toThrow("not a weight");
});

test("rent of 20,000 splits 1 : 1 : 2", () => {
  expect(allocate(cents(20_000_00), [1, 1, 2])).toEqual([5_000_00, 5_000_00, 10_000_00]);
});

test("taking away is the opposite of adding", () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(sum([less(a, b), b])).toBe(a);
    }),
  );
});

test("amounts are written with two decimals and thousands separated", () => {
  expect(formatMoney(cents(123_450))).toBe("1,234.50");
  expect(formatMoney(cents(-500))).toBe("-5.00");
  expect(formatMoney(cents(-5))).toBe("-0.05");
  expect(formatMoney(ZERO)).toBe("0.00");
  expect(formatMoney(cents(Number.MAX_SAFE_INTEGER))).toBe("90,071,992,547,409.91");
});

test("what is written can be read back", () => {
  fc.assert(
    fc.property(amount, (each) => {
      expect(parseMoney(formatMoney(each))).toBe(each);
    }),
  );
});

test.each([
  ["1,234.5", 123_450],
  ["1234", 123_400],
  [" 1 234.50 ", 123_450],
  ["1\u00a0234", 123_400],
  ["1,234,567.89", 123_456_789],
  ["0.05", 5],
  ["-5.00", -500],
])("a person typing '%s' means %i cents", (text, expected) => {
  expect(parseMoney(text)).toBe(expected);
});

test.each([
  "",
  " ",
  "-",
  ".",
  "5.",
  ".50",
  "1.234",
  "1,23",
  "12,34.50",
  "1,234 567",
  "1.2.3",
  "1e3",
  "0x10",
  "KES 5",
  "--5",
  "- 5",
  "NaN",
  "Infinity",
  "99999999999999999",
  "١٢",
])("'%s' is not an amount", (text) => {
  expect(parseMoney(text)).toBeUndefined();
});
