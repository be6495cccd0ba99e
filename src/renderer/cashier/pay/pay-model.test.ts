import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import {
  begin,
  type Bill,
  cashDue,
  oddCodeDay,
  remaining,
  START,
  update,
  verdict,
} from "./pay-model.ts";

const bill: Bill = { total: cents(1_350_00), cashRounding: 100, customer: null };

test("Enter without an amount is the exact cash", () => {
  expect(verdict(START, bill)).toEqual({
    kind: "complete",
    tenders: [{ kind: "cash", tendered: 1_350_00 }],
    change: 0,
  });
});

test("two thousand for 1,350 gives 650 back", () => {
  const pay = update(START, { type: "amount", amount: cents(2_000_00) });
  expect(verdict(pay, bill)).toMatchObject({ kind: "complete", change: 650_00 });
});

test("too little cash is a part of a split, and says what is left", () => {
  const pay = update(START, { type: "amount", amount: cents(500_00) });
  const part = verdict(pay, bill);
  expect(part).toMatchObject({ kind: "part", left: 850_00 });
  if (part.kind !== "part") throw new Error("not a part");
  const rest = update(update(pay, { type: "took", tender: part.tender }), {
    type: "method",
    method: "mpesa",
  });
  expect(remaining(rest, bill)).toBe(850_00);
  const code = update(rest, { type: "code", code: "tkm4xy12ab" });
  expect(verdict(code, bill)).toEqual({
    kind: "complete",
    tenders: [
      { kind: "cash", tendered: 500_00 },
      { kind: "mpesa", amount: 850_00, code: "TKM4XY12AB" },
    ],
    change: 0,
  });
});

test("cash handed over in two goes is one tender", () => {
  const pay = update(START, { type: "took", tender: { kind: "cash", tendered: 1_000_00 } });
  expect(verdict(update(pay, { type: "amount", amount: cents(500_00) }), bill)).toEqual({
    kind: "complete",
    tenders: [{ kind: "cash", tendered: 1_500_00 }],
    change: 150_00,
  });
});

test("M-Pesa without a whole code, or with too much, is not taken", () => {
  const mpesa = update(START, { type: "method", method: "mpesa" });
  expect(verdict(mpesa, bill)).toMatchObject({ kind: "not-yet" });
  const over = update(update(mpesa, { type: "code", code: "TKM4XY12AB" }), {
    type: "amount",
    amount: cents(2_000_00),
  });
  expect(verdict(over, bill)).toEqual({ kind: "not-yet", why: "Only cash can give change" });
});

test("on account needs a customer, and stops at the limit", () => {
  const account = update(START, { type: "method", method: "account" });
  expect(verdict(account, bill)).toEqual({ kind: "not-yet", why: "Choose a customer first" });
  const some = { ...bill, customer: { mayOwe: cents(500_00), credit: cents(0) } };
  expect(verdict(account, some)).toMatchObject({ kind: "part", left: 850_00 });
  const much = update(account, { type: "amount", amount: cents(600_00) });
  expect(verdict(much, some)).toMatchObject({ kind: "not-yet" });
  const enough = { ...bill, customer: { mayOwe: cents(5_000_00), credit: cents(0) } };
  expect(verdict(account, enough)).toMatchObject({ kind: "complete" });
});

test("cash is rounded to coins that exist; the bill is not", () => {
  const odd: Bill = { ...bill, total: cents(233_28) };
  expect(cashDue(START, odd)).toBe(233_00);
  expect(remaining(START, odd)).toBe(233_28);
});

test("a code of last month is worth a warning, one of today or yesterday is not", () => {
  // P = 2021, K = November, M = 22nd
  const today = businessDay("2021-11-22");
  expect(oddCodeDay("PKM4XY12AB", today)).toBeUndefined();
  expect(oddCodeDay("PKL4XY12AB", today)).toBeUndefined();
  expect(oddCodeDay("PJM4XY12AB", today)).toBe("2021-10-22");
  expect(oddCodeDay("short", today)).toBeUndefined();
});

test("cents that no coin can pay are rounded away, by M-Pesa too", () => {
  const odd: Bill = { ...bill, total: cents(233_28) };
  const mpesa = update(START, { type: "method", method: "mpesa" });
  const typed = update(mpesa, { type: "code", code: "UKM4XY12AB" });
  expect(verdict(typed, odd)).toMatchObject({ kind: "complete", tenders: [{ amount: 233_00 }] });
  const part = update(typed, { type: "amount", amount: cents(200_00) });
  expect(verdict(part, odd)).toMatchObject({ kind: "part", left: 33_28 });
  const taken = { kind: "mpesa", amount: 233_00, code: "UKM4XY12AB" } as const;
  const rest = update(START, { type: "took", tender: taken });
  expect(verdict(rest, odd)).toMatchObject({ kind: "complete", change: 0 });
});

test("a sale that costs nothing is completed like any other", () => {
  expect(verdict(START, { ...bill, total: cents(0) })).toMatchObject({
    kind: "complete",
    change: 0,
  });
});

test("a pasted message fills the code and the amount; less than is due is a part of it", () => {
  const bill: Bill = { total: cents(1_000_00), cashRounding: 100, customer: null };
  const method = update(START, { type: "method", method: "mpesa" });
  const message = { type: "message", code: "PKM4XY12AB" } as const;
  expect(verdict(update(method, { ...message, amount: cents(1_000_00) }), bill)).toMatchObject({
    kind: "complete",
    tenders: [{ kind: "mpesa", amount: 1_000_00, code: "PKM4XY12AB" }],
  });
  expect(verdict(update(method, { ...message, amount: cents(400_00) }), bill)).toMatchObject({
    kind: "part",
    left: 600_00,
  });
});

test("coins of an exchange count as handed over, and what is left of them goes back", () => {
  expect(cashDue(START, { ...bill, ready: cents(1_000_00) })).toBe(350_00);
  expect(verdict(START, { ...bill, ready: cents(1_000_00) })).toEqual({
    kind: "complete",
    tenders: [{ kind: "cash", tendered: 1_350_00 }],
    change: 0,
  });
  expect(verdict(START, { ...bill, ready: cents(2_000_00) })).toEqual({
    kind: "complete",
    tenders: [{ kind: "cash", tendered: 2_000_00 }],
    change: 650_00,
  });
  // Beside a part that was taken, and a rest that is no cash.
  const part = update(START, { type: "took", tender: { kind: "cash", tendered: 300_00 } });
  const rest = update(update(part, { type: "method", method: "mpesa" }), {
    type: "code",
    code: "tkm4xy12ab",
  });
  expect(verdict(rest, { ...bill, ready: cents(1_000_00) })).toEqual({
    kind: "complete",
    tenders: [
      { kind: "cash", tendered: 1_300_00 },
      { kind: "mpesa", amount: 50_00, code: "TKM4XY12AB" },
    ],
    change: 0,
  });
  expect(begin(START, undefined)).toBe(START);
  expect(begin(START, { cash: cents(5_00) })).toBe(START);
  expect(begin(START, { cash: cents(0) }).method).toBe("credit");
});
