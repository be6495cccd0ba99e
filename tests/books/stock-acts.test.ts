import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

let shop: Shop;
let supplier: string;
const sugar = () => shop.items.get("G-SUGAR") ?? "";

beforeEach(async () => {
  shop = openShop();
  supplier = (await shop.must("supplier.save", { name: "Bidco" })).id;
});
afterEach(() => shop.close());

/** Bought on credit; the id of its layer and its entry. */
async function bought(quantity: number, cost: number, tax = 0, item = sugar()) {
  const lines = [{ item, quantity, cost, tax }];
  const asked = { business: "RETAIL", day, supplier, reference: "INV 7", lines };
  const { entry } = await shop.must("stock.receive", asked);
  const { layers } = await shop.must("stock.fromSupplier", { business: "RETAIL", supplier });
  return { entry, layer: layers.at(-1)?.layer ?? "" };
}

async function sound(): Promise<void> {
  const { checks } = await shop.must("report.health", { thorough: true });
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  const { accounts } = await shop.must("stock.valuation", {});
  for (const each of accounts) expect(each.stock).toBe(each.ledger);
}

const held = async (item: string) => (await shop.must("stock.card", { item })).quantity;

describe("written off", () => {
  const off = (quantity: number, reason: "broken" | "own-use" = "broken", item = sugar()) => ({
    business: "RETAIL",
    day,
    reason,
    lines: [{ item, quantity }],
  });

  test("at first-in cost, to the shrinkage of a shop", async () => {
    await bought(2000, 200_00);
    await bought(2000, 300_00);
    const { entry, value } = await shop.must("stock.writeOff", off(3000));
    expect(value).toBe(350_00);
    expect(shop.lines(entry)).toEqual([
      [1221, "credit", 350_00],
      [5160, "debit", 350_00],
    ]);
    await sound();
  });

  test("by the owner for himself: drawings, with the output tax of the price", async () => {
    await bought(2000, 200_00);
    const item = await shop.must("catalog.items", { text: "Sugar", business: "RETAIL" });
    const price = item.items[0]?.price ?? 0;
    const tax = Math.round((price * 1600) / 11_600);
    const { entry } = await shop.must("stock.writeOff", off(1000, "own-use"));
    expect(shop.lines(entry)).toEqual([
      [1221, "credit", 100_00],
      [2150, "credit", tax],
      [3200, "debit", 100_00 + tax],
    ]);
  });

  test("an empty bottle that broke is a loss of containers, a filled one wastage", async () => {
    const empty = shop.items.get("C-20L") ?? "";
    const filled = shop.items.get("W-20L") ?? "";
    const recipe = { business: "WATER", product: filled, container: empty };
    await shop.must("production.saveRecipe", recipe);
    const lines = [
      { item: empty, quantity: 2000, cost: 1000_00 },
      { item: filled, quantity: 2000, cost: 1500_00 },
    ];
    const opening = { business: "WATER", day, supplier: null, opening: true, lines };
    await shop.must("stock.receive", opening);
    const broken = { business: "WATER", day, reason: "broken" } as const;
    const one = (item: string) => ({ ...broken, lines: [{ item, quantity: 1000 }] });
    const first = await shop.must("stock.writeOff", one(empty));
    expect(shop.lines(first.entry)).toContainEqual([5152, "debit", 500_00]);
    const second = await shop.must("stock.writeOff", one(filled));
    expect(shop.lines(second.entry)).toContainEqual([5151, "debit", 750_00]);
  });

  test("never more than is there, though retail may oversell to a customer", async () => {
    await bought(2000, 200_00);
    expect(await shop.refused("stock.writeOff", off(3000))).toMatchObject({
      code: "stock.insufficient",
      left: 2000,
      wanted: 3000,
    });
    await shop.must("stock.writeOff", off(2000));
  });
});

