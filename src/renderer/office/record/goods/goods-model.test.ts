import { expect, test } from "vitest";
import { pieces } from "#shared/kernel/quantity.ts";
import type { Item } from "../../fields/item-select.tsx";
import { blankGoods, goodsOf, isShort, withRoom } from "./goods-model.ts";

const item = { id: "sugar", stock: pieces(3) } as Item;

test("there is always one empty line to type into", () => {
  expect(withRoom([blankGoods(1)])).toHaveLength(1);
  expect(withRoom([{ ...blankGoods(1), item }])).toHaveLength(2);
});

test("a line half typed holds the form back, an empty one does not", () => {
  const whole = { key: 1, item, quantity: pieces(2) };
  expect(goodsOf([whole, blankGoods(2)])).toEqual([{ item: "sugar", quantity: 2000 }]);
  expect(goodsOf([whole, { ...blankGoods(2), item }])).toBeUndefined();
  expect(goodsOf([blankGoods(1)])).toBeUndefined();
});

test("more than the shelf holds is said before it is refused", () => {
  expect(isShort({ key: 1, item, quantity: pieces(4) })).toBe(true);
  expect(isShort({ key: 1, item, quantity: pieces(3) })).toBe(false);
});
