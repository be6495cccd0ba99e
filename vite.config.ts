import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

const root = join(import.meta.dirname, "src", "renderer");

/** Every HTML page directly in src/renderer is a window of its own. */
function pages(): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => name.endsWith(".html"))
    .map((name) => join(root, name));
}

/** What the windows show. Both shells serve these same files, so there is one configuration. */
export const renderer: UserConfig = {
  root,
  base: "./",
  plugins: [react()],
  css: { postcss: import.meta.dirname },
  build: {
    outDir: join(import.meta.dirname, "out", "renderer"),
    emptyOutDir: true,
    target: "es2024",
    // No data: addresses in scripts or styles, so that the content security policy can stay strict.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: pages() },
  },
};

export default defineConfig(renderer);
