import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import type { Draws } from "./draws.ts";
import { ACCOUNTS, BUSINESSES, cr, dr, type Business, type Line } from "./exercise-book.ts";
import { officeDay, paidFor, place } from "./office.ts";
import type { Part } from "./shelf.ts";
import { add, between, ratio, worth } from "./sums.ts";
import { heldOn, type Item, type World } from "./world.ts";

/** A line of a delivery that lies in a lot of its own; it can go back to who brought it. */
export interface Delivery {
  readonly business: Business;
  readonly supplier: string;
  readonly sku: string;
  readonly lot: string;
  /** The program's name for the lot. */
  readonly layer: string;
  readonly quantity: number;
  readonly tax: number;
  back: number;
}

/** A production run, which can be taken back while all of it is there. */
export interface Run {
  readonly id: string;
  readonly sku: string;
  readonly lot: string;
  readonly good: number;
  readonly inputs: readonly (readonly [sku: string, parts: readonly Part[]])[];
  readonly lines: readonly Line[];
  reversed: boolean;
}

const stocked = (world: World, business: Business): Item[] =>
  [...world.items.values()].filter((item) => item.business === business && item.inventory !== null);

const makers = (draws: Draws): "WATER" | "RETAIL" =>
  draws.of(["WATER", "WATER", "RETAIL"] as const);

function many(draws: Draws, item: Item, most: number): number {
  return item.fractional ? draws.whole(1, most * 1000) : draws.whole(1, most) * 1000;
}

/** Goods onto a shelf: what they are worth more, and what was sold before it came. */
function arrive(world: World, item: Item, lot: string, quantity: number, cost: number): Line[] {
  const { value, dearer } = world.shelf(item.sku).arrive(lot, quantity, cost);
  return [dr(item.business, item.inventory ?? 0, value), dr(item.business, item.cogs, dearer)];
}

/** Out of stock, with its cost on an account. */
function leave(item: Item, parts: readonly Part[], account: number): Line[] {
  const cost = add(parts.map((part) => part.cost));
  return [dr(item.business, account, cost), cr(item.business, item.inventory ?? 0, cost)];
}

/** A supplier brings goods; they are owed, paid at once, or there from the beginning. */
export async function receive(world: World, draws: Draws): Promise<void> {
  const business = makers(draws);
  const [day, refused] = officeDay(world, draws);
  const goods = stocked(world, business);
  const wanted = Array.from({ length: draws.whole(1, 4) }, () => {
    const item = draws.of(goods);
    const cost = draws.often(5) ? 0 : draws.whole(1, 99_999);
    return {
      item,
      quantity: many(draws, item, 90),
      cost,
      tax: ratio(cost * draws.of([0, 16]), 100),
    };
  });
  const opening = draws.often(10);
  const supplier = draws.of(world.suppliers);
  const from = !opening && draws.often(30) ? place(draws) : null;
  const done = await world.attempt(
    "stock.receive",
    {
      business,
      day,
      opening,
      supplier: opening ? null : supplier,
      paidFrom: from?.account ?? null,
      party: from?.party ?? null,
      lines: wanted.map(({ item, quantity, cost, tax }) => ({
        item: item.id,
        quantity,
        cost,
        tax,
      })),
    },
    refused,
  );
  if (done === undefined) return;
  const reclaims = world.vat && !opening;
  const total = add(wanted.map(({ cost, tax }) => cost + tax));
  const lines = wanted.flatMap(({ item, quantity, cost, tax }, at) => {
    const lot = world.lot();
    const reclaimed = reclaims ? tax : 0;
    if (!opening) {
      const layer = `${done.id}:${at + 1}`;
      const kept = { business, supplier, sku: item.sku, lot, layer, quantity, tax: reclaimed };
      world.deliveries.push({ ...kept, back: 0 });
    }
    return [
      ...arrive(world, item, lot, quantity, cost + tax - reclaimed),
      dr(business, ACCOUNTS.inputTax, reclaimed),
    ];
  });
  const owed = opening
    ? [cr(business, ACCOUNTS.opening, total)]
    : from === null
      ? [cr(business, ACCOUNTS.payable, total, supplier)]
      : paidFor(business, from, total);
  world.posted([...lines, ...owed], day);
}

