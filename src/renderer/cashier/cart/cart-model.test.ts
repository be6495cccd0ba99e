import { expect, test } from "vitest";
import { cents, ZERO } from "#shared/kernel/money.ts";
import { pieces, quantity } from "#shared/kernel/quantity.ts";
import {
  add,
  EMPTY,
  percentOf,
  remove,
  reprice,
  setLineDiscount,
  step,
  totals,
} from "./cart-model.ts";
import type { TillItem } from "./cart-model.ts";

function item(id: string, price: number, more: Partial<TillItem> = {}): TillItem {
  return {
    id,
    name: id,
    sku: id,
    barcodes: [],
    category: null,
    kind: "goods",
    unit: "piece",
    fractional: false,
    price: cents(price),
    tax: "A",
    basisPoints: 0,
    stock: null,
    position: 0,
    ...more,
  };
}

const soap = item("soap", 150_00);
const gas = item("gas", 230_00, { unit: "kg", fractional: true });
const items = new Map([soap, gas].map((each) => [each.id, each]));

test("the same item again is one line of two", () => {
  const once = add(EMPTY, soap, pieces(1)).cart;
  const { cart, at } = add(once, soap, pieces(1));
  expect(cart.lines).toHaveLength(1);
  expect(at).toBe(0);
  expect(cart.lines[0]?.quantity).toBe(2000);
});

test("an item with a discount of its own is not joined by more of it", () => {
  const discounted = setLineDiscount(add(EMPTY, soap, pieces(1)).cart, 0, cents(10_00));
  expect(add(discounted, soap, pieces(1)).cart.lines).toHaveLength(2);
});

test("a line never falls below one piece by stepping; it is removed on purpose", () => {
  const one = add(EMPTY, soap, pieces(1)).cart;
  expect(step(one, 0, -1)).toEqual(one);
  expect(remove(one, 0).lines).toEqual([]);
});

test("13 kg of gas at 230 is 2,990", () => {
  const cart = add(EMPTY, gas, quantity(13_000)).cart;
  expect(totals(cart, items).total).toBe(2_990_00);
});

test("discounts of a line and of the sale both lower the total", () => {
  let { cart } = add(EMPTY, soap, pieces(2));
  cart = { ...setLineDiscount(cart, 0, cents(20_00)), discount: cents(30_00) };
  expect(totals(cart, items)).toEqual({
    full: 300_00,
    deposits: 0,
    discount: 50_00,
    total: 250_00,
    tax: 0,
  });
});

test("a discount larger than the sale makes it free, never negative", () => {
  const cart = { ...add(EMPTY, soap, pieces(1)).cart, discount: cents(999_00) };
  expect(totals(cart, items).total).toBe(0);
});

test("tax is what the prices already contain, after discounts", () => {
  const taxed = item("taxed", 116_00, { basisPoints: 1600 });
  const cart = add(EMPTY, taxed, pieces(1)).cart;
  expect(totals(cart, new Map([["taxed", taxed]])).tax).toBe(16_00);
});

test("a new price replaces the old one and its discount when the cashier says so", () => {
  const cart = setLineDiscount(add(EMPTY, soap, pieces(1)).cart, 0, cents(5_00));
  const dearer = new Map([["soap", item("soap", 170_00)]]);
  expect(reprice(cart, dearer).lines[0]).toMatchObject({ unitPrice: 170_00, discount: ZERO });
});

test("ten per cent of 149.99 is 15.00", () => {
  expect(percentOf(cents(149_99), pieces(10))).toBe(15_00);
});

test("what goes with a line goes with it: cylinders step by whole ones, and their deposits too", () => {
  const line = {
    item: "gas",
    quantity: quantity(6000),
    unitPrice: cents(200_00),
    discount: cents(0),
    returnable: {
      type: "six",
      as: "deposit" as const,
      count: 1,
      serialOut: "",
      serialIn: "",
      seal: "",
      into: null,
      record: null,
      deposit: cents(2500_00),
    },
  };
  const cart = { ...EMPTY, lines: [line] };
  const two = step(cart, 0, 1);
  expect(two.lines[0]).toMatchObject({ quantity: 12_000, returnable: { count: 2 } });
  expect(totals(two, new Map())).toMatchObject({ deposits: 5000_00, total: 7400_00 });
  expect(step(cart, 0, -1)).toBe(cart);
  const serial = { ...line, returnable: { ...line.returnable, serialOut: "JK1" } };
  const followed = { ...EMPTY, lines: [serial] };
  expect(step(followed, 0, 1)).toBe(followed);
});
