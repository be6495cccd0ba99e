import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import type { TillItem } from "../cart/cart-model.ts";
import {
  type Counter,
  type Desk,
  deskOf,
  draftOf,
  forgetsMoney,
  NEW_DESK,
  type PostedSale,
  update,
  updateDesk,
} from "./counter-model.ts";

const soap = { id: "soap", name: "Soap", price: cents(150_00) } as TillItem;
const salt = { id: "salt", name: "Salt", price: cents(40_00) } as TillItem;
const sale = { number: "R1-000001", change: cents(650_00) } as PostedSale;
const add = (desk: Desk, item: TillItem) =>
  update(desk, { type: "added", item, quantity: pieces(1) });
const two = add(add(NEW_DESK, soap), salt);

test("the line just added is the one that + and − mean", () => {
  expect(two.selected).toBe(1);
  const more = update(two, { type: "stepped", by: 1 });
  expect(more.cart.lines.map((line) => line.quantity)).toEqual([1000, 2000]);
});

test("Ctrl+Z takes back the last change of the cart, one at a time", () => {
  const removed = update(two, { type: "removed" });
  expect(removed.cart.lines).toHaveLength(1);
  const back = update(removed, { type: "undone" });
  expect(back.cart).toEqual(two.cart);
  expect(update(back, { type: "undone" }).cart.lines).toHaveLength(1);
});

test("Esc leaves payment and never clears the cart", () => {
  const paying = update(two, { type: "pay" });
  expect(paying.stage.at).toBe("paying");
  const back = update(update(paying, { type: "back" }), { type: "back" });
  expect(back.stage.at).toBe("selling");
  expect(back.cart).toEqual(two.cart);
});

test("a code typed before stepping back is still there", () => {
  const typed = update(update(two, { type: "pay" }), {
    type: "paying",
    event: { type: "code", code: "ukm4xy12ab" },
  });
  expect(update(typed, { type: "back" }).pay.code).toBe("UKM4XY12AB");
  expect(update(typed, { type: "sold", sale }).pay.code).toBe("");
});

test("nothing is paid for an empty cart", () => {
  expect(update(NEW_DESK, { type: "pay" })).toBe(NEW_DESK);
});

test("the change stays until the next item starts the next sale", () => {
  const done = update(update(two, { type: "pay" }), { type: "sold", sale });
  expect(done.stage).toMatchObject({ at: "done", sold: two.cart });
  expect(done.cart.lines).toEqual([]);
  const next = add(done, soap);
  expect(next.stage.at).toBe("selling");
  expect(next.cart.lines).toHaveLength(1);
  const undone = update(next, { type: "undone" });
  expect(undone.cart.lines).toEqual([]);
  expect(update(undone, { type: "undone" })).toBe(undone);
});

test("each business has its own cart, and switching keeps both", () => {
  const start: Counter = { business: "WATER", desks: {} };
  const water = updateDesk(start, "WATER", { type: "added", item: soap, quantity: pieces(1) });
  const both = updateDesk(water, "RETAIL", { type: "added", item: salt, quantity: pieces(3) });
  expect(deskOf(both, "WATER").cart.lines[0]?.item).toBe("soap");
  expect(deskOf(both, "RETAIL").cart.lines[0]?.item).toBe("salt");
});

test("a kept draft comes back once", () => {
  const restored = update(NEW_DESK, { type: "restored", cart: two.cart });
  expect(restored.cart).toEqual(two.cart);
  expect(update(restored, { type: "restored", cart: NEW_DESK.cart }).cart).toEqual(two.cart);
  expect(update(restored, { type: "restored", cart: null }).cart).toEqual(two.cart);
});

test("what was taken for a sale comes back with it, where the rest is paid; also once parked", () => {
  const cash = { kind: "cash", tendered: cents(100_00) } as const;
  const part = { type: "paying", event: { type: "took", tender: cash } } as const;
  const half = update(update(two, { type: "pay" }), part);
  const draft = draftOf(half.cart, half.pay.taken);
  const parked = update(half, { type: "parked" });
  expect(parked.pay.taken).toEqual([]);
  for (const [desk, type] of [
    [NEW_DESK, "restored"],
    [parked, "recalled"],
  ] as const) {
    const back = update(desk, { type, cart: draft });
    expect(back.stage.at).toBe("paying");
    expect(back.pay.taken).toEqual([cash]);
    expect(back.cart).toEqual(two.cart);
  }
  expect(draftOf(two.cart, [])).toBe(two.cart);
});

test("money that was taken is never left without its sale: no clearing, no last line removed", () => {
  const part = { kind: "cash", tendered: cents(100_00) } as const;
  const took = { type: "paying", event: { type: "took", tender: part } } as const;
  const half = (desk: Desk) =>
    update(update(update(desk, { type: "pay" }), took), { type: "back" });
  const one = half(add(NEW_DESK, soap));
  for (const event of [{ type: "emptied" }, { type: "removed" }, { type: "undone" }] as const) {
    expect(forgetsMoney(one, event)).toBe(true);
    expect(update(one, event)).toBe(one);
  }
  const both = half(two);
  expect(update(both, { type: "emptied" })).toBe(both);
  const less = update(both, { type: "removed" });
  expect(less.cart.lines).toHaveLength(1);
  expect(less.pay.taken).toEqual([part]);
  expect(update(less, { type: "removed" })).toBe(less);
  const given = update(one, { type: "paying", event: { type: "dropped", at: 0 } });
  expect(forgetsMoney(given, { type: "emptied" })).toBe(false);
  expect(update(given, { type: "emptied" }).cart.lines).toEqual([]);
  expect(update(given, { type: "removed" }).cart.lines).toEqual([]);
});

test("what is put in while the draft is on its way loses nothing of either", () => {
  const busy = add(NEW_DESK, salt);
  const both = update(busy, { type: "restored", cart: two.cart });
  expect(both.cart.lines).toEqual([...two.cart.lines, ...busy.cart.lines]);
  expect(both.selected).toBe(both.cart.lines.length - 1);
  expect(update(both, { type: "undone" }).cart).toEqual(two.cart);
  const named = update(NEW_DESK, { type: "customer", customer: "c1" });
  expect(update(named, { type: "restored", cart: two.cart }).cart).toMatchObject({
    customer: "c1",
    lines: two.cart.lines,
  });
});

test("a recalled sale keeps what is not known here: nobody drops goods, or money, without a word", () => {
  const half = {
    ...two.cart,
    taken: [{ kind: "cash", amount: 100_00, tendered: 100_00 }],
  } as never;
  const recalled = update(NEW_DESK, { type: "recalled", cart: half });
  expect(recalled.cart.lines).toEqual(two.cart.lines);
  expect(recalled.stage.at).toBe("paying");
});

test("Ctrl+Z neither doubles a sale that was parked nor loses one that was recalled", () => {
  const parked = update(two, { type: "parked" });
  expect(parked.cart.lines).toEqual([]);
  expect(update(parked, { type: "undone" })).toBe(parked);
  const recalled = update(parked, { type: "recalled", cart: two.cart });
  expect(update(recalled, { type: "undone" })).toBe(recalled);
  const less = update(recalled, { type: "removed" });
  expect(update(less, { type: "undone" }).cart).toEqual(two.cart);
});

test("Ctrl+Z does not make the coins of an exchange forgotten", () => {
  const exchange = { refund: "r1", number: "R1-000002", cash: cents(380_00) };
  const begun = update(two, { type: "exchanging", exchange, customer: null });
  expect(update(begun, { type: "undone" }).cart.exchange).toEqual(exchange);
});
