import * as fc from "fast-check";
import { expect, test } from "vitest";

import { cents, sum, ZERO } from "#shared/kernel/money.ts";
import { NONE, pieces, quantity, sumQuantities } from "#shared/kernel/quantity.ts";

import { issue, returnTo } from "./fifo.ts";
import type { Layer, LayerPart } from "./fifo.ts";

const layers = fc
  .array(
    fc.record({
      quantity: fc.integer({ min: 0, max: 500_000 }).map(quantity),
      cost: fc.integer({ min: 0, max: 10_000_000 }).map(cents),
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map((each, index): Layer => {
      const empty = each.quantity === 0;
      return { id: `L${index}`, quantity: each.quantity, cost: empty ? ZERO : each.cost };
    }),
  );
const wanted = fc.integer({ min: 0, max: 1_000_000 }).map(quantity);

const costOf = (list: readonly { readonly cost: Layer["cost"] }[]) =>
  sum(list.map((each) => each.cost));
const sizeOf = (list: readonly { readonly quantity: Layer["quantity"] }[]) =>
  sumQuantities(list.map((each) => each.quantity));

test("205 bottles come from the older hundred first", () => {
  const empties: Layer[] = [
    { id: "A", quantity: pieces(100), cost: cents(4_400_00) },
    { id: "B", quantity: pieces(110), cost: cents(5_060_00) },
  ];
  const result = issue(empties, pieces(205));
  expect(result.issues).toEqual([
    { layer: "A", quantity: 100_000, cost: 4_400_00 },
    { layer: "B", quantity: 105_000, cost: 4_830_00 },
  ]);
  expect(costOf(result.issues)).toBe(9_230_00);
  expect(result.missing).toBe(0);
  expect(result.remaining).toEqual([
    { id: "A", quantity: 0, cost: 0 },
    { id: "B", quantity: 5_000, cost: 230_00 },
  ]);
});

test("a layer of 10,306.93 for 200 sold one by one ends at nothing for nothing", () => {
  let left: readonly Layer[] = [{ id: "A", quantity: pieces(200), cost: cents(10_306_93) }];
  let total = ZERO;
  for (let sold = 0; sold < 200; sold += 1) {
    const result = issue(left, pieces(1));
    total = sum([total, costOf(result.issues)]);
    expect([51_53, 51_54]).toContain(costOf(result.issues));
    left = result.remaining;
  }
  expect(total).toBe(10_306_93);
  expect(left).toEqual([{ id: "A", quantity: 0, cost: 0 }]);
});

test("cost is conserved, whatever the layers and the quantity", () => {
  fc.assert(
    fc.property(layers, wanted, (before, quantity) => {
      const { issues, missing, remaining } = issue(before, quantity);
      expect(sum([costOf(issues), costOf(remaining)])).toBe(costOf(before));
      expect(sumQuantities([sizeOf(issues), sizeOf(remaining)])).toBe(sizeOf(before));
      expect(sumQuantities([sizeOf(issues), missing])).toBe(quantity);
      for (const layer of remaining) {
        expect(layer.cost).toBeGreaterThanOrEqual(0);
        if (layer.quantity === 0) expect(layer.cost).toBe(0);
      }
    }),
  );
});

test("no younger layer is touched while an older one has anything left", () => {
  fc.assert(
    fc.property(layers, wanted, (before, quantity) => {
      const { remaining, missing } = issue(before, quantity);
      const firstLeft = remaining.findIndex((layer) => layer.quantity > 0);
      if (firstLeft < 0) return;
      expect(missing).toBe(0);
      expect(remaining.slice(firstLeft + 1)).toEqual(before.slice(firstLeft + 1));
    }),
  );
});

test("a part of a layer costs within half a cent of its share", () => {
  fc.assert(
    fc.property(layers, wanted, (before, quantity) => {
      for (const part of issue(before, quantity).issues) {
        const layer = before.find((each) => each.id === part.layer);
        expect(layer).toBeDefined();
        const exact = BigInt(layer?.cost ?? 0) * BigInt(part.quantity);
        const off = BigInt(part.cost) * BigInt(layer?.quantity ?? 0) - exact;
        const size = off < 0n ? -off : off;
        expect(2n * size <= BigInt(layer?.quantity ?? 0)).toBe(true);
      }
    }),
  );
});

test("many small sales empty the shelf like one large one", () => {
  const sales = fc.array(wanted, { maxLength: 12 });
  fc.assert(
    fc.property(layers, sales, (before, each) => {
      let left: readonly Layer[] = before;
      let sold = ZERO;
      for (const quantity of [...each, sizeOf(before)]) {
        const result = issue(left, quantity);
        sold = sum([sold, costOf(result.issues)]);
        left = result.remaining;
      }
      expect(sold).toBe(costOf(before));
      expect(left.every((layer) => layer.quantity === 0 && layer.cost === 0)).toBe(true);
    }),
  );
});

test("what is not there is missing, not invented", () => {
  const shelf: Layer[] = [{ id: "A", quantity: pieces(2), cost: cents(100) }];
  expect(issue(shelf, pieces(5))).toMatchObject({ missing: 3_000, issues: [{ cost: 100 }] });
  expect(issue([], pieces(5))).toEqual({ issues: [], missing: 5_000, remaining: [] });
  expect(issue(shelf, NONE).issues).toEqual([]);
  expect(() => issue(shelf, quantity(-1))).toThrow("not an issue");
  const broken: Layer[] = [{ id: "A", quantity: quantity(-1), cost: ZERO }];
  expect(() => issue(broken, pieces(1))).toThrow("layer A holds -1");
});

test("goods come back at the cost at which they left, the last out first", () => {
  const sold: LayerPart[] = [
    { layer: "A", quantity: pieces(6), cost: cents(600) },
    { layer: "B", quantity: pieces(4), cost: cents(520) },
  ];
  expect(returnTo(sold, NONE, pieces(5))).toEqual({
    returns: [
      { layer: "B", quantity: 4_000, cost: 520 },
      { layer: "A", quantity: 1_000, cost: 100 },
    ],
    excess: 0,
  });
  expect(returnTo(sold, pieces(5), pieces(6))).toEqual({
    returns: [{ layer: "A", quantity: 5_000, cost: 500 }],
    excess: 1_000,
  });
  expect(() => returnTo(sold, quantity(-1), pieces(1))).toThrow("not negative");
});

test("a sale brought back bit by bit restores every layer to the cent", () => {
  const bits = fc.array(wanted, { maxLength: 8 });
  fc.assert(
    fc.property(layers, wanted, bits, (before, quantity, back) => {
      const { issues, remaining } = issue(before, quantity);
      let returned = NONE;
      const parts: LayerPart[] = [];
      for (const bit of [...back, sizeOf(issues)]) {
        const { returns, excess } = returnTo(issues, returned, bit);
        expect(sumQuantities([sizeOf(returns), excess])).toBe(bit);
        parts.push(...returns);
        returned = sumQuantities([returned, sizeOf(returns)]);
      }
      const restored = remaining.map(({ id, ...left }): Layer => {
        const own = parts.filter((part) => part.layer === id);
        return {
          id,
          quantity: sumQuantities([left.quantity, sizeOf(own)]),
          cost: sum([left.cost, costOf(own)]),
        };
      });
      expect(restored).toEqual(before);
    }),
  );
});
