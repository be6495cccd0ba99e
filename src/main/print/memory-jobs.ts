import { assert } from "#shared/kernel/assert.ts";
import type { PrintJob, PrintJobs } from "./jobs.ts";

/** A print outbox that is gone with the process: for tests, and to say what the SQL one must do. */
export function memoryJobs(now: () => string): PrintJobs {
  const jobs: PrintJob[] = [];
  return {
    next: () => jobs.find((job) => job.state === "waiting") ?? null,
    mark(id, state, problem) {
      const job = jobs[id - 1];
      assert(job !== undefined, `there is no print job ${id}`);
      const attempts = job.attempts + (state === "sending" ? 1 : 0);
      jobs[id - 1] = { ...job, state, problem, attempts };
    },
    add(job) {
      const id = jobs.length + 1;
      jobs.push({ id, ...job, state: "waiting", problem: "", attempts: 0, at: now() });
      return id;
    },
    get: (id) => jobs[id - 1] ?? null,
    recent: (limit) => jobs.slice().reverse().slice(0, limit),
    of: (fact) => jobs.filter((job) => job.fact === fact),
    interrupted: () => jobs.filter((job) => job.state === "sending"),
  };
}
