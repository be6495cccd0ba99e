import { Worker } from "node:worker_threads";
import type { BackupAsked, BackupDone } from "./backup.ts";
import { workerFile } from "./worker-file.ts";

/** Backs a journal up in a thread of its own; rejects with why it could not. */
export function backUpAside(asked: BackupAsked): Promise<BackupDone> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile("backup-worker"), { workerData: asked });
    worker.once("message", (done: BackupDone) => resolve(done));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the backup ended with ${code}`)));
  });
}
