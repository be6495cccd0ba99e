import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cents, type Money, sum, ZERO } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { type Cart, EMPTY, type TillItem } from "../cart/cart-model.ts";
import type { Tender } from "../pay/pay-model.ts";
import {
  type Desk,
  type DeskEvent,
  draftOf,
  forgetsMoney,
  NEW_DESK,
  type PostedSale,
  update,
} from "./counter-model.ts";

const sale = { number: "R1-000001", change: ZERO } as PostedSale;
const shelf = (dearer: number) =>
  [100, 250, 999].map(
    (price, index) =>
      ({ id: `item-${index}`, name: `Item ${index}`, price: cents(price + dearer) }) as TillItem,
  );
const ITEMS = shelf(0);
const DEARER = new Map(shelf(5).map((each) => [each.id, each]));

const at = fc.integer({ min: -1, max: 4 });
const by = fc.constantFrom(1 as const, -1 as const);
const money = fc.integer({ min: 0, max: 50_00 }).map(cents);
const coins = fc.integer({ min: 1, max: 50_00 }).map(cents);
const quantity = fc.integer({ min: 1, max: 5 }).map(pieces);
const customer = fc.constantFrom(null, "c1", "c2");
const tender: fc.Arbitrary<Tender> = fc.oneof(
  coins.map((tendered) => ({ kind: "cash", tendered }) as const),
  coins.map((amount) => ({ kind: "mpesa", amount, code: "TKM4XY12AB" }) as const),
);
const exchange = fc.record({
  // Each comes back once; told twice of one, a sale has its coins once (shared/trades/exchange).
  refund: fc.uuid(),
  number: fc.constantFrom("R1-000002", "R1-000003"),
  cash: money,
});
const line = fc.record({
  item: fc.constantFrom(...ITEMS.map(({ id }) => id)),
  quantity,
  unitPrice: money,
  discount: fc.constant(ZERO),
});
const draft: fc.Arbitrary<Cart> = fc
  .record({
    cart: fc.record({
      customer,
      discount: fc.constant(ZERO),
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    }),
    taken: fc.array(tender, { maxLength: 2 }),
  })
  .map(({ cart, taken }) => draftOf(cart, taken));

/** Each kind of event, as a person may cause it at any moment; a new kind fails to compile. */
const EVENTS: { readonly [Type in DeskEvent["type"]]: fc.Arbitrary<DeskEvent> } = {
  restored: draft.map((cart) => ({ type: "restored", cart })),
  added: fc.record({
    type: fc.constant("added" as const),
    item: fc.constantFrom(...ITEMS),
    quantity,
  }),
  lined: fc.array(line, { minLength: 1, maxLength: 2 }).map((lines) => ({ type: "lined", lines })),
  quantity: fc.record({ type: fc.constant("quantity" as const), at, quantity }),
  stepped: by.map((each) => ({ type: "stepped", by: each })),
  removed: fc.oneof(
    fc.constant({ type: "removed" } as const),
    at.map((each) => ({ type: "removed", at: each }) as const),
  ),
  selected: fc.constantFrom(
    { type: "selected", at: null } as const,
    { type: "selected", at: 0 } as const,
  ),
  moved: by.map((each) => ({ type: "moved", by: each })),
  "line-discount": fc.record({ type: fc.constant("line-discount" as const), at, discount: money }),
  "sale-discount": money.map((discount) => ({ type: "sale-discount", discount })),
  customer: customer.map((each) => ({ type: "customer", customer: each })),
  exchanging: fc.record({ type: fc.constant("exchanging" as const), exchange, customer }),
  "handed-back": fc.constant({ type: "handed-back" }),
  repriced: fc.constant({ type: "repriced", items: DEARER }),
  recalled: draft.map((cart) => ({ type: "recalled", cart })),
  parked: fc.constant({ type: "parked" }),
  emptied: fc.constant({ type: "emptied" }),
  undone: fc.constant({ type: "undone" }),
  pay: fc.constant({ type: "pay" }),
  paying: fc
    .oneof(
      tender.map((each) => ({ type: "took", tender: each }) as const),
      fc.constant({ type: "dropped", at: 0 } as const),
      fc.constant({ type: "code", code: "ukm" } as const),
    )
    .map((event) => ({ type: "paying", event })),
  back: fc.constant({ type: "back" }),
  sold: fc.constant({ type: "sold", sale }),
  next: fc.constant({ type: "next" }),
  work: fc
    .oneof(
      fc.constant({ type: "changed", to: { note: "starch" } } as const),
      fc.constant({ type: "discarded" } as const),
      tender.map(
        (each) =>
          ({
            type: "paying",
            amount: cents(500_00),
            event: { type: "took", tender: each },
          }) as const,
      ),
    )
    .map((event) => ({ type: "work", event })),
  "job-payment": fc
    .oneof(
      fc.constant({ type: "left" } as const),
      tender.map((each) => ({ type: "paying", event: { type: "took", tender: each } }) as const),
    )
    .map((event) => ({ type: "job-payment", event })),
};

