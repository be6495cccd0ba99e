// Runs one of the project's tools on the project's own Node, whatever Node the machine has.
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { projectNode, root } from "./install.mjs";

/** What a child finds first when it looks for `node` and for the tools. */
export function projectPath() {
  const bin = join(root, "node_modules", ".bin");
  return [dirname(projectNode()), bin, process.env["PATH"] ?? ""].join(delimiter);
}

/**
 * @param {string} entry a file, relative to the project
 * @param {string[]} args
 * @param {import("node:child_process").StdioOptions} [stdio]
 * @returns {number} its exit code
 */
export function run(entry, args, stdio = "inherit") {
  const { status, error } = spawnSync(projectNode(), [join(root, entry), ...args], {
    cwd: root,
    stdio,
    env: { ...process.env, PATH: projectPath() },
  });
  if (error !== undefined) console.error(`${entry} could not be started: ${error.message}`);
  return status ?? 1;
}

export const lint = () => run("node_modules/oxlint/bin/oxlint", []) === 0;

/** @param {string[]} args */
export const vitest = (args) => run("node_modules/vitest/vitest.mjs", ["run", ...args]);
