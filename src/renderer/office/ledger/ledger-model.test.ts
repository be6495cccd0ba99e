import { expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { readCursor, writeCursor } from "./ledger-model.ts";

test("a page of the ledger has an address", () => {
  const cursor = { day: businessDay("2026-11-22"), entry: 1834, no: 2 };
  expect(readCursor(writeCursor(cursor))).toEqual(cursor);
});

test("an address that is none begins at the beginning", () => {
  for (const text of [
    undefined,
    "",
    "2026-02-30.1.1",
    "2026-11-22.x.1",
    "2026-11-22.1",
    "1.2.3.4",
  ]) {
    expect(readCursor(text)).toBeNull();
  }
});