describe("sent back to the supplier", () => {
  test("out of its own layer at its own cost; less is owed, the input tax too", async () => {
    await bought(2000, 100_00);
    const { layer } = await bought(3000, 1000_00, 160_00);
    const part = { business: "RETAIL", day, supplier, reference: "CN 1" };
    const one = { ...part, lines: [{ layer, quantity: 1000 }] };
    const first = await shop.must("stock.sendBack", one);
    expect(shop.lines(first.entry)).toEqual([
      [1221, "credit", 333_33],
      [1380, "credit", 53_33],
      [2110, "debit", 386_66],
    ]);
    const rest = { ...part, lines: [{ layer, quantity: 2000 }] };
    const second = await shop.must("stock.sendBack", rest);
    // Bit by bit it adds up to the whole delivery.
    expect(first.total + second.total).toBe(1160_00);
    expect(await held(sugar())).toBe(2000);
    await sound();
  });

  test("money comes back where the supplier repays", async () => {
    const { layer } = await bought(1000, 100_00);
    const back = { business: "RETAIL", day, supplier, lines: [{ layer, quantity: 1000 }] };
    const { entry } = await shop.must("stock.sendBack", { ...back, paidInto: 1170 });
    expect(shop.lines(entry)).toEqual([
      [1170, "debit", 100_00],
      [1221, "credit", 100_00],
    ]);
  });

  test("not more than is left of it, and not to somebody else", async () => {
    const { layer } = await bought(2000, 100_00);
    const lines = [{ layer, quantity: 3000 }];
    const back = { business: "RETAIL", day, supplier, lines };
    expect(await shop.refused("stock.sendBack", back)).toMatchObject({
      code: "stock.insufficient",
    });
    const other = (await shop.must("supplier.save", { name: "Kapa" })).id;
    const wrong = { ...back, supplier: other, lines: [{ layer, quantity: 1000 }] };
    expect(await shop.refused("stock.sendBack", wrong)).toMatchObject({
      code: "stock.not_from_supplier",
    });
    await shop.must("stock.sendBack", { ...wrong, supplier });
  });
});

describe("moved to another business", () => {
  let cap: string;
  beforeEach(() => {
    cap = shop.items.get("W-CAP") ?? "";
  });
  const moved = (quantity: number) => ({
    day,
    from: { business: "RETAIL" },
    to: { business: "WATER" },
    lines: [{ item: sugar(), into: cap, quantity }],
  });

  test("at what it cost, one entry, each business in balance through 1900", async () => {
    await bought(2000, 200_00);
    await bought(2000, 300_00);
    const { entry, value } = await shop.must("stock.transfer", moved(3000));
    expect(value).toBe(350_00);
    expect(shop.lines(entry)).toEqual([
      [1213, "debit", 350_00],
      [1221, "credit", 350_00],
      [1900, "credit", 350_00],
      [1900, "debit", 350_00],
    ]);
    expect(await held(cap)).toBe(3000);
    await sound();
  });

  test("not more than is there, and not to itself", async () => {
    await bought(2000, 200_00);
    expect(await shop.refused("stock.transfer", moved(3000))).toMatchObject({
      code: "stock.insufficient",
    });
    const home = { ...moved(1000), to: { business: "RETAIL" } };
    expect(await shop.refused("stock.transfer", home)).toEqual({ code: "entry.same_account" });
    await shop.must("stock.transfer", moved(2000));
  });

  test("by who may do so in both businesses", async () => {
    await bought(2000, 200_00);
    // The manager is Water's alone.
    expect(await shop.refused("stock.transfer", moved(1000), "manager")).toMatchObject({
      code: "business.unknown",
    });
  });
});

