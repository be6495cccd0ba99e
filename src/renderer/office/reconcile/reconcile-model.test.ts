import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import type { BankStatement } from "#shared/trades/bank-statement.ts";
import {
  chosenOf,
  CLEAN,
  finishing,
  matchChosen,
  matchRecorded,
  openCharges,
  type Opened,
  standing,
  takeApart,
  withStatement,
} from "./reconcile-model.ts";

const DAY = businessDay("2026-11-20");
const line = (amount: number, text = "", reason: "charge" | "other" = "other", day = DAY) => ({
  day,
  text,
  amount: cents(amount),
  balance: null,
  code: null,
  reason,
  party: "",
});
const booked = (of: string, entry: number, amount: number): Opened["lines"][number] => ({
  of,
  no: 1,
  entry,
  day: DAY,
  business: "RETAIL",
  type: "manual",
  memo: of,
  amount: cents(amount),
  codes: [],
  undoes: null,
});
const opened = (lines: Opened["lines"], agreedThrough: string | null = null): Opened => ({
  since: DAY,
  agreedThrough: agreedThrough as Opened["agreedThrough"],
  opening: cents(1000),
  late: cents(0),
  lines,
  more: false,
});
const statement = (lines: BankStatement["lines"], closing: number): BankStatement => ({
  kind: "bank",
  lines,
  skipped: [],
  closing: cents(closing),
});

const SAID = statement([line(500), line(-20, "Fee", "charge"), line(-30, "Fee", "charge")], 1450);

test("what matches is agreed; what is recorded for several lines together is their match", () => {
  const desk = withStatement(CLEAN, SAID, "bank.csv");
  const before = opened([booked("sale", 1, 500)]);
  const now = standing(desk, before);
  expect([now.difference, now.openStatement.length, now.ready]).toEqual([-50, 2, false]);
  const keys = openCharges(now).map((each) => each.key);
  const after = opened([...before.lines, booked("charges", 2, -50)]);
  const then = standing(matchRecorded(desk, after, keys, 2), after);
  expect([then.difference, then.openStatement, then.openBooks, then.ready]).toEqual([
    0,
    [],
    [],
    true,
  ]);
  expect(finishing(desk, now).matched).toEqual([
    { statement: [{ day: DAY, amount: 500 }], lines: [{ of: "sale", no: 1 }] },
  ]);
});

test("an entry of another amount is left to a person", () => {
  const desk = withStatement(CLEAN, SAID, "bank.csv");
  const after = opened([booked("charges", 2, -49)]);
  expect(matchRecorded(desk, after, ["s1", "s2"], 2)).toBe(desk);
});

test("taken apart, two lines stay apart until a person matches them again", () => {
  const books = opened([booked("sale", 1, 500)]);
  const desk = withStatement(CLEAN, statement([line(500)], 1500), "bank.csv");
  const [match] = standing(desk, books).agreed;
  if (match === undefined) throw new Error("they match");
  const apart = takeApart(desk, match);
  const now = standing(apart, books);
  expect([now.agreed, now.openStatement.length, now.openBooks.length]).toEqual([[], 1, 1]);
  const chosen = chosenOf(now, new Set(["s0", "sale.1"]));
  expect(chosen.equal).toBe(true);
  expect(standing(matchChosen(apart, chosen), books)).toMatchObject({ ready: true, difference: 0 });
});

test("lines of days that were agreed on wait until they are asked for", () => {
  const early = businessDay("2026-11-19");
  const said = statement([line(100, "", "other", early), line(500)], 1600);
  const desk = withStatement(CLEAN, said, "bank.csv");
  const books = opened([booked("sale", 1, 500)], early);
  expect(standing(desk, books)).toMatchObject({ earlier: 1, openStatement: [], difference: 100 });
  expect(standing({ ...desk, earlierToo: true }, books).openStatement).toHaveLength(1);
});

test("without a file lines are ticked, and the same number ends it", () => {
  const books = opened([booked("sale", 1, 500), booked("rent", 2, -200)]);
  const desk = { ...CLEAN, through: DAY, closing: cents(1500), ticked: ["sale.1"] };
  const now = standing(desk, books);
  expect([now.difference, now.ready, now.openBooks.length]).toEqual([0, true, 1]);
  expect(finishing(desk, now)).toEqual({ matched: [], ticked: [{ of: "sale", no: 1 }] });
});
