import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LOGO_HEIGHT, LOGO_WIDTH } from "#shared/facts/master.ts";
import { dithered, fitted, pixelsOf } from "./logo-model.ts";

const plain = (width: number, height: number, pixel: readonly number[]) => ({
  width,
  height,
  data: Array.from({ length: width * height }).flatMap(() => pixel),
});

const blackDots = (of: Parameters<typeof dithered>[0]) =>
  pixelsOf(dithered(of)).filter((value, at) => at % 4 === 3 && value === 255).length;

test("black is black, white and nothing are paper, and half grey is half of the dots", () => {
  expect(blackDots(plain(16, 16, [0, 0, 0, 255]))).toBe(256);
  expect(blackDots(plain(16, 16, [255, 255, 255, 255]))).toBe(0);
  expect(blackDots(plain(16, 16, [0, 0, 0, 0]))).toBe(0);
  expect(Math.abs(blackDots(plain(64, 64, [128, 128, 128, 255])) - 2048)).toBeLessThan(64);
});

test("a picture of any size becomes whole bytes within the paper", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (w, h) => {
      const { width, height } = fitted(w, h);
      const logo = dithered(plain(width, height, [90, 120, 30, 255]));
      expect(logo.width % 8).toBe(0);
      expect(logo.width).toBeLessThanOrEqual(LOGO_WIDTH);
      expect(logo.height).toBeLessThanOrEqual(LOGO_HEIGHT);
      expect(atob(logo.bits)).toHaveLength((logo.width / 8) * logo.height);
    }),
    { numRuns: 30 },
  );
});
