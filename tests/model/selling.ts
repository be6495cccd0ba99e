import { expect } from "vitest";
import type { RequestInput } from "#shared/contract/index.ts";
import type { Draws } from "./draws.ts";
import { ACCOUNTS, cr, dr, type Business, type Line } from "./exercise-book.ts";
import type { Part } from "./shelf.ts";
import { backFrom } from "./shelf.ts";
import { add, between, ratio, shillingsUp, spread, wholeShillings, worth } from "./sums.ts";
import type { Expected, Item, World } from "./world.ts";

export type Kind = "cash" | "mpesa" | "bank" | "account" | "credit";

/** A shift as the person at the drawer remembers it. */
export interface Seen {
  readonly id: string;
  /** What moved by each tender, signed. */
  readonly tenders: Map<Kind, number>;
  sales: number;
  refunds: number;
  gross: number;
  refunded: number;
  tax: number;
  cashIn: number;
  cashOut: number;
}

/** A line of a receipt; what it took from the shelves, by item. */
interface SoldLine {
  readonly item: Item;
  readonly quantity: number;
  readonly gross: number;
  readonly tax: number;
  readonly taken: readonly (readonly [sku: string, parts: readonly Part[]])[];
  back: number;
  /** A cylinder or container went with it: it comes back whole, or not at all. */
  readonly cylinder: boolean;
}

/** A receipt in the drawer, with what came back of it. */
export interface Receipt {
  readonly id: string;
  readonly entry: number;
  readonly business: Business;
  readonly customer: string | null;
  readonly shift: string;
  readonly lines: readonly SoldLine[];
  /** As the invoice counts it, by tender. */
  readonly paid: ReadonlyMap<Kind, number>;
  readonly given: Map<Kind, { invoiced: number; paidOut: number }>;
  change: number;
}

export interface Wanted {
  readonly item: Item;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  readonly returnable?: NonNullable<RequestInput<"sale.post">["lines"][number]["returnable"]>;
}

/** Money for an amount: what is asked of the till, and what the till should make of it. */
export interface Paying {
  readonly tenders: RequestInput<"sale.post">["tenders"];
  readonly lines: readonly Line[];
  readonly paid: ReadonlyMap<Kind, number>;
  /** What really moved, by tender. */
  readonly moved: ReadonlyMap<Kind, number>;
  readonly change: number;
}

/** Notes on the drawer's shift of what moved by tender. */
export function moved(world: World, business: Business, amounts: ReadonlyMap<Kind, number>): void {
  const shift = world.shifts.get(business);
  if (shift === undefined) return;
  for (const [kind, amount] of amounts) {
    shift.tenders.set(kind, (shift.tenders.get(kind) ?? 0) + amount);
  }
}

/** How a due amount is paid: what coins or M-Pesa cannot pay of it is rounded, to 5830. */
export function paying(
  world: World,
  draws: Draws,
  business: Business,
  due: number,
  customer: string | null,
  kinds: readonly (Kind | "split" | "credit and cash")[],
): Paying {
  const paid = new Map<Kind, number>();
  const real = new Map<Kind, number>();
  const tenders: RequestInput<"sale.post">["tenders"] = [];
  const lines: Line[] = [];
  let change = 0;
  const note = (kind: Kind, invoiced: number, amount: number, account: number, party?: string) => {
    paid.set(kind, invoiced);
    real.set(kind, amount);
    lines.push(dr(business, account, amount, party));
    lines.push(dr(business, ACCOUNTS.rounding, invoiced - amount));
  };
  const cash = (amount: number) => {
    const pays = wholeShillings(amount);
    const tendered = pays === 0 ? 0 : shillingsUp(pays + draws.whole(0, 20) * 1000);
    tenders.push({ kind: "cash", tendered });
    change = amount === 0 ? 0 : tendered - pays;
    if (amount > 0) note("cash", amount, pays, ACCOUNTS.cash[business], "R1");
  };
  const mpesa = (amount: number, invoiced: number) => {
    tenders.push({ kind: "mpesa", amount, code: world.code() });
    note("mpesa", invoiced, amount, ACCOUNTS.mpesa[business]);
  };
  const kind = due === 0 ? "cash" : draws.of(kinds);
  const half = Math.floor(due / 200) * 100;
  const held = customer === null ? 0 : world.credit(business, customer);
  if (kind === "mpesa" && wholeShillings(due) > 0) mpesa(wholeShillings(due), due);
  else if (kind === "split" && half > 0) {
    mpesa(half, half);
    cash(due - half);
  } else if (kind === "bank") {
    tenders.push({ kind, amount: due, reference: "EFT" });
    note(kind, due, due, ACCOUNTS.bank);
  } else if (kind === "account" && customer !== null) {
    tenders.push({ kind, amount: due });
    note(kind, due, due, ACCOUNTS.receivable[business], customer);
  } else if (kind === "credit and cash" && customer !== null && held > 0) {
    const part = Math.min(held, due);
    tenders.push({ kind: "credit", amount: part });
    note("credit", part, part, ACCOUNTS.credit, customer);
    if (part < due) cash(due - part);
  } else cash(due);
  return { tenders, lines, paid, moved: real, change };
}

