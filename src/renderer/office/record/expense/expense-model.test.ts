import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import {
  type ExpenseDraft,
  expenseRequest,
  sharesOf,
  undivided,
  withBusiness,
  withShare,
} from "./expense-model.ts";

const rent: ExpenseDraft = {
  day: businessDay("2026-11-01"),
  account: 5200,
  total: cents(100_00),
  businesses: ["WATER", "LAUNDRY", "RETAIL"],
  own: null,
  paidFrom: 1170,
  party: null,
  fee: null,
  tax: null,
  reference: "",
  memo: "Rent",
};

test("a rent shared by three is divided to the cent", () => {
  expect(sharesOf(rent).map((share) => share.amount)).toEqual([33_34, 33_33, 33_33]);
  expect(undivided(rent)).toBe(0);
});

test("typing one share keeps the others and shows what is not divided", () => {
  const typed = withShare(rent, "WATER", cents(50_00));
  expect(sharesOf(typed).map((share) => share.amount)).toEqual([50_00, 33_33, 33_33]);
  expect(undivided(typed)).toBe(-16_66);
  expect(expenseRequest(typed, false)).toBeUndefined();
});

test("a business that bears nothing is left out of the command", () => {
  const water = withShare(withShare(rent, "WATER", cents(100_00)), "LAUNDRY", cents(0));
  const only = expenseRequest(withShare(water, "RETAIL", null), false);
  expect(only?.shares).toEqual([{ business: "WATER", amount: 100_00 }]);
});

test("another set of businesses splits equally again", () => {
  const typed = withBusiness(withShare(rent, "WATER", cents(1)), ["WATER", "RETAIL"]);
  expect(sharesOf(typed).map((share) => share.amount)).toEqual([50_00, 50_00]);
});

test("cash without a drawer is not ready", () => {
  expect(expenseRequest(rent, true)).toBeUndefined();
  expect(expenseRequest({ ...rent, party: "T1" }, true)?.party).toBe("T1");
});

test("a drawer chosen before the bank was is not sent along", () => {
  expect(expenseRequest({ ...rent, party: "T1" }, false)?.party).toBeNull();
});
