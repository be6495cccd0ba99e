import { join, resolve } from "node:path";
import { openProgram } from "#main/index.ts";
import { CannotStart } from "../cannot-start.ts";
import { PROJECT_FOLDER, programVersion } from "../version.ts";
import { serveWeb } from "./serve.ts";
import type { WebShellOptions } from "./serve.ts";

/** Runs the web shell in this process; answers with the exit code once it has been stopped. */
export async function runWebShell(options: WebShellOptions): Promise<number> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  // Whoever read our output may leave; a till does not stop selling because its log has no reader.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  try {
    await serveWeb(
      { ...options, dataFolder: resolve(options.dataFolder) },
      {
        openProgram,
        version: programVersion(),
        rendererFolder: join(PROJECT_FOLDER, "out", "renderer"),
        announce: (line) => void process.stdout.write(`${line}\n`),
        log,
        stopped: askedToStop(),
      },
    );
    return 0;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    log(error.message);
    return error.exitCode;
  }
}

/**
 * A signal, or a parent that started us with a channel and lets go of it: Windows has no signal
 * that a program could answer. The same signal may well arrive twice, from a terminal and from the
 * parent that passes it on, so repeats change nothing.
 */
function askedToStop(): Promise<void> {
  return new Promise((stop) => {
    process.on("SIGINT", () => stop());
    process.on("SIGTERM", () => stop());
    process.on("SIGHUP", () => stop());
    if (process.send !== undefined) process.on("disconnect", () => stop());
  });
}
