import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cents, sum } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { credit, imbalance } from "#shared/ledger/journal-entry.ts";
import {
  deliveryLines,
  deliveryTotal,
  receivedLines,
  stockValue,
  type ArrivingLine,
  type Short,
} from "./purchase.ts";

const line = (over: Partial<ArrivingLine> = {}): ArrivingLine => ({
  item: "soap",
  name: "Soap",
  quantity: quantity(10_000),
  cost: cents(1000_00),
  tax: cents(160_00),
  account: 1221,
  ...over,
});
const short = (layer: string, thousandths: number, cost: number): Short => ({
  layer,
  quantity: quantity(thousandths),
  cost: cents(cost),
});
const arrival = (reclaims: boolean, shorts: readonly Short[] = []) => ({
  reclaims,
  layerOf: (no: number) => `d:${no}`,
  shortsOf: () => shorts,
});
const accounts = { inputTax: 1380, costOf: () => 5130 };

describe("input tax", () => {
  test("is apart where it is reclaimed, and part of the cost where it is not (J7)", () => {
    const [registered] = receivedLines([line()], arrival(true));
    const [other] = receivedLines([line()], arrival(false));
    expect(registered).toMatchObject({ cost: 100_000, tax: 16_000 });
    expect(other).toMatchObject({ cost: 116_000, tax: 0 });
  });

  test("the supplier is owed the same either way", () => {
    for (const reclaims of [true, false]) {
      expect(deliveryTotal(receivedLines([line()], arrival(reclaims)))).toBe(116_000);
    }
  });
});

describe("stock sold before it was there", () => {
  test("is covered first, and what it cost more goes to the cost of sales", () => {
    const lines = receivedLines([line()], arrival(true, [short("s", 4000, 350_00)]));
    expect(lines[0]?.covers).toEqual([
      { layer: "s", quantity: 4000, cost: 350_00, actual: 400_00 },
    ]);
    expect(deliveryLines("RETAIL", lines, accounts).filter((each) => each.amount > 0)).toEqual([
      { business: "RETAIL", account: 1221, side: "debit", amount: 950_00, party: null },
      { business: "RETAIL", account: 1380, side: "debit", amount: 160_00, party: null },
      { business: "RETAIL", account: 5130, side: "debit", amount: 50_00, party: null },
    ]);
  });

  test("that cost less than thought comes back from the cost of sales", () => {
    const lines = receivedLines([line()], arrival(true, [short("s", 4000, 450_00)]));
    const back = deliveryLines("RETAIL", lines, accounts).find((each) => each.account === 5130);
    expect(back).toMatchObject({ side: "credit", amount: 50_00 });
  });

  test("and two lines of one item cover one short layer between them", () => {
    const lines = receivedLines(
      [line({ quantity: quantity(3000) }), line({ quantity: quantity(3000) })],
      arrival(true, [short("s", 4000, 400_00)]),
    );
    expect(lines.map((each) => each.covers.map((part) => Number(part.quantity)))).toEqual([
      [3000],
      [1000],
    ]);
  });
});

test("whatever arrives, the entry is worth the moves, and no cent is lost", () => {
  const amount = fc.nat(9_999_999);
  const arriving = fc.record({
    item: fc.constantFrom("soap", "rice"),
    quantity: fc.integer({ min: 1, max: 99_999 }),
    cost: amount,
    tax: fc.nat(99_999),
  });
  const shorts = fc.array(
    fc.record({ quantity: fc.integer({ min: 1, max: 50_000 }), cost: amount }),
    {
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(
      fc.array(arriving, { minLength: 1, maxLength: 5 }),
      shorts,
      fc.boolean(),
      (given, open, reclaims) => {
        const lines = receivedLines(
          given.map((each) =>
            line({
              item: each.item,
              quantity: quantity(each.quantity),
              cost: cents(each.cost),
              tax: cents(each.tax),
            }),
          ),
          arrival(
            reclaims,
            open.map((each, at) => short(`s${at}`, each.quantity, each.cost)),
          ),
        );
        const total = deliveryTotal(lines);
        expect(total).toBe(given.reduce((whole, each) => whole + each.cost + each.tax, 0));
        expect(
          imbalance([...deliveryLines("RETAIL", lines, accounts), credit("RETAIL", 2110, total)]),
        ).toEqual([]);
        for (const item of ["soap", "rice"]) {
          const covers = lines.filter((each) => each.item === item).flatMap((each) => each.covers);
          for (const [at, before] of open.entries()) {
            const mine = covers.filter((each) => each.layer === `s${at}`);
            const back = mine.reduce((whole, each) => whole + each.quantity, 0);
            expect(back).toBeLessThanOrEqual(before.quantity);
            // A short layer that is covered in full ends at nothing for nothing.
            if (back === before.quantity)
              expect(sum(mine.map((each) => each.cost))).toBe(before.cost);
          }
        }
        for (const each of lines) {
          const covered = each.covers.reduce((whole, part) => whole + part.quantity, 0);
          expect(covered).toBeLessThanOrEqual(each.quantity);
          const left = each.cost - sum(each.covers.map((part) => part.actual));
          expect(covered === each.quantity ? left : 0).toBe(0);
          expect(stockValue(each)).toBe(left + sum(each.covers.map((part) => part.cost)));
        }
      },
    ),
  );
});