/** What a line takes from the shelves: the item itself, then what goes with it. */
function needs(item: Item, quantity: number): [sku: string, quantity: number][] {
  const own: [string, number][] = item.inventory === null ? [] : [[item.sku, quantity]];
  return [
    ...own,
    ...item.uses.map(([sku, each]): [string, number] => [sku, ratio(each * quantity, 1000)]),
  ];
}

/** Where a business may not sell what it has not got. */
function shortOf(world: World, business: Business, lines: readonly Wanted[]): Expected {
  if (business !== "WATER") return null;
  const left = new Map<string, number>();
  for (const { item, quantity } of lines) {
    for (const [sku, wanted] of needs(item, quantity)) {
      const there = left.get(sku) ?? world.shelf(sku).held;
      if (wanted > there) return "stock.insufficient";
      left.set(sku, there - wanted);
    }
  }
  return null;
}

/** What cylinders add to a sale: a deposit taken (or given back), and what else has to be right. */
export interface Beside {
  readonly deposit: number;
  readonly lines: (lend: (sku: string, quantity: number) => readonly Part[]) => readonly Line[];
  readonly refused: Expected;
}

const NOTHING: Beside = { deposit: 0, lines: () => [], refused: null };

/** Completes a sale and books it by hand; undefined where it was refused. */
export async function sell(
  world: World,
  draws: Draws,
  business: Business,
  wanted: readonly Wanted[],
  chosen: {
    readonly customer: string | null;
    readonly discount?: number;
    readonly kinds: Parameters<typeof paying>[5];
    /** The refund that these goods are taken for. */
    readonly exchange?: string;
  },
  beside: Beside = NOTHING,
): Promise<Receipt | undefined> {
  const before = wanted.map((line) => worth(line.unitPrice, line.quantity) - line.discount);
  const discount = Math.min(chosen.discount ?? 0, add(before));
  const shares = discount === 0 ? before.map(() => 0) : spread(discount, before);
  const gross = before.map((each, at) => each - (shares[at] ?? 0));
  const due = add(gross) + beside.deposit;
  if (due < 0) return undefined;
  const { customer } = chosen;
  const payment = paying(world, draws, business, due, customer, chosen.kinds);
  const refused = shortOf(world, business, wanted) ?? beside.refused;
  const sold = await world.attempt(
    "sale.post",
    {
      business,
      lines: wanted.map(({ item, quantity, unitPrice, discount: off, returnable }) => ({
        item: item.id,
        quantity,
        unitPrice,
        discount: off,
        ...(returnable === undefined ? {} : { returnable }),
      })),
      discount,
      customer,
      tenders: payment.tenders,
      ...(chosen.exchange === undefined ? {} : { exchange: chosen.exchange }),
    },
    refused,
  );
  if (sold === undefined) return undefined;
  const posted: Line[] = [...payment.lines];
  const short = world.lot();
  const lines = wanted.map((line, at): SoldLine => {
    const { item, quantity } = line;
    const amount = gross[at] ?? 0;
    const tax = world.taxOn(item, amount);
    posted.push(cr(business, item.revenue, amount - tax), cr(business, ACCOUNTS.outputTax, tax));
    const taken = needs(item, quantity).map(([sku, many]): [string, Part[]] => {
      const parts = world.shelf(sku).take(many, short);
      const cost = add(parts.map((part) => part.cost));
      posted.push(dr(business, item.cogs, cost));
      posted.push(cr(business, world.item(sku).inventory ?? 0, cost));
      return [sku, parts];
    });
    return {
      item,
      quantity,
      gross: amount,
      tax,
      taken,
      back: 0,
      cylinder: line.returnable !== undefined,
    };
  });
  posted.push(...beside.lines((sku, quantity) => world.shelf(sku).take(quantity, short)));
  world.posted(posted);
  const entry = world.facts();
  const total = add(gross);
  const tax = add(lines.map((line) => line.tax));
  expect(sold).toMatchObject({ total: due, tax, deposits: beside.deposit, change: payment.change });
  const shift = world.shifts.get(business);
  if (shift === undefined) throw new Error(`${business} sold without a shift`);
  shift.sales += 1;
  shift.gross += total;
  shift.tax += tax;
  moved(world, business, payment.moved);
  const onAccount = payment.paid.get("account") ?? 0;
  const debt = { entry, party: customer ?? "", of: sold.sale, open: onAccount };
  world.book.debts.raise(business, debt);
  const { paid, change } = payment;
  const receipt: Receipt = {
    id: sold.sale,
    entry,
    business,
    customer,
    shift: shift.id,
    lines,
    paid,
    given: new Map(),
    change,
  };
  world.sales.push(receipt);
  return receipt;
}

