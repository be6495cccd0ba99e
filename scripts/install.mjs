// Installs the project's own dependencies when they are missing or older than the lock file.
// Uses only what Node 20 has, because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Node 24, the major that Electron carries, from the `node` package: it runs .ts files as they are. */
export const projectNode = join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** @param {string} path */
export function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** @returns {"missing" | "stale" | "ready"} */
export function installState() {
  if (!existsSync(projectNode)) return "missing";
  const installed = modified(join(root, "node_modules", ".package-lock.json"));
  return installed >= modified(join(root, "package-lock.json")) ? "ready" : "stale";
}

/**
 * Runs npm by the Node that started it: the one inside node_modules may be about to be replaced.
 * @param {string[]} args
 */
function npm(args) {
  const cli = process.env["npm_execpath"];
  const node = process.env["npm_node_execpath"];
  const [command, prefix, shell] =
    cli && node && cli.endsWith(".js")
      ? [node, [cli], false]
      : ["npm", [], process.platform === "win32"];
  // npm's own talk goes to stderr: stdout belongs to the program.
  return spawnSync(command, [...prefix, ...args], { cwd: root, stdio: ["ignore", 2, 2], shell });
}

/** Leaves with npm's status if the installation fails. */
export function installIfNeeded() {
  const state = installState();
  if (state === "ready") return;
  console.error(`Installing what Tomtin needs (node_modules is ${state}) …`);
  // `ci` deletes node_modules first, which Windows forbids while a program inside it is running.
  const args =
    state === "missing" || process.platform !== "win32" ? ["ci"] : ["install", "--no-save"];
  const { status, error } = npm([...args, "--no-audit", "--no-fund", "--loglevel=error"]);
  if (error !== undefined) console.error(`npm could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
