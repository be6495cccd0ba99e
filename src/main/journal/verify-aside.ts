import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { assert } from "#shared/kernel/assert.ts";
import type { Check } from "./check/check.ts";

/**
 * Verifies a journal in a thread of its own, over a connection of its own: minutes on seven years
 * of books, while the till beside it goes on selling. Asked again meanwhile, it answers once.
 */
export function verifierOf(file: string): () => Promise<readonly Check[]> {
  let running: Promise<readonly Check[]> | null = null;
  return () => {
    running ??= inThread(file).finally(() => {
      running = null;
    });
    return running;
  };
}

function inThread(file: string): Promise<readonly Check[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), { workerData: { file } });
    worker.once("message", (checks: readonly Check[]) => resolve(checks));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`verification ended with ${code}`)));
  });
}

/** Beside the sources, or at the top of the bundle, of which this may be a chunk. */
function workerFile(): string {
  const here = fileURLToPath(import.meta.url);
  const name = `verify-worker${path.extname(here)}`;
  const places = [path.dirname(here), path.dirname(path.dirname(here))];
  const found = places.map((folder) => path.join(folder, name)).find((place) => existsSync(place));
  assert(found !== undefined, `${name} is missing`);
  return found;
}
