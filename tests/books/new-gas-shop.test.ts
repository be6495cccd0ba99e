import { afterEach, beforeEach, expect, test } from "vitest";
import { v7 } from "uuid";
import { keepsOf } from "#shared/businesses/new-business.ts";
import { startingPoints, type StartId } from "#shared/businesses/starting-points.ts";
import { USUAL_CONTAINERS, USUAL_CYLINDERS } from "#shared/businesses/starting-cylinders.ts";
import type { RequestInput } from "#shared/contract/index.ts";
import { accountsForNewBusiness } from "#shared/ledger/new-business.ts";
import { chart } from "#main/journal/read/chart.ts";
import { rebuildJournal, compareJournals } from "#main/journal/rebuild.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

type Asked = Omit<RequestInput<"business.add">, "command">;

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => shop.close());

/** What the wizard sends for a shop that begins with the gas of its starting point. */
function gasShop(change: Partial<Asked> = {}): Asked {
  return newShop("deposits", ["GASPOINT", "Gas Point"], change);
}

function newShop(
  begin: StartId,
  [code, name]: readonly [code: string, name: string],
  change: Partial<Asked> = {},
): Asked {
  const start = startingPoints.find(({ id }) => id === begin);
  if (start === undefined) throw new Error(`${begin} is a starting point`);
  const { kind, trades, colour, negativeStock, items } = start;
  const accounts = accountsForNewBusiness(
    code,
    name,
    chart(shop.journal.book),
    keepsOf(trades, items),
  ).map(({ use, account }) => ({ use, number: account.number, name: account.name }));
  const receipt = {
    title: name,
    pin: "",
    address: "",
    contact: "",
    footer: "",
    paper: 80,
  } as const;
  return {
    code,
    name,
    kind,
    trades: [...trades],
    colour,
    accounts,
    settings: {
      vatRegistered: true,
      negativeStock,
      cashRounding: 100,
      mpesaTill: "",
      mpesaStore: "",
      receipt,
    },
    items: items.map((each) => ({ ...each })),
    cylinders: USUAL_CYLINDERS.map((each) => ({ ...each, content: 0, full: 5, empty: 2 })),
    staff: [],
    ...change,
  };
}

test("a gas shop exchanges a cylinder and takes a deposit as soon as it is made", async () => {
  const asked = { ...gasShop(), command: v7() };
  await shop.must("business.add", asked);
  const facts = shop.facts();
  // Its cylinders are counted in once, however often the command comes.
  await shop.must("business.add", asked);
  expect(shop.facts()).toBe(facts);
  await shop.must("shift.open", { business: "GASPOINT", day, counts: {}, fromSafe: 0 });
  const { items, returnables } = await shop.must("catalog.forTill", { business: "GASPOINT" });
  const gas = items.find(({ unit }) => unit === "kg");
  const six = returnables.find(({ name }) => name === "K-Gas 6 kg");
  if (gas === undefined || six === undefined) throw new Error("it has gas and cylinders");
  expect(six).toMatchObject({ deposit: 250_000, full: 5, content: gas.id, size: 6000 });
  expect(returnables.map(({ name }) => name)).toContain("Total Gas 22.5 kg");
  const sell = (as: "exchange" | "deposit", deposit: number) =>
    shop.must("sale.post", {
      business: "GASPOINT",
      lines: [
        {
          item: gas.id,
          quantity: 6000,
          unitPrice: gas.price,
          discount: 0,
          returnable: { type: six.id, as, count: 1, deposit },
        },
      ],
      tenders: [{ kind: "cash", tendered: 1_000_000 }],
    });
  await sell("exchange", 0);
  expect(shop.lines(shop.facts())).toEqual([
    [1115, "debit", 144_000],
    [4420, "credit", 144_000],
  ]);
  await sell("deposit", 250_000);
  expect(shop.lines(shop.facts())).toContainEqual([2210, "credit", 250_000]);
  const { types } = await shop.must("returnable.positions", { business: "GASPOINT" });
  expect(types.find(({ name }) => name === "K-Gas 6 kg")).toMatchObject({
    full: 3,
    empty: 3,
    customer: 1,
    opening: 7,
    balanced: true,
  });
  const health = await shop.must("report.health", { thorough: true });
  expect(health.checks.filter((each) => !each.ok)).toEqual([]);
  const rebuilt = `${shop.journal.file}.rebuilt`;
  rebuildJournal(shop.journal.file, rebuilt);
  const tables = compareJournals(shop.journal.file, rebuilt);
  expect(tables.filter((each) => !each.equal)).toEqual([]);
});

