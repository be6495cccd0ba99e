import { afterEach, beforeEach, expect, test } from "vitest";
import { chooseLanguage, greet } from "../text/language.ts";
import { memoWords } from "./memo-words.ts";
import { printerWords } from "./printer-words.ts";

beforeEach(() => chooseLanguage("sw", null));
afterEach(() => {
  chooseLanguage("en", null);
  greet({ user: "nobody", language: "en" });
});

test.each([
  ["Float of shift W1-7", "Pesa za kuanzia za zamu W1-7"],
  ["T1-000310-RZ refunds T1-000309-RZ", "T1-000310-RZ inarudisha T1-000309-RZ"],
  ["Job L-000047-T1RZ ready", "Kazi L-000047-T1RZ iko tayari"],
  ["Delivery DN-36337", "Bidhaa zilizoletwa DN-36337"],
  ["Delivery", "Bidhaa zilizoletwa"],
  ["Water 1 L, batch 261122-1", "Water 1 L, bechi 261122-1"],
  [
    "M-Pesa of T1-000310-RZ, its code was mistyped",
    "M-Pesa ya T1-000310-RZ, msimbo uliandikwa vibaya",
  ],
  // An expense without a memo has the name of its account.
  ["Utilities", "Maji na umeme"],
  [
    "Reversal of 88: Taken back: Float of shift 7",
    "Ubatilisho wa 88: Imerudishwa nyuma: Pesa za kuanzia za zamu 7",
  ],
])("the program's memo '%s' is said in Swahili", (memo, swahili) => {
  expect(memoWords(memo)).toBe(swahili);
});

test.each([
  "T1-000310-RZ",
  "Z 8",
  "Posters and SMS offers",
  "Rent of the shop",
  "$& {memo} (.*)",
  "",
])("'%s' is no memo of the program's words: it stays", (memo) => {
  expect(memoWords(memo)).toBe(memo);
});

test("a memo stays as the books have it where the window speaks English", () => {
  chooseLanguage("en", null);
  expect(memoWords("Float of shift W1-7")).toBe("Float of shift W1-7");
  expect(memoWords("Broken")).toBe("Broken");
});

test("why a receipt did not come out, and the trouble of the printer in it", () => {
  expect(printerWords("The printer at 10.0.0.9 cannot print: it has no paper.")).toBe(
    "Printa ya 10.0.0.9 haiwezi kuchapisha: haina karatasi.",
  );
  expect(printerWords("lpd: something of its own")).toBe("lpd: something of its own");
});
