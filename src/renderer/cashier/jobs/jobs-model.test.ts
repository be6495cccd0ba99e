import { describe, expect, test } from "vitest";
import { type Board, modeFor, moveSpot } from "./jobs-model.ts";

describe("a card that is dropped, or sent on with Alt and an arrow", () => {
  test("goes on by the form of the column it came to, past washing too", () => {
    expect(modeFor("received", "washing")).toBe("washing");
    expect(modeFor("received", "ready")).toBe("ready");
    expect(modeFor("washing", "ready")).toBe("ready");
    expect(modeFor("ready", "collected")).toBe("collect");
  });

  test("goes one column back by a manager's form, and nowhere else", () => {
    expect(modeFor("washing", "received")).toBe("back");
    expect(modeFor("ready", "washing")).toBe("back");
    expect(modeFor("collected", "ready")).toBe("back");
    expect(modeFor("ready", "received")).toBe("view");
    expect(modeFor("washing", "collected")).toBe("view");
    expect(modeFor("cancelled", "ready")).toBe("view");
  });
});

describe("an arrow on the board", () => {
  const column = (status: Board[number]["status"], many: number): Board[number] => ({
    status,
    total: many,
    jobs: Array.from({ length: many }, () => ({}) as Board[number]["jobs"][number]),
  });
  const board = [column("received", 3), column("washing", 0), column("ready", 1)];

  test("leads past an empty column, to the nearest card there is, and off no edge", () => {
    expect(moveSpot(board, { column: 0, row: 2 }, "ArrowRight")).toEqual({ column: 2, row: 0 });
    expect(moveSpot(board, { column: 2, row: 0 }, "ArrowRight")).toEqual({ column: 2, row: 0 });
    expect(moveSpot(board, { column: 0, row: 2 }, "ArrowDown")).toEqual({ column: 0, row: 2 });
    expect(moveSpot(board, { column: 0, row: 0 }, "ArrowUp")).toEqual({ column: 0, row: 0 });
  });
});
