// One type check per process folder: shared must not even know `process` or `window`.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installIfNeeded, root } from "./install.mjs";
import { runBeside } from "./run.mjs";

/** The longest first. */
const projects = ["tests", "src/renderer", "src/main", "src/shared", "scripts", "src/preload"];

/** One checker each: several of one project find out the same types, each for itself. */
const TSC = ["node_modules/typescript/bin/tsc", "--checkers", "1"];
const AT_ONCE = 2;

/** A folder that holds no TypeScript yet is not an error. @param {string} folder */
function hasSources(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).some((name) =>
    /(?<!\.d)\.(ts|tsx|mjs)$/.test(name),
  );
}

/** @param {string} project */
async function check(project) {
  const [tsc = "", ...flags] = TSC;
  const passed = (await runBeside(tsc, [...flags, "-p", join(root, project)])) === 0;
  if (!passed) console.error(`types: ${project} has errors`);
  return passed;
}

/** Checks every folder even when one fails, so that all errors show at once. */
export async function typecheck() {
  const waiting = projects.filter((project) => hasSources(join(root, project)));
  let passed = true;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (!(await check(next))) passed = false;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return passed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installIfNeeded();
  if (!(await typecheck())) process.exit(1);
}
