import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cents, sum, type Money } from "#shared/kernel/money.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { Tender } from "../facts/tender.ts";
import { roundCash, settle, type AskedTender } from "./counter-sale.ts";

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

describe("what is paid", () => {
  const sealed = { cipher: "c", index: "i" };
  const tender = fc.oneof(
    fc.nat(2_000_000).map((n): AskedTender => ({ kind: "cash", tendered: cents(n) })),
    fc
      .integer({ min: 1, max: 5000 })
      .map((n): AskedTender => ({ kind: "mpesa", amount: cents(n * 100), code: sealed })),
    fc
      .integer({ min: 1, max: 500_000 })
      .map((n): AskedTender => ({ kind: "bank", amount: cents(n), reference: "" })),
    fc
      .integer({ min: 1, max: 500_000 })
      .map((n): AskedTender => ({ kind: "account", amount: cents(n) })),
  );
  const tenders = fc.array(tender, { minLength: 1, maxLength: 4 });
  const unit = fc.constantFrom(1, 100, 500);

  /** What the words above `settle` say, written another way. */
  function expected(total: number, asked: readonly AskedTender[], step: number): string {
    const other = asked.reduce(
      (whole, each) => whole + (each.kind === "cash" ? 0 : each.amount),
      0,
    );
    const cash = asked.filter((each) => each.kind === "cash");
    const handed = cash.reduce((whole, each) => whole + each.tendered, 0);
    const mpesa = asked.reduce(
      (whole, each) => whole + (each.kind === "mpesa" ? each.amount : 0),
      0,
    );
    const dueByMpesa = total - (other - mpesa);
    // What M-Pesa cannot pay to the cent it pays in whole shillings, where nothing is handed over.
    if (cash.length === 0 && mpesa > 0 && Math.round(dueByMpesa / 100) * 100 === mpesa)
      return "paid";
    if (other > total) return "tender.over";
    const due = total - other;
    const rounded = Math.round(due / step) * step;
    if (cash.length === 0) return due === 0 ? "paid" : "tender.short";
    if (handed < rounded) return "tender.short";
    return due === 0 && handed > 0 ? "tender.over" : "paid";
  }

  test("is enough, too little or too much exactly as one would reckon by hand", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), tenders, unit, (total, asked, step) => {
        const result = settle(cents(total), asked, step);
        expect(result.ok ? "paid" : result.refusal.code).toBe(expected(total, asked, step));
      }),
      { numRuns: 500 },
    );
  });

  test("is, with its rounding, exactly what is due; change is never less than nothing", () => {
    const worth = (each: Tender): Money =>
      cents(each.amount + ("rounding" in each ? each.rounding : 0));
    fc.assert(
      fc.property(fc.nat(1_000_000), tenders, unit, (total, asked, step) => {
        const result = settle(cents(total), asked, step);
        fc.pre(result.ok);
        const settled = valueOf(result);
        expect(sum(settled.tenders.map(worth))).toBe(total);
        expect(settled.change).toBeGreaterThanOrEqual(0);
        for (const each of settled.tenders) {
          if (each.kind !== "cash") continue;
          expect(each.tendered - each.change).toBe(each.amount);
          expect(each.amount % step).toBe(0);
          expect(Math.abs(each.rounding)).toBeLessThanOrEqual(step / 2);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("with odd cents is paid by M-Pesa in whole shillings, up or down, and not one shilling off", () => {
    const pay = (total: number, amount: number, ...more: AskedTender[]) =>
      settle(cents(total), [{ kind: "mpesa", amount: cents(amount), code: sealed }, ...more], 100);
    expect(pay(31_992, 32_000)).toMatchObject({ ok: true, value: { tenders: [{ rounding: -8 }] } });
    expect(pay(32_040, 32_000)).toMatchObject({ ok: true, value: { tenders: [{ rounding: 40 }] } });
    expect(pay(31_992, 31_900)).toMatchObject({ ok: false, refusal: { code: "tender.short" } });
    expect(pay(31_992, 32_100)).toMatchObject({ ok: false, refusal: { code: "tender.over" } });
    const bank = { kind: "bank", amount: cents(992), reference: "" } as const;
    expect(pay(31_992, 31_000, bank)).toMatchObject({ ok: true });
    expect(pay(31_992, 32_000, bank)).toMatchObject({ refusal: { code: "tender.over" } });
    // Beside coins the coins are rounded, not M-Pesa.
    expect(pay(31_992, 31_900, { kind: "cash", tendered: cents(100) })).toMatchObject({
      value: { tenders: [{ kind: "cash", amount: 100, rounding: -8 }, { rounding: 0 }] },
    });
  });

  test("by M-Pesa is whole shillings", () => {
    const result = settle(cents(150), [{ kind: "mpesa", amount: cents(150), code: sealed }], 100);
    expect(result).toMatchObject({ ok: false, refusal: { code: "tender.whole_shillings" } });
  });

  test("in cash is to the nearest coin, halves up, and a sum of coins as it is", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), unit, (due, step) => {
        const rounded = roundCash(cents(due), step);
        expect(rounded % step).toBe(0);
        expect(Math.abs(rounded - due) * 2).toBeLessThanOrEqual(step);
        if (due % step === 0) expect(rounded).toBe(due);
        if ((due * 2) % (2 * step) === step) expect(rounded).toBe(due + step / 2);
        expect(roundCash(cents(due + 1), step)).toBeGreaterThanOrEqual(rounded);
      }),
    );
    expect([4, 49, 50, 149, 150].map((due) => roundCash(cents(due), 100))).toEqual([
      0, 0, 100, 100, 200,
    ]);
  });
});
