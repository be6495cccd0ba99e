import * as fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromMs } from "#shared/kernel/date.ts";
import { openLockOut, waitAfter } from "./lock-out.ts";
import type { Failures, FailureStore } from "./lock-out.ts";

const START = Date.UTC(2026, 10, 20, 6, 0, 0);
const USER = "amina";

function memory(): FailureStore & { readonly rows: Map<string, Failures> } {
  const rows = new Map<string, Failures>();
  return {
    rows,
    read: (user) => rows.get(user) ?? null,
    write: (user, failures) => void rows.set(user, failures),
    clear: (user) => void rows.delete(user),
  };
}

function till(store: FailureStore = memory()) {
  const clock = { ms: START, checks: 0 };
  const lockOut = openLockOut(store, () => instantFromMs(clock.ms));
  const attempt = (right: boolean, user = USER) =>
    lockOut.attempt(user, async () => {
      clock.checks += 1;
      await Promise.resolve();
      return right;
    });
  return { clock, attempt, store };
}

test("four wrong PINs cost nothing, and a right one wipes the slate", async () => {
  const { attempt, store } = till();
  for (let i = 0; i < 4; i += 1) {
    expect(await attempt(false)).toEqual({
      ok: false,
      refusal: { code: "session.wrong_pin", waitSeconds: 0 },
    });
  }
  expect(await attempt(true)).toEqual({ ok: true, value: null });
  expect(store.read(USER)).toBeNull();
});

test("the fifth wrong PIN waits 30 seconds, and then even the right one is not looked at", async () => {
  const { attempt, clock } = till();
  for (let i = 0; i < 4; i += 1) await attempt(false);
  expect(await attempt(false)).toEqual({
    ok: false,
    refusal: { code: "session.wrong_pin", waitSeconds: 30 },
  });
  expect(await attempt(true)).toEqual({
    ok: false,
    refusal: { code: "session.locked", waitSeconds: 30 },
  });
  clock.ms += 29_001;
  expect(await attempt(true)).toMatchObject({ refusal: { waitSeconds: 1 } });
  expect(clock.checks).toBe(5);
  clock.ms += 999;
  expect(await attempt(true)).toEqual({ ok: true, value: null });
});

test("the wait doubles from 30 seconds to a quarter of an hour", () => {
  expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 500].map(waitAfter)).toEqual([
    0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
  ]);
});

test("another user is not locked out", async () => {
  const { attempt } = till();
  for (let i = 0; i < 5; i += 1) await attempt(false);
  expect(await attempt(true, "baraka")).toEqual({ ok: true, value: null });
});

test("a restart does not forget", async () => {
  const store = memory();
  const first = till(store);
  for (let i = 0; i < 5; i += 1) await first.attempt(false);
  const second = till(store);
  expect(await second.attempt(true)).toMatchObject({ refusal: { code: "session.locked" } });
});

test("a clock set back a year locks out for the wait and no longer", async () => {
  const { attempt, clock } = till();
  for (let i = 0; i < 5; i += 1) await attempt(false);
  clock.ms -= 365 * 24 * 3600 * 1000;
  expect(await attempt(true)).toMatchObject({ refusal: { waitSeconds: 30 } });
});

test("a hundred guesses at once are five guesses", async () => {
  const { attempt, clock } = till();
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => attempt(i === 99)));
  expect(clock.checks).toBe(5);
  expect(answers.filter((each) => each.ok)).toEqual([]);
});

test("a check that dies counts as a failure, and the next one still gets its turn", async () => {
  const { store, attempt, clock } = till();
  const lockOut = openLockOut(store, () => instantFromMs(clock.ms));
  const dying = lockOut.attempt(USER, () => Promise.reject(new Error("power cut")));
  await expect(dying).rejects.toThrow("power cut");
  expect(store.read(USER)?.failures).toBe(1);
  expect(await attempt(true)).toEqual({ ok: true, value: null });
});

test("whatever the guesses and pauses, no more than the waits allow are ever checked", async () => {
  const steps = fc.array(
    fc.record({ pause: fc.nat(120), guesses: fc.integer({ min: 1, max: 9 }) }),
  );
  await fc.assert(
    fc.asyncProperty(steps, async (each) => {
      const { attempt, clock } = till();
      for (const { pause, guesses } of each) {
        clock.ms += pause * 1000;
        await Promise.all(Array.from({ length: guesses }, () => attempt(false)));
      }
      // The wait before check n + 1 is waitAfter(n): all of them must fit into the time passed.
      let needed = 0;
      for (let n = 1; n < clock.checks; n += 1) needed += waitAfter(n);
      expect(needed * 1000).toBeLessThanOrEqual(clock.ms - START);
    }),
  );
});
