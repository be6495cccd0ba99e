import type { JobStatus } from "../facts/jobs.ts";

/** Where a job can stand while the work is in hand, in the order of the work. */
export const IN_HAND = ["received", "washing", "ready"] as const satisfies readonly JobStatus[];

/** How far along: an end cannot be overtaken, and what was called off counts more than an end. */
const RANK: Readonly<Record<JobStatus, number>> = {
  received: 0,
  washing: 1,
  ready: 2,
  collected: 3,
  disposed: 4,
  cancelled: 5,
};

export function isForward(from: JobStatus, to: JobStatus): boolean {
  return RANK[to] > RANK[from];
}

/** Collected, cancelled or disposed of: nothing of it is in the shop any more. */
export function isEnded(status: JobStatus): boolean {
  return RANK[status] >= RANK.collected;
}

/** The next column of the board; undefined where a customer has to come. */
export function nextStatus(status: JobStatus): "washing" | "ready" | undefined {
  if (status === "received") return "washing";
  return status === "washing" ? "ready" : undefined;
}

/** One column back, for a manager; undefined where there is nothing behind. */
export function previousStatus(status: JobStatus): JobStatus | undefined {
  if (status === "washing") return "received";
  if (status === "ready") return "washing";
  return status === "collected" ? "ready" : undefined;
}

/**
 * Whether the policy has the revenue in the books in this status: when READY (A) or when COLLECTED
 * (B). What was disposed of stays as it was.
 */
export function isRecognised(policy: "ready" | "collected", status: JobStatus): boolean {
  if (status === "collected") return true;
  return status === "ready" && policy === "ready";
}

/** A change of status as it was decided. */
export interface StatusChange {
  readonly from: JobStatus;
  readonly to: JobStatus;
  readonly recognised: boolean;
}

export interface StatusNow {
  readonly status: JobStatus;
  readonly recognised: boolean;
  /** Places of the changes that did not fit what had happened before them. */
  readonly unfit: readonly number[];
}

/**
 * The status that changes lead to, given in order of time. Two tills may have moved one job
 * without knowing of each other: what begins where the job stands is done, and so is what leads
 * further on; a step back that nobody can take any more, or a second end, changes nothing and is
 * named. The same changes lead to the same status wherever they are put together.
 */
export function statusAfter(changes: readonly StatusChange[]): StatusNow {
  let status: JobStatus = "received";
  let recognised = false;
  const unfit: number[] = [];
  for (const [at, change] of changes.entries()) {
    const fits = change.from === status;
    // Both put it into the machine: that is where it is, and nothing of it is in the books.
    const same = change.to === status && !change.recognised && !isEnded(status);
    if (!fits && !same) unfit.push(at);
    if (!fits && !isForward(status, change.to)) continue;
    status = change.to;
    recognised = change.recognised;
  }
  return { status, recognised, unfit };
}

/** What a scanner or a person gives for a job, or for one of its pieces. */
export interface JobCode {
  readonly number: string;
  /** The piece of a tag; null for a ticket. */
  readonly piece: number | null;
}

/** L-000123-R1K7: the number as it is said, then which till gave it. */
export function jobNumber(business: string, counter: number, till: string, tag: string): string {
  return `${business.slice(0, 1)}-${String(counter).padStart(6, "0")}-${till}${tag}`;
}

/** What is large on a ticket and said aloud: L-000123. */
export function shortNumber(number: string): string {
  return number.split("-").slice(0, 2).join("-");
}

/** The code on a piece's tag: L-000123-R1K7/2, without what a barcode cannot spare room for. */
export function tagCode(number: string, piece: number): string {
  return `${number.replaceAll("-", "")}-${piece}`;
}

const NUMBER = /^([A-Z])-?(\d{6,})-?([A-Z0-9]{3,14})(?:[-/](\d{1,4}))?$/;

/** Reads a ticket's number or a tag's code, with or without its dashes. */
export function readJobCode(text: string): JobCode | undefined {
  const match = NUMBER.exec(text.trim().toUpperCase());
  if (match === null) return undefined;
  const [, letter = "", counter = "", rest = "", piece] = match;
  const number = `${letter}-${counter}-${rest}`;
  return { number, piece: piece === undefined ? null : Number(piece) };
}
