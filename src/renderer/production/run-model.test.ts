import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { NO_RUN, type Plan, planOf, runRequest, shortOf } from "./run-model.ts";

const day = businessDay("2026-11-20");
const input = (needed: number, left: number) => ({
  item: "empty",
  name: "Empty 10 L",
  unit: "piece" as const,
  needed: pieces(needed),
  left: pieces(left),
});
const plan = (needed: number, left: number): Plan => ({
  begun: pieces(10),
  normal: pieces(0),
  abnormal: pieces(0),
  inputs: [input(needed, left)],
  excise: cents(0),
  expires: null,
  batch: "261120-1",
});
const draft = { ...NO_RUN, product: "bottle", good: pieces(9), lost: pieces(1) };

test("nothing is planned before it is said what is made, and how many", () => {
  expect(planOf(NO_RUN, "WATER", day)).toBeNull();
  expect(planOf({ ...draft, good: pieces(0) }, "WATER", day)).toBeNull();
  expect(planOf(draft, "WATER", day)).toMatchObject({ good: 9000, lost: 1000 });
});

test("a run that is short is not sent, and says what is short", () => {
  expect(shortOf(plan(10, 9))).toHaveLength(1);
  expect(runRequest(draft, "WATER", day, plan(10, 9))).toBeUndefined();
  expect(runRequest(draft, "WATER", day, plan(10, 10))).toMatchObject({ batch: "" });
});

test("a run is not sent before its plan has come", () => {
  expect(runRequest(draft, "WATER", day, undefined)).toBeUndefined();
});
