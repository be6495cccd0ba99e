import { expect, test } from "vitest";
import { begin, finish, IDLE } from "./intent.ts";

const id = () => "one";

test("a second press while the first is on its way sends nothing", () => {
  const sending = begin(IDLE, id);
  expect(sending).toEqual({ state: "sending", id: "one" });
  expect(begin(sending ?? IDLE, () => "two")).toBeUndefined();
});

test("a retry after a lost reply is the same command", () => {
  const unsure = finish(begin(IDLE, id) ?? IDLE, "silent");
  expect(unsure).toEqual({ state: "unsure", id: "one" });
  expect(begin(unsure, () => "two")).toEqual({ state: "sending", id: "one" });
});

test("after it is done or refused the next press is a new command", () => {
  for (const outcome of ["done", "refused"] as const) {
    const over = finish(begin(IDLE, id) ?? IDLE, outcome);
    expect(begin(over, () => "two")).toEqual({ state: "sending", id: "two" });
  }
});
