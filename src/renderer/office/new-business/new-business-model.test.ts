import { expect, test } from "vitest";
import { ownersChart } from "#shared/ledger/chart.ts";
import { cents } from "#shared/kernel/money.ts";
import { startingPoints } from "#shared/businesses/starting-points.ts";
import { contract } from "#shared/contract/index.ts";
import {
  accountRows,
  type Around,
  blankForm,
  codeOf,
  filled,
  problems,
  requestOf,
  started,
  withRoom,
} from "./new-business-model.ts";

const around: Around = {
  businesses: [
    { id: "WATER", name: "Water" },
    { id: "CARWASH", name: "Old Car Wash" },
  ],
  chart: ownersChart(),
};
const named = (name: string) => ({ ...blankForm(undefined), name });

test("a code is proposed from the name, and never one that is taken", () => {
  expect(codeOf("Salon Bora", [])).toBe("SALONBORA");
  expect(codeOf("7 Éléphants!", [])).toBe("ELEPHANTS");
  expect(codeOf("Car Wash", ["CARWASH", "CARWASH2"])).toBe("CARWASH3");
  expect(codeOf("!", [])).toBe("");
});

test("a name or code of another business is told while it is typed", () => {
  expect(problems(named(" water "), around)).toMatchObject({
    name: "Another business has this name",
  });
  expect(problems({ ...named("Salon"), code: "WATER" }, around)).toEqual({ code: "Already used" });
  expect(problems(named("Salon"), around)).toEqual({});
});

test("an account's number says what is wrong with it, and the others stay", () => {
  const form = { ...named("Salon"), step: "accounts" as const };
  const wrong = (number: number | null) =>
    problems({ ...form, accounts: { cash: { number } } }, around)["cash"];
  expect(wrong(1110)).toBe("Taken by Cash (Water)");
  expect(wrong(1145)).toBe("Twice in this table");
  expect(wrong(5999)).toBe("Must begin with 1");
  expect(wrong(12)).toBe("Four or five digits");
  expect(wrong(null)).toBe("Four or five digits");
  expect(wrong(1119)).toBeUndefined();
});

test("goods bring an inventory account, materials another", () => {
  const [, shop, makes] = startingPoints;
  const uses = (at: typeof shop) =>
    at === undefined ? [] : accountRows(started(named("Mkate"), at), around).map((row) => row.use);
  expect(uses(shop)).toContain("inventory");
  expect(uses(shop)).not.toContain("materials");
  expect(uses(makes)).toContain("materials");
  expect(accountRows(named("Salon"), around).map((row) => row.use)).not.toContain("inventory");
});

test("an item without a price is marked, an empty row is not, and there is always room", () => {
  const form = { ...named("Salon"), step: "items" as const };
  const [row] = form.items;
  if (row === undefined) throw new Error("a starting point has items");
  const items = withRoom([{ ...row, name: "Shave", price: null }]);
  expect(items).toHaveLength(2);
  expect(problems({ ...form, items }, around)).toEqual({ "item-0": "Needs a price" });
  expect(filled({ ...form, items: withRoom([{ ...row, price: cents(100) }]) })).toHaveLength(1);
});

test("every starting point makes a request that the contract takes, as it stands", () => {
  for (const start of startingPoints) {
    const form = started(named(`Duka ${start.id}`), start);
    const request = { command: "019a9e9e-7d1f-7000-8000-000000000001", ...requestOf(form, around) };
    expect(contract["business.add"].request.safeParse(request).error).toBeUndefined();
  }
});
