import { expect, test } from "vitest";
import { withCount } from "./cash-count.tsx";

test("only digits count, and an emptied field is not counted", () => {
  expect(withCount({}, 1000, "3")).toEqual({ 1000: 3 });
  expect(withCount({ 1000: 3 }, 50, "1a2")).toEqual({ 1000: 3, 50: 12 });
  expect(withCount({ 1000: 3, 50: 1 }, 1000, "")).toEqual({ 50: 1 });
  expect(withCount({}, 5, "-4")).toEqual({ 5: 4 });
});
