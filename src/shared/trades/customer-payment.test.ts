import * as fc from "fast-check";
import { expect, test } from "vitest";

import { businessDay } from "../kernel/date.ts";
import { cents, sum } from "../kernel/money.ts";
import type { OpenItem } from "../ledger/open-items.ts";
import { allocatePayment, paymentRounding } from "./customer-payment.ts";

const items = (open: readonly number[]): OpenItem[] =>
  open.map((amount, at) => ({
    entry: at + 1,
    party: "kamau",
    day: businessDay("2026-11-20"),
    amount: cents(amount),
    open: cents(amount),
  }));

test("oldest first, unless one is chosen; what is over is held", () => {
  const open = items([300, 500]);
  expect(allocatePayment(open, cents(400)).parts).toMatchObject([
    { entry: 1, amount: 300 },
    { entry: 2, amount: 100 },
  ]);
  expect(allocatePayment(open, cents(550), [2]).parts).toMatchObject([
    { entry: 2, amount: 500 },
    { entry: 1, amount: 50 },
  ]);
  expect(allocatePayment(open, cents(900)).over).toBe(100);
});

test("parts and what is over are exactly the payment, and no part is more than is open", () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 500_000 }), { maxLength: 12 });
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
      (open, amount, chosen) => {
        const documents = items(open);
        const { parts, over } = allocatePayment(documents, cents(amount), chosen);
        expect(sum(parts.map((part) => part.amount)) + over).toBe(amount);
        const due = open.reduce((total, each) => total + each, 0);
        expect(over).toBe(Math.max(0, amount - due));
        for (const part of parts) {
          expect(part.amount).toBeGreaterThan(0);
          expect(part.amount).toBeLessThanOrEqual(open[part.entry - 1] ?? 0);
        }
        expect(new Set(parts.map((part) => part.entry)).size).toBe(parts.length);
      },
    ),
  );
});

test("what coins cannot pay of a whole debt is rounded away; of a part nothing is", () => {
  expect(paymentRounding("cash", cents(1_160_00), cents(1_160_40), 100)).toBe(40);
  expect(paymentRounding("mpesa", cents(1_161_00), cents(1_160_60), 100)).toBe(-40);
  expect(paymentRounding("cash", cents(500_00), cents(1_160_40), 100)).toBe(0);
  expect(paymentRounding("bank", cents(1_160_00), cents(1_160_40), 100)).toBe(0);
});
