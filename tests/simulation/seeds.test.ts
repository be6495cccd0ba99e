import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeFiles } from "#main/simulation/disk.ts";
import { begin, newFolder, runSeed, type Beginning } from "#main/simulation/run.ts";
import { runSeeds } from "#main/simulation/seeds.ts";

/** Seeds that once failed, and what was mended then. */
const kept = JSON.parse(
  readFileSync(join(import.meta.dirname, "kept-seeds.json"), "utf8"),
) as readonly { seed: number; mended: string }[];

const folder = newFolder();
let beginning: Beginning;
beforeAll(async () => {
  beginning = await begin(folder);
});
afterAll(() => removeFiles(folder));

test("a thousand seeds of trouble lose nothing, double nothing, and all books agree", async () => {
  const failed = await runSeeds({ from: 1, count: 1000 });
  const told = failed.map(({ seed, wrong }) => {
    const [first] = wrong;
    return `npm run tomtin -- simulate --seed ${seed} --trace   ${first?.oracle}: ${first?.what}`;
  });
  expect(told).toEqual([]);
}, 1_200_000);

test.each(kept)("seed $seed, which once failed ($mended), passes", async ({ seed }) => {
  expect((await runSeed(seed, beginning)).wrong).toEqual([]);
});

test("a seed tells the same story each time, on any thread", async () => {
  const tell = async (): Promise<string[]> => {
    const lines: string[] = [];
    const from = await begin(newFolder());
    await runSeed(11, from, { tell: (line) => lines.push(line) });
    removeFiles(from.folder);
    return lines;
  };
  const story = await tell();
  expect(story.length).toBeGreaterThan(20);
  expect(await tell()).toEqual(story);
});
