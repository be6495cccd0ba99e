import { expect, test } from "vitest";
import { opening, update, userOfKey } from "./lock-model.ts";

const users = [{ id: "amina" }, { id: "brian" }];

test("who is alone needs not be chosen, and who was here last is proposed", () => {
  expect(opening([{ id: "amina" }], null).user).toBe("amina");
  expect(opening(users, "brian").user).toBe("brian");
  expect(opening(users, "gone").user).toBeNull();
});

test("a digit picks a tile while nobody is chosen", () => {
  expect(userOfKey("2", users)).toBe("brian");
  expect(userOfKey("3", users)).toBeUndefined();
  expect(userOfKey("a", users)).toBeUndefined();
});

test("another person never inherits the digits typed", () => {
  const typed = update({ user: "amina", pin: "" }, { type: "typed", pin: "12" });
  expect(update(typed, { type: "picked", user: "brian" })).toEqual({ user: "brian", pin: "" });
});

test("Esc takes back the digits first, then the choice", () => {
  const typed = { user: "amina", pin: "12" };
  const cleared = update(typed, { type: "back" });
  expect(cleared).toEqual({ user: "amina", pin: "" });
  expect(update(cleared, { type: "back" })).toEqual({ user: null, pin: "" });
});

test("no digits are taken before somebody is chosen", () => {
  expect(update({ user: null, pin: "" }, { type: "typed", pin: "1" }).pin).toBe("");
});

test("a hand quicker than the keyboard's focus loses no digit", () => {
  const quick = update({ user: "amina", pin: "12" }, { type: "digit", digit: "3" });
  expect(quick.pin).toBe("123");
  expect(update({ user: null, pin: "" }, { type: "digit", digit: "3" }).pin).toBe("");
  expect(update({ user: "amina", pin: "12345678" }, { type: "digit", digit: "9" }).pin).toBe(
    "12345678",
  );
});
