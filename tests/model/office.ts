import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import type { Draws } from "./draws.ts";
import { closeShift, openShift } from "./drawer.ts";
import type { Crossed } from "./debts.ts";
import { ACCOUNTS, BUSINESSES, cr, dr, type Business, type Line } from "./exercise-book.ts";
import { add, ratio, spread } from "./sums.ts";
import { heldOn, type Expected, type World } from "./world.ts";

/** What the office, or a customer's payment, wrote: a reversal undoes it, once. */
export interface Recorded {
  readonly entry: number;
  readonly day: string;
  readonly lines: readonly Line[];
  /** Debts it raised, or crossed out. */
  readonly raised?: Business;
  readonly crossed?: readonly Crossed[];
  reversed: boolean;
}

interface Place {
  readonly business: Business;
  readonly account: number;
  readonly party: string | null;
  /** Whose account it is; null where all share it. */
  readonly owner: Business | null;
}

/** Any place where money lies. */
export function place(draws: Draws): Place {
  const business = draws.of(BUSINESSES);
  const own = (account: number, party: string | null): Place => ({
    business,
    account,
    party,
    owner: business,
  });
  switch (draws.of(["drawer", "safe", "mpesa", "bank", "transit"])) {
    case "drawer":
      return own(ACCOUNTS.cash[business], "R1");
    case "safe":
      return own(ACCOUNTS.cash[business], "SAFE");
    case "mpesa":
      return own(ACCOUNTS.mpesa[business], null);
    case "bank":
      return { business, account: ACCOUNTS.bank, party: null, owner: null };
    default:
      return { business, account: ACCOUNTS.transit, party: null, owner: null };
  }
}

/** Today mostly; some days ago; sometimes a day of a closed month, or one that is too far off. */
export function officeDay(world: World, draws: Draws): [day: string, refused: Expected] {
  if (draws.often(3)) return [addDays(world.day as BusinessDay, 2), "day.out_of_range"];
  const day = addDays(world.day as BusinessDay, -draws.of([0, 0, 0, 1, 2, 5, 20]));
  return [day, world.closed(day)];
}

/** Who pays for whom: between businesses money goes through 1900, and both are right alone. */
export function paidFor(business: Business, from: Place, amount: number): Line[] {
  const payer = from.owner ?? business;
  const paid = cr(payer, from.account, amount, from.party ?? undefined);
  if (payer === business) return [paid];
  return [paid, dr(payer, ACCOUNTS.clearing, amount), cr(business, ACCOUNTS.clearing, amount)];
}

/** Books an office act, and remembers it for a reversal. */
function keep(
  world: World,
  day: string,
  lines: readonly Line[],
  more: Partial<Recorded> = {},
): void {
  world.posted(lines, day);
  world.recorded.push({ entry: world.facts(), day, lines, reversed: false, ...more });
}

export async function expense(world: World, draws: Draws): Promise<void> {
  const [day, refused] = officeDay(world, draws);
  const account = draws.of([5200, 5300, 5400, ACCOUNTS.charges]);
  const from = place(draws);
  const businesses = BUSINESSES.filter(() => draws.often(50));
  const shares = (businesses.length === 0 ? [from.business] : businesses).map((business) => ({
    business,
    amount: draws.amount(),
  }));
  const weights = shares.map((each) => each.amount);
  const tax = draws.often(50) ? Math.floor((add(weights) * draws.whole(0, 16)) / 116) : 0;
  const fee = draws.often(30) ? draws.whole(1, 5000) : 0;
  const { account: paidFrom, party } = from;
  const asked = { day, account, shares, paidFrom, party, fee, tax, memo: "Bill" };
  if ((await world.attempt("entry.expense", asked, refused)) === undefined) return;
  const [taxes, fees] = [spread(tax, weights), spread(fee, weights)];
  keep(
    world,
    day,
    shares.flatMap(({ business, amount }, at) => {
      const reclaimed = world.vat ? (taxes[at] ?? 0) : 0;
      const charge = fees[at] ?? 0;
      return [
        dr(business, account, amount - reclaimed),
        dr(business, ACCOUNTS.inputTax, reclaimed),
        dr(business, ACCOUNTS.charges, charge),
        ...paidFor(business, from, amount + charge),
      ];
    }),
  );
}

export async function transfer(world: World, draws: Draws): Promise<void> {
  const [day, refused] = officeDay(world, draws);
  const [from, to] = [place(draws), place(draws)];
  const amount = draws.amount();
  const fee = draws.often(40) ? draws.whole(1, 3000) : 0;
  const same =
    from.business === to.business && from.account === to.account && from.party === to.party;
  const where = ({ business, account, party }: Place) => ({ business, account, party });
  const asked = { day, from: where(from), to: where(to), amount, fee, memo: "" };
  const wrong = refused ?? (same ? "entry.same_account" : null);
  if ((await world.attempt("entry.transfer", asked, wrong)) === undefined) return;
  const [here, there] = [from.business, to.business];
  keep(world, day, [
    dr(there, to.account, amount, to.party ?? undefined),
    dr(here, ACCOUNTS.charges, fee),
    cr(here, from.account, amount + fee, from.party ?? undefined),
    dr(here, ACCOUNTS.clearing, here === there ? 0 : amount),
    cr(there, ACCOUNTS.clearing, here === there ? 0 : amount),
  ]);
}

