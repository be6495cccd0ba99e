import { expect } from "vitest";
import type { RefusalCode } from "#shared/kernel/refusal.ts";
import { type Marked, markedAgree } from "./cylinders-marked.ts";
import { moved, sell, type Beside, type Kind, type Wanted } from "./selling.ts";
import type { Draws } from "./draws.ts";
import { ACCOUNTS, cr, dr, type Business, type Line } from "./exercise-book.ts";
import { officeDay } from "./office.ts";
import { backFrom, type Part } from "./shelf.ts";
import { add, ratio, taxIn } from "./sums.ts";
import type { Expected, World } from "./world.ts";

/** A kind of cylinder or container, and how many are where. */
export interface Type {
  readonly id: string;
  readonly name: string;
  readonly business: Business;
  /** What is sold in it, and how much one holds. */
  readonly content: string;
  readonly size: number;
  /** Owned containers are goods in stock. */
  readonly empty: string | null;
  readonly deposit: number;
  readonly supplierDeposit: number;
  readonly accepts: readonly string[];
  full: number;
  empties: number;
  out: number;
  supplier: number;
  aside: number;
  lost: number;
}

/** What somebody holds of ours, and what we hold for it. */
export interface Held {
  readonly id: string;
  type: Type;
  count: number;
  amount: number;
  readonly day: string;
  /** Containers that left the shelf, to return to it; how many of them did. */
  readonly lent: readonly Part[];
  readonly lentCount: number;
  lentBack: number;
  cost: number;
}

export interface Cupboard {
  /** Those that are counted only. */
  types: Type[];
  records: Held[];
  /** One more kind, each followed by its serial. */
  marked: Marked | null;
}

const GAS = "GAS-KG";
/** What stands in for the steel of a cylinder that is sold with its gas. */
export const STEEL = "A-BURNER";

/** Two sizes of cylinders, the larger taken for the smaller, and a bottle of ours on deposit. */
export async function stockCupboard(world: World): Promise<void> {
  const cylinder = async (name: string, size: number, deposit: number, accepts: string[]) => {
    const { id } = await world.shop.must("returnable.saveType", {
      business: "RETAIL",
      kind: "cylinder",
      name,
      brand: "Jiko",
      size,
      serialised: false,
      content: world.item(GAS).id,
      outright: world.item(STEEL).id,
      deposit,
      supplierDeposit: 120_000,
      accepts,
    });
    const places = { full: 0, empties: 0, out: 0, supplier: 0, aside: 0, lost: 0 };
    const type: Type = {
      id,
      name,
      business: "RETAIL",
      content: GAS,
      size,
      empty: null,
      deposit,
      supplierDeposit: 120_000,
      accepts,
      ...places,
    };
    world.cupboard.types.push(type);
    return id;
  };
  const six = await cylinder("Jiko 6 kg", 6000, 250_000, []);
  await cylinder("Jiko 13 kg", 13_000, 400_000, [six]);
  const { id } = await world.shop.must("returnable.saveType", {
    business: "WATER",
    kind: "container",
    name: "Jar 20 L",
    brand: "Maji",
    size: 20_000,
    serialised: false,
    content: world.item("R-20L").id,
    empty: world.item("C-20L").id,
    deposit: 90_000,
  });
  world.cupboard.types.push({
    id,
    name: "Jar 20 L",
    business: "WATER",
    content: "R-20L",
    size: 1000,
    empty: "C-20L",
    deposit: 90_000,
    supplierDeposit: 0,
    accepts: [],
    full: 0,
    empties: 0,
    out: 0,
    supplier: 0,
    aside: 0,
    lost: 0,
  });
}

export const liability = (type: Pick<Type, "business">): number =>
  type.business === "RETAIL" ? ACCOUNTS.cylinders : ACCOUNTS.containers;

/** The deposit that the newest fact took. */
const NEW_DEPOSIT = "SELECT deposit FROM deposit_change WHERE seq = ? AND how = 'taken'";

export function depositOf(world: World): string {
  const row = world.shop.journal.book.get<{ deposit: string }>(NEW_DEPOSIT, world.facts());
  if (row === undefined) throw new Error("no deposit was taken");
  return row.deposit;
}