const sellable = (world: World, business: Business): Item[] =>
  [...world.items.values()].filter(
    (item) => item.business === business && item.sellable && item.price !== null,
  );

function basketLine(draws: Draws, item: Item): Wanted {
  const quantity = item.fractional ? draws.whole(1, 9999) : draws.whole(1, 8) * 1000;
  const unitPrice = draws.often(10) ? draws.whole(0, 70_001) : (item.price ?? 0);
  const gross = worth(unitPrice, quantity);
  const discount = draws.often(10) ? ratio(gross * draws.whole(0, 100), 100) : 0;
  return { item, quantity, unitPrice, discount };
}

/** A basket of anything the business sells; LAUNDRY sells on account only through its jobs. */
export async function sale(world: World, draws: Draws): Promise<void> {
  const business = draws.of(["WATER", "RETAIL", "RETAIL", "LAUNDRY"] as const);
  const wanted = Array.from({ length: draws.whole(1, 4) }, () =>
    basketLine(draws, draws.of(sellable(world, business))),
  );
  const customer = draws.often(50) ? world.customer(draws) : null;
  const money = ["cash", "cash", "mpesa", "split", "bank", "credit and cash"] as const;
  await sell(world, draws, business, wanted, {
    customer,
    discount: draws.often(12) ? draws.amount(40_000) : 0,
    kinds: business === "LAUNDRY" ? money : [...money, "account", "account"],
  });
}

/** How a refund should go back: first off the debt, then as it was paid. */
function giving(
  world: World,
  sold: Receipt,
  due: number,
  proposed: readonly { kind: Kind; amount: number }[],
): { kind: Kind; amount: number }[] {
  const left = (kind: Kind): number =>
    (sold.paid.get(kind) ?? 0) - (sold.given.get(kind)?.invoiced ?? 0);
  const offered = proposed.filter(({ amount }) => amount > 0);
  const owes =
    sold.customer === null
      ? 0
      : world.book.of(sold.business, ACCOUNTS.receivable[sold.business], sold.customer);
  const onAccount = Math.max(0, Math.min(due, left("account"), owes));
  expect(offered.find(({ kind }) => kind === "account")?.amount ?? 0).toBe(onAccount);
  if (sold.paid.has("account")) return [...offered];
  let rest = due;
  const mine = (["cash", "mpesa", "bank", "credit"] as const).map((kind) => {
    const amount = Math.min(rest, Math.max(0, left(kind)));
    rest -= amount;
    return { kind, amount };
  });
  expect(offered).toMatchObject(mine.filter(({ amount }) => amount > 0));
  return [...offered];
}

interface Refunded {
  readonly refund: string;
  readonly business: Business;
  readonly customer: string | null;
}