export async function capital(world: World, draws: Draws): Promise<void> {
  const [day, refused] = officeDay(world, draws);
  const { business, account, party } = place(draws);
  const direction = draws.of(["in", "in", "drawings"] as const);
  const amount = draws.amount(2_000_000);
  const asked = { day, direction, place: { business, account, party }, amount, memo: "" };
  if ((await world.attempt("entry.capital", asked, refused)) === undefined) return;
  const signed = direction === "in" ? amount : 0 - amount;
  const other = direction === "in" ? ACCOUNTS.capital : ACCOUNTS.drawings;
  keep(world, day, [
    dr(business, account, signed, party ?? undefined),
    cr(business, other, signed),
  ]);
}

/** What a customer owed, and a loan stood at, before these books. */
export async function opening(world: World, draws: Draws): Promise<void> {
  const [day, refused] = officeDay(world, draws);
  const business = draws.of(BUSINESSES);
  const customer = world.customer(draws);
  const [owed, loan, bank] = [draws.amount(90_000), draws.amount(), draws.amount()];
  const receivable = ACCOUNTS.receivable[business];
  const done = await world.attempt(
    "entry.opening",
    {
      day,
      business,
      lines: [
        { account: receivable, debit: owed, party: customer },
        { account: ACCOUNTS.bank, debit: bank },
        { account: 2310, credit: loan },
      ],
    },
    refused,
  );
  if (done === undefined) return;
  const lines = [
    dr(business, receivable, owed, customer),
    dr(business, ACCOUNTS.bank, bank),
    cr(business, 2310, loan),
    cr(business, ACCOUNTS.opening, owed + bank - loan),
  ];
  keep(world, day, lines, { raised: business });
  const entry = world.facts();
  world.book.debts.raise(business, { entry, party: customer, of: `opening ${entry}`, open: owed });
}

const BY_HAND = [1370, 1510, 1590, 2130, 2310, 3300, 4920, 5200, 5850] as const;

/** An entry by hand; one that does not balance is refused with its difference. */
export async function manual(world: World, draws: Draws): Promise<void> {
  const [day, late] = officeDay(world, draws);
  const lines: Line[] = [];
  for (let n = draws.whole(1, 3); n > 0; n -= 1) {
    const business = draws.of(BUSINESSES);
    const amount = draws.amount();
    lines.push(dr(business, draws.of(BY_HAND), amount), cr(business, draws.of(BY_HAND), amount));
  }
  const off = draws.often(15) ? 1 : 0;
  const asked = lines.map(({ business, account, amount }, at) => {
    const size = Math.abs(amount) + (at === 0 ? off : 0);
    return { business, account, ...(amount > 0 ? { debit: size } : { credit: size }) };
  });
  const request = { day, memo: 'Correction; see | note 7 ("x")', lines: asked };
  const refused = late ?? (off > 0 ? "entry.unbalanced" : null);
  if ((await world.attempt("entry.manual", request, refused)) === undefined) return;
  keep(world, day, lines);
}

/** Undoes what the office or a payment wrote; a second time, or a sale, is refused. */
export async function reverse(world: World, draws: Draws): Promise<void> {
  if (draws.often(15)) {
    const sold = world.sales.at(-1);
    if (sold === undefined) return;
    const request = { entry: sold.entry, day: world.day, reason: "Mistake" };
    const row = world.shop.journal.book.get("SELECT 1 FROM entry WHERE seq = ?", sold.entry);
    const refused = row === undefined ? "entry.unknown" : "entry.not_reversible";
    await world.attempt("entry.reverse", request, refused);
    return;
  }
  const all = world.recorded.slice(-40);
  if (all.length === 0) return;
  const found = draws.of(all);
  if (found.raised !== undefined && partlyPaid(world, found.raised, found)) return;
  const merged = [...world.aliases.keys()];
  if (found.lines.some((line) => merged.includes(line.party ?? ""))) return;
  const again = found.reversed ? "entry.already_reversed" : null;
  const request = { entry: found.entry, day: world.day, reason: "Mistake" };
  if ((await world.attempt("entry.reverse", request, again)) === undefined) return;
  world.posted(found.lines.map((line) => ({ ...line, amount: 0 - line.amount })));
  found.reversed = true;
  if (found.raised !== undefined) world.book.debts.drop(found.raised, found.entry);
  world.book.debts.restore(found.crossed ?? []);
}

/** Whether something was paid of the debt an opening raised: then its reversal is left alone. */
function partlyPaid(world: World, business: Business, { entry, lines }: Recorded): boolean {
  const owed = lines.find((line) => line.account === ACCOUNTS.receivable[business])?.amount;
  return world.book.debts.openOf(business, `opening ${entry}`) !== owed;
}

