import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

let shop: Shop;

beforeAll(() => {
  shop = openShop();
});
afterAll(() => shop.close());

const goods = { kind: "goods", unit: "piece", tax: "A", price: 100, revenue: 4310, cogs: 5130 };

test("goods lie in an inventory account, not in the bank, a drawer or a debt", async () => {
  for (const inventory of [1170, 1130, 1330, 1380, 1900]) {
    const asked = { ...goods, business: "RETAIL", name: `In ${inventory}`, inventory };
    expect(await shop.refused("catalog.saveItem", asked as never)).toMatchObject({
      code: "account.wrong_kind",
      account: inventory,
    });
  }
  const asked = { ...goods, business: "RETAIL", name: "On the shelf", inventory: 1221 };
  await shop.must("catalog.saveItem", asked as never);
});

test("nothing is sold on an account that rests, and its item may rest with it", async () => {
  const account = { number: 4395, name: "Old toys", category: "Sales", class: "Toys" };
  const place = { ...account, business: "RETAIL" };
  await shop.must("account.save", place);
  await shop.must("account.save", { ...place, active: false });
  const asked = { ...goods, business: "RETAIL", name: "Toy", revenue: 4395, inventory: 1221 };
  expect(await shop.refused("catalog.saveItem", asked as never)).toEqual({
    code: "account.inactive",
    account: 4395,
  });
  await shop.must("catalog.saveItem", { ...asked, active: false } as never);
});

test("accounts that the office's own forms post to cannot rest", async () => {
  const { accounts } = await shop.must("account.list", {});
  for (const number of [1900, 3100, 3200, 3900]) {
    const found = accounts.find((each) => each.number === number);
    const { name = "", category = "", class: tier = "" } = found ?? {};
    const asked = { number, name, category, class: tier, active: false };
    expect(await shop.refused("account.save", asked)).toMatchObject({
      code: "account.wrong_kind",
      account: number,
    });
  }
});

test("an account that cannot rest says the balance that the chart shows", async () => {
  for (const business of ["RETAIL", "WATER"]) {
    const lines = [{ account: 2310, credit: 70_000 }];
    await shop.must("entry.opening", { day, business, lines } as never);
  }
  const loans = { number: 2310, name: "Loans", category: "Long-term liabilities", class: "Loans" };
  expect(await shop.refused("account.save", { ...loans, active: false })).toEqual({
    code: "account.has_balance",
    account: 2310,
    balance: 140_000,
  });
});

test("where money and goods lie keeps its class, and nothing else becomes such a place", async () => {
  const { accounts } = await shop.must("account.list", {});
  const classed = (number: number, tier: string) => {
    const {
      name = "",
      category = "",
      business = null,
    } = accounts.find((a) => a.number === number) ?? {};
    return { number, name, category, business, class: tier };
  };
  for (const [number, tier, kept] of [
    [1130, "Kasa", "Cash"],
    [1170, "Cash", "Bank"],
    [1221, "Shelves", "Inventory"],
    [1510, "Inventory", "Equipment"],
  ] as const) {
    expect(await shop.refused("account.save", classed(number, tier))).toEqual({
      code: "account.wrong_kind",
      account: number,
      wanted: `the class ${kept}`,
    });
  }
  await shop.must("account.save", classed(5200, "Rent and rates"));
});
