import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Guards } from "./guards.ts";
import { removeFiles } from "./disk.ts";
import { newFolder, type Outcome } from "./run.ts";

/** What one thread is given. */
export interface SeedsAsked {
  readonly seeds: readonly number[];
  /** Null: all of them, as in the program. */
  readonly guards: Guards | null;
  /** Where it may write; whoever asked removes it. */
  readonly folder: string;
}

export interface ManySeeds {
  readonly from: number;
  readonly count: number;
  readonly guards?: Guards;
  /** Told of each seed; true ends the run early. */
  readonly each?: (outcome: Outcome) => boolean | void;
  readonly threads?: number;
}

/** Runs seeds on all cores; answers with those that failed, in order. */
export async function runSeeds(asked: ManySeeds): Promise<Outcome[]> {
  const threads = asked.threads ?? Math.min(availableParallelism(), 8);
  const failed: Outcome[] = [];
  const workers: Worker[] = [];
  const folders: string[] = [];
  const stop = (): void => workers.forEach((worker) => void worker.terminate());
  const shares = Array.from({ length: threads }, (_, thread) =>
    Array.from({ length: asked.count }, (__, index) => asked.from + index).filter(
      (seed) => seed % threads === thread,
    ),
  );
  const run = (seeds: readonly number[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const folder = newFolder();
      folders.push(folder);
      const workerData: SeedsAsked = { seeds, guards: asked.guards ?? null, folder };
      const worker = new Worker(fileURLToPath(new URL("seeds-worker.ts", import.meta.url)), {
        workerData,
      });
      workers.push(worker);
      worker.on("message", (outcome: Outcome) => {
        if (outcome.wrong.length > 0) failed.push(outcome);
        if (asked.each?.(outcome) === true) stop();
      });
      worker.once("error", reject);
      worker.once("exit", () => resolve());
    });
  try {
    await Promise.all(shares.filter((seeds) => seeds.length > 0).map(run));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    folders.forEach(removeFiles);
  }
  return failed.toSorted((a, b) => a.seed - b.seed);
}
