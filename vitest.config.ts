import { defineConfig } from "vitest/config";

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
    restoreMocks: true,
    reporters: ["default"],
  },
});
