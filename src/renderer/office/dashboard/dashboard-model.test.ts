import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { change, changeWords, margin, placeGroups, type MoneyPlace } from "./dashboard-model.ts";

test("a change is whole per cent of what was sold then, and has words", () => {
  expect(changeWords(change(cents(112_00), cents(100_00)))).toBe("12 % more");
  expect(changeWords(change(cents(96_00), cents(100_00)))).toBe("4 % less");
  expect(changeWords(change(cents(100_00), cents(100_00)))).toBe("the same");
  expect(changeWords(change(cents(5_00), cents(0)))).toBe("no sales then");
});

test("without sales there is no margin", () => {
  expect(margin(cents(0), cents(0))).toBeUndefined();
  expect(margin(cents(25_00), cents(100_00))).toBe(25);
});

test("money on its way is mentioned only while some is", () => {
  const place = (kind: MoneyPlace["kind"], balance: number): MoneyPlace => ({
    account: 1110,
    name: "Cash",
    business: null,
    kind,
    balance: cents(balance),
    lastCounted: null,
  });
  const kinds = (places: readonly MoneyPlace[]) => placeGroups(places).map((each) => each.kind);
  expect(kinds([place("cash", 5), place("cash", 7), place("transit", 0)])).toEqual(["cash"]);
  expect(kinds([place("bank", 0), place("transit", 1)])).toEqual(["bank", "transit"]);
  expect(placeGroups([place("cash", 5), place("cash", 7)])[0]?.total).toBe(12);
});
