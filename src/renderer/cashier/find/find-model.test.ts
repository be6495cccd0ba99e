import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import type { TillItem } from "../cart/cart-model.ts";
import { byCode, find, indexOf, readSearch } from "./find-model.ts";

function item(name: string, position: number, more: Partial<TillItem> = {}): TillItem {
  return {
    id: name,
    name,
    sku: name.slice(0, 3).toUpperCase() + position,
    barcodes: [],
    category: null,
    kind: "goods",
    unit: "piece",
    fractional: false,
    price: cents(100),
    tax: "A",
    basisPoints: 0,
    stock: null,
    position,
    ...more,
  };
}

const index = indexOf([
  item("Refill 20 L", 2, { barcodes: ["6161100000017"] }),
  item("Bottle 500 ml", 1, { category: "bottles" }),
  item("Bar Soap", 3),
  item("Toilet soap", 4),
]);
const names = (text: string, category: string | null = null) =>
  find(index, text, category).map((each) => each.name);

test("without text the items stand in the owner's order, or those of one category", () => {
  expect(names("")).toEqual(["Bottle 500 ml", "Refill 20 L", "Bar Soap", "Toilet soap"]);
  expect(names("", "bottles")).toEqual(["Bottle 500 ml"]);
});

test("all words must be there, in any order and any case", () => {
  expect(names("20 REF")).toEqual(["Refill 20 L"]);
  expect(names("soap bottle")).toEqual([]);
});

test("the beginning of a word comes before its inside", () => {
  expect(names("ar")).toEqual(["Bar Soap"]);
  expect(names("so")).toEqual(["Bar Soap", "Toilet soap"]);
  expect(names("l")).toEqual(["Refill 20 L", "Bottle 500 ml", "Toilet soap"]);
});

test("an exact code is on top, whether barcode or sku", () => {
  expect(names("6161100000017")).toEqual(["Refill 20 L"]);
  expect(names("bar3")[0]).toBe("Bar Soap");
  expect(byCode(index, " tOi4 ")?.name).toBe("Toilet soap");
  expect(byCode(index, "0000")).toBeUndefined();
});

test("3* before a scan or a name is a quantity; anything else is text", () => {
  expect(readSearch("3*")).toEqual({ times: 3000, text: "" });
  expect(readSearch("2.5 * gas")).toEqual({ times: 2500, text: "gas" });
  expect(readSearch("0*")).toEqual({ times: null, text: "0*" });
  expect(readSearch("1000000*").times).toBe(1_000_000_000);
  expect(readSearch("6161101230024*").times).toBe(null);
  expect(readSearch("soap")).toEqual({ times: null, text: "soap" });
});

test("no text makes the search fail", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Array.isArray(find(index, text, null))).toBe(true);
      readSearch(text);
    }),
  );
});
