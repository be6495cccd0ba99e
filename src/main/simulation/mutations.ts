import { ALL_GUARDS, without, type Guard } from "./guards.ts";
import type { Outcome } from "./run.ts";
import { runSeeds } from "./seeds.ts";

/** What came of a world without one guard. */
export interface Mutated {
  readonly guard: Guard;
  /** The first seed that failed, and what it said; null where nobody noticed: a bad sign. */
  readonly noticed: {
    readonly seed: number;
    readonly oracle: string;
    readonly what: string;
  } | null;
  readonly seeds: number;
}

/** Takes one guard away and runs seeds until one fails. */
export async function runWithout(guard: Guard, seeds: number, threads?: number): Promise<Mutated> {
  let done = 0;
  const failed: Outcome[] = await runSeeds({
    from: 1,
    count: seeds,
    guards: without(guard),
    ...(threads === undefined ? {} : { threads }),
    each(outcome) {
      done += 1;
      return outcome.wrong.length > 0;
    },
  });
  const [first] = failed;
  const [wrong] = first?.wrong ?? [];
  const noticed =
    first === undefined || wrong === undefined
      ? null
      : { seed: first.seed, oracle: wrong.oracle, what: wrong.what };
  return { guard, noticed, seeds: done };
}

/** A seed that fails without this guard, as the program now is: where to look first. */
export const CAUGHT_BY: Readonly<Partial<Record<Guard, number>>> = {
  identity: 113,
  content: 25,
  chain: 6,
  parent: 1,
  gap: 18,
  poison: 18,
  scope: 2,
  office: 7,
  balance: 4,
  postedOn: 6,
  healing: 1,
  retry: 31,
  ingest: 1,
  generation: 8,
  durable: 28,
  sync: 7,
  present: 29,
};

/** What no seed is known to notice, and what does: a test of the program without that guard. */
export const CAUGHT_ELSEWHERE: Readonly<Partial<Record<Guard, string>>> = {
  told: "tests/replication/restored.test.ts (npm run mutations -- --like told)",
};

export const GUARDS = Object.keys(ALL_GUARDS) as readonly Guard[];
