import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import type { Item } from "../../fields/item-select.tsx";
import {
  blankReceived,
  type ReceiveDraft,
  receiveRequest,
  totals,
  withRoom,
} from "./receive-model.ts";

const flour = { id: "0190-flour" } as Item;
const line = { key: 1, item: flour, quantity: pieces(10), cost: cents(1720_00), tax: null };
const draft: ReceiveDraft = {
  business: "RETAIL",
  day: businessDay("2026-11-22"),
  opening: false,
  supplier: "0190-unga",
  reference: " INV-7 ",
  lines: [line, blankReceived(2)],
  paidFrom: null,
  party: null,
};

test("goods on the supplier's account need no paying account, and empty lines are left out", () => {
  expect(receiveRequest(draft, false)).toMatchObject({
    reference: "INV-7",
    paidFrom: null,
    lines: [{ item: "0190-flour", quantity: 10_000, cost: 1720_00, tax: 0 }],
  });
});

test("only opening stock comes from nobody, and nobody is paid for it", () => {
  expect(receiveRequest({ ...draft, supplier: null }, false)).toBeUndefined();
  const opening = { ...draft, supplier: null, opening: true, paidFrom: 1130 };
  expect(receiveRequest(opening, true)).toMatchObject({ supplier: null, paidFrom: null });
});

test("a half-typed line holds everything back, and so does cash without a drawer", () => {
  const half = { ...draft, lines: [line, { ...blankReceived(2), quantity: pieces(1) }] };
  expect(receiveRequest(half, false)).toBeUndefined();
  expect(receiveRequest({ ...draft, paidFrom: 1130 }, true)).toBeUndefined();
});

test("the total is cost and tax, and one empty line stays", () => {
  expect(totals([line, { ...line, tax: cents(5) }])).toEqual({
    cost: 3440_00,
    tax: 5,
    total: 3440_05,
  });
  expect(withRoom([line])).toHaveLength(2);
  expect(withRoom(draft.lines)).toBe(draft.lines);
});
