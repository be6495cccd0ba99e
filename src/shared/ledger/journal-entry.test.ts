import * as fc from "fast-check";
import { expect, test } from "vitest";

import { cents, sum, ZERO } from "#shared/kernel/money.ts";

import { credit, debit, imbalance, journalEntry, mergeLines, reversal } from "./journal-entry.ts";
import type { EntryLine, JournalEntry } from "./journal-entry.ts";

const kes = (shillings: number) => cents(Math.round(shillings * 100));

const line = fc.record({
  business: fc.constantFrom("WATER", "LAUNDRY", "RETAIL"),
  account: fc.constantFrom(1130, 2150, 4310, 5810),
  side: fc.constantFrom("debit" as const, "credit" as const),
  amount: fc.integer({ min: 0, max: 1_000_000 }).map(cents),
  party: fc.constantFrom(null, "T1", "T2"),
});

/** Random lines, each answered on the other side, so that they balance for each business. */
const balancedLines = fc
  .array(line, { minLength: 1, maxLength: 10 })
  .map((lines) => lines.filter((each) => each.amount > 0))
  .filter((lines) => lines.length > 0)
  .map((lines): EntryLine[] => [
    ...lines,
    ...lines.map((each) => ({
      ...each,
      account: 1900,
      side: each.side === "debit" ? ("credit" as const) : ("debit" as const),
    })),
  ]);

const net = (lines: readonly EntryLine[]) => {
  const totals = new Map<string, number>();
  for (const { business, account, side, amount, party } of lines) {
    const key = JSON.stringify([business, account, side, party ?? null]);
    totals.set(key, (totals.get(key) ?? 0) + amount);
  }
  return Object.fromEntries([...totals].filter(([, amount]) => amount !== 0));
};

test("a cash sale with its cost is one entry of five lines", () => {
  const entry = journalEntry([
    debit("RETAIL", 1130, kes(1160), "T1"),
    debit("RETAIL", 5130, kes(700)),
    credit("RETAIL", 4310, kes(1000)),
    credit("RETAIL", 2150, kes(160)),
    credit("RETAIL", 1221, kes(700)),
  ]);
  expect(entry.lines.map((each) => [each.account, each.side, each.amount, each.party])).toEqual([
    [1130, "debit", 116_000, "T1"],
    [5130, "debit", 70_000, null],
    [4310, "credit", 100_000, null],
    [2150, "credit", 16_000, null],
    [1221, "credit", 70_000, null],
  ]);
});

test("cash rounding of 40 cents balances as a tender line", () => {
  expect(() =>
    journalEntry([
      debit("RETAIL", 1130, kes(1160), "T1"),
      debit("RETAIL", 5830, kes(0.4)),
      credit("RETAIL", 4310, kes(1000.34)),
      credit("RETAIL", 2150, kes(160.06)),
    ]),
  ).not.toThrow();
});

test("nothing plugs a missing cent", () => {
  const lines = [debit("RETAIL", 1130, cents(100), "T1"), credit("RETAIL", 4310, cents(99))];
  expect(() => journalEntry(lines)).toThrow("RETAIL is off by 1 cents");
});

test("money moves between businesses only through clearing", () => {
  const direct = [debit("WATER", 1110, kes(3000), "T1"), credit("RETAIL", 1130, kes(3000), "T1")];
  expect(() => journalEntry(direct)).toThrow("WATER is off by 300000 cents");
  const cleared = [...direct, debit("RETAIL", 1900, kes(3000)), credit("WATER", 1900, kes(3000))];
  expect(journalEntry(cleared).lines).toHaveLength(4);
});

test("an entry has two sides, amounts and a business", () => {
  expect(() => journalEntry([])).toThrow("no two sides");
  expect(() => journalEntry([debit("RETAIL", 1130, ZERO)])).toThrow("no two sides");
  const nothing = [debit("RETAIL", 1130, ZERO), credit("RETAIL", 4310, ZERO)];
  expect(() => journalEntry(nothing)).toThrow("posts 0 to 1130");
  const negative = [debit("RETAIL", 1130, cents(-5)), credit("RETAIL", 4310, cents(-5))];
  expect(() => journalEntry(negative)).toThrow("posts -5 to 1130");
  const nobody = [debit("", 1130, cents(5)), credit("", 4310, cents(5))];
  expect(() => journalEntry(nobody)).toThrow("has no business");
});