test("the retail business of the set-up begins with the cylinders that shops trade in", async () => {
  const { returnables } = await shop.must("catalog.forTill", { business: "RETAIL" });
  expect(returnables.map(({ name, deposit }) => [name, deposit])).toContainEqual([
    "Pro Gas 13 kg",
    400_000,
  ]);
  expect(returnables).toHaveLength(USUAL_CYLINDERS.length);
  // What it does not trade in goes from the counter.
  const { types } = await shop.must("returnable.types", { business: "RETAIL" });
  const afrigas = types.find(({ name }) => name === "Afrigas 6 kg");
  if (afrigas === undefined) throw new Error("it begins with Afrigas");
  const { business, id, kind, name, brand, size, serialised, content } = afrigas;
  const now = { business, id, kind, name, brand, size, serialised, content, deposit: null };
  await shop.must("returnable.saveType", { ...now, active: false });
  const after = await shop.must("catalog.forTill", { business: "RETAIL" });
  expect(after.returnables).toHaveLength(USUAL_CYLINDERS.length - 1);
});

test("a water shop lends its bottles on deposit as soon as it is made", async () => {
  const bottles = USUAL_CONTAINERS.map((each, content) => ({ ...each, content, full: 6 }));
  await shop.must(
    "business.add",
    newShop("refills", ["MAJIPOINT", "Maji Point"], { cylinders: bottles }),
  );
  await shop.must("shift.open", { business: "MAJIPOINT", day, counts: {}, fromSafe: 0 });
  const { items, returnables } = await shop.must("catalog.forTill", { business: "MAJIPOINT" });
  expect(returnables.map(({ name, kind, full }) => [name, kind, full])).toEqual([
    ["Bottle 10 L", "container", 6],
    ["Bottle 20 L", "container", 6],
  ]);
  const twenty = returnables.find(({ size }) => size === 20_000);
  const refill = items.find(({ id }) => id === twenty?.content);
  if (twenty === undefined || refill === undefined) throw new Error("it refills twenty litres");
  expect(refill.name).toBe("Refill 20 L");
  await shop.must("sale.post", {
    business: "MAJIPOINT",
    lines: [
      {
        item: refill.id,
        quantity: 1000,
        unitPrice: refill.price,
        discount: 0,
        returnable: { type: twenty.id, as: "deposit", count: 1, deposit: 85_000 },
      },
    ],
    tenders: [{ kind: "cash", tendered: 100_000 }],
  });
  // 150 of water, 20.69 of it tax, and 850 that are the customer's.
  expect(shop.lines(shop.facts())).toEqual(
    expect.arrayContaining([
      [2220, "credit", 85_000],
      [2150, "credit", 2069],
    ]),
  );
});

test("the water business of the set-up lends bottles that it counts among its goods", async () => {
  const { returnables } = await shop.must("catalog.forTill", { business: "WATER" });
  expect(returnables.map(({ name, deposit, lent }) => [name, deposit, lent])).toEqual([
    ["Bottle 10 L", 20_000, true],
    ["Bottle 20 L", 85_000, true],
  ]);
  const empty = shop.items.get("C-20L") ?? "";
  await shop.must("stock.receive", {
    business: "WATER",
    day,
    supplier: null,
    opening: true,
    lines: [{ item: empty, quantity: 2000, cost: 116_000 }],
  });
  await shop.must("shift.open", { business: "WATER", day, counts: {}, fromSafe: 0 });
  const refill = shop.items.get("R-20L") ?? "";
  await shop.must("stock.receive", {
    business: "WATER",
    day,
    supplier: null,
    opening: true,
    lines: [{ item: shop.items.get("W-CAP") ?? "", quantity: 10_000, cost: 5000 }],
  });
  await shop.must("sale.post", {
    business: "WATER",
    lines: [
      {
        item: refill,
        quantity: 1000,
        unitPrice: 15_000,
        discount: 0,
        returnable: {
          type: returnables.find(({ size }) => size === 20_000)?.id ?? "",
          as: "deposit",
          count: 1,
          deposit: 85_000,
        },
      },
    ],
    tenders: [{ kind: "cash", tendered: 100_000 }],
  });
  expect(shop.lines(shop.facts())).toEqual(
    expect.arrayContaining([
      [1214, "debit", 58_000],
      [1211, "credit", 58_000],
      [2220, "credit", 85_000],
    ]),
  );
});

test("a kind is refused twice, filled with nothing by the kilogram, or for cents", async () => {
  const [first] = gasShop().cylinders ?? [];
  if (first === undefined) throw new Error("it begins with cylinders");
  const before = shop.facts();
  const refusal = (cylinders: Asked["cylinders"], change: Partial<Asked> = {}) =>
    shop.refused("business.add", gasShop({ cylinders, ...change }));
  expect(await refusal([first, { ...first, brand: "k-gas " }])).toEqual({
    code: "returnable.name_taken",
    name: "k-gas 6 kg",
  });
  // The second item is a regulator.
  expect(await refusal([{ ...first, content: 1 }])).toMatchObject({ code: "quantity.invalid" });
  expect(await refusal([{ ...first, content: 99 }])).toMatchObject({ code: "item.unknown" });
  expect(await refusal([{ ...first, deposit: 250_050 }])).toEqual({
    code: "tender.whole_shillings",
    amount: 250_050,
  });
  expect(await refusal([first], { trades: ["counter-sale"] })).toMatchObject({
    path: "cylinders",
  });
  expect(shop.facts()).toBe(before);
  await shop.must("business.add", gasShop({ cylinders: [first] }));
});
