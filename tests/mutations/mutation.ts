/**
 * One guard of the program or of a database, taken away by an exact change of its text, and the test
 * that must then fail. A text that is not there exactly once is an error: the guard has moved.
 */
export interface Mutation {
  /** What the guard keeps, in words; unique. */
  readonly guard: string;
  /** Relative to the project. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The file of tests, and a test's full name in it or a part of that. */
  readonly test: string;
  readonly named: string;
}

/** Where a text lies in another, which has it exactly once. */
function placeOf(text: string, find: string, where: string): number {
  const first = text.indexOf(find);
  if (first < 0) throw new Error(`${where} has no longer: ${find}`);
  if (text.indexOf(find, first + 1) >= 0) throw new Error(`${where} has more than once: ${find}`);
  return first;
}

export function mutated(text: string, { file, find, replace }: Mutation): string {
  const at = placeOf(text, find, file);
  return text.slice(0, at) + replace + text.slice(at + find.length);
}
