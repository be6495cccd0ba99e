import { integer, type Arbitrary } from "fast-check";
import { merged, type Line } from "./fixture.ts";

// What a test reckons for itself, in whole cents, beside what the program says.

/** So many parts of a whole, to the nearest cent. */
export const nearest = (of: number, part: number, whole: number): number =>
  Math.floor((2 * of * part + whole) / (2 * whole));

/** 16 of 116. */
export const taxIn = (gross: number): number => nearest(gross, 16, 116);

/** The lines of an entry as a test writes them down; a line of nothing is none. */
export const lines = (...all: readonly Line[]): Line[] =>
  merged(all.filter(([, , amount]) => amount > 0));

export const cents = (max: number): Arbitrary<number> => integer({ min: 1, max });

/** What notes and coins can be: cents of whole shillings. */
export const shillings = (max: number): Arbitrary<number> => cents(max).map((each) => each * 100);
