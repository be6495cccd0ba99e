import * as fc from "fast-check";
import { expect, test } from "vitest";

import { cents, less, sum, ZERO } from "./money.ts";
import { partOfTax, splitTax } from "./tax.ts";

const gross = fc.integer({ min: 0, max: 100_000_000_00 }).map(cents);
const rate = fc.integer({ min: 0, max: 10_000 });

test.each([
  [1_160_00, 1600, 160_00],
  [100_00, 1600, 13_79],
  [500_00, 1600, 68_97],
  [1_160_40, 1600, 160_06],
  [300_00, 1600, 41_38],
  [2_600_00, 0, 0],
  [108_00, 800, 8_00],
])("%i cents at %i basis points contain %i of tax", (paid, basisPoints, tax) => {
  expect(splitTax(cents(paid), basisPoints)).toEqual({ net: paid - tax, tax });
});

test("net and tax are what was paid, and the tax is right to half a cent", () => {
  fc.assert(
    fc.property(gross, rate, (paid, basisPoints) => {
      const { net, tax } = splitTax(paid, basisPoints);
      expect(sum([net, tax])).toBe(paid);
      const off = BigInt(tax) * BigInt(10_000 + basisPoints) - BigInt(paid) * BigInt(basisPoints);
      const size = off < 0n ? -off : off;
      expect(2n * size <= BigInt(10_000 + basisPoints)).toBe(true);
    }),
  );
});

test("a rate is whole basis points and not negative", () => {
  expect(() => splitTax(cents(100), -1)).toThrow("is not a rate");
  expect(() => splitTax(cents(100), 16.5)).toThrow("is not a rate");
});

test("a line refunded bit by bit gives back exactly its tax", () => {
  const cuts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(gross, rate, cuts, (total, basisPoints, at) => {
      const { tax } = splitTax(total, basisPoints);
      const marks = [...at.map((cut) => cents(cut % (total + 1))), total].sort((a, b) => a - b);
      let before = ZERO;
      const parts = marks.map((mark) => {
        const part = partOfTax(total, tax, before, less(mark, before));
        before = mark;
        expect(part).toBeGreaterThanOrEqual(0);
        return part;
      });
      expect(sum(parts)).toBe(tax);
    }),
  );
});

test("three thirds of a shilling of tax are a shilling", () => {
  const third = (before: number) => partOfTax(cents(300), cents(100), cents(before), cents(100));
  expect([third(0), third(100), third(200)]).toEqual([33, 34, 33]);
});

test("no more is refunded than was paid", () => {
  expect(() => partOfTax(cents(100), cents(14), cents(60), cents(41))).toThrow("more than");
  expect(() => partOfTax(cents(100), cents(14), cents(60), cents(-1))).toThrow("not negative");
  expect(partOfTax(ZERO, ZERO, ZERO, ZERO)).toBe(0);
});
