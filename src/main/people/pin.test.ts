import { expect, test } from "vitest";
import { isTooSimple, openPins } from "./pin.ts";

const pins = openPins(Buffer.alloc(32, 7));

test("a PIN is hashed by argon2id with its own salt, and only it verifies", async () => {
  const [first, second] = await Promise.all([pins.hashPin("2580"), pins.hashPin("2580")]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await pins.verifyPin(first, "2580")).toBe(true);
  expect(await pins.verifyPin(first, "2581")).toBe(false);
});

test("without the owner's key the right PIN does not verify", async () => {
  const hash = await pins.hashPin("2580");
  expect(await openPins(Buffer.alloc(32, 8)).verifyPin(hash, "2580")).toBe(false);
});

test("something that is no hash verifies nothing", async () => {
  expect(await pins.verifyPin("", "")).toBe(false);
  expect(await pins.verifyPin("2580", "2580")).toBe(false);
});

test.each(["0000", "7777", "1234", "4321", "0123", "9876", "12345678"])(
  "%s is too simple",
  (pin) => {
    expect(isTooSimple(pin)).toBe(true);
  },
);

test.each(["2580", "1235", "1243", "7778", "9012", "1357"])("%s is a PIN", (pin) => {
  expect(isTooSimple(pin)).toBe(false);
});