test("a list of lines is no entry until it was checked", () => {
  // @ts-expect-error only journalEntry() makes one
  const wrong: JournalEntry = { lines: [] };
  expect(wrong.lines).toEqual([]);
});

test("an entry cannot be edited after it was checked", () => {
  const lines = [debit("RETAIL", 1130, cents(5), "T1"), credit("RETAIL", 4310, cents(5))];
  const entry = journalEntry(lines);
  lines.push(debit("RETAIL", 1130, cents(5), "T1"));
  expect(entry.lines).toHaveLength(2);
  const editable = entry.lines as EntryLine[];
  expect(() => editable.pop()).toThrow(TypeError);
  expect(() => Object.assign(editable[0] ?? {}, { amount: 6 })).toThrow(TypeError);
});

test("a form shows by how much each business is off", () => {
  const lines = [
    debit("RETAIL", 5200, kes(100)),
    debit("WATER", 5200, kes(50)),
    credit("RETAIL", 1170, kes(150)),
    debit("LAUNDRY", 5200, kes(10)),
    credit("LAUNDRY", 1170, kes(10)),
  ];
  expect(imbalance(lines)).toEqual([
    { business: "RETAIL", difference: -5_000 },
    { business: "WATER", difference: 5_000 },
  ]);
  expect(imbalance([])).toEqual([]);
});

test("what the form calls balanced is exactly what the books accept", () => {
  const amounts = fc.array(
    line.filter((each) => each.amount > 0),
    { minLength: 2, maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.oneof(amounts, balancedLines), (lines) => {
      const accepted = imbalance(lines).length === 0;
      if (accepted) expect(journalEntry(lines).lines).toHaveLength(lines.length);
      else expect(() => journalEntry(lines)).toThrow("does not balance");
    }),
  );
});

test("lines of one account and party become one, debits first, and nothing is netted", () => {
  const merged = mergeLines([
    credit("RETAIL", 4310, cents(100)),
    debit("RETAIL", 1130, cents(70), "T1"),
    credit("RETAIL", 4310, cents(50)),
    debit("RETAIL", 1130, cents(80), "T2"),
    credit("RETAIL", 2150, ZERO),
    credit("RETAIL", 1130, cents(10), "T1"),
    debit("RETAIL", 1130, cents(5), "T1"),
    credit("WATER", 4310, cents(1)),
  ]);
  expect(merged).toEqual([
    debit("RETAIL", 1130, cents(75), "T1"),
    debit("RETAIL", 1130, cents(80), "T2"),
    credit("RETAIL", 4310, cents(150)),
    credit("RETAIL", 1130, cents(10), "T1"),
    credit("WATER", 4310, cents(1)),
  ]);
  expect(() => mergeLines([debit("RETAIL", 1130, cents(-1))])).toThrow("the side says the sign");
});

test("merging moves no cent from where it was", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const merged = mergeLines(lines);
      expect(net(merged)).toEqual(net(lines));
      expect(Object.keys(net(merged))).toHaveLength(merged.length);
      expect(mergeLines(merged)).toEqual(merged);
    }),
  );
});

test("an entry and its reversal leave nothing, for any account and party", () => {
  fc.assert(
    fc.property(balancedLines, (lines) => {
      const entry = journalEntry(lines);
      const mirror = reversal(entry);
      const key = ({ business, account, party, amount }: EntryLine, side: string) =>
        JSON.stringify([business, account, party, amount, side]);
      expect(mirror.lines.map((each) => key(each, each.side)).sort()).toEqual(
        entry.lines.map((each) => key(each, each.side === "debit" ? "credit" : "debit")).sort(),
      );
      const firstCredit = mirror.lines.findIndex((each) => each.side === "credit");
      expect(mirror.lines.slice(firstCredit).every((each) => each.side === "credit")).toBe(true);
      expect(sum(mirror.lines.map((each) => each.amount))).toBe(
        sum(entry.lines.map((each) => each.amount)),
      );
    }),
  );
});
