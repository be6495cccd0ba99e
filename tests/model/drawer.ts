import { expect } from "vitest";
import type { Draws } from "./draws.ts";
import { ACCOUNTS, BUSINESSES, cr, dr, type Business } from "./exercise-book.ts";
import { coins, shillingsUp, wholeShillings } from "./sums.ts";
import type { World } from "./world.ts";

/** A cart put aside and taken back, then cleared, or thrown away: nothing of it is in the books. */
export async function park(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  const item = draws.of(
    [...world.items.values()].filter(
      (each) => each.business === business && each.price !== null && each.sellable,
    ),
  );
  const facts = world.facts();
  const lines = [{ item: item.id, quantity: 1000, unitPrice: item.price ?? 0 }];
  const cart = { customer: null, discount: 0, lines };
  const { draft } = await world.shop.must("draft.park", { business, label: "Later", cart });
  const shift = world.shifts.get(business);
  const close = { shift: shift?.id ?? "", counts: {}, mpesaCounted: null, leaveInDrawer: 0 };
  if (shift !== undefined && draws.often(30)) {
    await world.attempt("shift.close", close, "shift.parked_sales");
  }
  if (draws.often(50)) await world.shop.must("draft.discard", { draft });
  else {
    await world.shop.must("draft.recall", { draft });
    if (shift !== undefined) await world.attempt("shift.close", close, "shift.running_sale");
    await world.shop.must("draft.save", { business, cart: { ...cart, lines: [] } });
  }
  expect(world.facts()).toBe(facts);
}

/** Cash into or out of the drawer: an errand, the safe, the owner's own. */
export async function moveCash(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  const shift = world.shifts.get(business);
  if (shift === undefined) return;
  const direction = draws.of(["in", "out", "out"] as const);
  const cash = ACCOUNTS.cash[business];
  const others = direction === "out" ? [5200, 5300] : [4920];
  const account = draws.of([
    cash,
    cash,
    ACCOUNTS.transit,
    ACCOUNTS.capital,
    ACCOUNTS.drawings,
    ...others,
  ]);
  const amount = shillingsUp(draws.amount(400_000));
  const short = direction === "out" && amount > world.drawer(business);
  const request = { shift: shift.id, direction, amount, account, reason: "Errand" };
  const done = await world.attempt("shift.moveCash", request, short ? "cash.short" : null);
  if (done === undefined) return;
  const signed = direction === "in" ? amount : 0 - amount;
  const other = account === cash ? "SAFE" : undefined;
  world.posted([dr(business, cash, signed, "R1"), cr(business, account, signed, other)]);
  if (direction === "in") shift.cashIn += amount;
  else shift.cashOut += amount;
}

/** The customer left the change: it is no income of ours, and stays in the drawer. */
export async function leaveChange(world: World, draws: Draws): Promise<void> {
  const open = new Set([...world.shifts.values()].map(({ id }) => id));
  const left = world.sales.filter(({ shift, change }) => change > 0 && open.has(shift));
  if (left.length === 0) return;
  const sold = draws.of(left);
  const { business, change } = sold;
  if ((await world.attempt("shift.keepChange", { sale: sold.id }, null)) === undefined) return;
  world.posted([
    dr(business, ACCOUNTS.cash[business], change, "R1"),
    cr(business, ACCOUNTS.rounding, change),
  ]);
  const shift = world.shifts.get(business);
  if (shift !== undefined) shift.cashIn += change;
  sold.change = 0;
}

/** The drawer is counted by another person, who brings something from the safe. */
export async function openShift(world: World, draws: Draws, business: Business): Promise<void> {
  const cash = ACCOUNTS.cash[business];
  const held = world.drawer(business);
  const off = draws.often(70) ? 0 : draws.whole(-3, 5) * 100;
  const fromSafe = draws.whole(0, 4) * 50_000;
  const float = Math.max(0, wholeShillings(held) + fromSafe + off);
  const opened = await world.attempt(
    "shift.open",
    { business, day: world.day, counts: coins(float), fromSafe },
    world.shifts.has(business) ? "shift.already_open" : null,
  );
  if (opened === undefined) return;
  const found = float - held - fromSafe;
  const first = !world.cashMoved.has(business) && found > 0;
  world.posted([
    dr(business, cash, fromSafe, "R1"),
    cr(business, cash, fromSafe, "SAFE"),
    dr(business, cash, found, "R1"),
    cr(business, first ? ACCOUNTS.opening : ACCOUNTS.overShort, found),
  ]);
  world.shifts.set(business, {
    id: opened.shift.id,
    tenders: new Map(),
    sales: 0,
    refunds: 0,
    gross: 0,
    refunded: 0,
    tax: 0,
    cashIn: 0,
    cashOut: 0,
  });
}

/** Counted blind: what is missing or over has a name, and the rest goes to the safe. */
export async function closeShift(world: World, draws: Draws, business: Business): Promise<void> {
  const shift = world.shifts.get(business);
  if (shift === undefined) return;
  const [cash, mpesa] = [ACCOUNTS.cash[business], ACCOUNTS.mpesa[business]];
  const expected = world.drawer(business);
  const off = draws.often(60) ? 0 : draws.whole(-300, 300) * 100;
  const counted = Math.max(0, wholeShillings(expected) + off);
  const held = world.book.of(business, mpesa);
  const seen = draws.often(40) ? Math.max(0, held + draws.whole(-50, 50) * 100) : null;
  const leave = Math.min(counted, draws.whole(0, 30) * 10_000);
  const request = {
    shift: shift.id,
    counts: coins(counted),
    mpesaCounted: seen,
    leaveInDrawer: leave,
  };
  const z = await world.attempt("shift.close", request, null);
  if (z === undefined) return;
  const variance = counted - expected;
  const mpesaVariance = seen === null ? 0 : seen - held;
  world.posted([
    dr(business, cash, variance, "R1"),
    dr(business, mpesa, mpesaVariance),
    cr(business, ACCOUNTS.overShort, variance + mpesaVariance),
    dr(business, cash, counted - leave, "SAFE"),
    cr(business, cash, counted - leave, "R1"),
  ]);
  const { sales, refunds, gross, refunded, tax, cashIn, cashOut } = shift;
  expect(z).toMatchObject({ expected, counted, variance, mpesaExpected: held, mpesaVariance });
  expect(z.totals).toMatchObject({ sales, refunds, gross, refunded, tax, cashIn, cashOut });
  const took = (of: Iterable<readonly [string, number]>) =>
    Object.fromEntries([...of].filter(([, amount]) => amount !== 0));
  expect(took(Object.entries(z.totals.byTender))).toEqual(took(shift.tenders));
  world.shifts.delete(business);
}

/** Another drawer, or the next shift of this one. */
export async function changeShift(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  if (draws.often(20)) return openShift(world, draws, business);
  await closeShift(world, draws, business);
  return openShift(world, draws, business);
}
