import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// Tests start a hundred tills, offices and commands: half of a start is reading the same sources.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/node");

/** From the longest on, as they were measured; what is not named comes after all of them. */
const LONGEST = [
  "accessibility",
  "simulation/seeds",
  "two-tills",
  "nothing-lost",
  "/e2e/",
  "/simulation/",
  "/model/",
  "/fuzz",
  "/replication/",
  "/central/",
];

/** The longest first, then those of whole programs, so that none of them ends alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.includes(name));
      return at < 0 ? LONGEST.length : at;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Programs, windows and a mocked Electron of their own: a process for each file. */
const ALONE = ["tests/e2e/**/*.test.ts", "tests/electron/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "alone", include: ALONE, isolate: true } },
      {
        extends: true,
        test: {
          name: "together",
          include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
          exclude: ALONE,
          // One process reads the program's sources once for all these files, which close what
          // they open; reading them for each was a third of the work of the small ones.
          isolate: false,
        },
      },
    ],
    environment: "node",
    // better-sqlite3 is a native module: it may end a process, but never that of another worker.
    pool: "forks",
    maxWorkers: 2,
    // Tests use real parts (SQLite files, child processes, a browser), which a busy machine slows.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    // A condition that is awaited may take as long as the slowest machine needs.
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    sequence: { sequencer: LongestFirst },
    reporters: ["default"],
  },
});
