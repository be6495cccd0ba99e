import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, businessDay } from "../kernel/date.ts";
import { cents } from "../kernel/money.ts";
import { DAYS_APART, differenceLeft, matchMoves, mayPair, type Move } from "./reconciliation.ts";

const DAY = businessDay("2026-11-20");
const move = (key: string, amount: number, over: Partial<Move> = {}): Move => ({
  key,
  day: DAY,
  amount: cents(amount),
  codes: [],
  ...over,
});

test("a code finds its payment among others of the same amount, and leaves the charge alone", () => {
  const statement = [
    move("s1", 500, { codes: ["B"] }),
    move("s2", 500, { codes: ["A"] }),
    move("s3", -5, { codes: ["A"] }),
  ];
  const lines = [move("l1", 500, { codes: ["A"] }), move("l2", 500, { codes: ["C"] })];
  expect(matchMoves(statement, lines)).toEqual([{ statement: ["s2"], lines: ["l1"], by: "code" }]);
});

test("two payments of one sale are one line of the ledger", () => {
  const statement = [move("s1", 300, { codes: ["A"] }), move("s2", 200, { codes: ["B"] })];
  const lines = [move("l1", 500, { codes: ["A", "B"] })];
  expect(matchMoves(statement, lines)).toEqual([
    { statement: ["s1", "s2"], lines: ["l1"], by: "code" },
  ]);
  // One of the two has not come: nothing is certain.
  expect(matchMoves(statement.slice(1), lines)).toEqual([]);
});

test("an entry and its reversal cancel out, without a statement", () => {
  const lines = [move("l1", 500, { undoes: "7" }), move("l2", -500, { undoes: "7" })];
  expect(matchMoves([], lines)).toEqual([{ statement: [], lines: ["l1", "l2"], by: "reversal" }]);
  // Its other half is beyond the statement.
  expect(matchMoves([], lines.slice(0, 1))).toEqual([]);
});

test("the nearest day is taken, and none that is too far", () => {
  const far = addDays(DAY, DAYS_APART + 1);
  const lines = [move("l1", 500, { day: addDays(DAY, 2) }), move("l2", 500), move("l3", 900)];
  expect(matchMoves([move("s1", 500), move("s2", 900, { day: far })], lines)).toEqual([
    { statement: ["s1"], lines: ["l2"], by: "amount" },
  ]);
});

const moves = (side: string): fc.Arbitrary<Move[]> =>
  fc
    .array(
      fc.record({
        day: fc.integer({ min: 0, max: 12 }),
        amount: fc.integer({ min: -4, max: 4 }).filter((amount) => amount !== 0),
        codes: fc.uniqueArray(fc.constantFrom("A", "B", "C", "D"), { maxLength: 2 }),
        undoes: fc.option(fc.constantFrom("1", "2"), { nil: null, freq: 3 }),
      }),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map((each, index) => ({
        key: `${side}${index}`,
        day: addDays(DAY, each.day),
        amount: cents(each.amount * 100),
        codes: side === "s" ? each.codes.slice(0, 1) : each.codes,
        undoes: side === "s" ? null : each.undoes,
      })),
    );

test("whatever the lines: no line twice, both sides equal, codes agree, the order is nothing", () => {
  fc.assert(
    fc.property(moves("s"), moves("l"), (statement, lines) => {
      const byKey = new Map([...statement, ...lines].map((each) => [each.key, each]));
      const totalOf = (keys: readonly string[]) =>
        keys.reduce((total, key) => total + (byKey.get(key)?.amount ?? Number.NaN), 0);
      const found = matchMoves(statement, lines);
      const used = found.flatMap((match) => [...match.statement, ...match.lines]);
      expect(new Set(used).size).toBe(used.length);
      for (const match of found) {
        expect(totalOf(match.statement)).toBe(totalOf(match.lines));
        if (match.by !== "amount") continue;
        const [one, other] = [byKey.get(match.statement[0] ?? ""), byKey.get(match.lines[0] ?? "")];
        expect(one !== undefined && other !== undefined && mayPair(one, other)).toBe(true);
      }
      expect(matchMoves(statement.toReversed(), lines.toReversed())).toEqual(found);
    }),
    { numRuns: 400 },
  );
});

test("nothing is left open that pairs with something open", () => {
  fc.assert(
    fc.property(moves("s"), moves("l"), (statement, lines) => {
      const used = new Set(
        matchMoves(statement, lines).flatMap((match) => [...match.statement, ...match.lines]),
      );
      const left = (all: Move[]) => all.filter((each) => !used.has(each.key));
      for (const one of left(statement)) {
        expect(left(lines).filter((line) => mayPair(one, line))).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});

test("a statement that is the ledger's own lines, some days late, is matched whole", () => {
  const unique = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 30 });
  fc.assert(
    fc.property(unique, fc.integer({ min: 0, max: DAYS_APART }), (amounts, late) => {
      const lines = amounts.map((amount, index) => move(`l${index}`, amount));
      const statement = amounts.map((amount, index) =>
        move(`s${index}`, amount, { day: addDays(DAY, late) }),
      );
      expect(matchMoves(statement, lines)).toHaveLength(amounts.length);
      const all = cents(amounts.reduce((total, amount) => total + amount, 0));
      expect(differenceLeft(cents(700), cents(700 + all), lines)).toBe(0);
    }),
  );
});
