import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { type Cart, EMPTY } from "../cart/cart-model.ts";
import { keptPayment } from "../jobs/job-payment-model.ts";
import { keptIntake, NO_WORK, update } from "../jobs/intake-model.ts";
import { draftOf } from "./counter-model.ts";
import { lacksCodes, withCodes, withoutCodes } from "./laid-aside.ts";

const cash = { kind: "cash", amount: cents(100_00), tendered: cents(100_00) } as const;
const mpesa = (code: string, amount: number) =>
  ({ kind: "mpesa", amount: cents(amount), code }) as const;
const taken = [mpesa("UKM4XY12AB", 50_00), cash, mpesa("UKM4XY12AC", 50_00)];
const cart = { ...EMPTY, taken: [...taken] } as Cart;

test("no code lies in the browser's file, and each comes back from the program", () => {
  const laid = withoutCodes(cart);
  expect(JSON.stringify(laid)).not.toContain("UKM4");
  expect(lacksCodes(laid)).toBe(true);
  expect(withCodes(laid, cart)).toEqual({ cart, lost: [] });
});

test("a part that was given back since does not come back with the codes", () => {
  const laid = withoutCodes({ ...cart, taken: [taken[1]] } as Cart);
  expect(lacksCodes(laid)).toBe(false);
  expect(withCodes(laid, cart).cart.taken).toEqual([cash]);
});

test("a part that the program never heard of is told, not forgotten", () => {
  const laid = withoutCodes(cart);
  const { cart: back, lost } = withCodes(laid, {
    ...EMPTY,
    taken: [mpesa("UKM4XY12AB", 50_00)],
  } as Cart);
  expect(back.taken).toEqual([taken[0], cash]);
  expect(lost).toEqual([mpesa("", 50_00)]);
  expect(withCodes(withoutCodes({ ...EMPTY, taken: [taken[0]] } as Cart), null)).toEqual({
    cart: EMPTY,
    lost: [mpesa("", 50_00)],
  });
});

test("the parts of an intake and of a job come back with their own codes, not with the sale's", () => {
  const begun = update(NO_WORK, { type: "changed", to: { note: "Cold" } });
  const intake = keptIntake(begun.intake, [mpesa("UKM4XY12AD", 50_00)]);
  const jobPayment = keptPayment({ job: "j1", act: "pay", amount: cents(80_00), collector: "" }, [
    mpesa("UKM4XY12AE", 50_00),
  ]);
  const both = draftOf(EMPTY, [mpesa("UKM4XY12AB", 50_00)], { intake, jobPayment });
  const laid = withoutCodes(both);
  expect(JSON.stringify(laid)).not.toContain("UKM4");
  expect(lacksCodes({ ...EMPTY, ...(laid.intake && { intake: laid.intake }) })).toBe(true);
  expect(lacksCodes({ ...EMPTY, ...(laid.jobPayment && { jobPayment: laid.jobPayment }) })).toBe(
    true,
  );
  expect(withCodes(laid, both)).toEqual({ cart: both, lost: [] });
  // Nothing is left of a payment whose only part is lost.
  const { cart: bare, lost } = withCodes(laid, cart);
  expect(lost).toEqual([mpesa("", 50_00), mpesa("", 50_00)]);
  expect(bare.jobPayment).toBeUndefined();
});
