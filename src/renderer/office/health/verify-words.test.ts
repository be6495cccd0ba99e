import { afterEach, beforeEach, expect, test } from "vitest";
import { chooseLanguage, greet } from "../../text/language.ts";
import { verifyDetail, verifyName } from "./verify-words.ts";

beforeEach(() => chooseLanguage("sw", null));
afterEach(() => {
  chooseLanguage("en", null);
  greet({ user: "nobody", language: "en" });
});

test("what a check of verify compared, and how many differ", () => {
  expect(verifyName("inventory 1212")).toBe("bidhaa, akaunti 1212");
  expect(verifyDetail("5 entries are sealed")).toBe("maingizo 5 yamelakiriwa");
  expect(verifyDetail("5 entries are sealed — 2 differ")).toBe(
    "maingizo 5 yamelakiriwa — 2 zinatofautiana",
  );
  expect(verifyDetail("3 control accounts equal the sum of their drawers")).toBe(
    "akaunti kuu 3 ni sawa na jumla ya droo",
  );
});
