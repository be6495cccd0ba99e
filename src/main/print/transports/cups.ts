import { paperSize } from "../document.ts";
import { toPdf } from "../pdf.ts";
import { run } from "./run.ts";
import { failed, SENT } from "./transport.ts";
import type { Sending, Transport } from "./transport.ts";

/** Which programs speak to CUPS, and with which environment; tests bring their own. */
export interface Cups {
  readonly lp: string;
  readonly lpstat: string;
  readonly env: Readonly<Record<string, string>>;
}

export const systemCups: Cups = { lp: "lp", lpstat: "lpstat", env: {} };

const NO_CUPS =
  "This computer has no printing system (CUPS). Install it, or choose another way to print.";
const NOT_RUNNING = "The printing system of this computer (CUPS) is not running. Start it again.";

/** Prints through a queue of the system, on Linux and macOS, as a PDF of the receipt's own size. */
export function cupsTransport(queue: string, cups: Cups = systemCups): Transport {
  return {
    send(document, signal) {
      const { widthMm, heightMm } = paperSize(document);
      const options = ["-o", `media=Custom.${widthMm}x${heightMm}mm`];
      const job = { title: document.title, bytes: toPdf(document), options };
      return sendToQueue(queue, job, signal, cups);
    },
  };
}

interface QueueJob {
  readonly title: string;
  readonly bytes: Buffer;
  /** What else `lp` is told. */
  readonly options: readonly string[];
}

/** Hands bytes to a queue of the system, unless it is known to be unable to print. */
export async function sendToQueue(
  queue: string,
  job: QueueJob,
  signal: AbortSignal,
  cups: Cups,
): Promise<Sending> {
  if (!isQueueName(queue)) return failed(unknownPrinter(queue));
  const obstacle = await obstacleOf(queue, cups, signal);
  if (obstacle !== null) return failed(obstacle);
  const args = ["-d", queue, "-t", job.title, ...job.options, "-"];
  const ran = await run(cups.lp, args, { input: job.bytes, signal, env: cups.env });
  if (ran.end === "missing") return failed(NO_CUPS);
  if (ran.end === "aborted") return { state: "unknown", problem: "The printing was broken off." };
  return ran.status === 0 ? SENT : failed(lpProblem(queue, ran.err));
}

/** The queues that the system offers; none where it has no printing system or it is not running. */
export async function cupsQueues(cups: Cups = systemCups): Promise<readonly string[]> {
  const ran = await run(cups.lpstat, ["-e"], { signal: AbortSignal.timeout(5_000), env: cups.env });
  if (ran.end !== "exit" || ran.status !== 0) return [];
  return ran.out
    .split("\n")
    .map((line) => line.trim())
    .filter(isQueueName);
}

/** CUPS takes no blanks, "/" or "#" in a name; and what begins with "-" would be an option. */
function isQueueName(text: string): boolean {
  return /^[^\s/#-][^\s/#]{0,126}$/.test(text);
}

function unknownPrinter(queue: string): string {
  return `The system knows no printer named ${queue === "" ? "(empty)" : queue}.`;
}

/**
 * CUPS queues a job for a stopped printer without a word, and the cashier would believe that it
 * comes. So a stopped one is found before anything is sent: then nothing has to be taken back.
 */
async function obstacleOf(queue: string, cups: Cups, signal: AbortSignal): Promise<string | null> {
  const ran = await run(cups.lpstat, ["-r", "-p", queue, "-a", queue], { signal, env: cups.env });
  if (ran.end !== "exit") return ran.end === "missing" ? NO_CUPS : null;
  // lpstat has one exit status for all that is wrong. Its English words are all there is to read;
  // where they change, lp itself will be asked and its own sentence shown.
  if (/^printer \S+ disabled/m.test(ran.out)) {
    return `The printer ${queue} is stopped${reasonIn(ran.out)}. Start it again, then retry.`;
  }
  if (/ not accepting requests/.test(ran.out)) {
    return `The printer ${queue} is not accepting jobs${reasonIn(ran.out)}.`;
  }
  // Only "-r" tells: without it, and for lp, a stopped CUPS merely knows no printer at all.
  if (/^scheduler is not running/m.test(ran.out)) return NOT_RUNNING;
  return null;
}

/** The administrator's or the driver's own words, which lpstat puts on a line of their own. */
function reasonIn(out: string): string {
  const reason = /-\n\t(\S.*)/.exec(out)?.[1] ?? "";
  return reason === "" || /^(reason unknown|Paused)$/i.test(reason) ? "" : ` (${reason})`;
}

/** What lp says, in the cashier's words; a sentence of lp's that is not known is shown as it is. */
function lpProblem(queue: string, err: string): string {
  const said = err.replace(/^lp: (Error - )?/gm, "").trim();
  if (/does not exist|unknown destination|no such (printer|destination)/i.test(said)) {
    return unknownPrinter(queue);
  }
  if (/not accepting/i.test(said)) return `The printer ${queue} is not accepting jobs.`;
  if (/forbidden|unauthorized|not allowed/i.test(said)) {
    return `This user may not print on ${queue}.`;
  }
  return `The printer ${queue} refused: ${said === "" ? "no reason given" : said}`;
}
