import { expect, test } from "vitest";
import { businessDay, month } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import {
  type ClosingDraft,
  closingOf,
  monthsBefore,
  rateOf,
  yearChoices,
} from "./closing-model.ts";

const draft: ClosingDraft = {
  kind: "payroll",
  business: "WATER",
  month: month("2026-10"),
  year: 2025,
  rate: "1.5",
  day: businessDay("2026-11-20"),
  person: " Amina ",
  gross: cents(3_000_000),
};

test("only months and years that are over are offered", () => {
  expect(monthsBefore(businessDay("2026-01-15"), 3)).toEqual(["2025-12", "2025-11", "2025-10"]);
  expect(yearChoices(businessDay("2026-01-15"))[0]?.value).toBe("2025");
});

test("a rate is typed in per cent, and is no more than twenty", () => {
  expect([rateOf("1.5"), rateOf("3"), rateOf("0.01")]).toEqual([150, 300, 1]);
  expect([rateOf("0"), rateOf("20.01"), rateOf("x"), rateOf("")]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("nothing is asked for before all of it is typed", () => {
  expect(closingOf({ ...draft, person: " " })).toBeUndefined();
  expect(closingOf({ ...draft, gross: null })).toBeUndefined();
  expect(closingOf({ ...draft, kind: "turnover", rate: "" })).toBeUndefined();
  expect(closingOf(draft)).toEqual({
    kind: "payroll",
    day: "2026-11-20",
    person: "Amina",
    gross: 3_000_000,
  });
});
