// Builds the windows' files (out/renderer) when they are missing or older than their sources.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modified, projectNode, root } from "./install.mjs";

const built = join(root, "out", "renderer");
const stamp = join(root, "out", "renderer.stamp");

/** @param {string} folder */
function newest(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .reduce((latest, name) => Math.max(latest, modified(join(folder, name))), modified(folder));
}

export function rendererIsStale() {
  if (!existsSync(join(built, "index.html"))) return true;
  const sources = [
    newest(join(root, "src", "renderer")),
    newest(join(root, "src", "shared")),
    modified(join(root, "package-lock.json")),
    modified(join(root, "vite.config.ts")),
    modified(join(root, "postcss.config.mjs")),
  ];
  return Math.max(...sources) > modified(stamp);
}

export const hasRenderer = () => existsSync(join(root, "src", "renderer", "index.html"));

/** Says on stderr what it does; returns whether the windows can be shown. */
export function buildRendererIfNeeded() {
  if (!hasRenderer()) {
    console.error("There is no src/renderer/index.html yet: nothing to build.");
    return false;
  }
  if (!rendererIsStale()) return true;
  console.error("Building the windows …");
  const started = Date.now() / 1000;
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const { status } = spawnSync(projectNode, [vite, "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) return false;
  mkdirSync(join(root, "out"), { recursive: true });
  // Dated when the build began: a file saved while it ran makes it stale again.
  writeFileSync(stamp, "");
  utimesSync(stamp, started, started);
  return true;
}
