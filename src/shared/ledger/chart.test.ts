import { expect, test } from "vitest";

import { normalBalance, opposite, typeOfNumber } from "./account.ts";
import type { Account } from "./account.ts";
import { ownersChart } from "./chart.ts";
import { postingFault } from "./posting-rule.ts";
import { ALL_BUSINESSES, CATEGORY, CLASS, tierNameSwahili } from "./tiers.ts";

const chart = ownersChart();
const numbers = chart.map((account) => account.number);

function account(number: number): Account {
  const found = chart.find((each) => each.number === number);
  if (found === undefined) throw new Error(`${number} is not in the chart`);
  return found;
}

test("every account has its own number, and the chart is in order", () => {
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});

test("the owner's numbers keep the owner's names", () => {
  const given = {
    1110: "Cash (Water)",
    1120: "Cash (Laundry)",
    1130: "Cash (Retail)",
    1140: "M-Pesa (Water)",
    1150: "M-Pesa (Laundry)",
    1160: "M-Pesa (Retail)",
    1170: "Bank Account",
    1210: "Water Inventory",
    1220: "Retail Inventory",
    1300: "Accounts Receivable",
    2110: "Accounts Payable",
    3100: "Owner's Capital",
    3200: "Owner's Drawings",
    3300: "Retained Earnings",
    4100: "Water Sales",
    4200: "Laundry Service",
    4300: "Retail Sales",
    5100: "Cost of Goods Sold",
    5200: "Rent",
    5300: "Utilities",
    5400: "Salaries",
    5500: "Transportation",
    5600: "Marketing",
    5700: "Maintenance",
  };
  for (const [number, name] of Object.entries(given)) {
    expect(account(Number(number)).name).toBe(name);
  }
});

test("every account that a worked journal posts to is open for posting", () => {
  const used = [
    1110, 1120, 1130, 1140, 1150, 1160, 1170, 1180, 1211, 1212, 1213, 1214, 1221, 1222, 1223, 1320,
    1330, 1350, 1360, 1370, 1380, 1900, 2110, 2120, 2141, 2142, 2143, 2144, 2145, 2150, 2155, 2160,
    2170, 2210, 2220, 2230, 2240, 3100, 3200, 3300, 4110, 4120, 4210, 4310, 4320, 4330, 4390, 4910,
    4920, 5110, 5130, 5151, 5152, 5160, 5200, 5400, 5500, 5810, 5820, 5830, 5840, 5870, 5880,
  ];
  const closed = used.filter((number) => {
    const found = chart.find((each) => each.number === number);
    return postingFault({ party: "somebody" }, found) !== undefined;
  });
  expect(closed).toEqual([]);
});

test("headings take no lines, and only headings", () => {
  expect(chart.filter((each) => !each.posting).map((each) => each.number)).toEqual([
    1210, 1220, 1300, 2140, 2200, 4100, 4200, 4300, 4900, 5100, 5150, 5800,
  ]);
});

test("a control account wants to know who is meant", () => {
  const controls = chart.filter((each) => each.subledger !== null);
  expect(Object.fromEntries(controls.map((each) => [each.number, each.subledger]))).toEqual({
    1110: "drawer",
    1120: "drawer",
    1130: "drawer",
    1310: "customer",
    1320: "customer",
    1330: "customer",
    1350: "staff",
    2110: "supplier",
    2210: "deposit",
    2220: "deposit",
    2230: "job",
    2240: "customer",
  });
});

test("all five tiers are filled, in both languages", () => {
  for (const each of chart) {
    expect(each.type).toBe(typeOfNumber(each.number));
    expect([each.category, each.class, each.subclass, each.name, each.nameSwahili]).not.toContain(
      null,
    );
    expect(Object.values(CATEGORY)).toContain(each.category);
    expect(Object.values(CLASS)).toContain(each.class);
  }
  const tiers = [...Object.values(CATEGORY), ...Object.values(CLASS), ALL_BUSINESSES];
  expect(tiers.filter((name) => tierNameSwahili(name) === name)).toEqual([]);
  expect(tierNameSwahili("Car Wash")).toBe("Car Wash");
});

test("no two accounts share a name, in either language", () => {
  const repeated = (names: (string | null)[]) =>
    names.filter((name, index) => names.indexOf(name) !== index);
  expect(repeated(chart.map((each) => each.name))).toEqual([]);
  expect(repeated(chart.map((each) => each.nameSwahili))).toEqual([]);
});

test("an account's first digit says its type, and its type says its side", () => {
  expect([1110, 2110, 3100, 4110, 5110].map(typeOfNumber)).toEqual([
    "asset",
    "liability",
    "equity",
    "revenue",
    "expense",
  ]);
  expect(() => typeOfNumber(6100)).toThrow("no account type");
  expect(() => typeOfNumber(110)).toThrow("not an account number");
  expect([normalBalance.asset, normalBalance.expense]).toEqual(["debit", "debit"]);
  expect([normalBalance.liability, normalBalance.equity, normalBalance.revenue]).toEqual([
    "credit",
    "credit",
    "credit",
  ]);
  expect([opposite("debit"), opposite("credit")]).toEqual(["credit", "debit"]);
});

test("a line is posted to an active leaf, with a party where there is a list behind it", () => {
  const [cash, rent, heading] = [account(1130), account(5200), account(5800)];
  expect(postingFault({ party: "T1" }, cash)).toBeUndefined();
  expect(postingFault({}, rent)).toBeUndefined();
  expect(postingFault({}, undefined)).toBe("account-unknown");
  expect(postingFault({}, heading)).toBe("account-is-parent");
  expect(postingFault({}, { ...rent, active: false })).toBe("account-inactive");
  expect(postingFault({}, cash)).toBe("party-missing");
  expect(postingFault({ party: null }, cash)).toBe("party-missing");
});
