import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

let shop: Shop;
let empty: string;
let bottle: string;
const cap = () => shop.items.get("W-CAP") ?? "";

beforeEach(async () => {
  shop = openShop();
  empty = shop.items.get("C-10L") ?? "";
  bottle = shop.items.get("W-10L") ?? "";
  await recipe();
});
afterEach(() => shop.close());

const recipe = (change: object = {}) =>
  shop.must("production.saveRecipe", {
    business: "WATER",
    product: bottle,
    container: empty,
    materials: [{ item: cap(), quantity: 2000 }],
    lossBasisPoints: 200,
    shelfDays: 180,
    litres: 10_000,
    ...change,
  });

/** Opening stock at a total cost. */
const stocked = (item: string, quantity: number, cost: number) =>
  shop.must("stock.receive", {
    business: "WATER",
    day,
    supplier: null,
    opening: true,
    lines: [{ item, quantity, cost }],
  });

const run = (good: number, lost = 0) =>
  ({ business: "WATER", day, product: bottle, good: good * 1000, lost: lost * 1000 }) as const;

async function held(item: string): Promise<number> {
  return (await shop.must("stock.card", { item })).quantity;
}

async function sound(): Promise<void> {
  const { checks } = await shop.must("report.health", { thorough: true });
  expect(checks.filter((check) => !check.ok)).toEqual([]);
}

test("a run turns empties and caps into bottles, says its batch and when they expire", async () => {
  await stocked(empty, 60_000, 600_00);
  await stocked(cap(), 200_000, 200_00);
  const made = await shop.must("production.record", run(49, 1));
  expect(made).toMatchObject({ normal: 1000, abnormal: 0, batch: "261120-1" });
  expect(made.expires).toBe("2027-05-19");
  expect(await held(empty)).toBe(10_000);
  expect(await held(cap())).toBe(100_000);
  expect(await held(bottle)).toBe(49_000);
  expect(shop.lines(made.entry)).toEqual([
    [1211, "credit", 500_00],
    [1212, "debit", 600_00],
    [1213, "credit", 100_00],
  ]);
  const { runs } = await shop.must("production.runs", {});
  expect(runs).toMatchObject([{ yieldBasisPoints: 9800, left: 49_000, cost: 600_00 }]);
  expect((await shop.must("production.record", run(1))).batch).toBe("261120-2");
  await sound();
});

test("loss beyond the recipe's usual one is expensed, by units", async () => {
  await stocked(empty, 100_000, 1000_00);
  await stocked(cap(), 200_000, 0);
  const { entry, normal, abnormal } = await shop.must("production.record", run(90, 10));
  expect([normal, abnormal]).toEqual([2000, 8000]);
  expect(shop.lines(entry)).toEqual([
    [1211, "credit", 1000_00],
    [1212, "debit", 920_00],
    [5151, "debit", 80_00],
  ]);
});

describe("a run is refused", () => {
  test("when empties are short, saying which and how many are left", async () => {
    await stocked(empty, 9000, 90_00);
    await stocked(cap(), 200_000, 0);
    const refusal = await shop.refused("production.record", run(9, 1));
    expect(refusal).toEqual({
      code: "stock.insufficient",
      name: "Container 10 L",
      left: 9000,
      wanted: 10_000,
    });
    await shop.must("production.record", run(8, 1));
  });

  test("when a material is short", async () => {
    await stocked(empty, 9000, 90_00);
    await stocked(cap(), 17_000, 0);
    const refusal = await shop.refused("production.record", run(9));
    expect(refusal).toMatchObject({ code: "stock.insufficient", name: "Cap and seal" });
  });

  test("also where the business may sell below zero", async () => {
    const settings = await shop.must("business.settings", { business: "WATER" });
    const { id: business, colour: _, logo: __, ...rest } = settings;
    await shop.must("business.saveSettings", {
      ...rest,
      business,
      cashRounding: 100,
      negativeStock: "warn",
    });
    const refusal = await shop.refused("production.record", run(1));
    expect(refusal).toMatchObject({ code: "stock.insufficient", left: 0 });
  });

  test("of half a bottle, of an item without a recipe, and of one whose recipe was ended", async () => {
    await stocked(empty, 9000, 90_00);
    await stocked(cap(), 18_000, 0);
    const half = { ...run(1), good: 500 };
    expect(await shop.refused("production.record", half)).toMatchObject({
      code: "quantity.invalid",
    });
    const other = { ...run(1), product: shop.items.get("C-20L") ?? "" };
    expect(await shop.refused("production.record", other)).toMatchObject({
      code: "recipe.unknown",
    });
    await recipe({ active: false });
    expect(await shop.refused("production.record", run(1))).toMatchObject({
      code: "recipe.unknown",
      name: "Water 10 L",
    });
    await recipe();
    await shop.must("production.record", run(1));
  });
});

