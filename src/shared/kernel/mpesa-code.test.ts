import { expect, test } from "vitest";

import { mpesaCodeDay, parseMpesaCode } from "./mpesa-code.ts";

test("a code is stored in upper case, whatever was typed", () => {
  expect(parseMpesaCode("  uj2h08m4m3 ")).toBe("UJ2H08M4M3");
});

test.each(["", "UJ2H08M4M", "UJ2H08M4M33", "UJ2H08-4M3", "UJ2H0 8M4M", "ÜJ2H08M4M3"])(
  "'%s' is not a code",
  (text) => {
    expect(parseMpesaCode(text)).toBeUndefined();
  },
);

test.each([
  ["NLJ7RT61SV", "2019-12-19"],
  ["UJ2H08M4M3", "2026-10-02"],
  ["LA1AAAAAAA", "2017-01-01"],
  ["SBTAAAAAAA", "2024-02-29"],
  ["UGFAAAAAAA", "2026-07-15"],
  ["ULVAAAAAAA", "2026-12-31"],
])("%s was issued on %s", (code, day) => {
  expect(mpesaCodeDay(code)).toBe(day);
});

test.each([
  "UBTAAAAAAA",
  "UMAAAAAAAA",
  "UA0AAAAAAA",
  "UAWAAAAAAA",
  "1AAAAAAAAA",
  "uj2h08m4m3",
  "U",
])("%s names no day", (code) => {
  expect(mpesaCodeDay(code)).toBeUndefined();
});
