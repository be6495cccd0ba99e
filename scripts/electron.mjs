// Whether Electron's windows can open here, and if not, why not, in words for a person.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasDisplay } from "./browser.mjs";
import { modified, projectNode, root } from "./install.mjs";
import { newest } from "./renderer.mjs";
import { run } from "./run.mjs";

const folder = join(root, "node_modules", "electron");
const memory = join(root, "node_modules", ".cache", "tomtin", "electron-download-failed");
const stamp = join(root, "out", "electron.stamp");

const DOWNLOAD_MS_MAX = 20_000;
const REMEMBER_MS = 7 * 24 * 3_600_000;

export function electronBinary() {
  const pathFile = join(folder, "path.txt");
  const dist = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(folder, "dist");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8") : "electron";
  const binary = join(dist, name);
  return existsSync(binary) ? binary : undefined;
}

function version() {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}

function failedLately() {
  if (Date.now() - modified(memory) > REMEMBER_MS) return false;
  return readFileSync(memory, "utf8") === version();
}

/** A failure is remembered for a week, so that the next start is quick. */
function download() {
  console.error(`Downloading Electron ${version()} …`);
  const { status } = spawnSync(projectNode(), [join(folder, "install.js")], {
    cwd: root,
    stdio: "ignore",
    timeout: DOWNLOAD_MS_MAX,
  });
  if (status === 0) return;
  mkdirSync(join(memory, ".."), { recursive: true });
  writeFileSync(memory, version());
}

function buildIfStale() {
  const sources = [newest(join(root, "src")), modified(join(root, "package-lock.json"))];
  const built = existsSync(join(root, "out", "main", "index.js"));
  if (built && Math.max(...sources) <= modified(stamp)) return true;
  console.error("Building the program …");
  const started = Date.now() / 1000;
  const args = ["build", "--logLevel", "warn"];
  if (run("node_modules/electron-vite/bin/electron-vite.js", args, ["ignore", 2, 2]) !== 0) {
    return false;
  }
  writeFileSync(stamp, "");
  utimesSync(stamp, started, started);
  return true;
}

/**
 * @param {boolean} insist try the download again even if it failed lately
 * @returns {{ binary: string } | { reason: string }}
 */
export function electronOrReason(insist) {
  if (!hasDisplay()) return { reason: "there is no display" };
  if (process.platform === "linux" && process.getuid?.() === 0) {
    return { reason: "its sandbox does not run as root" };
  }
  if (electronBinary() === undefined && (insist || !failedLately())) download();
  const binary = electronBinary();
  if (binary === undefined) return { reason: "its binary is not here and could not be downloaded" };
  return buildIfStale() ? { binary } : { reason: "the program could not be built" };
}
