import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import type { Caller, Handlers } from "#main/rpc/handlers.ts";
import type { Instant } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { PrinterConfig } from "./config.ts";
import { toSvg, toText } from "./document.ts";
import type { ReceiptDocument } from "./document.ts";
import type { PrintJob, PrintJobs } from "./jobs.ts";
import { sendWithin } from "./send.ts";
import type { Timer } from "./send.ts";
import { documentOf } from "./source.ts";
import type { PaperKind, ReceiptSource } from "./source.ts";
import { testPage } from "./test-page.ts";
import { parseAddress } from "./transports/network.ts";
import type { Transport } from "./transports/transport.ts";

export interface PrintParts {
  /** What a fact says on paper, as it was when the fact was made; null for any other id. */
  source(fact: string): ReceiptSource | null;
  readonly jobs: PrintJobs;
  readonly config: { read(): PrinterConfig; write(config: PrinterConfig): void };
  transport(config: PrinterConfig): Transport;
  /** The system's printers. */
  queues(): Promise<readonly string[]>;
  /** Tells the outbox that there is work. */
  nudge(): void;
  now(): Instant;
  readonly timer: Timer;
  log(message: string, cause: unknown): void;
}

type PrintHandlers = Pick<
  Handlers,
  | "receipt.get"
  | "receipt.print"
  | "print.jobs"
  | "print.retry"
  | "printer.get"
  | "printer.save"
  | "printer.test"
>;

/** The document of an outbox job, for the outbox to send. */
export function jobRenderer(
  parts: Pick<PrintParts, "source" | "config">,
): (job: PrintJob) => ReceiptDocument | null {
  return (job) => {
    const source = parts.source(job.fact);
    if (source === null) return null;
    return documentOf(source, { paper: parts.config.read().paper, copy: job.copy }, job.document);
  };
}

/** Handlers of everything that has to do with paper. */
export function printHandlers(parts: PrintParts): PrintHandlers {
  return {
    "receipt.get": ({ of, copy, tags }, caller) => {
      const source = visible(parts, of, caller);
      if (source === null) return refuse({ code: "receipt.unknown" });
      const as = kindOf(source, tags === true);
      const document = documentOf(source, { paper: parts.config.read().paper, copy }, as);
      return done({
        number: document.number,
        title: document.title,
        svg: toSvg(document),
        text: toText(document),
        state:
          parts.jobs.of(paperOf(source, of)).findLast((job) => job.document === as)?.state ??
          "none",
      });
    },
    "receipt.print": ({ of, tags }, caller) => {
      const source = visible(parts, of, caller);
      if (source === null) return refuse({ code: "receipt.unknown" });
      const answer = put(parts.jobs, paperOf(source, of), kindOf(source, tags === true));
      parts.nudge();
      return done(answer);
    },
    "print.jobs": ({ limit }, caller) => {
      const jobs = parts.jobs.recent(limit).flatMap((job) => describe(parts, job, caller));
      return done({ jobs });
    },
    "print.retry": ({ job: id }, caller) => {
      const job = parts.jobs.get(id);
      const known = job !== null && visible(parts, job.fact, caller) !== null;
      if (!known) return refuse({ code: "receipt.unknown" });
      // Only a person sends again what failed or may have gone. Any other job is on its way or
      // has been taken: a second tap on the button changes nothing.
      if (job.state === "failed" || job.state === "unknown") parts.jobs.mark(id, "waiting", "");
      parts.nudge();
      return done({});
    },
    ...printerHandlers(parts),
  };
}

function printerHandlers(
  parts: PrintParts,
): Pick<PrintHandlers, "printer.get" | "printer.save" | "printer.test"> {
  return {
    "printer.get": async () => {
      return done({ printer: parts.config.read(), queues: [...(await parts.queues())] });
    },
    "printer.save": async ({ printer }) => {
      const queued = printer.transport === "os" || printer.transport === "raw";
      if (queued && !(await parts.queues()).includes(printer.target)) {
        return refuse({ code: "printer.unknown", printer: printer.target });
      }
      if (printer.transport === "file" && !(await isFolder(printer.target))) {
        return refuse({ code: "printer.unknown", printer: printer.target });
      }
      if (printer.transport === "network" && parseAddress(printer.target) === null) {
        return refuse({ code: "printer.unknown", printer: printer.target });
      }
      parts.config.write(printer);
      return done({});
    },
    "printer.test": async ({ language }) => {
      const config = parts.config.read();
      const about = { printer: config.name, at: parts.now(), language };
      const page = testPage(about, config.paper);
      const { timer, log } = parts;
      const way = { timer, log, transport: () => parts.transport(config) };
      const outcome = await sendWithin(way, page, new AbortController().signal);
      return done(outcome ?? { state: "unknown", problem: "" });
    },
  };
}

/** The usual folder, or one that is there: a slip of the keys must not make a folder somewhere. */
async function isFolder(target: string): Promise<boolean> {
  if (target === "") return true;
  if (!isAbsolute(target)) return false;
  return stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A receipt is as visible as its business; an X shows what a count should come to. */
function visible(
  parts: Pick<PrintParts, "source">,
  fact: string,
  caller: Caller,
): ReceiptSource | null {
  const source = parts.source(fact);
  if (source === null || !caller.sees(source.seller.business)) return null;
  const closing = source.kind !== "x" || caller.may("shift.close", source.seller.business);
  return closing ? source : null;
}

/** What the outbox calls it: a Z, asked for by its shift, is the closing's own paper. */
function paperOf(source: ReceiptSource, asked: string): string {
  return source.kind === "z" ? source.fact : asked;
}

function kindOf(source: ReceiptSource, tags: boolean): PaperKind {
  return tags && source.kind === "job-ticket" ? "job-tags" : source.kind;
}

/**
 * One original of each paper per fact, ever: while it surely did not go, printing again tries the
 * same job again; as soon as it may have gone, everything further is a COPY. An X is no copy of the
 * one before it: it tells what the shift is at this moment.
 */
function put(
  jobs: PrintJobs,
  fact: string,
  document: PaperKind,
): { readonly job: number; readonly copy: boolean } {
  const original = jobs.of(fact).findLast((job) => !job.copy && job.document === document);
  const anew = document === "x" && original?.state !== "failed";
  if (original === undefined || anew) {
    return { job: jobs.add({ fact, document, copy: false }), copy: false };
  }
  if (original.state === "failed") {
    jobs.mark(original.id, "waiting", "");
    return { job: original.id, copy: false };
  }
  return { job: jobs.add({ fact, document, copy: true }), copy: true };
}

function describe(parts: PrintParts, job: PrintJob, caller: Caller) {
  const source = visible(parts, job.fact, caller);
  if (source === null) return [];
  const { document, copy, state, problem, at } = job;
  return [
    { job: job.id, of: job.fact, number: numberOf(source), document, copy, state, problem, at },
  ];
}

function numberOf(source: ReceiptSource): string {
  if (source.kind === "x" || source.kind === "z") {
    return `${source.kind.toUpperCase()} ${source.number}`;
  }
  return "number" in source ? source.number : source.body.number;
}
