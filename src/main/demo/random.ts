import { v7 } from "uuid";
import { assert } from "#shared/kernel/assert.ts";

/** Chance that repeats itself: the same seed gives the same sequence, on every machine. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True in `percent` of a hundred cases. */
  happens(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of them, each as likely as its weight. */
  weighted<T>(from: readonly T[], weight: (each: T) => number): T;
  /** A UUIDv7 of a moment. */
  id(ms: number): string;
}

/** Mulberry32: small, fast, and good enough for a shop that does not exist. */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    assert(found !== undefined, "there is nothing to pick from");
    return found;
  };
  return {
    whole: (least, most) => least + below(most - least + 1),
    happens: (percent) => below(10_000) < percent * 100,
    pick,
    weighted(from, weight) {
      let left = below(from.reduce((total, each) => total + weight(each), 0));
      for (const each of from) {
        left -= weight(each);
        if (left < 0) return each;
      }
      return pick(from);
    },
    id(ms) {
      const random = new Uint8Array(16);
      const words = new DataView(random.buffer);
      for (let at = 0; at < 16; at += 4) words.setUint32(at, next());
      return v7({ msecs: ms, random });
    },
  };
}