describe("a stocktake", () => {
  const begin = async () =>
    (await shop.must("stocktake.start", { business: "RETAIL", label: "Shelves" })).stocktake;

  test("is of the moment of its count: what was sold since stays sold", async () => {
    await bought(10_000, 1000_00);
    const stocktake = await begin();
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 9000 });
    const lines = [{ item: sugar(), quantity: 4000 }];
    await shop.must("stock.writeOff", { business: "RETAIL", day, reason: "sample", lines });
    const { entry, value } = await shop.must("stocktake.post", { stocktake });
    expect(value).toBe(-100_00);
    expect(shop.lines(entry)).toEqual([
      [1221, "credit", 100_00],
      [5160, "debit", 100_00],
    ]);
    expect(await held(sugar())).toBe(5000);
    expect((await shop.must("stocktake.list", {})).stocktakes).toEqual([]);
    expect(await shop.refused("stocktake.post", { stocktake })).toEqual({
      code: "stocktake.unknown",
    });
    await sound();
  });

  test("finds too: at the last known cost, to the credit of shrinkage", async () => {
    await bought(10_000, 1000_00);
    const stocktake = await begin();
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 5000 });
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 8000, add: true });
    const { entry } = await shop.must("stocktake.post", { stocktake });
    expect(shop.lines(entry)).toEqual([
      [1221, "debit", 300_00],
      [5160, "credit", 300_00],
    ]);
    expect(await held(sugar())).toBe(13_000);
    await sound();
  });

  test("puts right what was oversold: the found goods cover it", async () => {
    await shop.must("shift.open", { business: "RETAIL", day, counts: {}, fromSafe: 0 });
    await bought(1000, 100_00);
    const till = await shop.must("catalog.forTill", { business: "RETAIL" });
    const unitPrice = till.items.find((each) => each.id === sugar())?.price ?? 0;
    await shop.must("sale.post", {
      business: "RETAIL",
      lines: [{ item: sugar(), quantity: 3000, unitPrice }],
      tenders: [{ kind: "cash", tendered: unitPrice * 3 }],
    });
    expect(await held(sugar())).toBe(-2000);
    const stocktake = await begin();
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 4000 });
    await shop.must("stocktake.post", { stocktake });
    expect(await held(sugar())).toBe(4000);
    await sound();
  });

  test("is blind: its sheet never says what is expected", async () => {
    await bought(123_000, 1000_00);
    const stocktake = await begin();
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 5000 });
    const sheet = await shop.must("stocktake.sheet", { stocktake }, "cashier");
    expect(JSON.stringify(sheet)).not.toContain("123000");
    expect(sheet.items.find((each) => each.item === sugar())?.counted).toBe(5000);
    expect(await shop.refused("stocktake.review", { stocktake }, "cashier")).toMatchObject({
      code: "permission.denied",
    });
    const { lines } = await shop.must("stocktake.review", { stocktake });
    expect(lines).toMatchObject([{ expected: 123_000, counted: 5000 }]);
  });

  test("of an item that has meanwhile gone is counted again", async () => {
    await bought(10_000, 1000_00);
    const stocktake = await begin();
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 2000 });
    const lines = [{ item: sugar(), quantity: 5000 }];
    await shop.must("stock.writeOff", { business: "RETAIL", day, reason: "sample", lines });
    const refusal = await shop.refused("stocktake.post", { stocktake });
    expect(refusal).toMatchObject({ code: "stock.moved_since_count" });
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 2000 });
    await shop.must("stocktake.post", { stocktake });
    expect(await held(sugar())).toBe(2000);
  });

  test("of nothing is not posted, and several go on side by side", async () => {
    const one = await begin();
    const two = await begin();
    await bought(1000, 100_00);
    await shop.must("stocktake.count", { stocktake: two, item: sugar(), quantity: 1000 });
    expect(await shop.refused("stocktake.post", { stocktake: one })).toEqual({
      code: "stock.nothing_counted",
    });
    // Counted as expected: a fact that says so, and no entry.
    const facts = shop.facts();
    await shop.must("stocktake.post", { stocktake: two });
    expect(shop.facts()).toBe(facts + 1);
    await shop.must("stocktake.discard", { stocktake: one });
    expect((await shop.must("stocktake.list", {})).stocktakes).toEqual([]);
  });

  test("is counted by a cashier and posted by who may change stock", async () => {
    await bought(1000, 100_00);
    const asked = { business: "RETAIL", label: "Evening" };
    const { stocktake } = await shop.must("stocktake.start", asked, "cashier");
    const one = { stocktake, item: sugar(), quantity: 1000 };
    await shop.must("stocktake.count", one, "cashier");
    expect(await shop.refused("stocktake.post", { stocktake }, "cashier")).toMatchObject({
      code: "permission.denied",
    });
    // The manager of another business does not see it.
    expect(await shop.refused("stocktake.count", one, "manager")).toEqual({
      code: "stocktake.unknown",
    });
    await shop.must("stocktake.post", { stocktake });
  });
});

