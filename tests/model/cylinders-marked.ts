import { expect } from "vitest";
import { depositOf, liability, STEEL } from "./cylinders.ts";
import type { Draws } from "./draws.ts";
import { ACCOUNTS, cr, dr, type Line } from "./exercise-book.ts";
import { officeDay } from "./office.ts";
import { moved, sell, type Beside, type Kind } from "./selling.ts";
import { add } from "./sums.ts";
import type { Expected, World } from "./world.ts";

type Place = "full" | "empty" | "customer" | "traded" | "quarantine";

/** Cylinders that are followed one by one: where each serial is, and what is held for it. */
export interface Marked {
  readonly id: string;
  readonly business: "RETAIL";
  readonly places: Map<string, Place>;
  /** What is held, by the record. */
  readonly records: Map<string, number>;
  /** The record of a serial that is out. */
  readonly recordOf: Map<string, string>;
  many: number;
}

const GAS = "GAS-KG";
const KILOS = 3000;
const DEPOSIT = 150_000;

/** A third size, by serial, that nothing was paid to a supplier for. */
export async function stockMarked(world: World): Promise<void> {
  const { id } = await world.shop.must("returnable.saveType", {
    business: "RETAIL",
    kind: "cylinder",
    name: "Jiko 3 kg",
    brand: "Jiko",
    size: KILOS,
    serialised: true,
    content: world.item(GAS).id,
    deposit: DEPOSIT,
  });
  world.cupboard.marked = {
    id,
    business: "RETAIL",
    places: new Map(),
    records: new Map(),
    recordOf: new Map(),
    many: 0,
  };
}

function markedOf(world: World): Marked {
  const { marked } = world.cupboard;
  if (marked === null) throw new Error("no cylinders by serial");
  return marked;
}

const fresh = (marked: Marked): string => {
  marked.many += 1;
  return `S${String(marked.many).padStart(5, "0")}`;
};

/** One that is at a place; or, now and then, any other: what is no longer where somebody thinks. */
function pick(marked: Marked, draws: Draws, place: Place): string {
  const at = [...marked.places].filter(([, where]) => where === place).map(([serial]) => serial);
  const any = [...marked.places.keys()];
  if (any.length === 0 || (at.length === 0 && draws.often(50))) return fresh(marked);
  return at.length === 0 || draws.often(10) ? draws.of(any) : draws.of(at);
}

const countAt = (marked: Marked, place: Place): number =>
  [...marked.places.values()].filter((each) => each === place).length;

/** What is done with one cylinder, which is known by its serial. */
export async function byScan(world: World, draws: Draws): Promise<void> {
  const act = draws.of(["in", "in", "exchange", "exchange", "deposit", "back", "aside"] as const);
  if (act === "in") return countIn(world, draws);
  if (act === "back") return giveBack(world, draws);
  if (act === "aside") return setAside(world, draws);
  return sellMarked(world, draws, act);
}

/** Counted in at the start: a serial that is nowhere yet. */
async function countIn(world: World, draws: Draws): Promise<void> {
  const marked = markedOf(world);
  const serial = draws.often(85) ? fresh(marked) : pick(marked, draws, "full");
  const [day, late] = officeDay(world, draws);
  // What went out for another may come in again; what is in our hands or owed for is counted once.
  const known = marked.places.get(serial) ?? "traded";
  const elsewhere: Expected = known === "traded" ? null : "returnable.serial_elsewhere";
  const moves = [{ type: marked.id, count: 1, serials: [serial] }];
  const asked = { business: "RETAIL", day, form: "opening", place: "full", moves } as const;
  const done = await world.attempt("returnable.move", asked, late ?? elsewhere);
  if (done === undefined) return;
  marked.places.set(serial, "full");
  world.posted([], day);
}

/** Set aside from the shelf and released to it. */
async function setAside(world: World, draws: Draws): Promise<void> {
  const marked = markedOf(world);
  const form = draws.of(["quarantine", "release"] as const);
  const [from, to] =
    form === "quarantine" ? (["empty", "quarantine"] as const) : (["quarantine", "empty"] as const);
  const serial = pick(marked, draws, from);
  const [day, late] = officeDay(world, draws);
  const is = marked.places.get(serial);
  const refused: Expected =
    countAt(marked, from) < 1
      ? "returnable.short"
      : is === from
        ? null
        : "returnable.serial_elsewhere";
  const moves = [{ type: marked.id, count: 1, serials: [serial] }];
  const asked = { business: "RETAIL", day, form, place: "empty", moves, reason: "Leaks" } as const;
  const done = await world.attempt("returnable.move", asked, late ?? refused);
  if (done === undefined) return;
  marked.places.set(serial, to);
  world.posted([], day);
}

