// `npm test`: everything, on a fresh clone too. Extra arguments go to vitest and skip the checks.
import { installIfNeeded } from "./install.mjs";

installIfNeeded();

const { fetchSystemPackages } = await import("./system-packages.mjs");
const { buildRendererIfStale, hasRenderer } = await import("./renderer.mjs");
const { lint, vitest } = await import("./run.mjs");
const { typecheck } = await import("./typecheck.mjs");

const args = process.argv.slice(2);
fetchSystemPackages();
const failures = [];
if (hasRenderer() && !buildRendererIfStale()) failures.push("the build of the windows");
if (args.length === 0) {
  if (!(await typecheck())) failures.push("types");
  if (!lint()) failures.push("lint");
}
// Last, so that its summary closes the output.
const status = vitest(args);
if (failures.length > 0) console.error(`Failed before the tests: ${failures.join(", ")}`);
process.exit(status === 0 && failures.length > 0 ? 1 : status);
