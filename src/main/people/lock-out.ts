import { instantFromMs, msOf } from "#shared/kernel/date.ts";
import type { Instant } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Result } from "#shared/kernel/result.ts";

/** Wrong PINs in a row, and until when the next one is not even looked at. */
export interface Failures {
  readonly failures: number;
  readonly until: Instant | null;
}

/** Where failures outlive a restart: a table of this device, not of the books. */
export interface FailureStore {
  read(user: string): Failures | null;
  write(user: string, failures: Failures): void;
  clear(user: string): void;
}

export interface LockOut {
  /** Runs `check` (is the PIN right?) unless the user is locked out; counts what comes of it. */
  attempt(user: string, check: () => Promise<boolean>): Promise<Result<null>>;
}

const FREE_FAILURES = 4;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** Seconds to wait after so many wrong PINs: none up to four, then 30, 60, 120 … to 15 minutes. */
export function waitAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  const doublings = Math.min(failures - FREE_FAILURES - 1, 10);
  return Math.min(FIRST_WAIT_SECONDS * 2 ** doublings, LONGEST_WAIT_SECONDS);
}

/**
 * Five wrong PINs lock a user out for a growing while. Attempts on one user queue, so that a
 * thousand at once are still one after the other; each is counted before it is checked and taken
 * back when it was right, so that pulling the plug during the check is no free try.
 */
export function openLockOut(store: FailureStore, now: () => Instant): LockOut {
  const tails = new Map<string, Promise<unknown>>();

  async function once(user: string, check: () => Promise<boolean>): Promise<Result<null>> {
    const before = store.read(user);
    const waitSeconds = remaining(before, now());
    if (waitSeconds > 0) return refuse({ code: "session.locked", waitSeconds });
    const counted = after(before, now());
    store.write(user, counted);
    if (await check()) {
      store.clear(user);
      return done(null);
    }
    // The wait starts when the answer is given, not while the PIN was being looked at.
    store.write(user, after(before, now()));
    return refuse({ code: "session.wrong_pin", waitSeconds: waitAfter(counted.failures) });
  }

  return {
    attempt(user, check) {
      const turn = (tails.get(user) ?? Promise.resolve()).then(() => once(user, check));
      const tail = turn.catch(() => undefined);
      tails.set(user, tail);
      void tail.then(() => tails.get(user) === tail && tails.delete(user));
      return turn;
    },
  };
}

function after(before: Failures | null, at: Instant): Failures {
  const failures = (before?.failures ?? 0) + 1;
  const wait = waitAfter(failures);
  return { failures, until: wait === 0 ? null : instantFromMs(msOf(at) + wait * 1000) };
}

/** A clock that was set back must not lock anyone out for longer than the wait itself. */
function remaining(state: Failures | null, at: Instant): number {
  if (state === null || state.until === null) return 0;
  const seconds = Math.ceil((msOf(state.until) - msOf(at)) / 1000);
  return Math.max(0, Math.min(seconds, waitAfter(state.failures)));
}
