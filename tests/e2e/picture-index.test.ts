import { expect, test } from "vitest";
import { indexPage, type Shot } from "./picture-index.ts";

const shot = (state: string, change: Partial<Shot> = {}): Shot => ({
  state,
  width: 1366,
  language: "en",
  scheme: "light",
  ...change,
});

test("each state stands once, under its part, with every picture of it as a link that needs no server", () => {
  const page = indexPage([
    shot("pay-1-cash"),
    shot("pay-1-cash", { width: 1920, language: "sw", scheme: "dark" }),
    shot("office-record-expense"),
  ]);
  expect(page.match(/<article/g)).toHaveLength(2);
  expect(page.match(/<h2>(\w+)/g)).toEqual(["<h2>pay", "<h2>office"]);
  expect(page).toContain('href="1366-en-light/pay-1-cash.png"');
  expect(page).toContain('href="1920-sw-dark/pay-1-cash.png" data-width="1920" data-language="sw"');
});