/** What is owed to a supplier, or a part; more than that is refused. */
export async function paySupplier(world: World, draws: Draws): Promise<void> {
  const [day, late] = officeDay(world, draws);
  const business = makers(draws);
  const supplier = draws.of(world.suppliers);
  const owed = 0 - world.book.of(business, ACCOUNTS.payable, supplier);
  const amount =
    owed > 0 && draws.often(85) ? draws.whole(1, owed) : Math.max(owed, 0) + draws.whole(1, 9);
  const fee = draws.often(40) ? draws.whole(1, 5000) : 0;
  const from = place(draws);
  const { account: paidFrom, party } = from;
  const asked = { business, day, supplier, amount, fee, paidFrom, party };
  const refused = late ?? (amount > owed ? "payment.exceeds_balance" : null);
  if ((await world.attempt("supplier.pay", asked, refused)) === undefined) return;
  const lines = [
    dr(business, ACCOUNTS.payable, amount, supplier),
    dr(business, ACCOUNTS.charges, fee),
    ...paidFor(business, from, amount + fee),
  ];
  world.posted(lines, day);
  world.recorded.push({ entry: world.facts(), day, lines, reversed: false });
}

/** Goods go back out of the very lot they came in, at its cost, with the tax reclaimed on them. */
export async function sendBack(world: World, draws: Draws): Promise<void> {
  const all = world.deliveries.filter(
    ({ sku, lot }) => (world.shelf(sku).lot(lot)?.quantity ?? 0) > 0,
  );
  if (all.length === 0) return;
  const [day, late] = officeDay(world, draws);
  const one = draws.of(all);
  const { business, supplier, layer } = one;
  const item = world.item(one.sku);
  const left = world.shelf(one.sku).lot(one.lot)?.quantity ?? 0;
  const quantity = draws.often(85)
    ? item.fractional
      ? draws.whole(1, left)
      : draws.whole(1, Math.max(1, Math.floor(left / 1000))) * 1000
    : left + 1000;
  const paidInto = draws.often(30) ? ACCOUNTS.bank : null;
  const odd = !item.fractional && quantity % 1000 !== 0;
  if (odd) return;
  const asked = { business, day, supplier, lines: [{ layer, quantity }], paidInto };
  const refused = late ?? (quantity > left ? "stock.insufficient" : null);
  if ((await world.attempt("stock.sendBack", asked, refused)) === undefined) return;
  const part = world.shelf(one.sku).takeFrom(one.lot, quantity);
  const tax = between(one.tax, one.back, one.back + quantity, one.quantity);
  one.back += quantity;
  const total = part.cost + tax;
  world.posted(
    [
      paidInto === null
        ? dr(business, ACCOUNTS.payable, total, supplier)
        : dr(business, paidInto, total),
      cr(business, item.inventory ?? 0, part.cost),
      cr(business, ACCOUNTS.inputTax, tax),
    ],
    day,
  );
}

/** Empties and materials become filled bottles; beyond the usual loss, what is lost is an expense. */
export async function produce(world: World, draws: Draws): Promise<void> {
  const [day, late] = officeDay(world, draws);
  const item = draws.of([...world.items.values()].filter(({ made }) => made !== null));
  const { made } = item;
  if (made === null) return;
  const good = draws.whole(1, 40) * 1000;
  const lost = draws.of([0, 0, 1, 3]) * 1000;
  const begun = good + lost;
  const used: [string, number][] = [
    [made.container, begun],
    ...made.takes.map(([sku, each]): [string, number] => [sku, ratio(each * begun, 1000)]),
  ];
  const short = used.some(([sku, quantity]) => quantity > world.shelf(sku).held);
  const asked = { business: "WATER", day, product: item.id, good, lost };
  const refused = late ?? (short ? "stock.insufficient" : null);
  const done = await world.attempt("production.record", asked, refused);
  if (done === undefined) return;
  // Of a hundred begun one may break, whole bottles only.
  const normal = Math.min(lost, Math.floor(begun / 100_000) * 1000);
  const inputs = used.map(([sku, quantity]): [string, Part[]] => [
    sku,
    world.shelf(sku).take(quantity, "never short"),
  ]);
  const whole = add(inputs.flatMap(([, parts]) => parts.map((part) => part.cost)));
  const abnormal = ratio(whole * (lost - normal), begun);
  const litres = ratio(made.litres * good, 1000);
  const excise = ratio((heldOn(world.excise, day) ?? 0) * litres, 1000);
  const lot = world.lot();
  const lines = [
    ...arrive(world, item, lot, good, whole - abnormal),
    dr("WATER", ACCOUNTS.wastage, abnormal),
    dr("WATER", item.cogs, excise),
    cr("WATER", ACCOUNTS.excise, excise),
    ...inputs.map(([sku, parts]) =>
      cr("WATER", world.item(sku).inventory ?? 0, add(parts.map((part) => part.cost))),
    ),
  ];
  world.posted(lines, day);
  world.runs.push({ id: done.run, sku: item.sku, lot, good, inputs, lines, reversed: false });
}

