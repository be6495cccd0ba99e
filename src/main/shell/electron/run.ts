import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { app } from "electron";
import type { OpenOptions } from "#main/index.ts";
import { CannotStart } from "../cannot-start.ts";
import { EXIT_ALREADY_RUNNING, lockDataFolder } from "../lock.ts";
import type { Program } from "../program.ts";
import { serveScreens } from "./app-protocol.ts";
import { answerCalls, connectionOf } from "./calls.ts";
import { forbidEverythingElse } from "./lockdown.ts";
import { keepOwnerKey, ownerKeyOf } from "./owner-key.ts";
import { electronPrinting } from "./system-printing.ts";
import { openTillWindow, setMenu, showAgain, showCustomerDisplay } from "./windows.ts";

const DEMO_DAYS = 7;

export interface ElectronShellOptions {
  readonly dataFolder: string;
  readonly demo: boolean;
}

export interface ElectronShellParts {
  openProgram(options: OpenOptions): Promise<Program>;
  log(line: string): void;
}

/** Opens the books and a window onto them. Throws `CannotStart` with a sentence. */
export async function runElectronShell(
  { dataFolder, demo }: ElectronShellOptions,
  { openProgram, log }: ElectronShellParts,
): Promise<void> {
  const folder = resolve(dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  claim(folder);
  // Before ready: no window may exist for a moment without its fences.
  forbidEverythingElse(log);
  await app.whenReady();
  setMenu();
  const lock = lockDataFolder(folder);
  const program = await openProgram({
    dataFolder: folder,
    ownerKey: await ownerKeyOf(folder),
    keepOwnerKey: (key) => keepOwnerKey(folder, key),
    version: app.getVersion(),
    printing: electronPrinting(process.platform),
    log,
  });
  closeBooksBeforeLeaving(program, () => lock.release(), log);
  if (demo) await fillIfEmpty(program, log);
  serveScreens(join(app.getAppPath(), "out", "renderer"));
  const ours = new Set<number>();
  answerCalls(program, ours, log);
  showCustomerDisplay(openTillWindow(ours, (id) => program.disconnect(connectionOf(id))));
}

/** One program per data folder: a second start shows the window that is already there. */
function claim(folder: string): void {
  // Chromium's own files, and with them Electron's single-instance lock, belong to these books.
  app.setPath("userData", join(folder, "window"));
  if (!app.requestSingleInstanceLock()) {
    throw new CannotStart(
      `Tomtin is already running on this data folder (${folder}).`,
      EXIT_ALREADY_RUNNING,
    );
  }
  app.on("second-instance", showAgain);
}

/** Electron does not wait for promises when it quits, so the quit is held until the books close. */
function closeBooksBeforeLeaving(
  program: Program,
  release: () => void,
  log: (line: string) => void,
): void {
  let closing = false;
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    void closeBooks(program, log).then((code) => {
      release();
      app.exit(code);
    });
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => app.quit());
  }
}

async function closeBooks(program: Program, log: (line: string) => void): Promise<number> {
  try {
    await program.close();
    return 0;
  } catch (error) {
    log(`The books did not close cleanly: ${String(error)}`);
    return 1;
  }
}

/** `--demo` fills a new folder and opens one that was filled before; real books it leaves alone. */
async function fillIfEmpty(program: Program, log: (line: string) => void): Promise<void> {
  const status = await program.call("start", "program.status", {});
  const { state, demo } = (status.ok ? status.value : {}) as { state?: string; demo?: boolean };
  if (state === "empty") {
    log(`Filling the demo shop with ${DEMO_DAYS} days of trade …`);
    await program.fillDemo(DEMO_DAYS);
  } else if (demo !== true) {
    log("These books are not a demo shop; they are opened as they are.");
  }
}
