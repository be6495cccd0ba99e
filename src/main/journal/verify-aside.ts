import { Worker } from "node:worker_threads";
import type { Check } from "./check/check.ts";
import { workerFile } from "./worker-file.ts";

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
    const worker = new Worker(workerFile("verify-worker"), { workerData: { file } });
    worker.once("message", (checks: readonly Check[]) => resolve(checks));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`verification ended with ${code}`)));
  });
}
