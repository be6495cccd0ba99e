import { DENOMINATIONS } from "#shared/kernel/denomination.ts";
import { assert } from "#shared/kernel/assert.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { PostingAccounts } from "#shared/facts/master.ts";
import { business } from "#main/journal/read/business.ts";
import { items, type ItemRow } from "#main/journal/read/catalog.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { Desk } from "../desk.ts";

/** The businesses the simulated owner begins with: the template's; she may make others. */
export const SHOPS = ["WATER", "RETAIL", "LAUNDRY"] as const;
export type Shop = (typeof SHOPS)[number];

/** What somebody does in a business, and what came of it in a word. */
export type Act = (desk: Desk, shop: string) => Promise<string>;

export const outcome = (name: string, result: Result<unknown>): string =>
  result.ok ? name : `${name} refused: ${result.refusal.code}`;

/** Whole shillings, from one to as many. */
export const moneyOf = (desk: Desk, most: number): Money => cents(desk.chance.whole(1, most) * 100);

/** One of them, or nothing where there is none. */
export function oneOf<T>(desk: Desk, from: readonly T[]): T | undefined {
  return from.length === 0 ? undefined : desk.chance.pick(from);
}

export function accountsOf(desk: Desk, shop: string): PostingAccounts {
  const found = business(desk.book, shop);
  assert(found !== undefined, `whoever works in ${shop} knows of it`);
  return found.settings.accounts;
}

export function itemsOf(desk: Desk, shop: string): ItemRow[] {
  const asked = { business: shop, within: [shop], text: "", filter: "active" as const };
  return items(desk.book, desk.today, { ...asked, offset: 0, limit: 500 }).items;
}

export const stockedOf = (desk: Desk, shop: string): ItemRow[] =>
  itemsOf(desk, shop).filter((item) => item.inventory !== null);

/** Prices have a first day: a clock that is years behind knows none of them. */
export const pricedOf = (desk: Desk, shop: string): ItemRow[] =>
  itemsOf(desk, shop).filter((item) => item.sellable && item.price !== null);

/** As few notes and coins as whole shillings take. */
export function coins(amount: number): Record<string, number> {
  const counts: Record<string, number> = {};
  let left = Math.max(0, Math.floor(amount / 100));
  for (const each of DENOMINATIONS) {
    if (left >= each) counts[each] = Math.floor(left / each);
    left %= each;
  }
  return counts;
}

export const inDrawer = (desk: Desk, shop: string): number =>
  partyBalance(desk.book, accountsOf(desk, shop).cash, shop, desk.till);

const openShiftNow: Act = async (desk, shop) => {
  const extra = desk.chance.whole(0, 20) * 10_000;
  const opened = await desk.call("shift.open", {
    business: shop,
    day: desk.today,
    counts: coins(Math.max(0, inDrawer(desk, shop)) + extra),
    fromSafe: cents(0),
  });
  return outcome("shift opened", opened);
};

/** An act at the counter: a shop works in a shift, and the first thing anybody does is to open one. */
export const inShift =
  (act: Act): Act =>
  async (desk, shop) =>
    openShift(desk.book, desk.till, shop) === undefined
      ? openShiftNow(desk, shop)
      : act(desk, shop);

/** Few of them are the same, so that two tills which do not hear of each other use one code. */
export function codeOf(desk: Desk): string {
  const { chance } = desk;
  const number = chance.happens(15) ? chance.whole(0, 4) : chance.whole(5, 99_999_999);
  return `TQ${String(number).padStart(8, "0")}`;
}

/** Exactly so much, by cash, M-Pesa or bank: M-Pesa moves whole shillings. */
export function payingWith(desk: Desk, amount: number) {
  const { chance } = desk;
  const kind = chance.pick(["cash", "cash", "mpesa", "bank"] as const);
  if (kind === "mpesa" && amount > 0 && amount % 100 === 0) {
    return { kind, amount: cents(amount), code: codeOf(desk) };
  }
  if (kind === "bank" && amount > 0) return { kind, amount: cents(amount), reference: "" };
  return { kind: "cash" as const, tendered: cents(Math.ceil(amount / 100) * 100) };
}
