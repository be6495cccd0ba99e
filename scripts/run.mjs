// Runs one of the project's tools on the project's own Node, whatever Node the machine has.
import { spawn, spawnSync } from "node:child_process";
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

/**
 * Beside others: what it says comes out in one piece, once it has ended.
 * @param {string} entry a file, relative to the project
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runBeside(entry, args) {
  const child = spawn(projectNode(), [join(root, entry), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PATH: projectPath() },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (piece) => (said += piece));
  }
  return new Promise((resolve) => {
    /** @param {string} why @param {number | null} status */
    const end = (why, status) => {
      if (said + why !== "") console.error((said + why).trimEnd());
      resolve(status ?? 1);
    };
    child.once("error", (error) => end(`${entry} could not be started: ${error.message}`, 1));
    child.once("close", (status) => end("", status));
  });
}

export const lint = () => run("node_modules/oxlint/bin/oxlint", []) === 0;

/** @param {string[]} args */
export const vitest = (args) => run("node_modules/vitest/vitest.mjs", ["run", ...args]);
