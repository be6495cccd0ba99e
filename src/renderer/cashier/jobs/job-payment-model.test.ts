import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { draftOf, NEW_DESK, update as updateDesk, waitingAt } from "../counter/counter-model.ts";
import { keptPayment, takenFor, update } from "./job-payment-model.ts";

const of = { job: "j1", act: "collect", amount: cents(700_00), collector: "Mercy" } as const;
const begun = update(null, { type: "begun", of });
const part = { kind: "mpesa", amount: cents(300_00), code: "TKM4XY12AB" } as const;
const half = update(begun, { type: "paying", event: { type: "took", tender: part } });

test("a job that is half paid is neither left nor forgotten for another; given back, it is", () => {
  expect(takenFor(half)).toBe(300_00);
  expect(update(half, { type: "left" })).toBe(half);
  expect(update(half, { type: "begun", of: { ...of, job: "j2" } })).toBe(half);
  const back = update(half, { type: "paying", event: { type: "dropped", at: 0 } });
  expect(update(back, { type: "left" })).toBeNull();
  expect(update(half, { type: "booked" })).toBeNull();
});

test("it is kept once something was given, and comes back as it was, counted as waiting", () => {
  expect(keptPayment(begun?.of, begun?.pay.taken)).toBeUndefined();
  const jobPayment = keptPayment(half?.of, half?.pay.taken);
  const kept = draftOf(NEW_DESK.cart, [], { jobPayment });
  const back = updateDesk(NEW_DESK, { type: "restored", cart: kept });
  expect(back.jobPayment?.of).toEqual(of);
  expect(back.jobPayment?.pay.taken).toEqual([part]);
  expect(back.cart).toEqual(NEW_DESK.cart);
  expect(waitingAt(back)).toBe(1);
});
