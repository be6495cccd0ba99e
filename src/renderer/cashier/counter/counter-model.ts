import type { Reply } from "#shared/contract/index.ts";
import { type Money, sum, ZERO } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { joinExchange } from "#shared/trades/exchange.ts";
import * as carts from "../cart/cart-model.ts";
import type { Cart, Kept, Line, TillItem } from "../cart/cart-model.ts";
import * as work from "../jobs/intake-model.ts";
import type { Work, WorkEvent } from "../jobs/intake-model.ts";
import * as jobs from "../jobs/job-payment-model.ts";
import type { JobPayment, JobPaymentEvent } from "../jobs/job-payment-model.ts";
import * as payment from "../pay/pay-model.ts";
import type { Pay, PayEvent } from "../pay/pay-model.ts";

export type PostedSale = Reply<"sale.post">;

/** Where a business's customer stands: choosing, paying, or holding the change. */
export type Stage =
  | { readonly at: "selling" }
  | { readonly at: "paying" }
  | { readonly at: "done"; readonly sale: PostedSale; readonly sold: Cart };

/** The cart before a change, and the line that was marked in it. */
interface Before {
  readonly cart: Cart;
  readonly selected: number | null;
}

/** What lies before the cashier for one business. Each business has its own. */
export interface Desk {
  readonly cart: Cart;
  /** The line that +, − and Del mean. */
  readonly selected: number | null;
  /** What Ctrl+Z goes back to, one change at a time. */
  readonly past: readonly Before[];
  readonly stage: Stage;
  /** Kept when the cashier steps back to the cart: a code that was typed is not typed twice. */
  readonly pay: Pay;
  /** Work that is being taken in beside the sale. */
  readonly work: Work;
  /** Money for a job in hand, as far as it was given. */
  readonly jobPayment: JobPayment | null;
  /** The draft kept by the program has been read; before that nothing may overwrite it. */
  readonly restored: boolean;
}

export interface Counter {
  readonly business: string;
  readonly desks: Readonly<Record<string, Desk>>;
}

export type DeskEvent =
  | { readonly type: "restored"; readonly cart: Kept | null }
  | { readonly type: "added"; readonly item: TillItem; readonly quantity: Quantity }
  | { readonly type: "lined"; readonly lines: readonly Line[] }
  | { readonly type: "quantity"; readonly at: number; readonly quantity: Quantity }
  | { readonly type: "stepped"; readonly by: 1 | -1 }
  | { readonly type: "removed"; readonly at?: number }
  | { readonly type: "selected"; readonly at: number | null }
  | { readonly type: "moved"; readonly by: 1 | -1 }
  | { readonly type: "line-discount"; readonly at: number; readonly discount: Money }
  | { readonly type: "sale-discount"; readonly discount: Money }
  | { readonly type: "customer"; readonly customer: string | null }
  /** Goods came back for which others are taken. */
  | {
      readonly type: "exchanging";
      readonly exchange: NonNullable<Cart["exchange"]>;
      readonly customer: string | null;
    }
  /** Their coins are handed over after all. */
  | { readonly type: "handed-back" }
  | { readonly type: "repriced"; readonly items: ReadonlyMap<string, TillItem> }
  | { readonly type: "recalled"; readonly cart: Cart }
  /** It lies aside now, and only there: Ctrl+Z would make two of it. */
  | { readonly type: "parked" }
  | { readonly type: "emptied" }
  | { readonly type: "undone" }
  | { readonly type: "pay" }
  | { readonly type: "paying"; readonly event: PayEvent }
  | { readonly type: "back" }
  | { readonly type: "sold"; readonly sale: PostedSale }
  | { readonly type: "next" }
  | { readonly type: "work"; readonly event: WorkEvent }
  | { readonly type: "job-payment"; readonly event: JobPaymentEvent };

const SELLING: Stage = { at: "selling" };
const REMEMBERED = 50;

export const NEW_DESK: Desk = {
  cart: carts.EMPTY,
  selected: null,
  past: [],
  stage: SELLING,
  pay: payment.START,
  work: work.NO_WORK,
  jobPayment: null,
  restored: false,
};

interface Beside {
  readonly intake?: Kept["intake"] | undefined;
  readonly jobPayment?: Kept["jobPayment"] | undefined;
}

/**
 * What a crash must not cost: the cart, whatever the customer has given for it already, and what is
 * being taken in or paid beside it.
 */
