import { expect, test } from "vitest";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Filters } from "../filters/filters.ts";
import { ageWords, listedOf, sortOf, turned } from "./job-lists.ts";

const filters: Filters = {
  business: "LAUNDRY",
  preset: "month-to-date",
  from: "2026-11-01" as BusinessDay,
  to: "2026-11-22" as BusinessDay,
};

test("what is in hand is shown whenever it was taken in; what went through is of a period", () => {
  expect(listedOf({}, filters)).toMatchObject({ list: "in-hand", from: null, to: null });
  expect(listedOf({ list: "collected" }, filters)).toMatchObject({ from: "2026-11-01" });
  expect(listedOf({ list: "all", customer: "x" }, filters)).toMatchObject({ from: null });
});

test("days belong to what waits to be fetched, and to nothing else", () => {
  const days = { days: "14", below: "30" };
  expect(listedOf({ list: "unclaimed", ...days }, filters)).toMatchObject({
    days: 14,
    daysBelow: 30,
  });
  expect(listedOf({ list: "unpaid", ...days }, filters)).toMatchObject({
    days: 0,
    daysBelow: null,
  });
  expect(listedOf({ list: "unclaimed", days: "-3" }, filters)).toMatchObject({ days: 0 });
});

test("a column sorts one way, then the other; another column begins anew", () => {
  expect(turned({}, "due")).toMatchObject({ sort: "due", order: "down" });
  expect(turned({ sort: "due", order: "down" }, "due")).toMatchObject({ order: null });
  expect(turned({ sort: "due", order: "down" }, "promised")).toMatchObject({ order: null });
  expect(sortOf({ sort: "no such column" })).toEqual({ sort: "usual", descending: false });
});

test("an age is said by its first and last day", () => {
  expect([ageWords(0, 14), ageWords(14, 30), ageWords(90, null)]).toEqual([
    "0–13 days",
    "14–29 days",
    "90+ days",
  ]);
});
