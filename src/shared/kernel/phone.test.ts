import * as fc from "fast-check";
import { expect, test } from "vitest";

import { formatPhone, parsePhone } from "./phone.ts";

test.each([
  ["0712345678", "+254712345678"],
  ["0712 345 678", "+254712345678"],
  ["0112-345-678", "+254112345678"],
  ["+254712345678", "+254712345678"],
  ["+254 712 345678", "+254712345678"],
  ["254712345678", "+254712345678"],
  ["712345678", "+254712345678"],
])("%s is the customer %s", (text, expected) => {
  expect(parsePhone(text)).toBe(expected);
});

test.each([
  "",
  "071234567",
  "07123456789",
  "0212345678",
  "+255712345678",
  "+0712345678",
  "07l2345678",
  "+2540712345678",
  "020 1234567",
])("'%s' is not a Kenyan mobile", (text) => {
  expect(parsePhone(text)).toBeUndefined();
});

test("a number is shown the way people say it", () => {
  expect(formatPhone("+254712345678")).toBe("0712 345 678");
  expect(formatPhone("+255712345678")).toBe("+255712345678");
});

test("a shown number is read as the same customer", () => {
  const mobile = fc.tuple(fc.constantFrom(1, 7), fc.nat(99_999_999));
  fc.assert(
    fc.property(mobile, ([first, rest]) => {
      const stored = `+254${first}${String(rest).padStart(8, "0")}`;
      expect(parsePhone(formatPhone(stored))).toBe(stored);
    }),
  );
});
