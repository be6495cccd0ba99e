import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { v7 } from "uuid";
import { keepsOf } from "#shared/businesses/new-business.ts";
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

const RECEIPT = {
  title: "Safi Car Wash",
  pin: "",
  address: "Ngong Road",
  contact: "0712 345 678",
  footer: "Karibu tena",
  paper: 80,
} as const;

function carWash(change: Partial<Asked> = {}): Asked {
  const asked: Omit<Asked, "accounts"> = {
    code: "CARWASH",
    name: "Car Wash",
    kind: "service",
    colour: "green",
    trades: ["counter-sale"],
    settings: {
      vatRegistered: true,
      negativeStock: "warn",
      cashRounding: 100,
      mpesaTill: "556677",
      mpesaStore: "1234567",
      receipt: RECEIPT,
    },
    items: [
      { name: "Saloon", kind: "service", unit: "piece", category: "Wash", price: 30_000, tax: "B" },
      { name: "Engine", kind: "service", unit: "piece", category: "Wash", price: 50_000, tax: "B" },
    ],
    staff: [],
    ...change,
  };
  const accounts = accountsForNewBusiness(
    asked.code,
    asked.name,
    chart(shop.journal.book),
    keepsOf(asked.trades, asked.items),
  ).map(({ use, account: { number, name } }) => ({ use, number, name }));
  return { ...asked, accounts, ...change };
}

async function opened(business: string): Promise<string> {
  const shift = await shop.must("shift.open", { business, day, counts: {}, fromSafe: 0 });
  return shift.shift.id;
}

/** Every item of a till's catalogue by name. */
async function menu(business: string) {
  const { items } = await shop.must("catalog.forTill", { business });
  return new Map(items.map((each) => [each.name, each]));
}

