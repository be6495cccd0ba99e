import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { type Checked, compared, tally } from "./compare-model.ts";

const arrived = (code: string, amount: number) => ({
  code,
  amount: cents(amount),
  name: "",
  phone: "",
  day: null,
});
const found = (amount: number, state: string, business = "RETAIL") =>
  ({ found: { amount, state, business } }) as unknown as Checked;

test("each line is a claim, known, different, or new", () => {
  const rows = compared(
    [arrived("A", 1), arrived("B", 2), arrived("C", 3), arrived("D", 4), arrived("E", 5)],
    [
      found(1, "claimed"),
      found(2, "confirmed"),
      found(9, "claimed"),
      found(4, "claimed", "WATER"),
      { found: null } as Checked,
    ],
    "RETAIL",
  );
  expect(rows.map((row) => row.verdict)).toEqual(["confirm", "known", "differs", "differs", "new"]);
  expect(tally(rows)).toEqual({ confirm: 1, known: 1, differs: 2, new: 1 });
});