/** One bottle of a run falls, and with it all that stood before it. */
async function breakOne(world: World, { sku, lot }: Run): Promise<void> {
  const { day } = world;
  const item = world.item(sku);
  const { lots } = world.shelf(sku);
  const before = lots.slice(
    0,
    lots.findIndex((each) => each.id === lot),
  );
  const quantity = add(before.map((each) => each.quantity)) + 1000;
  const asked = { business: "WATER", day, reason: "broken" as const };
  const lines = [{ item: item.id, quantity }];
  const done = await world.attempt("stock.writeOff", { ...asked, lines }, world.closed(day));
  if (done === undefined) return;
  world.posted(leave(item, world.shelf(sku).take(quantity, "never short"), ACCOUNTS.wastage), day);
}

/** A run taken back, whole, while all of it is still on the shelf. */
export async function takeBack(world: World, draws: Draws): Promise<void> {
  if (world.runs.length === 0) return;
  const isThere = ({ sku, lot, good }: Run): boolean =>
    world.shelf(sku).lot(lot)?.quantity === good;
  const sold = world.runs.filter((each) => !each.reversed && !isThere(each));
  const run = draws.of(sold.length > 0 && draws.often(40) ? sold : world.runs.slice(-8));
  const shelf = world.shelf(run.sku);
  if (draws.often(35) && !run.reversed && isThere(run)) await breakOne(world, run);
  const there = isThere(run);
  const refused = run.reversed ? "run.already_reversed" : there ? null : "run.sold";
  const request = { run: run.id, reason: "A mistake" };
  if ((await world.attempt("production.reverse", request, refused)) === undefined) return;
  shelf.takeFrom(run.lot, run.good);
  for (const [sku, parts] of run.inputs) world.shelf(sku).putBack(parts);
  run.reversed = true;
  world.posted(run.lines.map((line) => ({ ...line, amount: 0 - line.amount })));
}

/** Broken, expired, lost, or taken by the owner, who bears the tax of its price. */
export async function writeOff(world: World, draws: Draws): Promise<void> {
  const [day, late] = officeDay(world, draws);
  const business = makers(draws);
  const item = draws.of(stocked(world, business));
  const reason = draws.of(["broken", "expired", "damaged", "lost", "sample", "own-use"] as const);
  const quantity = many(draws, item, 6);
  const short = quantity > world.shelf(item.sku).held;
  const asked = { business, day, reason, lines: [{ item: item.id, quantity }] };
  const refused = late ?? (short ? "stock.insufficient" : null);
  if ((await world.attempt("stock.writeOff", asked, refused)) === undefined) return;
  const parts = world.shelf(item.sku).take(quantity, "never short");
  const cost = add(parts.map((part) => part.cost));
  const own = reason === "own-use";
  const priced = item.price !== null;
  const taxed = priced
    ? world.taxOn(item, worth(heldOn(item.prices, day) ?? 0, quantity), day)
    : ratio(cost * world.rate(business, item.tax, day), 10_000);
  const tax = own ? taxed : 0;
  const container = [...world.items.values()].some(({ made }) => made?.container === item.sku);
  const loss = container
    ? ACCOUNTS.containerLoss
    : business === "WATER"
      ? ACCOUNTS.wastage
      : ACCOUNTS.shrinkage;
  const account = own ? ACCOUNTS.drawings : loss;
  world.posted(
    [
      ...leave(item, parts, account),
      dr(business, account, tax),
      cr(business, ACCOUNTS.outputTax, tax),
    ],
    day,
  );
}