/** What the screen offers just now; the model need not fear the rest. */
function offered(desk: Desk, { type }: DeskEvent): boolean {
  const { at: stage } = desk.stage;
  if (type === "paying" || type === "sold") return stage === "paying";
  if (type === "parked") return stage === "selling" && desk.cart.lines.length > 0;
  return type !== "next" || stage === "done";
}

const course = fc.array(fc.oneof(...Object.values(EVENTS)), { maxLength: 40 });

/** Walks the events that are offered, and shows each step. */
function walk(
  events: readonly DeskEvent[],
  each: (event: DeskEvent, before: Desk, after: Desk) => void,
): void {
  let desk = NEW_DESK;
  for (const event of events) {
    if (!offered(desk, event)) continue;
    const after = update(desk, event);
    each(event, desk, after);
    desk = after;
  }
}

const worth = (taken: readonly Tender[]): Money =>
  sum(taken.map((each) => cents(each.kind === "cash" ? each.tendered : each.amount)));
const parts = (desk: Desk): Money => worth(desk.pay.taken);
const ready = (desk: Desk): Money => desk.cart.exchange?.cash ?? ZERO;

/** Acts that change the cart, and that Ctrl+Z takes back. */
const UNDONE: ReadonlySet<DeskEvent["type"]> = new Set([
  "added",
  "lined",
  "quantity",
  "stepped",
  "removed",
  "line-discount",
  "sale-discount",
  "customer",
  "handed-back",
  "repriced",
  "emptied",
]);

test("any change of the cart, undone once, is what was before; one that changed nothing is no step", () => {
  fc.assert(
    fc.property(course, (events) => {
      walk(events, (event, before, after) => {
        if (!UNDONE.has(event.type)) return;
        const selling = update(after, { type: "back" });
        if (after.past.length === before.past.length && before.past.length < 50) {
          expect(after.cart).toEqual(before.cart);
          return;
        }
        // Refused where money was taken for a first line: it would lie there for nothing.
        if (forgetsMoney(selling, { type: "undone" })) {
          expect(before.cart.lines).toEqual([]);
          return;
        }
        const undone = update(selling, { type: "undone" });
        expect(undone.cart).toEqual(before.cart);
        expect(undone.selected).toBe(before.selected);
        expect(undone.pay.taken).toEqual(before.pay.taken);
        expect(undone.past).toEqual(before.past);
      });
    }),
    { numRuns: 400 },
  );
});

test("what was parked, recalled, sold or exchanged is not undone: Ctrl+Z would make two of it", () => {
  fc.assert(
    fc.property(course, (events) => {
      walk(events, (event, _, after) => {
        if (!["parked", "recalled", "sold", "exchanging"].includes(event.type)) return;
        expect(after.past).toEqual([]);
      });
    }),
  );
});

test("money that a customer gave changes only by the act that says so", () => {
  fc.assert(
    fc.property(course, (events) => {
      walk(events, (event, before, after) => {
        const [taken, coinsReady] = [parts(before), ready(before)];
        const now = [parts(after), ready(after)];
        switch (event.type) {
          case "paying": {
            const { event: of } = event;
            if (of.type === "took") {
              expect(now).toEqual([taken + worth([of.tender]), coinsReady]);
            } else if (of.type === "dropped") {
              expect(now).toEqual([taken - worth(before.pay.taken.slice(0, 1)), coinsReady]);
            } else expect(now).toEqual([taken, coinsReady]);
            return;
          }
          case "exchanging":
            return expect(now).toEqual([taken, coinsReady + event.exchange.cash]);
          case "handed-back":
            return expect(now).toEqual([taken, 0]);
          case "undone":
            // Coins that were handed back by mistake lie ready again.
            expect(now[0]).toBe(taken);
            return expect(now[1]).toBe(
              ready({
                ...before,
                cart: after === before ? before.cart : (before.past.at(-1)?.cart ?? EMPTY),
              }),
            );
          case "restored":
          case "recalled": {
            const came =
              event.type === "restored" && before.restored ? [] : (event.cart?.taken ?? []);
            return expect(now).toEqual([taken + worth(came), coinsReady]);
          }
          case "parked":
            // It lies with the sale that is put aside.
            return expect(now).toEqual([0, 0]);
          case "sold":
            return expect(now).toEqual([0, 0]);
          default:
            expect(now).toEqual([taken, coinsReady]);
        }
      });
    }),
    { numRuns: 400 },
  );
});

test("whatever becomes of the sale, work that is taken in beside it stays as it is", () => {
  fc.assert(
    fc.property(course, (events) => {
      walk(events, (event, before, after) => {
        if (event.type !== "work") return expect(after.work).toBe(before.work);
        // The parts of a deposit are forgotten by no event but the one that gives them back.
        const { length } = before.work.pay.taken;
        return expect(after.work.pay.taken.length).toBeGreaterThanOrEqual(length);
      });
    }),
  );
});

test("money never lies on the counter without its sale, unless goods came back for it", () => {
  fc.assert(
    fc.property(course, (events) => {
      walk(events, (_, __, after) => {
        if (parts(after) > 0) expect(after.cart.lines.length).toBeGreaterThan(0);
      });
    }),
    { numRuns: 400 },
  );
});