/** Gas or water with what it comes in: swapped for an empty, on deposit, or changed for a larger one. */
export async function sellFilled(world: World, draws: Draws): Promise<void> {
  const { types, records } = world.cupboard;
  const type = draws.of(types);
  const count = draws.whole(1, 3);
  const lends = type.empty !== null;
  const upgrade = type.accepts.length > 0 && draws.often(35);
  const other = upgrade ? types.find(({ id }) => id === type.accepts[0]) : undefined;
  const held = records.filter((each) => each.type === other && each.count === count);
  const record = held.length > 0 && draws.often(60) ? draws.of(held) : undefined;
  const as = upgrade || (!lends && draws.often(50)) ? "exchange" : "deposit";
  const charge =
    as === "deposit"
      ? type.deposit * count
      : other === undefined
        ? 0
        : type.deposit * count - (record?.amount ?? other.deposit * count);
  const customer = draws.often(50) ? world.customer(draws) : null;
  const { price } = world.item(type.content);
  const item = world.item(type.content);
  const quantity = lends ? 1000 * count : type.size * count;
  const wanted: Wanted = {
    item,
    quantity,
    unitPrice: price ?? 0,
    discount: 0,
    returnable: {
      type: type.id,
      as,
      count,
      deposit: charge,
      into: other?.id ?? null,
      record: record?.id ?? null,
    },
  };
  const newParts: Part[] = [];
  const beside: Beside = {
    deposit: charge,
    refused: shortOf(world, type, count, quantity),
    lines: (lend) => {
      const party = record?.id ?? (charge > 0 ? depositOf(world) : "");
      const lines: Line[] = [cr(type.business, liability(type), charge, party)];
      if (type.empty === null || as !== "deposit") return lines;
      newParts.push(...lend(type.empty, 1000 * count));
      const cost = add(newParts.map((part) => part.cost));
      lines.push(dr(type.business, ACCOUNTS.onLoan, cost));
      lines.push(cr(type.business, world.item(type.empty).inventory ?? 0, cost));
      return lines;
    },
  };
  const kinds = ["cash", "cash", "mpesa", "bank", "account"] as const;
  const sold = await sell(world, draws, type.business, [wanted], { customer, kinds }, beside);
  if (sold === undefined) return;
  if (!lends) type.full -= count;
  if (as === "deposit") type.out += count;
  else {
    const came = other ?? type;
    came.empties += count;
    if (record !== undefined) came.out -= count;
    if (record !== undefined || charge > 0) type.out += count;
  }
  if (record !== undefined) {
    record.type = type;
    record.amount += charge;
  } else if (charge > 0) {
    records.push({
      id: depositOf(world),
      type,
      count,
      amount: charge,
      day: world.day,
      lent: newParts,
      lentCount: count,
      lentBack: 0,
      cost: add(newParts.map((part) => part.cost)),
    });
  }
}

function shortOf(world: World, type: Type, count: number, quantity: number): Expected {
  if (type.empty === null) return count > type.full ? "returnable.short" : null;
  // The refill's cap first, then the bottle: each from its shelf.
  const caps = (quantity / 1000) * 1000;
  const short = caps > world.shelf("W-CAP").held || 1000 * count > world.shelf(type.empty).held;
  return short ? "stock.insufficient" : null;
}

