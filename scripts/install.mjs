// Installs the project's own dependencies when they are missing or older than the lock file.
// Uses only what Node 20 has, because it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const NODE_MAJOR = 24;

/** Node 24, the major that Electron carries, comes as a package and runs .ts files as they are. */
function packagedNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = process.platform === "win32" ? "node.exe" : "node";
  const prefix = system === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const folder = `${prefix}-${system}-${process.arch}`;
  return { folder, path: join(root, "node_modules", folder, "bin", name) };
}

const systemNodeWillDo = () => Number(process.versions.node.split(".")[0]) >= NODE_MAJOR;

/** The Node that runs the program. Where there is no package for this machine, one of its own. */
export function projectNode() {
  const { path } = packagedNode();
  return existsSync(path) || !systemNodeWillDo() ? path : process.execPath;
}

/** @param {string} path */
export function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** @param {string} path */
function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** @returns {"missing" | "stale" | "ready"} */
function installState() {
  const installed = modified(join(root, "node_modules", ".package-lock.json"));
  if (installed === 0) return "missing";
  return installed >= modified(join(root, "package-lock.json")) ? "ready" : "stale";
}

/**
 * Runs npm by the Node that started it: the one inside node_modules may be about to be replaced.
 * @param {string[]} args
 */
function npm(args) {
  const cli = process.env["npm_execpath"] ?? "";
  const node = process.env["npm_node_execpath"] ?? "";
  const direct = cli.endsWith(".js") && node !== "";
  // npm's own talk goes to stderr: stdout belongs to the program.
  const { status, error } = spawnSync(direct ? node : "npm", direct ? [cli, ...args] : args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: !direct && process.platform === "win32",
  });
  if (error !== undefined) console.error(`npm could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Leaves with npm's status if the installation fails. */
export function installIfNeeded() {
  const state = installState();
  if (state !== "ready" && isLink(join(root, "node_modules"))) {
    // npm would empty the folder that it points to, which belongs to another copy of the project.
    console.error("node_modules is a link to another folder, so it is not installed anew here.");
    process.exit(1);
  }
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  if (state !== "ready") {
    console.error(`Installing what Tomtin needs (node_modules is ${state}) …`);
    // `ci` deletes node_modules first, which Windows forbids while a program in it is running.
    const gently = state === "stale" && process.platform === "win32";
    npm([...(gently ? ["install", "--no-save"] : ["ci"]), ...quiet]);
  }
  if (existsSync(projectNode())) return;
  // The lock file pins Node for Windows and Linux; elsewhere it is fetched beside the rest.
  const { folder } = packagedNode();
  console.error(`Fetching Node ${NODE_MAJOR} for this machine (${folder}) …`);
  npm(["install", "--no-save", "--no-package-lock", `${folder}@${NODE_MAJOR}`, ...quiet]);
}
