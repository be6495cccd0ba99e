import type { PaperKind } from "./source.ts";

/**
 * waiting: not yet tried, or to be tried again because a person said so. sending: given to the
 * printer now. sent: the printer's queue took it; what the paper did, nobody knows. failed: it
 * surely did not go. unknown: it may have gone, so nobody but a person may send it again.
 */
export type PrintState = "waiting" | "sending" | "sent" | "failed" | "unknown";

/** A row of the print outbox. It names a fact; what is printed is drawn from the fact anew. */
export interface PrintJob {
  readonly id: number;
  readonly fact: string;
  readonly document: PaperKind;
  readonly copy: boolean;
  readonly state: PrintState;
  /** Plain words for the cashier: why it did not go. */
  readonly problem: string;
  /** How often it was given to a printer. */
  readonly attempts: number;
  readonly at: string;
}

/** The print outbox, wherever it is kept. Every call is done, durably, when it returns. */
export interface PrintJobs {
  /** The oldest waiting job. */
  next(): PrintJob | null;
  /** Moves a job to a state; going to "sending" counts an attempt. */
  mark(id: number, state: PrintState, problem: string): void;
  /** Puts a job at the end, waiting. */
  add(job: Pick<PrintJob, "fact" | "document" | "copy">): number;
  get(id: number): PrintJob | null;
  /** Latest first. */
  recent(limit: number): readonly PrintJob[];
  /** All jobs of one fact, earliest first. */
  of(fact: string): readonly PrintJob[];
  /** Jobs that were being sent when the program last stopped; asked once, at the start. */
  interrupted(): readonly PrintJob[];
}
