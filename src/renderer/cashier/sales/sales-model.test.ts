import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { signedTotal } from "./sales-model.ts";

test("what was given back stands with a minus among the sales", () => {
  expect(signedTotal({ kind: "refund", total: cents(450_00) })).toBe(-450_00);
  expect(signedTotal({ kind: "refund", total: cents(-450_00) })).toBe(-450_00);
  expect(signedTotal({ kind: "sale", total: cents(450_00) })).toBe(450_00);
});