export function draftOf(cart: Cart, taken: Pay["taken"], beside: Beside = {}): Kept {
  const { intake, jobPayment } = beside;
  if (taken.length === 0 && intake === undefined && jobPayment === undefined) return cart;
  // The parts' amounts are of the payment's own making: money, though a request has them as numbers.
  const parts = { taken: [...taken] as NonNullable<Cart["taken"]> };
  return {
    ...cart,
    ...(taken.length === 0 ? {} : parts),
    ...(intake === undefined ? {} : { intake }),
    ...(jobPayment === undefined ? {} : { jobPayment }),
  };
}

/** What waits at a counter that is not served now: lines of its cart and of an intake, a payment. */
export function waitingAt({ cart, work: { intake }, jobPayment }: Desk): number {
  const half = jobs.takenFor(jobPayment) > 0 ? 1 : 0;
  return cart.lines.length + intake.lines.length + half;
}

export function deskOf(counter: Counter, business = counter.business): Desk {
  return counter.desks[business] ?? NEW_DESK;
}

export function updateDesk(counter: Counter, business: string, event: DeskEvent): Counter {
  const before = deskOf(counter, business);
  const after = update(before, event);
  if (after === before) return counter;
  return { ...counter, desks: { ...counter.desks, [business]: after } };
}

/**
 * A new cart, the old one kept for Ctrl+Z; the change screen makes way. What changes nothing is
 * not kept: Ctrl+Z would seem to do nothing.
 */
function changed(desk: Desk, cart: Cart, selected: number | null): Desk {
  const stage = desk.stage.at === "done" ? SELLING : desk.stage;
  if (carts.same(cart, desk.cart)) return { ...desk, selected, stage };
  const before: Before = { cart: desk.cart, selected: desk.selected };
  const past = [...desk.past.slice(1 - REMEMBERED), before];
  // Nothing is paid for nothing.
  return { ...desk, cart, selected, past, stage: cart.lines.length > 0 ? stage : SELLING };
}

/** What the customer of this sale has given for it so far: parts, and coins of an exchange. */
export function moneyThere({ cart, pay }: Pick<Desk, "cart" | "pay">): Money {
  return sum([cart.exchange?.cash ?? ZERO, ...pay.taken.map(payment.worth)]);
}

/**
 * Whether an event would take the last line from below money that was taken for it, or clear the
 * cart for which coins lie ready: the money would be forgotten, or count for the next customer. It
 * is given back first.
 */
export function forgetsMoney(desk: Desk, event: DeskEvent): boolean {
  if (event.type === "work") return work.forgetsDeposit(desk.work, event.event);
  if (event.type === "emptied") return moneyThere(desk) > 0;
  if (desk.pay.taken.length === 0) return false;
  if (event.type !== "removed" && event.type !== "undone") return false;
  return desk.cart.lines.length > 0 && apply(desk, event).cart.lines.length === 0;
}

/** What an event makes of the desk; one that would forget money (`forgetsMoney`) changes nothing. */
export function update(desk: Desk, event: DeskEvent): Desk {
  return forgetsMoney(desk, event) ? desk : apply(desk, event);
}

