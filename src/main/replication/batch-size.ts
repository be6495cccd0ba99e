import { PUSH_FACTS } from "./centre.ts";

/** What a device begins with: many that come back together are all answered soon. */
export const FIRST_FACTS = 50;
/** Fewer cost the centre more than they save whoever waits. */
const LEAST_FACTS = 25;
/** A push that takes longer keeps others waiting for their turn. */
const SLOW_MS = 800;
/** A centre that answers so soon has time for more. */
const FAST_MS = 300;

/**
 * How many facts the next push takes, by how long the last one took: half as many where the centre is
 * busy, twice as many where it is not. So fifty tills that were away share it in small turns, and one
 * alone sends 200 at a time. A push that failed counts as slow; a clock that was put back, as fast.
 */
export function nextFacts(facts: number, tookMs: number): number {
  if (tookMs > SLOW_MS) return Math.max(LEAST_FACTS, Math.floor(facts / 2));
  return tookMs < FAST_MS ? Math.min(PUSH_FACTS, facts * 2) : facts;
}
