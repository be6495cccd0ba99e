import { expect, test } from "vitest";
import { EMPTY, type Cart } from "../cart/cart-model.ts";
import { type Kept, openDraftKeeper } from "./draft-keeper.ts";

const cartOf = (customer: string): Cart => ({ ...EMPTY, customer });
const [one, two, three] = ["one", "two", "three"].map(cartOf) as [Cart, Cart, Cart];

/** A program that answers when the test says so. */
function bench() {
  const sent: { cart: string | null; leaving: boolean; answer: (kept: Kept) => void }[] = [];
  const shelf: { cart: Cart | undefined } = { cart: undefined };
  let again: (() => void) | undefined;
  const painting: (() => void)[] = [];
  const painted = () => {
    for (const act of painting.splice(0)) act();
  };
  const keeper = openDraftKeeper({
    send: (cart, leaving) =>
      new Promise((answer) => void sent.push({ cart: cart.customer, leaving, answer })),
    shelf: {
      put: (cart) => void (shelf.cart = cart),
      clear: () => void (shelf.cart = undefined),
    },
    soon: (act) => void painting.push(act),
    later: (act) => {
      again = act;
      return () => void (again = undefined);
    },
  });
  const answer = async (at: number, kept: Kept) => {
    sent[at]?.answer(kept);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { keeper, sent, shelf, answer, painted, again: () => again };
}

const names = (sent: readonly { cart: string | null }[]) => sent.map(({ cart }) => cart);

test("a change is sent when painted; what changes meanwhile goes once, as it then is", async () => {
  const { keeper, sent, answer, painted } = bench();
  keeper.change(one);
  expect(names(sent)).toEqual([]);
  painted();
  expect(names(sent)).toEqual(["one"]);
  keeper.change(two);
  keeper.change(three);
  painted();
  expect(names(sent)).toEqual(["one"]);
  const settled = keeper.settled();
  await answer(0, "kept");
  expect(names(sent)).toEqual(["one", "three"]);
  await answer(1, "kept");
  await settled;
  keeper.change(one);
  painted();
  expect(names(sent)).toEqual(["one", "three", "one"]);
});

test("who must know that it is kept does not wait for the paint", async () => {
  const { keeper, sent, answer, painted } = bench();
  keeper.change(one);
  const settled = keeper.settled();
  expect(names(sent)).toEqual(["one"]);
  await answer(0, "kept");
  await settled;
  painted();
  expect(names(sent)).toEqual(["one"]);
});

test("a page that goes lays aside what is not confirmed, and only that", async () => {
  const { keeper, sent, shelf, answer, painted } = bench();
  keeper.leave();
  expect(shelf.cart).toBeUndefined();
  keeper.change(one);
  painted();
  keeper.leave();
  expect(shelf.cart).toBe(one);
  keeper.change(two);
  keeper.leave();
  expect(shelf.cart).toBe(two);
  expect(sent.map(({ cart, leaving }) => [cart, leaving])).toEqual([
    ["one", false],
    ["one", true],
    ["two", true],
  ]);
  await answer(0, "kept");
  expect(shelf.cart).toBe(two); // the last is still on its way
  await answer(3, "kept");
  expect(shelf.cart).toBeUndefined();
  keeper.leave();
  expect(sent).toHaveLength(4);
});

test("a program that does not answer is tried again, with the last change", async () => {
  const { keeper, sent, shelf, answer, painted, again } = bench();
  keeper.change(one);
  painted();
  await answer(0, "silent");
  expect(shelf.cart).toBe(one);
  again()?.();
  expect(names(sent)).toEqual(["one", "one"]);
  keeper.change(two);
  await answer(1, "silent");
  again()?.();
  expect(names(sent)).toEqual(["one", "one", "two"]);
  await answer(2, "kept");
  expect(shelf.cart).toBeUndefined();
  expect(again()).toBeUndefined();
});

test("a refusal is not repeated, and the cart lies ready for whoever signs in next", async () => {
  const { keeper, sent, shelf, answer, painted, again } = bench();
  keeper.change(one);
  painted();
  await answer(0, "refused");
  expect([shelf.cart, again(), sent.length]).toEqual([one, undefined, 1]);
  await keeper.settled();
});

test("who stops keeping does not try again", async () => {
  const { keeper, answer, painted, again } = bench();
  keeper.change(one);
  painted();
  await answer(0, "silent");
  keeper.stop();
  expect(again()).toBeUndefined();
});

test("what another window took over is sent no more, nor tried again, nor laid aside", async () => {
  const { keeper, sent, shelf, answer, painted, again } = bench();
  keeper.change(one);
  painted();
  keeper.change(two);
  await answer(0, "kept");
  keeper.change(three);
  keeper.abandon();
  await answer(1, "silent");
  await keeper.settled();
  keeper.leave();
  painted();
  expect(names(sent)).toEqual(["one", "two"]);
  expect([shelf.cart, again()]).toEqual([undefined, undefined]);
});