test("the plan of a run says what each input needs and has, and writes nothing", async () => {
  await stocked(empty, 5000, 50_00);
  const facts = shop.facts();
  const plan = await shop.must("production.plan", run(9, 1));
  expect(plan.inputs).toMatchObject([
    { name: "Container 10 L", needed: 10_000, left: 5000 },
    { name: "Cap and seal", needed: 20_000, left: 0 },
  ]);
  expect(plan).toMatchObject({ begun: 10_000, normal: 0, abnormal: 1000, batch: "261120-1" });
  expect(shop.facts()).toBe(facts);
});

test("excise is charged by the litre at the rate of the day of the run", async () => {
  await stocked(empty, 30_000, 300_00);
  await stocked(cap(), 60_000, 0);
  await shop.must("production.saveExcise", {
    business: "WATER",
    from: "2026-11-20",
    perLitre: 641,
  });
  await shop.must("production.saveExcise", {
    business: "WATER",
    from: "2026-11-01",
    perLitre: 603,
  });
  const today = await shop.must("production.record", run(10));
  expect(shop.lines(today.entry)).toContainEqual([2160, "credit", 641_00]);
  const before = await shop.must("production.record", { ...run(10), day: "2026-11-19" });
  expect(shop.lines(before.entry)).toContainEqual([2160, "credit", 603_00]);
  const earlier = await shop.must("production.record", { ...run(10), day: "2026-10-31" });
  expect(shop.lines(earlier.entry).map(([account]) => account)).not.toContain(2160);
});

describe("a run is taken back", () => {
  beforeEach(async () => {
    await stocked(empty, 7000, 100_00);
    await stocked(empty, 10_000, 200_00);
    await stocked(cap(), 100_000, 33_33);
  });

  test("whole, once, to the cent and to the layer", async () => {
    const before = await shop.must("stock.card", { item: empty });
    const made = await shop.must("production.record", run(9, 2));
    const back = { run: made.run, reason: "Wrong size" };
    const undone = await shop.must("production.reverse", back);
    const after = await shop.must("stock.card", { item: empty });
    expect(after.layers).toEqual(before.layers);
    expect(await held(bottle)).toBe(0);
    const mirrored = shop.lines(made.entry).map(([account, side, amount]) => {
      return [account, side === "debit" ? "credit" : "debit", amount];
    });
    expect(shop.lines(undone.entry).map(String).toSorted()).toEqual(
      mirrored.map(String).toSorted(),
    );
    expect(await shop.refused("production.reverse", back)).toEqual({
      code: "run.already_reversed",
    });
    await sound();
  });

  test("not when a bottle of it was sold", async () => {
    const { run: id } = await shop.must("production.record", run(9));
    const lines = [{ item: bottle, quantity: 1000 }];
    await shop.must("stock.writeOff", { business: "WATER", day, reason: "broken", lines });
    const refusal = await shop.refused("production.reverse", { run: id, reason: "Too late" });
    expect(refusal).toEqual({ code: "run.sold", name: "Water 10 L" });
  });

  test("by who may change stock, and not by who fills bottles elsewhere", async () => {
    const { run: id } = await shop.must("production.record", run(1), "manager");
    const back = { run: id, reason: "A mistake" };
    expect(await shop.refused("production.reverse", back, "cashier")).toMatchObject({
      code: "permission.denied",
    });
    await shop.must("production.reverse", back, "manager");
  });
});

test("a batch that will be too old is told in time, and no longer once it is gone", async () => {
  const told = async () =>
    (await shop.must("report.dashboard", { business: "WATER" })).needs.filter(
      (need) => need.kind === "batch.expires",
    );
  await stocked(empty, 9000, 90_00);
  await stocked(cap(), 18_000, 0);
  await shop.must("production.record", { ...run(2), expires: "2026-12-10" });
  expect(await told()).toEqual([]);
  shop.clock("2026-11-27T07:00:00.000Z");
  expect(await told()).toMatchObject([{ severity: "warning" }]);
  shop.clock("2026-12-11T07:00:00.000Z");
  expect(await told()).toMatchObject([{ severity: "alarm" }]);
  const lines = [{ item: bottle, quantity: 2000 }];
  const off = { business: "WATER", day: "2026-12-11", reason: "expired", lines } as const;
  await shop.must("stock.writeOff", off);
  expect(await told()).toEqual([]);
});

test("a recipe is not made of itself, nor of another business's goods", async () => {
  const own = { materials: [{ item: bottle, quantity: 1000 }] };
  await expect(recipe(own)).rejects.toThrow("recipe.uses_itself");
  const foreign = { materials: [{ item: shop.items.get("G-SUGAR") ?? "", quantity: 1000 }] };
  await expect(recipe(foreign)).rejects.toThrow("item.unknown");
});

test("a rebuild from the facts gives recipes, runs and what was taken back again, to the byte", async () => {
  await stocked(empty, 20_000, 77_77);
  await stocked(cap(), 100_000, 33_33);
  const made = await shop.must("production.record", run(9, 2));
  await shop.must("production.record", run(3));
  await shop.must("production.reverse", { run: made.run, reason: "A mistake" });
  const rebuilt = `${shop.folder}/rebuilt.db`;
  rebuildJournal(shop.journal.file, rebuilt);
  const differing = compareJournals(shop.journal.file, rebuilt).filter((each) => !each.equal);
  expect(differing).toEqual([]);
});
