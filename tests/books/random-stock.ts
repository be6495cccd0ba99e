import * as fc from "fast-check";
import { WRITE_OFF_REASONS } from "#shared/facts/stock.ts";
import { refuse } from "#shared/kernel/result.ts";
import type { Act, World } from "./random-acts.ts";

// Acts of stock of whatever sense: goods come, are filled, broken, counted, sent back, moved and
// taken back. The books may refuse them; what they accept must add up.

const DAYS = fc.constantFrom("2026-10-31", "2026-11-19", "2026-11-20");
const EMPTIES = ["C-500", "C-1L", "W-CAP", "W-LABEL"] as const;
const FILLED = ["W-500", "W-1L"] as const;
const GOODS = ["G-SUGAR", "G-RICE", "GAS-KG"] as const;
const HELD = [...EMPTIES, ...FILLED, ...GOODS] as const;

const homeOf = (sku: string): "WATER" | "RETAIL" =>
  (GOODS as readonly string[]).includes(sku) ? "RETAIL" : "WATER";
const idOf = (shop: World, sku: string): string => shop.items.get(sku) ?? "";
const whole = (most: number) => fc.integer({ min: 1, max: most });

const arrival = fc
  .record({
    day: DAYS,
    sku: fc.constantFrom(...HELD),
    pieces: whole(60),
    cost: fc.integer({ min: 0, max: 99_999 }),
    tax: fc.integer({ min: 0, max: 9999 }),
    supplier: fc.nat(1),
  })
  .map(({ day, sku, pieces, cost, tax, supplier }): Act => (shop) => {
    const lines = [{ item: idOf(shop, sku), quantity: pieces * 1000, cost, tax }];
    const from = { supplier: shop.suppliers[supplier] ?? null };
    return shop.call("stock.receive", { business: homeOf(sku), day, ...from, lines });
  });

const run = fc
  .record({ day: DAYS, sku: fc.constantFrom(...FILLED), good: whole(20), lost: fc.nat(4) })
  .map(
    ({ day, sku, good, lost }): Act =>
      (shop) =>
        shop.call("production.record", {
          business: "WATER",
          day,
          product: idOf(shop, sku),
          good: good * 1000,
          lost: lost * 1000,
        }),
  );

const takeBack = fc.nat(100).map((at): Act => async (shop) => {
  const { runs } = await shop.must("production.runs", {});
  const chosen = runs[at % Math.max(1, runs.length)];
  if (chosen === undefined) return refuse({ code: "run.unknown" });
  return shop.call("production.reverse", { run: chosen.run, reason: "A mistake" });
});

const writeOff = fc
  .record({
    day: DAYS,
    sku: fc.constantFrom(...HELD),
    pieces: whole(9),
    reason: fc.constantFrom(...WRITE_OFF_REASONS),
  })
  .map(
    ({ day, sku, pieces, reason }): Act =>
      (shop) =>
        shop.call("stock.writeOff", {
          business: homeOf(sku),
          day,
          reason,
          lines: [{ item: idOf(shop, sku), quantity: pieces * 1000 }],
        }),
  );

const sendBack = fc
  .record({
    day: DAYS,
    business: fc.constantFrom("WATER", "RETAIL"),
    supplier: fc.nat(1),
    at: fc.nat(20),
    pieces: whole(9),
    paidInto: fc.constantFrom(null, 1170),
  })
  .map(({ day, business, supplier: who, at, pieces, paidInto }): Act => async (shop) => {
    const supplier = shop.suppliers[who] ?? "";
    const { layers } = await shop.must("stock.fromSupplier", { business, supplier });
    const layer = layers[at % Math.max(1, layers.length)];
    if (layer === undefined) return refuse({ code: "stock.not_from_supplier", name: "" });
    const lines = [{ layer: layer.layer, quantity: pieces * 1000 }];
    return shop.call("stock.sendBack", { business, day, supplier, lines, paidInto });
  });

const transfer = fc
  .record({
    day: DAYS,
    sku: fc.constantFrom(...GOODS.slice(0, 2)),
    into: fc.constantFrom(...EMPTIES),
    pieces: whole(9),
    back: fc.boolean(),
  })
  .map(({ day, sku, into, pieces, back }): Act => (shop) => {
    const [retail, water] = [{ business: "RETAIL" }, { business: "WATER" }];
    const [one, other] = [idOf(shop, sku), idOf(shop, into)];
    return shop.call("stock.transfer", {
      day,
      from: back ? water : retail,
      to: back ? retail : water,
      lines: [{ item: back ? other : one, into: back ? one : other, quantity: pieces * 1000 }],
    });
  });

const stocktake = fc
  .record({ sku: fc.constantFrom(...HELD), counted: fc.nat(40) })
  .map(({ sku, counted }): Act => async (shop) => {
    const start = { business: homeOf(sku), label: "Shelves" };
    const { stocktake: count } = await shop.must("stocktake.start", start);
    const item = idOf(shop, sku);
    await shop.must("stocktake.count", { stocktake: count, item, quantity: counted * 1000 });
    return shop.call("stocktake.post", { stocktake: count });
  });

export const stockAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: arrival },
  { weight: 4, arbitrary: run },
  { weight: 2, arbitrary: writeOff },
  { weight: 2, arbitrary: stocktake },
  { weight: 1, arbitrary: takeBack },
  { weight: 1, arbitrary: sendBack },
  { weight: 1, arbitrary: transfer },
);

/** Every level is what its moves come to, and every stock account what its layers are worth. */
export async function stockAgrees(shop: World): Promise<void> {
  const { accounts } = await shop.must("stock.valuation", {});
  for (const { account, stock, ledger } of accounts) {
    if (stock !== ledger) throw new Error(`${account}: layers ${stock}, ledger ${ledger}`);
  }
  const below = shop.journal.book.all<{ item: string; quantity: number }>(
    "SELECT item, quantity FROM stock_level WHERE business = 'WATER' AND quantity < 0",
  );
  if (below.length > 0) throw new Error(`below zero: ${JSON.stringify(below)}`);
}
