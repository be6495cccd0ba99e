// Builds the windows' files (out/renderer) when they are missing or older than their sources.
import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modified, root } from "./install.mjs";
import { run } from "./run.mjs";

const page = join(root, "out", "renderer", "index.html");
const stamp = join(root, "out", "renderer.stamp");

export const hasRenderer = () => existsSync(join(root, "src", "renderer", "index.html"));

/** @param {string} folder */
export function newest(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .reduce((latest, name) => Math.max(latest, modified(join(folder, name))), modified(folder));
}

function isStale() {
  if (!existsSync(page)) return true;
  const sources = [
    newest(join(root, "src", "renderer")),
    newest(join(root, "src", "shared")),
    modified(join(root, "package-lock.json")),
    modified(join(root, "vite.config.ts")),
    modified(join(root, "postcss.config.mjs")),
  ];
  return Math.max(...sources) > modified(stamp);
}

/** Says on stderr what it does, since stdout may belong to the program that is being started. */
export function buildRenderer() {
  console.error("Building the windows …");
  const started = Date.now() / 1000;
  const args = ["build", "--logLevel", "warn"];
  if (run("node_modules/vite/bin/vite.js", args, ["ignore", 2, 2]) !== 0) return false;
  writeFileSync(stamp, "");
  // Dated when the build began: a file saved while it ran makes it stale again.
  utimesSync(stamp, started, started);
  return true;
}

export const buildRendererIfStale = () => !isStale() || buildRenderer();
