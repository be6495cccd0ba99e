// One type check per process folder: shared must not even know `process` or `window`.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectNode, root } from "./install.mjs";

const projects = ["src/shared", "src/main", "src/preload", "src/renderer", "tests", "scripts"];

/** A folder that holds no TypeScript yet is not an error. @param {string} folder */
function hasSources(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).some((name) =>
    /(?<!\.d)\.(ts|tsx|mjs)$/.test(name),
  );
}

export function typecheck() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  return projects
    .filter((project) => hasSources(join(root, project)))
    .map((project) => {
      const { status } = spawnSync(projectNode, [tsc, "-p", join(root, project)], {
        cwd: root,
        stdio: "inherit",
      });
      if (status !== 0) console.error(`types: ${project} has errors`);
      return status === 0;
    })
    .every(Boolean);
}

if (process.argv[1] === import.meta.filename && !typecheck()) process.exit(1);
