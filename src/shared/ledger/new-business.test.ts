import { expect, test } from "vitest";

import type { Account } from "./account.ts";
import { ownersChart } from "./chart.ts";
import { accountsForNewBusiness } from "./new-business.ts";

const stocks = { stocks: true, produces: false };
const serves = { stocks: false, produces: false };

function accountsOf(
  code: string,
  name: string,
  chart: readonly Account[],
  options: { readonly stocks: boolean; readonly produces: boolean },
): Account[] {
  return accountsForNewBusiness(code, name, chart, options).map((each) => each.account);
}

test("a car wash takes the free numbers beside the others", () => {
  const proposed = accountsOf("CARWASH", "Car Wash", ownersChart(), serves);
  expect(proposed.map((each) => `${each.number} ${each.name}`)).toEqual([
    "1115 Cash (Car Wash)",
    "1145 M-Pesa (Car Wash)",
    "1390 Accounts Receivable (Car Wash)",
    "4400 Sales (Car Wash)",
    "4410 Services (Car Wash)",
    "4490 Returns and Discounts (Car Wash)",
    "5140 Cost of Sales (Car Wash)",
  ]);
  expect(proposed.filter((each) => !each.posting).map((each) => each.number)).toEqual([4400]);
  expect(proposed.map((each) => each.subledger)).toEqual([
    "drawer",
    null,
    "customer",
    null,
    null,
    null,
    null,
  ]);
  expect(new Set(proposed.map((each) => each.business))).toEqual(new Set(["CARWASH"]));
});

test("a business that stocks gets an inventory account", () => {
  const proposed = accountsOf("SALON", "Salon", ownersChart(), stocks);
  expect(proposed.filter((each) => each.class === "Inventory").map((each) => each.number)).toEqual([
    1240,
  ]);
});

test("a business that produces keeps what it makes apart from what it makes it of", () => {
  const produces = { stocks: false, produces: true };
  const proposed = accountsForNewBusiness("BAKERY", "Bakery", ownersChart(), produces);
  const numbers = Object.fromEntries(proposed.map(({ use, account }) => [use, account.number]));
  expect(numbers).toEqual({
    cash: 1115,
    mpesa: 1145,
    inventory: 1240,
    materials: 1250,
    receivable: 1390,
    heading: 4400,
    services: 4410,
    goods: 4420,
    returns: 4490,
    cost: 5140,
  });
});

test("the owner's tenth business still finds numbers of its own", () => {
  let chart: readonly Account[] = ownersChart();
  for (let count = 4; count <= 15; count += 1) {
    const proposed = accountsOf(`B${count}`, `Business ${count}`, chart, stocks);
    expect(proposed.map((each) => each.type)).toEqual([
      "asset",
      "asset",
      "asset",
      "asset",
      "revenue",
      "revenue",
      "revenue",
      "revenue",
      "expense",
    ]);
    chart = [...chart, ...proposed];
  }
  const numbers = chart.map((each) => each.number);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a full hundred of tens goes on with the fives", () => {
  const second = ["CARWASH", "SALON"].reduce<readonly Account[]>(
    (chart, code) => [...chart, ...accountsOf(code, code, chart, stocks)],
    ownersChart(),
  );
  const salon = second.filter((each) => each.business === "SALON").map((each) => each.number);
  expect(salon).toEqual([1125, 1155, 1250, 1315, 4500, 4510, 4520, 4590, 5170]);
});

test("a business has its accounts once, and a name", () => {
  const chart = ownersChart();
  expect(() => accountsForNewBusiness("WATER", "Water", chart, stocks)).toThrow("already");
  expect(() => accountsForNewBusiness("", "Salon", chart, stocks)).toThrow("a code and a name");
});
