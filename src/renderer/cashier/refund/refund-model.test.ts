import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import {
  all,
  NOTHING,
  type Quote,
  readiness,
  type Sale,
  scanBack,
  setQuantity,
  toggle,
} from "./refund-model.ts";

const line = {
  no: 1,
  item: "soap",
  name: "Soap",
  unit: "piece",
  quantity: pieces(3),
  unitPrice: cents(100_00),
  discount: cents(0),
  gross: cents(300_00),
  tax: cents(0),
  taxLetter: "A",
  returnable: "",
  left: pieces(2),
  leftGross: cents(200_00),
};
const sale = {
  sale: "s",
  kind: "sale",
  lines: [line, { ...line, no: 2, left: pieces(0), leftGross: cents(0) }],
  paid: [
    { kind: "cash", amount: cents(150_00), reference: "", left: cents(150_00) },
    { kind: "mpesa", amount: cents(150_00), reference: "", left: cents(50_00) },
  ],
} as unknown as Sale;
const one = toggle(NOTHING, line);

test("a line comes back with all that is left of it, or with less, never with more", () => {
  expect(one.chosen[1]?.quantity).toBe(2000);
  expect(setQuantity(one, line, pieces(1)).chosen[1]?.quantity).toBe(1000);
  expect(setQuantity(one, line, pieces(9)).chosen[1]?.quantity).toBe(2000);
  expect(toggle(one, line)).toEqual(NOTHING);
});

test("what has come back already is not offered again", () => {
  expect(Object.keys(all(sale))).toEqual(["1"]);
});

test("a reason is needed, and the code of the reversal where M-Pesa goes back", () => {
  const quote = {
    total: cents(200_00),
    tax: cents(0),
    tenders: [
      { kind: "mpesa", amount: cents(50_00), payout: cents(50_00), most: cents(50_00) },
      { kind: "cash", amount: cents(150_00), payout: cents(150_00), most: cents(150_00) },
    ],
  } satisfies Quote;
  expect(readiness(sale, NOTHING, quote)).toMatchObject({ ready: false });
  expect(readiness(sale, one, quote)).toEqual({ ready: false, why: "Say why" });
  const why = { ...one, reason: " Broken " };
  expect(readiness(sale, why, quote)).toMatchObject({ ready: false });
  expect(readiness(sale, { ...why, code: "ukm4xy12ab" }, quote)).toMatchObject({
    ready: true,
    request: {
      lines: [{ no: 1, quantity: 2000, restock: true }],
      tenders: [
        { kind: "mpesa", amount: 50_00, code: "UKM4XY12AB" },
        { kind: "cash", amount: 150_00, code: "" },
      ],
      reason: "Broken",
    },
  });
});

test("a scan takes back one, then one more, never more than is left", () => {
  const first = scanBack(NOTHING, sale, "soap");
  expect(first?.chosen).toEqual({ 1: { quantity: pieces(1), restock: true } });
  const second = scanBack(first ?? NOTHING, sale, "soap");
  expect(second?.chosen[1]?.quantity).toBe(pieces(2));
  expect(scanBack(second ?? NOTHING, sale, "soap")).toBeUndefined();
  expect(scanBack(NOTHING, sale, "salt")).toBeUndefined();
});
