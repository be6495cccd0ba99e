// Runs one of the project's tools on the project's own Node.
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { projectNode, root } from "./install.mjs";

/**
 * @param {string} entry the tool's file inside node_modules
 * @param {string[]} args
 * @returns {number} its exit code
 */
export function tool(entry, args) {
  const bin = join(root, "node_modules", ".bin");
  const { status, error } = spawnSync(projectNode, [join(root, "node_modules", entry), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}` },
  });
  if (error !== undefined) console.error(`${entry} could not be started: ${error.message}`);
  return status ?? 1;
}

export const lint = () => tool("oxlint/bin/oxlint", []) === 0;
/** @param {string[]} args */
export const vitest = (args) => tool("vitest/vitest.mjs", ["run", ...args]);