/** What comes back brings its recorded amount back, once. */
export async function giveBack(world: World, draws: Draws): Promise<void> {
  const { records } = world.cupboard;
  if (records.length === 0) return;
  const record = draws.of(records);
  const { type } = record;
  const { business } = type;
  const count =
    record.count === 0 ? 1 : draws.often(10) ? record.count + 1 : draws.whole(1, record.count);
  const kind = draws.of(["cash", "cash", "mpesa", "bank"] as const);
  const amount = record.count === 0 ? 0 : ratio(record.amount * count, record.count);
  const closed = count > record.count;
  const short = kind === "cash" && amount > world.drawer(business);
  const refused: RefusalCode | null = closed ? "deposit.closed" : short ? "cash.short" : null;
  const tender =
    kind === "cash"
      ? { kind }
      : kind === "mpesa"
        ? { kind, code: world.code() }
        : { kind, reference: "" };
  const request = { business, deposit: record.id, count, tender };
  const back = await world.attempt("deposit.return", request, refused);
  if (back === undefined) return;
  expect(back).toMatchObject({ amount, left: record.count - count });
  const lines = [dr(business, liability(type), amount, record.id)];
  if (type.empty !== null) {
    const [from, upTo] = [record.lentBack, record.lentBack + count];
    const parts = backFrom(record.lent, 1000 * from, 1000 * upTo);
    const cost = add(parts.map((part) => part.cost));
    world.shelf(type.empty).putBack(parts);
    lines.push(cr(business, ACCOUNTS.onLoan, cost));
    lines.push(dr(business, world.item(type.empty).inventory ?? 0, cost));
    record.lentBack = upTo;
    record.cost -= cost;
  } else type.empties += count;
  const places = {
    cash: cr(business, ACCOUNTS.cash[business], amount, "R1"),
    mpesa: cr(business, ACCOUNTS.mpesa[business], amount),
    bank: cr(business, ACCOUNTS.bank, amount),
  };
  world.posted([...lines, places[kind]]);
  moved(world, business, new Map<Kind, number>([[kind, 0 - amount]]));
  type.out -= count;
  record.count -= count;
  record.amount -= amount;
}

/** What never came back: its deposit is earned, and what it was for is lost. */
export async function forfeit(world: World, draws: Draws): Promise<void> {
  const { records } = world.cupboard;
  if (records.length === 0) return;
  const record = draws.of(records);
  const { type, count, amount, cost } = record;
  const { business } = type;
  const late = world.closed(world.day);
  const refused = late ?? (count === 0 ? "deposit.closed" : null);
  const asked = { deposit: record.id, day: world.day, reason: "Moved away" };
  if ((await world.attempt("deposit.forfeit", asked, refused)) === undefined) return;
  // The tax authority's letter of a container is B; a cylinder's deposit is outside VAT.
  const tax = type.empty === null ? 0 : taxIn(amount, world.rate(business, "B"));
  const kept = type.empty === null ? type.supplierDeposit * count : 0;
  const loss = type.empty === null ? ACCOUNTS.shrinkage : ACCOUNTS.containerLoss;
  world.posted([
    dr(business, liability(type), amount, record.id),
    cr(business, ACCOUNTS.kept, amount - tax),
    cr(business, ACCOUNTS.outputTax, tax),
    dr(business, loss, cost + kept),
    cr(business, ACCOUNTS.onLoan, cost),
    cr(business, ACCOUNTS.supplierDeposits, kept),
  ]);
  type.out -= count;
  // Given up, and yet it may turn up.
  type.lost += count;
  Object.assign(record, { count: 0, amount: 0, cost: 0 });
}

