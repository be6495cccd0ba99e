import { expect, test } from "vitest";
import { readScan } from "./scan-check.ts";

test("a product's number with its check digit fits", () => {
  expect(readScan("4006381333931").fits).toBe(true);
  expect(readScan("96385074").fits).toBe(true);
});

test("a number that lost or changed a digit does not", () => {
  expect(readScan("4006381333932").fits).toBe(false);
  expect(readScan("4006381333391").fits).toBe(false);
});

test("the signs of a French keyboard are told, with the number that was meant", () => {
  const { fits, words } = readScan("-&-&&à&éàààé'");
  expect(fits).toBe(false);
  expect(words).toContain("6161101200024");
});

test("a code with letters is for a person to compare", () => {
  expect(readScan("R1-000123-K7").words).toContain("Compare");
});
