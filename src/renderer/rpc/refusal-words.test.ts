import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { refusalWords } from "./refusal-words.ts";

test("a refusal says what is missing, in the units of the shop", () => {
  expect(refusalWords({ code: "tender.short", short: cents(20_00) })).toBe("Short by KES 20.00.");
  expect(
    refusalWords({
      code: "stock.insufficient",
      name: "20 L Refill",
      left: pieces(3),
      wanted: pieces(5),
    }),
  ).toBe("Only 3 left of 20 L Refill — 5 wanted.");
});

test("a permission is named by what it allows, not by its code", () => {
  expect(refusalWords({ code: "permission.denied", permission: "sell.discount" })).toBe(
    "You may not give a discount here.",
  );
});

test("a field that the door refused is named without the path to it", () => {
  const refusal = { code: "request.invalid", path: "lines.0.unitPrice", problem: "too big" };
  expect(refusalWords(refusal as never)).toBe("Please check “unit price”.");
});

test("a wait is told in seconds or minutes", () => {
  expect(refusalWords({ code: "session.locked", waitSeconds: 30 })).toContain("30 seconds");
  expect(refusalWords({ code: "session.locked", waitSeconds: 600 })).toContain("10 minutes");
});

test("an unknown code of a newer program is still a sentence", () => {
  expect(refusalWords({ code: "moon.full" } as never)).toBe("Not done (moon.full).");
});