/** Counted in, bought with a deposit to the supplier, set aside, released, lost, or found again. */
export async function moveCylinders(world: World, draws: Draws): Promise<void> {
  const type = draws.of(world.cupboard.types.filter(({ empty }) => empty === null));
  const form = draws.of([
    "opening",
    "acquired",
    "quarantine",
    "release",
    "lost",
    "lost",
    "found",
    "found",
    "swap",
    "swap",
  ] as const);
  if (form === "swap") return swap(world, draws, type);
  const [day, late] = officeDay(world, draws);
  const count = draws.whole(1, 6);
  const place = draws.of(["full", "empty"] as const);
  const there = place === "full" ? type.full : type.empties;
  const left = form === "release" ? type.aside : form === "found" ? type.lost : there;
  const short = form !== "opening" && form !== "acquired" && count > left;
  const amount = form === "acquired" ? type.supplierDeposit * count : 0;
  const done = await world.attempt(
    "returnable.move",
    {
      business: "RETAIL",
      day,
      form,
      place,
      moves: [{ type: type.id, count }],
      paid: amount === 0 ? null : { amount, account: ACCOUNTS.bank, party: null },
      reason: "As counted",
    },
    late ?? (short ? "returnable.short" : null),
  );
  if (done === undefined) return undefined;
  const signed = form === "quarantine" || form === "lost" ? 0 - count : count;
  if (place === "full") type.full += signed;
  else type.empties += signed;
  if (form === "quarantine") type.aside += count;
  if (form === "release") type.aside -= count;
  const lines: Line[] = [
    dr("RETAIL", ACCOUNTS.supplierDeposits, amount),
    cr("RETAIL", ACCOUNTS.bank, amount),
  ];
  if (form === "found") {
    type.lost -= count;
    // The supplier holds its deposit again; a full one brings its gas, at what gas cost last.
    const kept = type.supplierDeposit * count;
    lines.push(dr("RETAIL", ACCOUNTS.supplierDeposits, kept));
    lines.push(cr("RETAIL", ACCOUNTS.shrinkage, kept));
    if (place === "full") {
      const gas = world.item(GAS);
      const quantity = type.size * count;
      const cost = ratio(world.shelf(GAS).unitCost * quantity, 1000);
      const { value, dearer } = world.shelf(GAS).arrive(world.lot(), quantity, cost);
      lines.push(dr("RETAIL", gas.inventory ?? 0, value), dr("RETAIL", gas.cogs, dearer));
      lines.push(cr("RETAIL", ACCOUNTS.shrinkage, cost));
    }
  }
  if (form === "lost") {
    type.lost += count;
    // The supplier keeps what we paid for it, and the gas in a full one is gone too.
    const kept = type.supplierDeposit * count;
    lines.push(dr("RETAIL", ACCOUNTS.shrinkage, kept));
    lines.push(cr("RETAIL", ACCOUNTS.supplierDeposits, kept));
    if (place === "full") {
      const parts = world.shelf(GAS).take(type.size * count, world.lot());
      const cost = add(parts.map((part) => part.cost));
      lines.push(dr("RETAIL", ACCOUNTS.shrinkage, cost));
      lines.push(cr("RETAIL", world.item(GAS).inventory ?? 0, cost));
    }
  }
  world.posted(lines, day);
  return undefined;
}

/** Empties for fulls, with the delivery of the gas in them. */
async function swap(world: World, draws: Draws, type: Type): Promise<void> {
  const [day, late] = officeDay(world, draws);
  const out = draws.whole(0, Math.max(1, type.empties));
  const back = draws.whole(0, Math.max(1, out));
  const tooMany = out > type.empties || back > type.supplier + out;
  const gas = world.item(GAS);
  const quantity = Math.max(1, back) * type.size;
  const cost = ratio(16_000 * quantity, 1000) + draws.whole(0, 99);
  const supplier = draws.of(world.suppliers);
  const done = await world.attempt(
    "stock.receive",
    {
      business: "RETAIL",
      day,
      supplier,
      lines: [{ item: gas.id, quantity, cost }],
      swapped: [{ type: type.id, out, in: back, serialsOut: [], serialsIn: [] }],
    },
    late ?? (tooMany ? "returnable.short" : null),
  );
  if (done === undefined) return;
  type.empties -= out;
  type.supplier += out - back;
  type.full += back;
  const { value, dearer } = world.shelf(GAS).arrive(world.lot(), quantity, cost);
  world.posted(
    [
      dr("RETAIL", gas.inventory ?? 0, value),
      dr("RETAIL", gas.cogs, dearer),
      cr("RETAIL", ACCOUNTS.payable, cost, supplier),
    ],
    day,
  );
}

/** Positions and records as the program shows them are those of the cupboard. */
export async function cupboardAgrees(world: World): Promise<void> {
  const { types } = await world.shop.must("returnable.positions", {});
  for (const type of world.cupboard.types) {
    const shown = types.find((each) => each.type === type.id);
    const { full, empties: empty, out: customer, supplier, aside: quarantine } = type;
    const mine = type.empty === null ? { full, empty, supplier, quarantine } : {};
    expect(shown, type.name).toMatchObject({ ...mine, customer, balanced: true });
  }
  const { marked, records } = world.cupboard;
  if (marked !== null) await markedAgree(world, marked);
  const { held, total } = await world.shop.must("deposit.list", { limit: 1 });
  const open = [
    ...records.filter(({ count }) => count > 0),
    ...[...(marked?.records.values() ?? [])].map((amount) => ({ type: marked as Marked, amount })),
  ];
  expect(total).toBe(open.length);
  for (const { business, account, recorded, ledger } of held) {
    const mine = open.filter(
      ({ type }) => type.business === business && liability(type) === account,
    );
    expect([recorded, ledger]).toEqual([add(mine.map(({ amount }) => amount)), recorded]);
  }
}
