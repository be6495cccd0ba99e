import { assert } from "#shared/kernel/assert.ts";

import { typeOfNumber } from "./account.ts";
import type { Account } from "./account.ts";
import { CATEGORY, CLASS } from "./tiers.ts";

/** What a new business uses an account for; each at most once. */
export type AccountUse =
  | "cash"
  | "mpesa"
  | "inventory"
  | "materials"
  | "receivable"
  | "heading"
  | "goods"
  | "services"
  | "returns"
  | "cost";

export interface ProposedAccount {
  readonly use: AccountUse;
  readonly account: Account;
}

/**
 * The accounts a new business needs, with free numbers by rule: in the range of their kind, first
 * the tens, then the fives, then anything; a range that is full goes on with a fifth digit. A
 * fourth business, Car Wash, gets 1115 Cash, 1145 M-Pesa, 1390 receivables (1340 is taken),
 * 4400 with 4410 and 4490, 5140 cost of sales; 1240 inventory where it stocks, and 1250 for what
 * it makes things from where it produces.
 *
 * It is a proposal, shown to the owner before anything is saved. `code` is the business code and
 * must be new to `existing`; when no number is free, some 14 businesses later, that is our bug.
 */
export function accountsForNewBusiness(
  code: string,
  name: string,
  existing: readonly Account[],
  options: { readonly stocks: boolean; readonly produces: boolean },
): ProposedAccount[] {
  assert(code !== "" && name !== "", "a business has a code and a name");
  assert(!existing.some((each) => each.business === code), `${code} has accounts already`);
  const taken = new Set(existing.map((each) => each.number));
  const free = (first: number, last: number): number => {
    const number = firstFree(taken, first, last);
    taken.add(number);
    return number;
  };
  const revenue = freeHundred(taken);
  const { currentAssets, sales, costOfSales } = CATEGORY;
  const plans: Plan[] = [
    ["cash", free(1110, 1139), currentAssets, CLASS.cash, "Cash"],
    ["mpesa", free(1140, 1169), currentAssets, CLASS.mobileMoney, "M-Pesa"],
  ];
  if (options.stocks || options.produces) {
    const number = free(1230, 1299);
    plans.push(["inventory", number, currentAssets, CLASS.inventory, "Inventory"]);
  }
  if (options.produces) {
    const number = free(1230, 1299);
    plans.push(["materials", number, currentAssets, CLASS.inventory, "Materials"]);
  }
  plans.push(
    ["receivable", free(1310, 1399), currentAssets, CLASS.receivables, "Accounts Receivable"],
    ["heading", revenue, sales, CLASS.sales, "Sales"],
    ["services", revenue + 10, sales, CLASS.sales, "Services"],
  );
  if (options.stocks || options.produces) {
    plans.push(["goods", revenue + 20, sales, CLASS.sales, "Goods"]);
  }
  plans.push(
    ["returns", revenue + 90, sales, CLASS.salesReturns, "Returns and Discounts"],
    ["cost", free(5110, 5199), costOfSales, CLASS.costOfGoods, "Cost of Sales"],
  );
  return plans.map(([use, number, category, class_, english]) => ({
    use,
    account: {
      number,
      type: typeOfNumber(number),
      category,
      class: class_,
      subclass: name,
      name: `${english} (${name})`,
      nameSwahili: `${NEW_ACCOUNTS_SWAHILI[english] ?? english} (${name})`,
      business: code,
      posting: use !== "heading",
      active: true,
      subledger: subledgerOf(class_),
    },
  }));
}

/** What the accounts of an added business are called, before its name in brackets. */
export const NEW_ACCOUNTS_SWAHILI: Readonly<Record<string, string>> = {
  Cash: "Fedha taslimu",
  "M-Pesa": "M-Pesa",
  Inventory: "Bidhaa",
  Materials: "Malighafi",
  "Accounts Receivable": "Wadaiwa",
  Sales: "Mauzo",
  Services: "Huduma",
  Goods: "Bidhaa",
  "Returns and Discounts": "Marejesho na punguzo",
  "Cost of Sales": "Gharama ya mauzo",
};

type Plan = readonly [
  use: AccountUse,
  number: number,
  category: string,
  class_: string,
  english: string,
];

function subledgerOf(class_: string): Account["subledger"] {
  if (class_ === CLASS.cash) return "drawer";
  return class_ === CLASS.receivables ? "customer" : null;
}

/** The first free number from `first` to `last`: tens, fives, any, and then five digits. */
function firstFree(taken: ReadonlySet<number>, first: number, last: number): number {
  const inRange = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const candidates = [
    ...inRange.filter((number) => number % 10 === 0),
    ...inRange.filter((number) => number % 10 === 5),
    ...inRange,
    ...inRange.map((number) => number * 10 + 1),
  ];
  const found = candidates.find((number) => !taken.has(number));
  assert(found !== undefined, `no account number is free from ${first} to ${last}`);
  return found;
}

/** A revenue heading of which the whole hundred is free; 4900 is other income. */
function freeHundred(taken: ReadonlySet<number>): number {
  const blocks = [44, 45, 46, 47, 48, 401, 402, 403, 404, 405, 406, 407, 408, 409];
  const numbers = [...taken];
  const found = blocks.find((block) => !numbers.some((n) => Math.floor(n / 100) === block));
  assert(found !== undefined, "no hundred of revenue accounts is free");
  return found * 100;
}