/** Part of a line comes back, to the shelf or for the bin; its money as it was paid. */
export async function refund(world: World, draws: Draws): Promise<Refunded | undefined> {
  const all = world.sales.slice(-80);
  if (all.length === 0) return undefined;
  const sold = draws.of(all);
  const at = draws.under(sold.lines.length);
  const line = sold.lines[at];
  if (line === undefined || line.cylinder) return undefined;
  const { business, customer } = sold;
  const left = line.quantity - line.back;
  const whole = !line.item.fractional;
  const wish = draws.often(40) ? left : draws.whole(1, Math.max(1, left));
  const quantity = whole ? Math.max(1000, Math.floor(wish / 1000) * 1000) : Math.max(1, wish);
  const restock = draws.often(80);
  const asked = [{ no: at + 1, quantity, restock }];
  if (quantity > left) {
    const tenders = [{ kind: "cash" as const, amount: 100, code: "" }];
    const more = { sale: sold.id, lines: asked, tenders, reason: "Again" };
    await world.attempt("sale.refund", more, "refund.exceeds_sale");
    return undefined;
  }
  const [from, upTo] = [line.back, line.back + quantity];
  const gross = between(line.gross, from, upTo, line.quantity);
  const before = ratio(line.gross * from, line.quantity);
  const tax = between(line.tax, before, before + gross, line.gross);
  const quoted = await world.shop.must("sale.quoteRefund", {
    sale: sold.id,
    lines: [{ no: at + 1, quantity }],
  });
  expect(quoted).toMatchObject({ total: gross, tax });
  const gives = giving(world, sold, gross, quoted.tenders);
  if (add(gives.map(({ amount }) => amount)) !== gross) return undefined;
  const out = gives.map(({ kind, amount }) => {
    const given = sold.given.get(kind) ?? { invoiced: 0, paidOut: 0 };
    const rounds = kind === "cash" || kind === "mpesa";
    const pays = rounds
      ? Math.max(0, wholeShillings(given.invoiced + amount) - given.paidOut)
      : amount;
    return { kind, amount, pays };
  });
  const cash = out.find(({ kind }) => kind === "cash")?.pays ?? 0;
  const short = cash > 0 && cash > world.drawer(business);
  const tenders = gives.map(({ kind, amount }) => ({
    kind,
    amount,
    code: kind === "mpesa" ? world.code() : "",
  }));
  const request = { sale: sold.id, lines: asked, tenders, reason: "Brought back" };
  const done = await world.attempt("sale.refund", request, short ? "cash.short" : null);
  if (done === undefined) return undefined;
  const posted: Line[] = [
    dr(business, ACCOUNTS.returns[business], gross - tax),
    dr(business, ACCOUNTS.outputTax, tax),
  ];
  const places = {
    cash: [ACCOUNTS.cash[business], "R1"],
    mpesa: [ACCOUNTS.mpesa[business]],
    bank: [ACCOUNTS.bank],
    account: [ACCOUNTS.receivable[business], customer ?? ""],
    // Credit is for who is there to spend it; a debt stays in the name it was made in.
    credit: [ACCOUNTS.credit, customer === null ? "" : ownerOf(world, customer)],
  } as const;
  for (const { kind, amount, pays } of out) {
    const [account, party] = places[kind];
    posted.push(cr(business, account, pays, party), cr(business, ACCOUNTS.rounding, amount - pays));
    const given = sold.given.get(kind) ?? { invoiced: 0, paidOut: 0 };
    given.invoiced += amount;
    given.paidOut += pays;
    sold.given.set(kind, given);
    if (kind === "account") {
      world.book.debts.settle(
        business,
        world.namesOf(ownerOf(world, customer ?? "")),
        amount,
        sold.id,
      );
    }
  }
  for (const [sku, parts] of line.taken) {
    const many = add(parts.map((part) => part.quantity));
    const scaled = (of: number): number => ratio(many * of, line.quantity);
    const back = backFrom(parts, scaled(from), scaled(upTo));
    const cost = add(back.map((part) => part.cost));
    posted.push(cr(business, line.item.cogs, cost));
    if (restock) world.shelf(sku).putBack(back);
    const to = restock ? (world.item(sku).inventory ?? 0) : ACCOUNTS.shrinkage;
    posted.push(dr(business, to, cost));
  }
  line.back = upTo;
  world.posted(posted);
  const shift = world.shifts.get(business);
  if (shift === undefined) return undefined;
  shift.refunds += 1;
  shift.refunded += gross;
  shift.tax -= tax;
  moved(world, business, new Map(out.map(({ kind, pays }) => [kind, 0 - pays])));
  return { refund: done.sale, business, customer };
}

/** Goods brought back, and others taken for them: a credit note, and an invoice that names it. */
export async function exchange(world: World, draws: Draws): Promise<void> {
  const back = await refund(world, draws);
  if (back === undefined) return;
  const { business, customer, refund: taken } = back;
  const wanted = [basketLine(draws, draws.of(sellable(world, business)))];
  const kinds = ["cash", "credit and cash"] as const;
  const buyer = customer === null ? null : ownerOf(world, customer);
  await sell(world, draws, business, wanted, { customer: buyer, kinds, exchange: taken });
}

/** Who a customer is shown as. */
export const ownerOf = (world: World, customer: string): string =>
  world.aliases.get(customer) ?? customer;