/** A blind count: what is missing is a loss, what is found is less of one, at the last cost. */
export async function count(world: World, draws: Draws): Promise<void> {
  const business = makers(draws);
  const item = draws.of(stocked(world, business));
  const shelf = world.shelf(item.sku);
  const held = shelf.held;
  const counted = draws.often(50)
    ? Math.max(0, held + draws.whole(-3, 3) * 1000)
    : draws.whole(0, 40) * 1000;
  if (!item.fractional && counted % 1000 !== 0) return;
  const { shop } = world;
  const { stocktake } = await shop.must("stocktake.start", { business, label: "Shelves" });
  await shop.must("stocktake.count", { stocktake, item: item.id, quantity: counted });
  if ((await world.attempt("stocktake.post", { stocktake }, null)) === undefined) return;
  if (counted < held) {
    const parts = shelf.take(held - counted, "never short");
    world.posted(leave(item, parts, ACCOUNTS.shrinkage));
    return;
  }
  if (counted === held) return world.posted([]);
  const cost = ratio(shelf.unitCost * (counted - held), 1000);
  const lines = arrive(world, item, world.lot(), counted - held, cost);
  world.posted([...lines, cr(business, ACCOUNTS.shrinkage, cost)]);
}

/** Goods to another business at what they cost, through 1900. */
export async function moveGoods(world: World, draws: Draws): Promise<void> {
  const [day, late] = officeDay(world, draws);
  const [from, to] = draws.of([
    ["RETAIL", "WATER"],
    ["WATER", "RETAIL"],
  ] as const);
  const whole = (business: Business) => stocked(world, business).filter((item) => !item.fractional);
  const [item, into] = [draws.of(whole(from)), draws.of(whole(to))];
  const quantity = many(draws, item, 9);
  const short = quantity > world.shelf(item.sku).held;
  const done = await world.attempt(
    "stock.transfer",
    {
      day,
      from: { business: from },
      to: { business: to },
      lines: [{ item: item.id, into: into.id, quantity }],
    },
    late ?? (short ? "stock.insufficient" : null),
  );
  if (done === undefined) return;
  const parts = world.shelf(item.sku).take(quantity, "never short");
  const cost = add(parts.map((part) => part.cost));
  world.posted(
    [
      ...arrive(world, into, world.lot(), quantity, cost),
      cr(from, item.inventory ?? 0, cost),
      dr(from, ACCOUNTS.clearing, cost),
      cr(to, ACCOUNTS.clearing, cost),
    ],
    day,
  );
}

/** New prices from today or from a day to come; or another excise, or tax, from today on. */
export async function reprice(world: World, draws: Draws): Promise<void> {
  if (draws.often(20)) {
    const perLitre = draws.whole(0, 900);
    const request = { business: "WATER", from: world.day, perLitre };
    if ((await world.attempt("production.saveExcise", request, null)) === undefined) return;
    world.excise.set(world.day, perLitre);
    return;
  }
  const business = draws.of(["WATER", "RETAIL"] as const);
  const items = [...world.items.values()].filter(
    (item) => item.business === business && item.price !== null,
  );
  const item = draws.of(items);
  const price = draws.whole(1, 900) * 100;
  const from = addDays(world.day as BusinessDay, draws.of([-1, 0, 0, 1, 2]));
  const request = { business, from, prices: [{ item: item.id, price }] };
  const refused = from < world.day ? "day.out_of_range" : null;
  if ((await world.attempt("price.saveList", request, refused)) === undefined) return;
  item.prices.set(from, price);
  item.price = heldOn(item.prices, world.day) ?? null;
}

/** The authority changes a rate; what was sold before keeps its own. */
export async function retax(world: World, draws: Draws): Promise<void> {
  const business = draws.of(BUSINESSES);
  const letter = draws.of(["B", "B", "A", "E"] as const);
  const basisPoints = draws.of([0, 800, 1400, 1600, 1850]);
  const request = { business, letter, basisPoints, from: world.day };
  if ((await world.attempt("business.setTaxRate", request, null)) === undefined) return;
  const key = `${business} ${letter}`;
  const rates = world.rates.get(key) ?? new Map<string, number>();
  world.rates.set(key, rates.set(world.day, basisPoints));
}
