import { isValidElement, type ReactElement } from "react";
import { afterEach, expect, test } from "vitest";
import { chooseLanguage, greet, language } from "./language.ts";
import { rich } from "./rich.tsx";
import { SWAHILI } from "./sw/index.ts";
import { t } from "./text.ts";

const amina = { user: "amina", language: "en" } as const;
const brian = { user: "brian", language: "sw" } as const;

afterEach(() => {
  chooseLanguage("en", null);
  greet({ user: "nobody", language: "en" });
});

test("a text is its own key, and its holes are filled", () => {
  expect(t("Only {left} of {name} left", { left: 3, name: "Soap" })).toBe("Only 3 of Soap left");
});

test("what is filled in is not read for holes again", () => {
  expect(t("Sale of {name} by {by}", { name: "{by}", by: "Amina" })).toBe("Sale of {by} by Amina");
});

test("Swahili is said where it is chosen, and English where a text has none", () => {
  const [english, swahili] = [...SWAHILI].find(([text]) => !text.includes("{")) ?? ["", ""];
  expect(swahili).not.toBe(english);
  chooseLanguage("sw", null);
  expect(t(english as "Paid")).toBe(swahili);
  expect(t("No such text in the catalogue")).toBe("No such text in the catalogue");
});

test("elements stand where the sentence wants them", () => {
  const parts = rich("of {total}, paid", { total: "KES 20.00" }) as ReactElement<{
    children: unknown;
  }>[];
  expect(parts.every(isValidElement)).toBe(true);
  expect(parts.map((part) => part.props.children)).toEqual(["of ", "KES 20.00", ", paid"]);
});

test("each person's language comes with her sign-in", () => {
  greet(brian);
  expect(language()).toBe("sw");
  greet(amina);
  expect(language()).toBe("en");
});

test("what a person chose here holds at her next sign-in, until the office says otherwise", () => {
  greet(amina);
  chooseLanguage("sw", amina);
  greet({ ...brian, user: "carol", language: "en" });
  expect(language()).toBe("en");
  greet(amina);
  expect(language()).toBe("sw");
  greet({ ...amina, language: "sw" });
  chooseLanguage("en", { ...amina, language: "sw" });
  greet({ ...amina, language: "sw" });
  expect(language()).toBe("en");
});

test("what is chosen at the lock is for whoever signs in next", () => {
  chooseLanguage("sw", null);
  greet({ user: "dan", language: "en" });
  expect(language()).toBe("sw");
  greet({ user: "eve", language: "en" });
  expect(language()).toBe("en");
});
