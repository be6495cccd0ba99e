import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { FIRST_FACTS, nextFacts } from "./batch-size.ts";
import { PUSH_FACTS } from "./centre.ts";

const after = (took: readonly number[]): number => took.reduce(nextFacts, FIRST_FACTS);

test("a centre that has time takes as many as one push may hold, after two of them", () => {
  expect(after([50, 100])).toBe(PUSH_FACTS);
  expect(after([50, 100, 150])).toBe(PUSH_FACTS);
});

test("a busy centre is sent fewer, and at last a few; in between it stays", () => {
  expect(after([10, 10, 900])).toBe(PUSH_FACTS / 2);
  expect(after([500, 800, 300])).toBe(FIRST_FACTS);
  expect(after(Array.from({ length: 20 }, () => 60_000))).toBe(25);
});

test("whatever pushes take and clocks do, a push holds 25 to 200 facts", () => {
  assert(
    property(array(integer({ min: -1e12, max: 1e12 })), (took) => {
      const facts = after(took);
      expect(Number.isInteger(facts) && facts >= 25 && facts <= PUSH_FACTS).toBe(true);
    }),
  );
});

/**
 * Tills that come back together, at a centre that serves them in turns at a steady rate: once they
 * have felt it, no push takes long, and none of them falls behind.
 */
test.each([1, 8, 50, 200])("%i tills that come back together are all answered within 2 s", (n) => {
  const RATE = 4; // facts a millisecond, of the centre as a whole
  const sizes = Array.from({ length: n }, () => FIRST_FACTS);
  for (let round = 0; round < 30; round += 1) {
    // Each waits until all that are before it in this turn are served.
    const took = sizes.reduce((sum, size) => sum + size, 0) / RATE;
    if (round > 2) expect(took).toBeLessThanOrEqual(2000);
    for (const [at, size] of sizes.entries()) sizes[at] = nextFacts(size, took);
  }
});
