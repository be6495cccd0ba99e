import type { ReceiptDocument } from "./document.ts";
import type { Sending, Transport } from "./transports/transport.ts";

/** Calls once after so many milliseconds; the returned function takes it back. */
export type Timer = (ms: number, then: () => void) => () => void;

/** The timer of the system; it does not keep the program alive. */
export const systemTimer: Timer = (ms, then) => {
  const timeout = setTimeout(then, ms);
  timeout.unref();
  return () => clearTimeout(timeout);
};

const SECONDS_MAX = 15;
/** How long a transport may take to let go once it was told to. */
const GRACE_MS = 2_000;

interface SendParts {
  transport(): Transport;
  readonly timer: Timer;
  log(message: string, cause: unknown): void;
}

/**
 * Gives a document to the printer and waits for its answer, but not longer than a cashier would.
 * Null where `stopping` came in between. After a timeout nobody knows whether paper comes out.
 */
export async function sendWithin(
  parts: SendParts,
  document: ReceiptDocument,
  stopping: AbortSignal,
): Promise<Sending | null> {
  const ending = new AbortController();
  const sending = attempt(parts, document, ending.signal);
  const cut = interruption(parts.timer, stopping);
  const first = await Promise.race([sending, cut.came]);
  cut.forget();
  if (typeof first === "object") return first;
  ending.abort();
  // What the transport says now counts only if it is sure; it was told to stop, so "failed" is no
  // proof that nothing had gone before.
  const late = await Promise.race([sending, after(parts.timer, GRACE_MS)]);
  if (late !== null && late.state === "sent") return late;
  if (first === "stopped") return null;
  return {
    state: "unknown",
    problem: `The printer did not answer within ${SECONDS_MAX} seconds. Look whether it came out.`,
  };
}

async function attempt(
  parts: SendParts,
  document: ReceiptDocument,
  signal: AbortSignal,
): Promise<Sending> {
  try {
    return await parts.transport().send(document, signal);
  } catch (cause) {
    if (!signal.aborted) parts.log(`sending ${document.title} broke`, cause);
    const problem = "Printing broke off in the program. Look whether it came out.";
    return { state: "unknown", problem };
  }
}

function interruption(timer: Timer, stopping: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<"late" | "stopped">();
  const stop = (): void => resolve("stopped");
  if (stopping.aborted) stop();
  stopping.addEventListener("abort", stop, { once: true });
  const cancel = timer(SECONDS_MAX * 1_000, () => resolve("late"));
  return {
    came: promise,
    forget(): void {
      cancel();
      stopping.removeEventListener("abort", stop);
    },
  };
}

async function after(timer: Timer, ms: number): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  timer(ms, () => resolve(null));
  return promise;
}
