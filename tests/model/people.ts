import { moved, type Kind } from "./selling.ts";
import type { Draws } from "./draws.ts";
import { ACCOUNTS, BUSINESSES, cr, dr, type Business, type Line } from "./exercise-book.ts";
import type { World } from "./world.ts";
import { shillingsUp, wholeShillings } from "./sums.ts";
import type { Crossed } from "./debts.ts";

/** Debts are crossed out oldest first, each under the name it was made in; the rest is credit. */
function settling(
  world: World,
  business: Business,
  customer: string,
  amount: number,
  toCredit: boolean,
): { readonly lines: Line[]; readonly crossed: Crossed[] } {
  const names = world.namesOf(customer);
  const crossed = toCredit ? [] : world.book.debts.settle(business, names, amount);
  const settled = crossed.reduce((sum, each) => sum + each.amount, 0);
  return {
    crossed,
    lines: [
      ...crossed.map(({ debt, amount: part }) =>
        cr(business, ACCOUNTS.receivable[business], part, debt.party),
      ),
      cr(business, ACCOUNTS.credit, amount - settled, customer),
    ],
  };
}

/** A customer pays on account: a part, all of it, or more than is owed. */
export async function pay(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  const customer = world.customer(draws);
  const owed = world.book.debts.owed(business, world.namesOf(customer));
  const kind = draws.of(["cash", "mpesa", "bank"] as const);
  const all = wholeShillings(owed);
  const amount =
    owed > 0 && draws.often(40)
      ? kind === "bank"
        ? owed
        : Math.max(100, all)
      : kind === "bank"
        ? draws.amount(60_000)
        : draws.whole(1, 600) * 100;
  const toCredit = draws.often(10);
  const odd = kind !== "bank" && draws.often(3) ? 1 : 0;
  const request = { business, customer, toCredit, memo: "" };
  const payment =
    kind === "cash"
      ? { kind, amount: amount + odd }
      : kind === "mpesa"
        ? { kind, amount: amount + odd, code: world.code() }
        : { kind, amount, reference: "slip" };
  const refused = odd > 0 ? "tender.whole_shillings" : null;
  const done = await world.attempt("customer.pay", { ...request, payment }, refused);
  if (done === undefined) return;
  const whole = !toCredit && owed > 0 && kind !== "bank" && all === amount;
  const rounding = whole ? owed - amount : 0;
  const { lines, crossed } = settling(world, business, customer, amount + rounding, toCredit);
  const places = {
    cash: dr(business, ACCOUNTS.cash[business], amount, "R1"),
    mpesa: dr(business, ACCOUNTS.mpesa[business], amount),
    bank: dr(business, ACCOUNTS.bank, amount),
  };
  const posted = [places[kind], dr(business, ACCOUNTS.rounding, rounding), ...lines];
  world.posted(posted);
  moved(world, business, new Map<Kind, number>([[kind, amount]]));
  world.recorded.push({
    entry: world.facts(),
    day: world.day,
    lines: posted,
    crossed,
    reversed: false,
  });
}

/** Store credit handed back, as far as it goes. */
export async function payOut(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  const customers = world.customers.filter((each) => world.credit(business, each) >= 100);
  const customer =
    customers.length > 0 && draws.often(85) ? draws.of(customers) : world.customer(draws);
  const held = world.credit(business, customer);
  const amount = shillingsUp(
    draws.often(20) ? Math.max(0, held) + 100 : draws.whole(1, Math.max(100, held)),
  );
  const kind = draws.of(["cash", "mpesa"] as const);
  const payment = kind === "cash" ? { kind, amount } : { kind, amount, code: world.code() };
  const refused =
    amount > held
      ? "credit.insufficient"
      : kind === "cash" && amount > world.drawer(business)
        ? "cash.short"
        : null;
  const request = { business, customer, payment, reason: "Wanted it back" };
  if ((await world.attempt("customer.payOut", request, refused)) === undefined) return;
  const from =
    kind === "cash"
      ? cr(business, ACCOUNTS.cash[business], amount, "R1")
      : cr(business, ACCOUNTS.mpesa[business], amount);
  const lines = [dr(business, ACCOUNTS.credit, amount, customer), from];
  world.posted(lines);
  moved(world, business, new Map<Kind, number>([[kind, 0 - amount]]));
  world.recorded.push({ entry: world.facts(), day: world.day, lines, reversed: false });
}

