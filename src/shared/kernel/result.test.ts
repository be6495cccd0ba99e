import { expect, test } from "vitest";

import { assert, AssertionFailure, unreachable } from "./assert.ts";
import { done, refuse } from "./result.ts";
import type { Result } from "./result.ts";

test("what was done has a value, what was refused has a reason", () => {
  const outcome = (open: boolean): Result<number> =>
    open ? done(7) : refuse({ code: "session.required" });
  expect(outcome(true)).toEqual({ ok: true, value: 7 });
  expect(outcome(false)).toEqual({ ok: false, refusal: { code: "session.required" } });
});

test("our own bugs throw, and say what was found", () => {
  expect(() => assert(false, "2 is not 1")).toThrow(new AssertionFailure("2 is not 1"));
  expect(() => assert(true, "never")).not.toThrow();
  expect(() => unreachable({ kind: "new" } as never)).toThrow('unreachable: {"kind":"new"}');
});
