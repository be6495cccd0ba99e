import type { ReceiptDocument } from "./document.ts";
import type { PrintJob, PrintJobs } from "./jobs.ts";
import { sendWithin } from "./send.ts";
import type { Timer } from "./send.ts";
import type { Sending, Transport } from "./transports/transport.ts";

export interface OutboxParts {
  readonly jobs: PrintJobs;
  /** The document of a job, or null where the books no longer know what it was about. */
  render(job: PrintJob): ReceiptDocument | null;
  /** Asked for each job, so that a changed printer counts from the next one. */
  transport(): Transport;
  readonly timer: Timer;
  /** For what is our own bug; the cashier sees the job's problem instead. */
  log(message: string, cause: unknown): void;
}

export interface Outbox {
  /** There may be something to send. Returns at once: a sale never waits for paper. */
  nudge(): void;
  /** Ends the job that is under way, if any, and starts no other. Nothing is left running. */
  stop(): Promise<void>;
}

const AFTER_CRASH = "The power failed while this was being printed. Look whether it came out.";
const STOPPED = "The program was closed while this was being printed. Look whether it came out.";

/**
 * Sends waiting jobs one after the other. A job is "sending" on disk before the printer hears of
 * it, so that after a crash nobody believes it was never tried; and what may have come out on
 * paper is never sent again by itself, because two receipts for one sale look like two sales.
 */
export function startOutbox(parts: OutboxParts): Outbox {
  for (const job of parts.jobs.interrupted()) parts.jobs.mark(job.id, "unknown", AFTER_CRASH);
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  // Set by a nudge that comes while the last look is just ending, so that it is not lost.
  let again = false;
  const nudge = (): void => {
    again = running !== null;
    if (stopping.signal.aborted || running !== null) return;
    running = drain(parts, stopping.signal)
      .catch((cause: unknown) => parts.log("the print outbox stopped", cause))
      .finally(() => {
        running = null;
        if (again) nudge();
      });
  };
  nudge();
  return {
    nudge,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function drain(parts: OutboxParts, stopping: AbortSignal): Promise<void> {
  // Off the caller's stack: whoever nudges is in the middle of a sale.
  await Promise.resolve();
  while (!stopping.aborted) {
    const job = parts.jobs.next();
    if (job === null) return;
    const { state, problem } = await sendJob(parts, job, stopping);
    parts.jobs.mark(job.id, state, problem);
  }
}

async function sendJob(parts: OutboxParts, job: PrintJob, stopping: AbortSignal): Promise<Sending> {
  parts.jobs.mark(job.id, "sending", "");
  let document: ReceiptDocument | null;
  try {
    document = parts.render(job);
  } catch (cause) {
    parts.log(`print job ${job.id} cannot be drawn`, cause);
    return { state: "failed", problem: "This receipt could not be drawn. It is in the log." };
  }
  if (document === null) {
    return { state: "failed", problem: "What was to be printed is not in these books." };
  }
  const outcome = await sendWithin(parts, document, stopping);
  return outcome ?? { state: "unknown", problem: STOPPED };
}