function apply(desk: Desk, event: DeskEvent): Desk {
  const { cart, selected } = desk;
  switch (event.type) {
    case "restored":
      if (desk.restored || event.cart === null) return { ...desk, restored: true };
      return { ...desk, restored: true, ...withKept(desk, event.cart) };
    case "added": {
      const added = carts.add(cart, event.item, event.quantity);
      return changed(desk, added.cart, added.at);
    }
    case "lined": {
      const lines = [...cart.lines, ...event.lines];
      return changed(desk, { ...cart, lines }, cart.lines.length);
    }
    case "quantity":
      return changed(desk, carts.setQuantity(cart, event.at, event.quantity), event.at);
    case "stepped": {
      if (selected === null) return desk;
      const next = carts.step(cart, selected, event.by);
      return next === cart ? desk : changed(desk, next, selected);
    }
    case "removed": {
      const at = event.at ?? selected;
      if (at === null || cart.lines[at] === undefined) return desk;
      const next = carts.remove(cart, at);
      return changed(desk, next, clamp(at, next));
    }
    case "selected":
      return { ...desk, selected: event.at };
    case "moved":
      return { ...desk, selected: clamp((selected ?? cart.lines.length) + event.by, cart) };
    case "line-discount":
      return changed(desk, carts.setLineDiscount(cart, event.at, event.discount), event.at);
    case "sale-discount":
      return changed(desk, { ...cart, discount: event.discount }, selected);
    case "customer":
      return changed(desk, { ...cart, customer: event.customer }, selected);
    case "exchanging": {
      const { exchange, customer } = event;
      const next = {
        ...cart,
        exchange: joinExchange(cart.exchange, exchange),
        customer: cart.customer ?? customer,
      };
      // Not to be undone by Ctrl+Z: coins lie ready for it, and "Hand it back" says what they come to.
      return { ...changed(desk, next, selected), past: [], stage: SELLING };
    }
    case "handed-back": {
      const { exchange: _, ...rest } = cart;
      return changed(desk, rest, selected);
    }
    case "repriced":
      return changed(desk, carts.reprice(cart, event.items), selected);
    case "recalled": {
      // Not asked for over a running sale; if it came all the same, neither would be lost.
      const free = cart.lines.length === 0 && cart.exchange === undefined;
      const pay = { ...payment.START, taken: desk.pay.taken };
      const open = { ...desk, cart: free ? carts.EMPTY : cart, pay, stage: SELLING };
      // What is undone goes back to the cart before; before this one it lay aside, where it is no more.
      return { ...open, ...withDraft(open, event.cart), past: [] };
    }
    case "parked":
      return { ...changed(desk, carts.EMPTY, null), past: [], pay: payment.START };
    case "emptied":
      if (carts.isEmpty(cart)) return desk;
      return { ...changed(desk, carts.EMPTY, null), pay: payment.START };
    case "work":
      return { ...desk, work: work.update(desk.work, event.event) };
    case "job-payment":
      return { ...desk, jobPayment: jobs.update(desk.jobPayment, event.event) };
    default:
      return updateStage(desk, event);
  }
}

type StageEvent = Extract<
  DeskEvent,
  { type: "undone" | "pay" | "paying" | "back" | "sold" | "next" }
>;

function updateStage(desk: Desk, event: StageEvent): Desk {
  switch (event.type) {
    case "undone": {
      const last = desk.past.at(-1);
      if (last === undefined || desk.stage.at !== "selling") return desk;
      return { ...desk, ...last, past: desk.past.slice(0, -1) };
    }
    case "pay":
      return desk.stage.at === "selling" && desk.cart.lines.length > 0
        ? { ...desk, stage: { at: "paying" }, pay: payment.begin(desk.pay, desk.cart.exchange) }
        : desk;
    case "paying":
      return { ...desk, pay: payment.update(desk.pay, event.event) };
    case "back":
      return desk.stage.at === "paying" ? { ...desk, stage: SELLING } : desk;
    case "sold":
      return {
        ...desk,
        stage: { at: "done", sale: event.sale, sold: desk.cart },
        cart: carts.EMPTY,
        selected: null,
        past: [],
        pay: payment.START,
      };
    case "next":
      return desk.stage.at === "done" ? { ...desk, stage: SELLING } : desk;
  }
}

/**
 * A draft that comes back: what was put in while it was on its way goes below what was there
 * before. Half paid, it comes back to where the rest is paid.
 */
function withDraft(desk: Desk, draft: Cart): Partial<Desk> {
  const { taken = [], ...kept } = draft;
  const cart = carts.join(kept, desk.cart);
  const past = desk.past.map((before) => ({
    cart: carts.join(kept, before.cart),
    selected: before.selected === null ? null : before.selected + kept.lines.length,
  }));
  const back = { cart, selected: lastOf(cart), past };
  if (taken.length === 0) return back;
  const pay = { ...desk.pay, taken: [...taken, ...desk.pay.taken] };
  const pays = desk.stage.at === "selling" && cart.lines.length > 0;
  return { ...back, pay, stage: pays ? { at: "paying" } : desk.stage };
}

/** All that the program kept; what is beside a sale is not begun before it is known what there was. */
function withKept(desk: Desk, { intake, jobPayment, ...cart }: Kept): Partial<Desk> {
  return {
    ...withDraft(desk, cart),
    ...(intake === undefined ? {} : { work: work.resumed(intake) }),
    ...(jobPayment === undefined ? {} : { jobPayment: jobs.resumedPayment(jobPayment) }),
  };
}

function lastOf(cart: Cart): number | null {
  return cart.lines.length === 0 ? null : cart.lines.length - 1;
}

function clamp(at: number, cart: Cart): number | null {
  return cart.lines.length === 0 ? null : Math.max(0, Math.min(at, cart.lines.length - 1));
}