/** A full one goes out for an empty, whose own deposit stays or goes; or on deposit. */
async function sellMarked(world: World, draws: Draws, as: "exchange" | "deposit"): Promise<void> {
  const marked = markedOf(world);
  const out = pick(marked, draws, "full");
  const back =
    as === "deposit" ? "" : draws.often(50) ? pick(marked, draws, "customer") : fresh(marked);
  const outIs = marked.places.get(out);
  const backIs = marked.places.get(back);
  const record = marked.recordOf.get(back);
  const outRight = outIs === "full";
  const backRight =
    as === "deposit" || backIs === undefined || backIs === "customer" || backIs === "traded";
  const refused: Expected =
    out === back
      ? "returnable.serial_twice"
      : outRight && backRight
        ? null
        : "returnable.serial_elsewhere";
  const charge = as === "deposit" ? DEPOSIT : 0;
  const item = world.item(GAS);
  const wanted = {
    item,
    quantity: KILOS,
    unitPrice: item.price ?? 0,
    discount: 0,
    returnable: {
      type: marked.id,
      as,
      serialOut: out,
      serialIn: back,
      seal: "SEAL",
      deposit: charge,
    },
  };
  const beside: Beside = {
    deposit: charge,
    refused,
    lines: () => [cr("RETAIL", liability(marked), charge, charge > 0 ? depositOf(world) : "")],
  };
  const customer = draws.often(50) ? world.customer(draws) : null;
  const kinds = ["cash", "mpesa", "bank"] as const;
  const sold = await sell(world, draws, "RETAIL", [wanted], { customer, kinds }, beside);
  if (sold === undefined) return;
  if (as === "deposit") {
    const id = depositOf(world);
    marked.places.set(out, "customer");
    marked.records.set(id, DEPOSIT);
    marked.recordOf.set(out, id);
    return;
  }
  // A record goes along: it is now for the one that went out.
  marked.places.set(back, "empty");
  marked.places.set(out, record === undefined ? "traded" : "customer");
  if (record === undefined) return;
  marked.recordOf.delete(back);
  marked.recordOf.set(out, record);
}

/** The deposit of one that comes back, by its own serial. */
async function giveBack(world: World, draws: Draws): Promise<void> {
  const marked = markedOf(world);
  const open = [...marked.recordOf];
  if (open.length === 0) return;
  const [serial, deposit] = draws.of(open);
  const amount = marked.records.get(deposit) ?? 0;
  const short: Expected = amount > world.drawer("RETAIL") ? "cash.short" : null;
  const asked = {
    business: "RETAIL",
    deposit,
    serialIn: serial,
    tender: { kind: "cash" },
  } as const;
  const done = await world.attempt("deposit.return", asked, short);
  if (done === undefined) return;
  expect(done).toMatchObject({ amount, left: 0 });
  world.posted([
    dr("RETAIL", liability(marked), amount, deposit),
    cr("RETAIL", ACCOUNTS.cash.RETAIL, amount, "R1"),
  ]);
  moved(world, "RETAIL", new Map<Kind, number>([["cash", 0 - amount]]));
  marked.places.set(serial, "empty");
  marked.records.delete(deposit);
  marked.recordOf.delete(serial);
}

/** Full ones sold for good: the gas is one line, the steel another. */
export async function sellOutright(world: World, draws: Draws): Promise<void> {
  const type = draws.of(world.cupboard.types.filter(({ empty }) => empty === null));
  const count = draws.whole(1, 2);
  const line = (sku: string, quantity: number) => ({
    item: world.item(sku),
    quantity,
    unitPrice: world.item(sku).price ?? 0,
    discount: 0,
  });
  const returnable = { type: type.id, as: "outright", count, deposit: 0 } as const;
  const wanted = [line(GAS, type.size * count), { ...line(STEEL, 1000 * count), returnable }];
  const refused: Expected = count > type.full ? "returnable.short" : null;
  const chosen = { customer: null, kinds: ["cash", "mpesa", "bank"] } as const;
  const beside = { deposit: 0, lines: () => [], refused };
  const sold = await sell(world, draws, "RETAIL", wanted, chosen, beside);
  if (sold !== undefined) type.full -= count;
}

/** A deposit from before the books: somebody holds one, against opening balances. */
export async function takeOver(world: World, draws: Draws): Promise<void> {
  const { types, records } = world.cupboard;
  const type = draws.of(types.filter(({ empty }) => empty === null));
  const count = draws.whole(1, 3);
  const [day, late] = officeDay(world, draws);
  const amount = draws.whole(0, 30) * 10_000 * count;
  const customer = draws.often(50) ? world.customer(draws) : null;
  const asked = { business: "RETAIL", day, type: type.id, count, amount, customer } as const;
  const done = await world.attempt("deposit.open", asked, late);
  if (done === undefined) return;
  const lines: Line[] = [
    dr("RETAIL", ACCOUNTS.opening, amount),
    cr("RETAIL", liability(type), amount, done.deposit),
  ];
  world.posted(lines, day);
  type.out += count;
  const lent = { lent: [], lentCount: count, lentBack: 0, cost: 0 };
  records.push({ id: done.deposit, type, count, amount, day, ...lent });
}

/** The register has each serial where it is, and the position is their number. */
export async function markedAgree(world: World, marked: Marked): Promise<void> {
  const { types } = await world.shop.must("returnable.positions", {});
  const shown = types.find((each) => each.type === marked.id);
  const at = (place: Place): number => countAt(marked, place);
  expect(shown).toMatchObject({
    full: at("full"),
    empty: at("empty"),
    customer: at("customer"),
    quarantine: at("quarantine"),
    balanced: true,
  });
  const { cylinders } = await world.shop.must("returnable.register", {
    type: marked.id,
    limit: 500,
  });
  expect(new Map(cylinders.map(({ serial, place }) => [serial, place]))).toEqual(marked.places);
  expect(add([...marked.records.values()])).toBe(marked.recordOf.size * DEPOSIT);
}
