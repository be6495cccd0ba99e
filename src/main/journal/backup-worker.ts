import { parentPort, workerData } from "node:worker_threads";
import { backUpJournal, type BackupAsked } from "./backup.ts";

// The thread of `backup-aside`: copying a big journal takes seconds, and the till goes on selling.
parentPort?.postMessage(backUpJournal(workerData as BackupAsked));
