import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import {
  axisWords,
  change,
  changeWords,
  margin,
  placeGroups,
  type MoneyPlace,
  verdict,
} from "./dashboard-model.ts";

test("a change is whole per cent of what was sold then, and has words", () => {
  const words = (now: number) => changeWords(change(cents(now), cents(100_00)) ?? NaN);
  expect(words(112_00)).toBe("12 % more");
  expect(words(96_00)).toBe("4 % less");
  expect(words(100_00)).toBe("the same");
});

test("a morning without sales is no disaster, and nothing compares with nothing", () => {
  expect(change(cents(0), cents(100_00))).toBeUndefined();
  expect(change(cents(5_00), cents(0))).toBeUndefined();
});

test("a day that still runs is behind a whole one, and that is not held bad", () => {
  const said = (now: number, running: boolean) => verdict(cents(now), cents(100_00), running);
  expect(said(30_00, true)).toEqual({ mood: "even", words: "30 % so far", link: "of" });
  expect(said(30_00, false)).toEqual({ mood: "down", words: "70 % less", link: "than" });
  expect(said(112_00, true)).toEqual({ mood: "up", words: "12 % more", link: "than" });
});

test("an axis says thousands or millions", () => {
  expect([0, 250_000_00, 1_000_000_00, 1_240_000_00].map(axisWords)).toEqual([
    "0",
    "250k",
    "1M",
    "1.2M",
  ]);
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
