import { expect, test } from "vitest";

import type { Account } from "./account.ts";
import { ownersChart } from "./chart.ts";
import { accountsForNewBusiness } from "./new-business.ts";

const stocks = { stocks: true };

test("a car wash takes the free numbers beside the others", () => {
  const proposed = accountsForNewBusiness("CARWASH", "Car Wash", ownersChart(), { stocks: false });
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
  const proposed = accountsForNewBusiness("SALON", "Salon", ownersChart(), stocks);
  expect(proposed.filter((each) => each.class === "Inventory").map((each) => each.number)).toEqual([
    1240,
  ]);
});

test("the owner's tenth business still finds numbers of its own", () => {
  let chart: readonly Account[] = ownersChart();
  for (let count = 4; count <= 15; count += 1) {
    const proposed = accountsForNewBusiness(`B${count}`, `Business ${count}`, chart, stocks);
    expect(proposed.map((each) => each.type)).toEqual([
      "asset",
      "asset",
      "asset",
      "asset",
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
    (chart, code) => [...chart, ...accountsForNewBusiness(code, code, chart, stocks)],
    ownersChart(),
  );
  const salon = second.filter((each) => each.business === "SALON").map((each) => each.number);
  expect(salon).toEqual([1125, 1155, 1250, 1315, 4500, 4510, 4590, 5170]);
});

test("a business has its accounts once, and a name", () => {
  const chart = ownersChart();
  expect(() => accountsForNewBusiness("WATER", "Water", chart, stocks)).toThrow("already");
  expect(() => accountsForNewBusiness("", "Salon", chart, stocks)).toThrow("a code and a name");
});
