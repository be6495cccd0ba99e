import { afterAll, expect, test } from "vitest";
import { removeFiles } from "#main/simulation/disk.ts";
import { without, type Guard } from "#main/simulation/guards.ts";
import { CAUGHT_BY } from "#main/simulation/mutations.ts";
import { begin, newFolder, runSeed } from "#main/simulation/run.ts";

const folder = newFolder();
afterAll(() => removeFiles(folder));

/** Stories change with the program: then another seed close by must catch it. */
const MOST_SEEDS = 150;

test.each(Object.entries(CAUGHT_BY) as [Guard, number][])(
  "without '%s' some seed fails",
  async (guard, known) => {
    const guards = without(guard);
    const beginning = await begin(`${folder}/${guard}`, guards);
    const seeds = [known, ...Array.from({ length: MOST_SEEDS }, (_, index) => index + 1)];
    for (const seed of seeds) {
      const { wrong } = await runSeed(seed, beginning, { guards });
      if (wrong.length === 0) continue;
      if (seed !== known)
        console.log(`'${guard}' is now caught by seed ${seed}: src/main/simulation/mutations.ts`);
      return;
    }
    expect.unreachable(`${MOST_SEEDS} seeds pass without '${guard}'`);
  },
  600_000,
);
