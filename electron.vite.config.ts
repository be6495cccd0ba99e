import { join } from "node:path";
import { defineConfig } from "electron-vite";
import { renderer } from "./vite.config.ts";

const here = import.meta.dirname;

export default defineConfig({
  main: {
    build: {
      outDir: join(here, "out", "main"),
      rolldownOptions: {
        input: {
          index: join(here, "src/main/shell/electron/index.ts"),
          // A thread of its own, started by its file.
          "verify-worker": join(here, "src/main/journal/verify-worker.ts"),
          "backup-worker": join(here, "src/main/journal/backup-worker.ts"),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: join(here, "out", "preload"),
      // A sandboxed preload script must be CommonJS.
      rolldownOptions: {
        input: { index: join(here, "src/preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer,
});
