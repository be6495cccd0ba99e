import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { receiptNumber, signedTotal } from "./sales-model.ts";

test("what was given back stands with a minus among the sales", () => {
  expect(signedTotal({ kind: "refund", total: cents(450_00) })).toBe(-450_00);
  expect(signedTotal({ kind: "refund", total: cents(-450_00) })).toBe(-450_00);
  expect(signedTotal({ kind: "sale", total: cents(450_00) })).toBe(450_00);
});

test("a receipt's barcode is told from an item's", () => {
  expect(receiptNumber("r1-000123-k7")).toBe("R1-000123-K7");
  expect(receiptNumber("6161101230024")).toBeUndefined();
  expect(receiptNumber("R1-000123")).toBeUndefined();
});
