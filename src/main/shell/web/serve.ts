import { mkdirSync } from "node:fs";
import { lockDataFolder } from "../lock.ts";
import type { OpenProgram, Program } from "../program.ts";
import { keepOwnerKey, ownerKeyOf } from "./owner-key.ts";
import { startWebServer } from "./server.ts";

const DEMO_DAYS = 7;

export interface WebShellOptions {
  readonly dataFolder: string;
  readonly demo: boolean;
  /** 0 for any free port. */
  readonly port: number;
}

export interface WebShellParts {
  readonly openProgram: OpenProgram;
  readonly version: string;
  readonly rendererFolder: string;
  /** The one line of stdout, once the program can be used. */
  announce(line: string): void;
  log(line: string): void;
  /** Settles when the program is asked to stop. */
  readonly stopped: Promise<unknown>;
}

/** Runs the program behind HTTP until it is asked to stop. Throws `CannotStart` with a sentence. */
export async function serveWeb(options: WebShellOptions, parts: WebShellParts): Promise<void> {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(options.dataFolder);
  try {
    const program = await parts.openProgram({
      dataFolder: options.dataFolder,
      ownerKey: ownerKeyOf(options.dataFolder),
      keepOwnerKey: async (key) => keepOwnerKey(options.dataFolder, key),
      version: parts.version,
      log: (line) => parts.log(line),
    });
    try {
      await serveProgram(program, options, parts);
    } finally {
      await program.close();
    }
  } finally {
    lock.release();
  }
}

async function serveProgram(program: Program, options: WebShellOptions, parts: WebShellParts) {
  const server = await startWebServer({
    port: options.port,
    rendererFolder: parts.rendererFolder,
    call: (connection, name, payload) => program.call(connection, name, payload),
    disconnect: (connection) => program.disconnect(connection),
    log: (line) => parts.log(line),
  });
  try {
    if (options.demo) await fillIfEmpty(program, parts);
    parts.announce(`Tomtin is ready: ${server.address}`);
    await parts.stopped;
  } finally {
    await server.stop();
  }
}

/** `--demo` fills a new folder and opens one that was filled before; real books it leaves alone. */
async function fillIfEmpty(program: Program, parts: WebShellParts): Promise<void> {
  const status = await program.call("start", "program.status", {});
  const { state, demo } = (status.ok ? status.value : {}) as { state?: string; demo?: boolean };
  if (state === "empty") {
    parts.log(`Filling the demo shop with ${DEMO_DAYS} days of trade …`);
    await program.fillDemo(DEMO_DAYS);
  } else if (demo !== true) {
    parts.log("These books are not a demo shop; they are opened as they are.");
  }
}
