// One type check per process folder: shared must not even know `process` or `window`.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installIfNeeded, root } from "./install.mjs";
import { run } from "./run.mjs";

const projects = ["src/shared", "src/main", "src/preload", "src/renderer", "tests", "scripts"];

/** A folder that holds no TypeScript yet is not an error. @param {string} folder */
function hasSources(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).some((name) =>
    /(?<!\.d)\.(ts|tsx|mjs)$/.test(name),
  );
}

/** @param {string} project */
function check(project) {
  const passed = run("node_modules/typescript/bin/tsc", ["-p", join(root, project)]) === 0;
  if (!passed) console.error(`types: ${project} has errors`);
  return passed;
}

/** Checks every folder even when one fails, so that all errors show at once. */
export function typecheck() {
  const present = projects.filter((project) => hasSources(join(root, project)));
  return present.map(check).every(Boolean);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installIfNeeded();
  if (!typecheck()) process.exit(1);
}
