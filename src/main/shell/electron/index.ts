import { parseArgs } from "node:util";
import { app, dialog } from "electron";
import { openProgram } from "#main/index.ts";
import { CannotStart } from "../cannot-start.ts";
import { defaultDataFolder } from "../data-folder.ts";
import { registerAppScheme } from "./app-protocol.ts";
import { runElectronShell } from "./run.ts";

/** Chromium adds switches of its own to the arguments; only ours are read. */
function readFlags() {
  const { values } = parseArgs({
    args: process.argv.slice(1),
    options: { data: { type: "string" }, demo: { type: "boolean" } },
    strict: false,
    allowPositionals: true,
  });
  const demo = values["demo"] === true;
  const data = values["data"];
  return { demo, dataFolder: typeof data === "string" ? data : defaultDataFolder(demo) };
}

// Before Electron is ready, or the scheme stays an unknown one.
registerAppScheme();
const log = (line: string): void => void process.stderr.write(`${line}\n`);
try {
  await runElectronShell(readFlags(), { openProgram, log });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  log(message);
  await app.whenReady();
  // Whoever started it by an icon sees no terminal.
  dialog.showErrorBox("Tomtin cannot start", message);
  app.exit(error instanceof CannotStart ? error.exitCode : 1);
}
