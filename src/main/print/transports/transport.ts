import type { ReceiptDocument } from "../document.ts";

/** What became of a document. "Sent" means that a printer's queue, or a folder, has it. */
export type Sending =
  | { readonly state: "sent"; readonly problem: string }
  | { readonly state: "failed"; readonly problem: string }
  | { readonly state: "unknown"; readonly problem: string };

/**
 * A way for a receipt out of the program. `send` answers in plain words instead of throwing, and
 * once `signal` is aborted ends soon, leaving no process, file handle or window behind.
 */
export interface Transport {
  send(document: ReceiptDocument, signal: AbortSignal): Promise<Sending>;
  /** Opens the cash drawer that hangs on the printer, where this way leads to one. */
  kick?(signal: AbortSignal): Promise<Sending>;
}

export const SENT: Sending = { state: "sent", problem: "" };

/** It surely did not go, for this reason. */
export function failed(problem: string): Sending {
  return { state: "failed", problem };
}
