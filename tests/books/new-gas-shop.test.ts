import { afterEach, beforeEach, expect, test } from "vitest";
import { v7 } from "uuid";
import { keepsOf } from "#shared/businesses/new-business.ts";
import { startingPoints } from "#shared/businesses/starting-points.ts";
import { USUAL_CYLINDERS } from "#shared/businesses/starting-cylinders.ts";
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
  const start = startingPoints.find(({ id }) => id === "deposits");
  if (start === undefined) throw new Error("a gas shop can be begun");
  const { kind, trades, colour, negativeStock, items } = start;
  const [code, name] = ["GASPOINT", "Gas Point"];
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