/** Locks the books through some days ago; forward only, and not under an open shift. */
export async function closePeriod(world: World, draws: Draws): Promise<void> {
  const through = addDays(world.day as BusinessDay, -draws.whole(0, 24));
  const open = through >= world.day && world.shifts.size > 0;
  const refused = world.closed(through) ?? (open ? "shift.already_open" : null);
  const done = await world.attempt("period.close", { through, reason: "Checked" }, refused);
  if (done !== undefined) world.lock = through;
}

/** What the end of a year, or of December, asks for: from balances through its last day. */
export async function close(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  const kind = draws.of(["year", "vat", "turnover"] as const);
  const day = "2026-12-31";
  const closing =
    kind === "year"
      ? ({ kind, year: 2026 } as const)
      : kind === "vat"
        ? ({ kind, month: "2026-12" } as const)
        : ({ kind, month: "2026-12", basisPoints: 300 } as const);
  const lines = closingLines(world, business, kind, day);
  const early = world.day <= day ? "period.not_over" : null;
  const nothing = lines.length === 0 ? "period.nothing_to_close" : null;
  const refused = early ?? nothing ?? world.closed(day);
  const done = await world.attempt("entry.close", { business, closing, memo: "" }, refused);
  if (done === undefined) return;
  if (kind === "year") world.posted(lines, day, true);
  else keep(world, day, lines);
}

function closingLines(world: World, business: Business, kind: string, day: string): Line[] {
  const clear = (accounts: readonly number[], into: number): Line[] => {
    const lines = accounts.flatMap((account) => {
      const balance = world.book.total(business, account, day);
      return balance === 0 ? [] : [cr(business, account, balance)];
    });
    const rest = add(lines.map((line) => line.amount));
    return rest === 0 ? lines : [...lines, cr(business, into, rest)];
  };
  const numbers = [...new Set(world.book.lines.map((line) => line.account))];
  if (kind === "year") {
    const closed = numbers.filter((each) => each === ACCOUNTS.drawings || each >= 4000);
    return clear(closed, ACCOUNTS.retained);
  }
  if (kind === "vat") return clear([ACCOUNTS.outputTax, ACCOUNTS.inputTax], ACCOUNTS.taxDue);
  // Of the month's sales, returns taken off: other income, 49xx, is none. A closed year shows
  // still what was earned in it.
  const month = world.book.lines.filter(
    (line) => line.business === business && line.day.startsWith("2026-12") && !line.closing,
  );
  const sum = (keeps: (account: number) => boolean) =>
    add(month.filter(({ account }) => keeps(account)).map(({ amount }) => amount));
  const sales = 0 - sum((account) => account >= 4000 && account < 4900);
  const rest = Math.max(0, ratio(sales * 300, 10_000)) - sum((a) => a === ACCOUNTS.turnoverTax);
  if (rest <= 0) return [];
  return [dr(business, ACCOUNTS.turnoverTax, rest), cr(business, ACCOUNTS.turnoverDue, rest)];
}

/** Two customers are one: their credit moves to who stays, their debts are asked for together. */
export async function merge(world: World, draws: Draws): Promise<void> {
  const known = world.customers.filter((each) => !world.aliases.has(each));
  const [from, into] = [draws.of(known), draws.of(known)];
  const last = known.length <= 3 ? draws.of(known) : from;
  if (known.length <= 3 && last !== into) return;
  const refused = from === into ? "customer.same" : null;
  const asked = { from, into, reason: "The same phone" };
  // Store credit moves by a fact of each business.
  const held = (of: Business): number => Math.max(0, 0 - world.book.of(of, ACCOUNTS.credit, from));
  if ((await world.attempt("customer.merge", asked, refused)) === undefined) return;
  world.posted(
    BUSINESSES.flatMap((business) => {
      const credit = held(business);
      return [
        dr(business, ACCOUNTS.credit, credit, from),
        cr(business, ACCOUNTS.credit, credit, into),
      ];
    }),
  );
  for (const [alias, of] of world.aliases) if (of === from) world.aliases.set(alias, into);
  world.aliases.set(from, into);
}

/** The evening, the night, and the next morning; sometimes a business stays shut for a while. */
export async function nextDay(world: World, draws: Draws): Promise<void> {
  for (const business of BUSINESSES) await closeShift(world, draws, business);
  world.day = addDays(world.day as BusinessDay, 1);
  world.shop.clock(`${world.day}T05:00:00.000Z`);
  for (const item of world.items.values()) item.price = heldOn(item.prices, world.day) ?? null;
  if (draws.often(40)) await shutForAWhile(world, draws);
  for (const business of BUSINESSES) await openShift(world, draws, business);
}

/** A business that is closed takes nothing more, from the counter or the office, until it opens. */
async function shutForAWhile(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  await world.attempt("business.setActive", { business, active: false }, null);
  const shut = "business.inactive";
  const { day } = world;
  await world.attempt("shift.open", { business, day, counts: {}, fromSafe: 0 }, shut);
  const place1 = { business, account: ACCOUNTS.bank, party: null };
  const asked = { day, direction: "in" as const, place: place1, amount: 100, memo: "" };
  await world.attempt("entry.capital", asked, world.closed(day) ?? shut);
  await world.attempt("business.setActive", { business, active: true }, null);
}
