import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CENTRE } from "./centre.ts";
import { journalGuards } from "./journal.ts";
import { mutated, type Mutation } from "./mutation.ts";
import { PROGRAM } from "./program.ts";
import { Workshop } from "./workshop.ts";

const project = join(import.meta.dirname, "..", "..");
const ALL = [...CENTRE, ...PROGRAM];

let workshop: Workshop;
beforeAll(() => {
  workshop = new Workshop();
});
afterAll(() => workshop.close());

test("every guard to be taken away is still there, once, under a name of its own", () => {
  for (const mutation of ALL) {
    const text = readFileSync(join(project, mutation.file), "utf8");
    expect(mutated(text, mutation)).not.toBe(text);
  }
  expect(new Set(ALL.map(({ guard }) => guard)).size).toBe(ALL.length);
  const { length } = journalGuards(project);
  expect(length).toBeGreaterThan(150);
});

const named = (guard: string): Mutation => {
  const found = ALL.find((each) => each.guard.includes(guard));
  if (found === undefined) throw new Error(`no guard ${guard}`);
  return found;
};

// All of them take a quarter of an hour: `npm run mutations`.
test.each(["(savepoint)", "one poison entry does not kill its batch"])(
  "without %s a test fails, and says so of itself",
  async (guard) => {
    const mutation = named(guard);
    const { failed, broken } = await workshop.without(mutation);
    expect(broken).toBe(null);
    expect(failed.map(({ name }) => name).join()).toContain(mutation.named);
  },
);
