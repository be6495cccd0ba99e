// Finds an installed Chromium, Chrome or Edge and opens an address in it as a window of its own.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

function windowsCandidates() {
  const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined);
  const programs = [
    ["Google", "Chrome", "Application", "chrome.exe"],
    ["Microsoft", "Edge", "Application", "msedge.exe"],
    ["Chromium", "Application", "chrome.exe"],
  ];
  return programs.flatMap((program) => roots.map((folder) => join(folder, ...program)));
}

function macCandidates() {
  return ["Google Chrome", "Microsoft Edge", "Chromium"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
}

function linuxCandidates() {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const programs = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
  ];
  return programs.flatMap((program) => folders.map((folder) => join(folder, program)));
}

export function installedBrowser() {
  const candidates =
    process.platform === "win32"
      ? windowsCandidates()
      : process.platform === "darwin"
        ? macCandidates()
        : linuxCandidates();
  return candidates.find((path) => existsSync(path));
}

/** @param {string} address @returns {[string, string[]]} */
function defaultBrowser(address) {
  if (process.platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", address]];
  return [process.platform === "darwin" ? "open" : "xdg-open", [address]];
}

/** The window belongs to the person: it outlives this process. @param {string} address */
export function openWindow(address) {
  const browser = installedBrowser();
  const [command, args] = browser ? [browser, [`--app=${address}`]] : defaultBrowser(address);
  const child = spawn(command, args, { detached: true, stdio: "ignore" });
  child.on("error", (error) => {
    console.error(`No window could be opened (${error.message}); open the address above yourself.`);
  });
  child.unref();
}
