import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { type Account, matching, tierKeys, treeRows } from "./account-tree.ts";

function account(number: number, subclass: string | null, balance: number): Account {
  return {
    number,
    name: `Account ${number}`,
    nameSwahili: "Fedha taslimu",
    type: "asset",
    category: "Current assets",
    class: "Cash",
    subclass,
    business: null,
    posting: number !== 1100,
    active: true,
    subledger: null,
    balance: cents(balance),
  };
}

const accounts = [
  account(1120, "Laundry", 5),
  account(1110, "Water", 7),
  account(1190, null, 1),
  account(1115, "Water", 2),
];

test("the tree goes through five tiers in the order of the numbers", () => {
  const rows = treeRows(accounts, new Set());
  const drawn = rows.map((row) =>
    row.kind === "tier" ? `${row.depth} ${row.title} ${row.balance}` : `${row.depth} ${row.key}`,
  );
  expect(drawn).toEqual([
    "0 asset 15",
    "1 Current assets 15",
    "2 Cash 15",
    "3 Water 9",
    "4 1110",
    "4 1115",
    "3 1120",
    "3 1190",
  ]);
});

test("a closed tier keeps its balance and hides its accounts", () => {
  const closed = new Set(tierKeys(accounts, 2));
  const rows = treeRows(accounts, closed);
  expect(rows).toHaveLength(3);
  expect(rows.at(-1)).toMatchObject({ title: "Cash", balance: 15, closed: true });
});

test("a heading account's own balance is not counted beside its children's", () => {
  const rows = treeRows([...accounts, account(1100, null, 13)], new Set());
  expect(rows[0]).toMatchObject({ balance: 15 });
});

test("an account is found by number and by either name", () => {
  expect(matching(accounts, "1120")).toHaveLength(1);
  expect(matching(accounts, "taslimu")).toHaveLength(4);
  expect(matching(accounts, "nowhere")).toHaveLength(0);
});
