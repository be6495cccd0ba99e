import { expect, test } from "vitest";
import { blank, type Form, problems, requestOf, update } from "./setup-model.ts";

const owner: Form = {
  ...blank(),
  step: "owner",
  owner: " Wanjiru ",
  pin: "4821",
  pinAgain: "4821",
};

test("a filled step leads to the next, an unfilled one says what is missing", () => {
  expect(update(owner, { type: "next" }).step).toBe("businesses");
  const stuck = update({ ...owner, owner: "" }, { type: "next" });
  expect(stuck).toMatchObject({ step: "owner", strict: true });
  expect(problems(stuck)).toHaveProperty("owner");
});

test("a PIN that is too easy or typed differently is not accepted", () => {
  expect(problems({ ...owner, pin: "1234", pinAgain: "1234" })).toHaveProperty("pin");
  expect(problems({ ...owner, pin: "7777", pinAgain: "7777" })).toHaveProperty("pin");
  expect(problems({ ...owner, pinAgain: "4812" })).toHaveProperty("pinAgain");
});

test("at least one business is needed, and only those wanted are asked for and sent", () => {
  const step: Form = { ...owner, step: "businesses" };
  const none = step.businesses.map((each) => ({ ...each, wanted: false, name: "" }));
  expect(problems({ ...step, businesses: none })).toEqual({ businesses: "Choose at least one" });
  const one = update(step, { type: "business", at: 2, to: { wanted: false, name: "" } });
  expect(problems(one)).toEqual({});
  expect(requestOf(one).businesses.map((each) => each.template)).toEqual(["WATER", "LAUNDRY"]);
  expect(requestOf(one).owner).toBe("Wanjiru");
});

test("a tax PIN is a letter, nine digits and a letter, or nothing yet", () => {
  const step: Form = { ...owner, step: "businesses" };
  const withPin = (pin: string) => update(step, { type: "business", at: 0, to: { pin } });
  expect(problems(withPin("P051234567X"))).toEqual({});
  expect(problems(withPin("12345"))).toHaveProperty("pin-0");
});
