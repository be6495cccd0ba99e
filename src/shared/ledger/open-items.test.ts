import * as fc from "fast-check";
import { expect, test } from "vitest";

import { addDays, businessDay } from "../kernel/date.ts";
import { cents, sum } from "../kernel/money.ts";
import { ageing, openItems, type PartyItem, type SettlesEntry } from "./open-items.ts";

const DAY = businessDay("2026-11-20");
const raised = (entry: number, amount: number, back = 0): PartyItem => ({
  entry,
  party: "kamau",
  day: addDays(DAY, -back),
  raised: cents(amount),
  settled: cents(0),
});
const settled = (entry: number, amount: number): PartyItem => ({
  ...raised(entry, 0),
  settled: cents(amount),
});

const open = (lines: readonly PartyItem[], said: readonly SettlesEntry[] = []) =>
  openItems(lines, said).items.map((item) => [item.entry, item.open]);

test("a payment settles the oldest first", () => {
  expect(open([raised(1, 300), raised(2, 500), settled(3, 400)])).toEqual([
    [1, 0],
    [2, 400],
  ]);
});

test("a payment for one invoice leaves the others alone", () => {
  const lines = [raised(1, 300), raised(2, 500), settled(3, 400)];
  expect(open(lines, [{ entry: 3, of: 2, amount: cents(400) }])).toEqual([
    [1, 300],
    [2, 100],
  ]);
});

test("two tills that paid the same invoice: what is over goes to the next", () => {
  const lines = [raised(1, 300), raised(2, 500), settled(3, 300), settled(4, 300)];
  const said = [3, 4].map((entry) => ({ entry, of: 1, amount: cents(300) }));
  expect(open(lines, said)).toEqual([
    [1, 0],
    [2, 200],
  ]);
});

test("what is paid before anything is owed goes to what comes", () => {
  expect(open([settled(1, 100), raised(2, 300)])).toEqual([[2, 200]]);
  expect(openItems([settled(1, 100)]).unapplied).toBe(100);
});

test("debts age by the day of their document", () => {
  const lines = [
    raised(1, 1, 91),
    raised(2, 2, 90),
    raised(3, 4, 31),
    raised(4, 8, 30),
    raised(5, 16),
  ];
  expect(ageing(openItems(lines).items, DAY)).toEqual([24, 4, 2, 1]);
});

const line = fc.record({
  raises: fc.boolean(),
  amount: fc.integer({ min: 1, max: 100_000 }),
  party: fc.constantFrom("kamau", "kamau too"),
  /** Which document it names, and how much of it; null says nothing. */
  says: fc.option(fc.record({ of: fc.nat(30), amount: fc.integer({ min: 1, max: 120_000 }) })),
  back: fc.nat(120),
});

test("open items less what is paid ahead are the balance, and ageing adds up to them", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (made) => {
      const lines = made.map(({ raises, amount, party, back }, index) => ({
        entry: index + 1,
        party,
        day: addDays(DAY, -back),
        raised: cents(raises ? amount : 0),
        settled: cents(raises ? 0 : amount),
      }));
      const said = made.flatMap(({ raises, says }, index) =>
        raises || says === null
          ? []
          : [{ entry: index + 1, of: says.of, amount: cents(says.amount) }],
      );
      const { items, unapplied } = openItems(lines, said);
      const due = sum(items.map((item) => item.open));
      const balance = lines.reduce((total, each) => total + each.raised - each.settled, 0);
      expect(due - unapplied).toBe(balance);
      expect(due === 0 || unapplied === 0).toBe(true);
      expect(sum(ageing(items, DAY))).toBe(due);
      for (const item of items) {
        expect(item.open).toBeGreaterThanOrEqual(0);
        expect(item.open).toBeLessThanOrEqual(item.amount);
      }
    }),
  );
});