describe("the stock card", () => {
  test("leads from each movement to what made it, with the balance after it", async () => {
    const { entry } = await bought(10_000, 1000_00);
    const lines = [{ item: sugar(), quantity: 4000 }];
    await shop.must("stock.writeOff", { business: "RETAIL", day, reason: "expired", lines });
    const card = await shop.must("stock.card", { item: sugar() });
    expect(card.moves).toMatchObject([
      { kind: "stock.written_off", what: "Expired", quantity: -4000, balance: 6000, value: 600_00 },
      { kind: "stock.received", entry, quantity: 10_000, balance: 10_000, value: 1000_00 },
    ]);
    const older = { item: sugar(), before: card.moves[0]?.entry ?? null };
    const page = await shop.must("stock.card", older);
    expect(page.moves).toMatchObject([{ balance: 10_000, value: 1000_00 }]);
  });
});

describe("prices", () => {
  test("of a list hold from their day; what is below cost is told", async () => {
    await bought(1000, 100_00);
    const list = {
      business: "RETAIL",
      from: "2026-12-01",
      prices: [{ item: sugar(), price: 110_00 }],
    };
    await shop.must("price.saveList", list);
    await shop.must("price.saveList", {
      ...list,
      from: day,
      prices: [{ item: sugar(), price: 120_00 }],
    });
    const { prices, lastCost } = await shop.must("price.history", { item: sugar() });
    expect(lastCost).toBe(100_00);
    expect(prices.slice(0, 2)).toEqual([
      { from: "2026-12-01", price: 110_00, state: "coming" },
      { from: day, price: 120_00, state: "now" },
    ]);
    expect((await shop.must("price.belowCost", {})).items).toEqual([]);
    shop.clock("2026-12-02T07:00:00.000Z");
    // 110.00 with 16 % tax is 94.83 without.
    expect((await shop.must("price.belowCost", {})).items).toMatchObject([
      { item: sugar(), net: 94_83, cost: 100_00 },
    ]);
    const { needs } = await shop.must("report.dashboard", { business: "RETAIL" });
    expect(needs).toContainEqual(expect.objectContaining({ kind: "price.below_cost" }));
  });

  test("of days gone by are not changed", async () => {
    const list = { business: "RETAIL", prices: [{ item: sugar(), price: 110_00 }] };
    expect(await shop.refused("price.saveList", { ...list, from: "2026-11-19" })).toMatchObject({
      code: "day.out_of_range",
    });
    await shop.must("price.saveList", { ...list, from: day });
  });
});

test("a rebuild from the facts gives every act again, and carries counts in the making over", async () => {
  const { layer } = await bought(10_000, 1000_01);
  const sent = { business: "RETAIL", day, supplier, lines: [{ layer, quantity: 3000 }] };
  await shop.must("stock.sendBack", sent);
  const lines = [{ item: sugar(), into: shop.items.get("W-CAP") ?? "", quantity: 1000 }];
  const ways = { from: { business: "RETAIL" }, to: { business: "WATER" } };
  await shop.must("stock.transfer", { day, ...ways, lines });
  const start = { business: "RETAIL", label: "Shelves" };
  for (const post of [true, false]) {
    const { stocktake } = await shop.must("stocktake.start", start);
    await shop.must("stocktake.count", { stocktake, item: sugar(), quantity: 2000 });
    if (post) await shop.must("stocktake.post", { stocktake });
  }
  const rebuilt = `${shop.folder}/rebuilt.db`;
  rebuildJournal(shop.journal.file, rebuilt);
  const differing = compareJournals(shop.journal.file, rebuilt).filter((each) => !each.equal);
  expect(differing).toEqual([]);
});
