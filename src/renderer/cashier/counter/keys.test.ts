import { expect, test } from "vitest";
import { keyAct } from "./keys.ts";

const press = (key: string, more: { code?: string; ctrl?: boolean; alt?: boolean } = {}) =>
  keyAct({ key, code: more.code ?? key, ctrl: more.ctrl ?? false, alt: more.alt ?? false }, true);

test("the keys are those of the design", () => {
  const keys = ["F1", "F2", "F3", "F4", "F6", "F7", "F8", "F9", "F10", "Escape", "Delete"];
  expect(keys.map((key) => press(key)?.act)).toEqual([
    "help",
    "search",
    "customer",
    "park",
    "recall",
    "drawer",
    "discount",
    "pay",
    "menu",
    "back",
    "remove",
  ]);
});

test("the browser keeps its own keys, and no bare letter is a shortcut", () => {
  for (const key of ["F5", "F11", "F12"]) expect(press(key)).toBeUndefined();
  for (const key of ["r", "w", "p"]) expect(press(key, { ctrl: true })).toBeUndefined();
  for (const key of "abcdefghijklmnopqrstuvwxyz0123456789") expect(press(key)).toBeUndefined();
});

test("another cashier is one chord, so that with name and PIN it is six keys", () => {
  expect(press("s", { code: "KeyS", alt: true })).toEqual({ act: "switch" });
});

test("Ctrl with 1 to 4 is a business, Alt with 1 to 5 a way to pay", () => {
  expect(press("2", { code: "Digit2", ctrl: true })).toEqual({ act: "business", at: 1 });
  expect(press("5", { code: "Digit5", ctrl: true })).toBeUndefined();
  expect(press("€", { code: "Digit2", alt: true })).toEqual({ act: "method", at: 1 });
  expect(press("z", { ctrl: true })).toEqual({ act: "undo" });
});

test("while something is typed, plus and minus are text", () => {
  const plus = { key: "+", code: "NumpadAdd", ctrl: false, alt: false };
  expect(keyAct(plus, true)).toEqual({ act: "step", by: 1 });
  expect(keyAct(plus, false)).toBeUndefined();
});
