import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { type Account, paymentOf, proposed, START, toggled, verdict } from "./payment-model.ts";

const invoice = (id: string, open: number) => ({ id, open: cents(open) });
const account = (open: readonly ReturnType<typeof invoice>[], credit = 0) =>
  ({
    open,
    owed: cents(open.reduce((total, each) => total + each.open, 0)),
    credit: cents(credit),
  }) as unknown as Account;
const two = account([invoice("a", 1_160_40), invoice("b", 500_00)]);

test("all that is owed is proposed, in coins that exist", () => {
  expect(proposed(START, two, 100)).toBe(1_660_00);
  expect(proposed({ ...START, way: "bank" }, two, 100)).toBe(1_660_40);
});

test("a chosen invoice is proposed alone; pressed again it is chosen no longer", () => {
  const first = toggled([], "b");
  expect(proposed({ ...START, first }, two, 100)).toBe(500_00);
  expect(toggled(first, "b")).toEqual([]);
});

test("what is over becomes store credit, and the screen says how much", () => {
  expect(verdict({ ...START, amount: cents(2_000_00) }, two, 100)).toEqual({
    kind: "ready",
    amount: 2_000_00,
    over: 339_60,
  });
  expect(verdict(START, two, 100)).toMatchObject({ kind: "ready", over: 0 });
});

test.each([
  [{ ...START, way: "mpesa" as const }, two, "The code has ten letters and digits"],
  [{ ...START, amount: cents(10_50) }, two, "Whole shillings only"],
  [START, account([]), "Nothing is owed here"],
  [{ ...START, purpose: "credit" as const }, two, "Type the amount"],
  [
    { ...START, purpose: "out" as const, amount: cents(200_00) },
    account([], 100_00),
    "More than the store credit",
  ],
])("it is not ready yet: %o", (payment, of, why) => {
  expect(verdict(payment, of, 100)).toEqual({ kind: "not-yet", why });
});

test("credit handed back is what is held, in whole shillings", () => {
  expect(proposed({ ...START, purpose: "out" }, account([], 100_50), 100)).toBe(100_00);
});

test("each way to pay is asked for in its own words", () => {
  const code = "TKM1A2B3C4";
  expect(paymentOf({ ...START, way: "mpesa", code }, cents(100))).toEqual({
    kind: "mpesa",
    amount: 100,
    code,
  });
  expect(paymentOf({ ...START, way: "bank", code: " KCB 7 " }, cents(100))).toEqual({
    kind: "bank",
    amount: 100,
    reference: "KCB 7",
  });
});
