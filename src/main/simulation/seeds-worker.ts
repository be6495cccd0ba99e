import { parentPort, workerData } from "node:worker_threads";
import { begin, runSeed, type Outcome } from "./run.ts";
import type { SeedsAsked } from "./seeds.ts";

// One of several threads that share the seeds out: seeds are independent of each other.
const { seeds, guards, folder } = workerData as SeedsAsked;
const beginning = await begin(folder, guards ?? undefined);
for (const seed of seeds) {
  const outcome: Outcome = await runSeed(seed, beginning, guards === null ? {} : { guards });
  parentPort?.postMessage(outcome);
}
