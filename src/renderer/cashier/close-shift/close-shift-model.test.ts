import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import {
  counted,
  type Model,
  START,
  toSafe,
  update,
  wrong,
  type ZReport,
} from "./close-shift-model.ts";

const count = {
  counts: { 1000: 9, 500: 1 },
  mpesa: null,
  unseen: true,
  leave: cents(2_000_00),
  note: "",
};
const counting: Model = { step: "counting", count };

test("what is not left in the drawer goes to the safe", () => {
  expect(counted(count)).toBe(9_500_00);
  expect(toSafe(count)).toBe(7_500_00);
});

test("more than was counted cannot be left in the drawer", () => {
  const too = { ...count, leave: cents(10_000_00) };
  expect(wrong(too)).toBe("More than was counted");
  const stuck: Model = { step: "counting", count: too };
  expect(update(stuck, { type: "counted" })).toBe(stuck);
});

test("nobody passes over the M-Pesa balance: it is typed, or said that nobody looked", () => {
  const silent: Model = { step: "counting", count: { ...count, unseen: false } };
  const asked = update(silent, { type: "counted" });
  expect(asked).toMatchObject({ step: "counting", unsaid: true });
  const ticked = update(asked, { type: "changed", to: { unseen: true } });
  expect(ticked).toEqual(counting);
  expect(update(ticked, { type: "counted" }).step).toBe("confirming");
  const typed = update(ticked, { type: "changed", to: { mpesa: cents(0) } });
  expect(typed).toMatchObject({ count: { mpesa: 0, unseen: false } });
  expect(update(typed, { type: "counted" }).step).toBe("confirming");
});

test("a double tap on Close sends once", () => {
  const sending = update(update(counting, { type: "counted" }), { type: "confirmed" });
  expect(sending.step).toBe("sending");
  expect(update(sending, { type: "confirmed" })).toBe(sending);
});

test("a refusal keeps the count, and the count can be changed again", () => {
  const sending = update(update(counting, { type: "counted" }), { type: "confirmed" });
  const refused = update(sending, {
    type: "refused",
    problem: { code: "shift.parked_sales", count: 2 },
  });
  expect(refused).toMatchObject({ step: "confirming", count });
  expect(update(refused, { type: "back" })).toEqual(counting);
});

test("once closed it stays closed", () => {
  const z = { number: 7 } as ZReport;
  const closed: Model = { step: "closed", z };
  expect(update(closed, { type: "back" })).toBe(closed);
  expect(update(START, { type: "closed", z })).toBe(START);
});