/** Money came by M-Pesa and nobody knows what for; or what came before finds its owner. */
export async function mpesa(world: World, draws: Draws): Promise<void> {
  if (world.unmatched.length > 0 && draws.often(60)) return match(world, draws);
  const business = draws.of(BUSINESSES);
  const amount = draws.whole(1, 900) * 100;
  const code = world.code();
  const asked = { business, day: world.day, code, amount, seen: "message" as const };
  const done = await world.attempt("mpesa.receive", asked, null);
  if (done === undefined) return undefined;
  world.posted([
    dr(business, ACCOUNTS.mpesa[business], amount),
    cr(business, ACCOUNTS.unallocated, amount),
  ]);
  world.unmatched.push({ id: done.id, business, amount });
  // The same code never pays twice, in any business.
  if (draws.often(20)) await world.attempt("mpesa.receive", asked, "mpesa.code_used");
  return undefined;
}

async function match(world: World, draws: Draws): Promise<void> {
  const money = draws.of(world.unmatched);
  const { business, amount } = money;
  const kind = draws.of(["customer", "customer", "returned", "mistake"] as const);
  const customer = world.customer(draws);
  const toCredit = draws.often(20);
  const to =
    kind === "customer"
      ? { kind, customer, toCredit }
      : kind === "returned"
        ? { kind, code: world.code() }
        : { kind };
  if ((await world.attempt("mpesa.match", { received: money.id, to }, null)) === undefined) return;
  world.unmatched.splice(world.unmatched.indexOf(money), 1);
  const lines =
    kind === "customer"
      ? settling(world, business, customer, amount, toCredit).lines
      : [cr(business, ACCOUNTS.mpesa[business], amount)];
  world.posted([dr(business, ACCOUNTS.unallocated, amount), ...lines]);
  if (draws.often(20)) {
    const again = { received: money.id, to: { kind: "mistake" as const } };
    await world.attempt("mpesa.match", again, "mpesa.matched");
  }
}

/** The money of claimed codes was seen: nothing moves, it is only surer. */
export async function confirm(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  const { receipts } = await world.shop.must("mpesa.receipts", { business, state: "claimed" });
  const seen = receipts.filter(() => draws.often(40)).map(({ of, code }) => ({ of, code }));
  if (seen.length === 0) return;
  const request = { business, receipts: seen, seen: "statement" as const };
  if ((await world.attempt("mpesa.confirm", request, null)) !== undefined) world.posted([]);
}

/** Somebody new, so that merging never leaves nobody. */
export async function newCustomer(world: World, draws: Draws): Promise<void> {
  const name = `${draws.of(["Kamau", "Njeri", "Barasa", "Akinyi", "Mutiso"])} ${world.customers.length}`;
  const made = await world.attempt("customer.save", { name, creditLimit: 100_000_000 }, null);
  if (made !== undefined) world.customers.push(made.id);
}

/** An empty ledger is nobody's: suppliers and customers come with the first morning. */
export async function begin(world: World): Promise<void> {
  for (const name of ["Kamau", "Njeri", "Barasa", "Akinyi"]) {
    const limit = { creditLimit: 100_000_000 };
    world.customers.push((await world.shop.must("customer.save", { name, ...limit })).id);
  }
  for (const name of ["Bidco", "Total Gas"]) {
    world.suppliers.push((await world.shop.must("supplier.save", { name })).id);
  }
}
