import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import {
  blankLine,
  differences,
  readyLines,
  type TypedLine,
  withLine,
  withRoom,
} from "./lines-model.ts";

function line(
  key: number,
  business: string,
  account: number,
  debit: number,
  credit: number,
): TypedLine {
  return {
    key,
    business,
    account,
    debit: debit === 0 ? null : cents(debit),
    credit: credit === 0 ? null : cents(credit),
    party: null,
  };
}

test("each business's difference is its own: two wrongs do not make the entry right", () => {
  const lines = [line(1, "WATER", 5200, 100_00, 0), line(2, "RETAIL", 1170, 0, 100_00)];
  expect(differences(lines)).toEqual([
    { business: "WATER", difference: 100_00 },
    { business: "RETAIL", difference: -100_00 },
  ]);
});

test("a balanced business says zero, a business without lines says nothing", () => {
  const lines = [
    line(1, "WATER", 5200, 5, 0),
    line(2, "WATER", 1140, 0, 5),
    blankLine(3, "RETAIL"),
  ];
  expect(differences(lines)).toEqual([{ business: "WATER", difference: 0 }]);
});

test("an amount on one side takes it off the other", () => {
  const [changed] = withLine([line(1, "WATER", 5200, 5, 0)], 1, { credit: cents(7) });
  expect(changed).toMatchObject({ debit: null, credit: 7 });
});

test("there is always one empty line, of the business typed last, and only one", () => {
  const roomy = withRoom([line(4, "RETAIL", 5200, 5, 0)]);
  expect(roomy.at(-1)).toEqual(blankLine(5, "RETAIL"));
  expect(withRoom(roomy)).toBe(roomy);
});

test("empty lines are left out, a half-typed line holds the entry back", () => {
  const full = line(1, "WATER", 5200, 5, 0);
  expect(readyLines([full, blankLine(2, "WATER")], () => false)).toHaveLength(1);
  expect(
    readyLines([full, { ...blankLine(2, "WATER"), debit: cents(1) }], () => false),
  ).toBeUndefined();
  expect(
    readyLines([full, { ...blankLine(2, "WATER"), account: 1110 }], () => false),
  ).toBeUndefined();
  expect(readyLines([blankLine(1, null)], () => false)).toBeUndefined();
});

test("a line of a control account needs its party, any other sends none", () => {
  const cash = { ...line(1, "WATER", 1110, 5, 0), party: "T1" };
  expect(readyLines([{ ...cash, party: null }], () => true)).toBeUndefined();
  expect(readyLines([cash], () => true)?.[0]?.party).toBe("T1");
  expect(readyLines([cash], () => false)?.[0]?.party).toBeNull();
});
