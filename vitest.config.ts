import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest file first, then the other ones with a browser, so that none of them ends alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number =>
      moduleId.includes("accessibility") ? 0 : moduleId.includes("/e2e/") ? 1 : 2;
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
    environment: "node",
    // better-sqlite3 is a native module: a process per file, so that a crash names its file.
    pool: "forks",
    isolate: true,
    maxWorkers: 2,
    // Tests use real parts (SQLite files, child processes, a browser), which a busy machine slows.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    // A condition that is awaited may take as long as the slowest machine needs.
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
    sequence: { sequencer: LongestFirst },
    reporters: ["default"],
  },
});