describe("a fourth business", () => {
  test("sells at once, and its profit and the others' add up to the whole", async () => {
    await shop.must("business.add", carWash());
    await opened("CARWASH");
    const item = (await menu("CARWASH")).get("Saloon");
    await shop.must("sale.post", {
      business: "CARWASH",
      lines: [{ item: item?.id ?? "", quantity: 2000, unitPrice: 30_000, discount: 0 }],
      tenders: [{ kind: "cash", tendered: 100_000 }],
    });
    expect(shop.lines(shop.facts())).toEqual([
      [1115, "debit", 60_000],
      [2150, "credit", 8276],
      [4410, "credit", 51_724],
    ]);
    const statement = await shop.must("report.profitAndLoss", { from: day, to: day });
    expect(statement.businesses.map((each) => each.name)).toEqual([
      "Water",
      "Laundry",
      "Retail",
      "Car Wash",
    ]);
    expect(statement.profit.byBusiness).toEqual([0, 0, 0, 51_724]);
    expect(statement.profit.total).toBe(51_724);
    const health = await shop.must("report.health", { thorough: true });
    expect(health.checks.filter((each) => !each.ok)).toEqual([]);
  });

  test("comes by one fact with all that is its own, and a rebuild gives the same tables", async () => {
    const before = shop.facts();
    await shop.must("business.add", carWash());
    expect(shop.facts()).toBe(before + 1);
    const own = chart(shop.journal.book).filter((each) => each.business === "CARWASH");
    expect(own.map((each) => each.number)).toEqual([1115, 1145, 1390, 4400, 4410, 4490, 5140]);
    const rebuilt = `${shop.journal.file}.rebuilt`;
    rebuildJournal(shop.journal.file, rebuilt);
    const tables = compareJournals(shop.journal.file, rebuilt);
    expect(tables.filter((each) => !each.equal)).toEqual([]);
  });

  test("is entered by those who were chosen, and by nobody else who had no access before", async () => {
    const { cashier, manager, owner } = shop.people;
    await shop.must(
      "business.add",
      carWash({
        staff: [
          { user: cashier, role: "cashier" },
          { user: owner, role: "manager" },
        ],
      }),
    );
    await shop.must("catalog.forTill", { business: "CARWASH" }, "cashier");
    await shop.must("catalog.forTill", { business: "RETAIL" }, "cashier");
    expect(await shop.refused("catalog.forTill", { business: "CARWASH" }, "manager")).toMatchObject(
      { code: "business.unknown" },
    );
    const { users } = await shop.must("user.list", {});
    const access = (id: string) => users.find((each) => each.id === id)?.access;
    expect(access(cashier)).toEqual([
      { business: "CARWASH", role: "cashier" },
      { business: "RETAIL", role: "cashier" },
    ]);
    expect(access(manager)).toEqual([{ business: "WATER", role: "manager" }]);
    // Whoever may enter every business keeps that, and no lesser role in one of them.
    expect(access(owner)).toEqual([{ business: "*", role: "owner" }]);
  });

  test("added twice by one command is one business, and one access", async () => {
    const staff = [{ user: shop.people.cashier, role: "cashier" }];
    const asked = { ...carWash({ staff }), command: v7() };
    const first = await shop.must("business.add", asked);
    const facts = shop.facts();
    expect(await shop.must("business.add", asked)).toEqual(first);
    expect(shop.facts()).toBe(facts);
  });

  test("that produces keeps materials apart, makes goods of them and sells those", async () => {
    await shop.must(
      "business.add",
      carWash({
        code: "BAKERY",
        name: "Bakery",
        trades: ["counter-sale", "production"],
        items: [
          { name: "Bread", kind: "goods", unit: "piece", category: "", price: 6500, tax: "A" },
          { name: "Flour", kind: "material", unit: "kg", category: "", price: null, tax: "A" },
        ],
      }),
    );
    expect([...(await menu("BAKERY")).keys()]).toEqual(["Bread"]);
    const { items } = await shop.must("catalog.items", { business: "BAKERY" });
    expect(items.map((each) => [each.name, each.inventory, each.sellable])).toEqual([
      ["Bread", 1240, true],
      ["Flour", 1250, false],
    ]);
    const flour = items[1]?.id ?? "";
    await shop.must("stock.receive", {
      business: "BAKERY",
      day,
      opening: true,
      supplier: null,
      lines: [{ item: flour, quantity: 50_000, cost: 400_000, tax: 0 }],
    });
    expect(shop.lines(shop.facts())).toEqual([
      [1250, "debit", 400_000],
      [3900, "credit", 400_000],
    ]);
    const bread = items[0]?.id ?? "";
    await shop.must("production.saveRecipe", {
      business: "BAKERY",
      product: bread,
      materials: [{ item: flour, quantity: 250 }],
    });
    const run = { business: "BAKERY", day, product: bread, good: 100_000, lost: 0 } as const;
    const made = await shop.must("production.record", run);
    expect(shop.lines(made.entry)).toEqual([
      [1240, "debit", 200_000],
      [1250, "credit", 200_000],
    ]);
    await opened("BAKERY");
    await shop.must("sale.post", {
      business: "BAKERY",
      lines: [{ item: bread, quantity: 10_000, unitPrice: 6500, discount: 0 }],
      tenders: [{ kind: "cash", tendered: 65_000 }],
    });
    const { profit } = await shop.must("report.profitAndLoss", { from: day, to: day });
    expect(profit.byBusiness).toEqual([0, 0, 0, 45_000]);
    const health = await shop.must("report.health", { thorough: true });
    expect(health.checks.filter((each) => !each.ok)).toEqual([]);
  });
});

describe("a new business is refused", () => {
  test("where another has its code or its name", async () => {
    expect(await shop.refused("business.add", { ...carWash(), code: "WATER" })).toEqual({
      code: "business.exists",
      business: "WATER",
    });
    expect(await shop.refused("business.add", carWash({ name: "wAtEr " }))).toEqual({
      code: "business.name_taken",
      name: "wAtEr",
    });
  });

  test("where an account's number is taken, twice the same, of another kind or missing", async () => {
    const { accounts } = carWash();
    const numbered = (use: string, number: number) =>
      accounts.map((each) => (each.use === use ? { ...each, number } : each));
    const refusal = (list: Asked["accounts"]) =>
      shop.refused("business.add", carWash({ accounts: list }));
    expect(await refusal(numbered("cash", 1110))).toEqual({
      code: "account.number_taken",
      account: 1110,
    });
    expect(await refusal(numbered("mpesa", 1115))).toEqual({
      code: "account.number_taken",
      account: 1115,
    });
    expect(await refusal(numbered("cash", 5999))).toEqual({
      code: "account.wrong_kind",
      account: 5999,
      wanted: "asset",
    });
    expect(await refusal(accounts.slice(1))).toMatchObject({ path: "accounts" });
    expect(shop.facts()).toBe(4);
    await shop.must("business.add", carWash({ accounts: numbered("cash", 1118) }));
  });

  test("where the people are not known, and nothing at all is written", async () => {
    const staff = [{ user: v7(), role: "cashier" }];
    expect(await shop.refused("business.add", carWash({ staff }))).toEqual({
      code: "user.unknown",
    });
    const roles = [{ user: shop.people.cashier, role: "king" }];
    expect(await shop.refused("business.add", carWash({ staff: roles }))).toMatchObject({
      path: "staff.role",
    });
    expect(shop.facts()).toBe(4);
  });

  test("to those who may not change settings of every business", async () => {
    for (const who of ["manager", "cashier", "accountant"] as const) {
      expect(await shop.refused("business.add", carWash(), who)).toEqual({
        code: "permission.denied",
        permission: "settings.edit",
      });
    }
  });
});

