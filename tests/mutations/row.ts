import type { Mutation } from "./mutation.ts";

/** A guard in the centre's SQL, and a test in a file of tests/central, or of another folder. */
export type Row = readonly [
  guard: string,
  find: string,
  replace: string,
  test: string,
  named: string,
];

/** Rows of one migration. */
export const inMigration = (name: string, rows: readonly Row[]): readonly Mutation[] =>
  rows.map(([guard, find, replace, test, named]) => {
    const path = test.includes("/") ? test : `central/${test}`;
    const file = `migrations/central/${name}.sql`;
    return { guard, file, find, replace, test: `tests/${path}.test.ts`, named };
  });

// Names of tests that notice more than one thing.
export const OWNER = "tomtin_owner changes, removes and empties no history";
export const BY_HAND =
  "what the owner of the tables adds by hand must be whole, and come with its fact";
export const aFact = (what: string): string => `a fact that is ${what} is kept and set aside`;