describe("a business is closed", () => {
  test("once no drawer of it is uncounted, and opened again as it was", async () => {
    await shop.must("business.add", carWash());
    const shift = await opened("CARWASH");
    const asked = { business: "CARWASH", active: false };
    expect(await shop.refused("business.setActive", asked)).toEqual({
      code: "business.shifts_open",
      name: "Car Wash",
      tills: "R1",
    });
    expect((await shop.must("business.remains", { business: "CARWASH" })).openAt).toEqual(["R1"]);
    await shop.must("shift.close", { shift, counts: {}, mpesaCounted: null, leaveInDrawer: 0 });
    await shop.must("business.setActive", asked);
    expect(await shop.refused("catalog.forTill", { business: "CARWASH" })).toMatchObject({
      code: "business.inactive",
    });
    await shop.must("business.setActive", { business: "CARWASH", active: true });
    expect((await menu("CARWASH")).size).toBe(2);
  });

  test("and says what it still owns and owes", async () => {
    await shop.must("entry.capital", {
      day,
      direction: "in",
      amount: 250_000,
      place: { business: "LAUNDRY", account: 1170 },
      memo: "",
    });
    expect(await shop.must("business.remains", { business: "LAUNDRY" })).toEqual({
      openAt: [],
      parked: 0,
      balances: [{ account: 1170, name: "Bank Account", balance: 250_000 }],
    });
  });
});

describe("the rules of a business", () => {
  const rate = { business: "WATER", letter: "B", basisPoints: 1800 } as const;

  test("hold a tax rate from its day on, and not before", async () => {
    await shop.must("business.setTaxRate", { ...rate, from: day });
    await shop.must("business.setTaxRate", { ...rate, from: "2027-01-01", basisPoints: 1900 });
    expect((await menu("WATER")).get("Water 1 L")?.basisPoints).toBe(1800);
    shop.clock("2027-01-02T07:00:00.000Z");
    expect((await menu("WATER")).get("Water 1 L")?.basisPoints).toBe(1900);
    expect((await menu("RETAIL")).get("Sugar 1 kg")?.basisPoints).toBe(1600);
  });

  test("say who changed what, before and after, latest first", async () => {
    await shop.must("business.setTaxRate", { ...rate, from: day });
    await shop.must("business.setActive", { business: "WATER", active: false });
    const { changes } = await shop.must("business.rules", { business: "WATER" });
    expect(changes.map((each) => [each.by, each.changes])).toEqual([
      ["Wanjiku", [{ field: "active", before: "true", after: "false" }]],
      ["Wanjiku", [{ field: `taxRates.B ${day}`, before: "", after: "1800" }]],
    ]);
  });

  test("send new items to other accounts, of the right kind only", async () => {
    const asked = {
      business: "RETAIL",
      goods: { revenue: 4330, cogs: 5130, inventory: 1223 },
      service: { revenue: 4310, cogs: 5130 },
    };
    const wrong = (inventory: number) =>
      shop.refused("business.setItemAccounts", { ...asked, goods: { ...asked.goods, inventory } });
    expect(await wrong(1130)).toMatchObject({ code: "account.wrong_kind", account: 1130 });
    expect(await wrong(1212)).toMatchObject({ code: "account.wrong_business", account: 1212 });
    expect(await wrong(1220)).toMatchObject({ code: "account.not_posting", account: 1220 });
    await shop.must("business.setItemAccounts", asked);
    const item = {
      business: "RETAIL",
      name: "Stand",
      unit: "piece",
      tax: "B",
      price: 100,
    } as const;
    const { id } = await shop.must("catalog.saveItem", { ...item, kind: "goods" });
    const { items } = await shop.must("catalog.items", { business: "RETAIL", text: "Stand" });
    expect(items.find((each) => each.id === id)).toMatchObject({ revenue: 4330, inventory: 1223 });
  });
});
