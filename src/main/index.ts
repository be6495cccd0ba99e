import { mkdirSync } from "node:fs";
import path from "node:path";
import { v7 } from "uuid";
import { instantFromMs, type Instant } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { fillDemo } from "./demo/demo-shop.ts";
import { clearPinFailures, pinFailures, savePinFailures } from "./journal/device/device.ts";
import { backUpAside } from "./journal/backup-aside.ts";
import { checkpointInPauses } from "./journal/checkpoints.ts";
import { openJournal, type Journal } from "./journal/journal.ts";
import { booksOpened } from "./journal/read/business.ts";
import { user } from "./journal/read/people.ts";
import { verifierOf } from "./journal/verify-aside.ts";
import { openLockOut } from "./people/lock-out.ts";
import { openPinCheck } from "./people/pin-check.ts";
import { openPins } from "./people/pin.ts";
import { openSealer } from "./people/sealing.ts";
import { openDrawer, opensDrawer } from "./print/drawer.ts";
import { jobRenderer, printHandlers, type PrintParts } from "./print/handlers.ts";
import { startOutbox } from "./print/outbox.ts";
import { systemTimer } from "./print/send.ts";
import {
  chooseTransport,
  webSystemPrinting,
  type SystemPrinting,
} from "./print/transports/choose.ts";
import { openLink } from "./replication/link.ts";
import { openDoor } from "./rpc/dispatch.ts";
import type { Handlers } from "./rpc/handlers.ts";
import { openSessions, type Sessions } from "./rpc/sessions.ts";
import { backUpDaily, openBackups } from "./services/backup.ts";
import { centreHandlers } from "./services/centre/index.ts";
import { counterHandlers } from "./services/index.ts";
import { officeHandlers } from "./services/office/index.ts";
import { deviceConfig, journalPrintJobs } from "./services/paper.ts";
import type { Parts } from "./services/parts.ts";
import { restoreHandlers } from "./services/restore.ts";
import { receiptSource } from "./services/receipt-source.ts";
import { sessionHandlers, sessionOf } from "./services/session.ts";
import { programStatus } from "./services/status.ts";
import type { Program, ProgramOptions } from "./shell/program.ts";
import { fillPracticeBooks } from "./training/practice-books.ts";
import { openTraining, type Training } from "./training/training.ts";

export const JOURNAL_FILE = "journal.db";

export interface OpenOptions extends ProgramOptions {
  /** The clock; tests give their own. */
  readonly now?: () => Instant;
  /** How this shell reaches the system's printers. */
  readonly printing?: SystemPrinting;
  /** These are practice books: how a trainee leaves them. */
  readonly practice?: { end(connection: string): Promise<void> };
}

/** The program, with what only its own training asks of it. */
interface OpenedProgram extends Program {
  readonly parts: Parts;
  readonly sessions: Sessions;
}

/** Does what nobody may have the journal open for, and begins again, with this owner's key. */
type Again = (change: () => void, ownerKey: Buffer) => Promise<void>;

/** Opens the program; again where a device joins a centre, or takes its books from a copy. */
export async function openProgram(options: OpenOptions): Promise<Program> {
  let { ownerKey } = options;
  let ready: Promise<void> = Promise.resolve();
  const opened: { now: Program } = { now: open(options, again) };
  async function again(change: () => void, key: Buffer): Promise<void> {
    if (!key.equals(ownerKey)) await options.keepOwnerKey?.(key);
    ownerKey = key;
    const reopening = reopen(change);
    // Whoever asks meanwhile is answered by the program that comes.
    ready = reopening.catch(nothing);
    await reopening;
  }
  async function reopen(change: () => void): Promise<void> {
    await opened.now.close();
    try {
      change();
    } finally {
      opened.now = open({ ...options, ownerKey }, again);
    }
  }
  return {
    async call(connection, name, payload) {
      await ready;
      return opened.now.call(connection, name, payload);
    },
    disconnect: (connection) => opened.now.disconnect(connection),
    fillDemo: (days) => opened.now.fillDemo(days),
    close: () => opened.now.close(),
  };
}

/** The parts list of the program: what is opened, and who is handed what. No logic. */
function open(options: OpenOptions, again: Again): OpenedProgram {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const now = options.now ?? ((): Instant => instantFromMs(Date.now()));
  const journal = openJournal(path.join(options.dataFolder, JOURNAL_FILE), { now });
  const parts = openParts(options, journal, now, {
    paper: () => outbox.nudge(),
    committed: (fact) => {
      if (opensDrawer(fact)) openDrawer(print);
      link.nudge();
    },
  });
  const { dataFolder, version, log, ownerKey } = options;
  const stopCheckpoints = checkpointInPauses(journal);
  const link = openLink({ journal, dataFolder, now, version, log });
  const backups = openBackups(parts, backUpAside);
  const daily = backUpDaily(backups, log);
  const sessions = openSessions((id) => sessionOf(journal.book, id));
  const print = printParts(options, parts, () => outbox.nudge());
  const outbox = startOutbox({
    jobs: print.jobs,
    render: jobRenderer(print),
    transport: () => print.transport(print.config.read()),
    timer: print.timer,
    log: print.log,
  });
  const { practice } = options;
  const training: Training = openTraining({
    folder: path.join(dataFolder, "training"),
    signOut: (connection) => sessions.signOut(connection),
    ready: () => booksOpened(journal.book) !== undefined,
    open() {
      const folder = path.join(dataFolder, "training");
      const opened = open({ ...options, dataFolder: folder, practice: training }, again);
      fillPracticeBooks(journal.book, opened.parts);
      return { ...opened, enter: (...who) => opened.sessions.signIn(...who) };
    },
  });
  let progress: number | null = null;
  const fill = async (days: number): Promise<void> => {
    progress = 0;
    try {
      await fillDemo(parts, { days, progress: (percent) => (progress = percent) });
    } finally {
      progress = null;
    }
  };
  const door = openDoor({
    sessions,
    ready: () => booksOpened(journal.book) !== undefined && progress === null,
    handlers: {
      "program.status": programStatus(parts, {
        version,
        filling: () => progress,
        link,
        training: practice !== undefined,
      }),
      "training.start": (_, caller) => (practice === undefined ? training.start(caller) : done({})),
      "training.end": async (_, { connection }) => {
        await (practice ?? training).end(connection);
        return done({});
      },
      "program.openDemo": ({ days }) => {
        if (progress !== null) return refuse({ code: "program.busy" });
        if (booksOpened(journal.book) !== undefined)
          return refuse({ code: "program.already_set_up" });
        fill(days).catch((error: unknown) => options.log(`the demo shop failed: ${String(error)}`));
        return done({ started: true });
      },
      ...sessionHandlers({ book: () => journal.book, sessions, pinCheck: parts.pinCheck }),
      ...counterHandlers(parts),
      ...officeHandlers(parts, { verify: verifierOf(journal.file), link }),
      ...backups.handlers,
      ...restoreHandlers({ journal, now, ownerKey, again }),
      ...centreHandlers({
        journal,
        now,
        link,
        ownerKey,
        adopt: (key, address) => again(() => link.keep(address), key),
      }),
      ...(practice === undefined ? {} : NOT_IN_PRACTICE),
      ...printHandlers(print),
    },
  });
  return {
    parts,
    sessions,
    call: (connection, name, payload) =>
      (training.of(connection) ?? door).call(connection, name, payload),
    disconnect(connection) {
      void training.end(connection);
      sessions.signOut(connection);
    },
    fillDemo: fill,
    async close() {
      await training.close();
      await daily.stop();
      await link.stop();
      await outbox.stop();
      stopCheckpoints();
      journal.close();
    },
  };
}

/** What services are made of, over an open journal: for this program and for the command line. */
export function openParts(
  options: Pick<ProgramOptions, "ownerKey">,
  journal: Journal,
  now: () => Instant,
  after: Pick<Parts, "paper" | "committed"> = { paper: nothing, committed: nothing },
): Parts {
  const lockOut = openLockOut(
    {
      read: (id) =>
        pinFailures(journal.book, id) as { failures: number; until: Instant | null } | null,
      write: (id, { failures, until }) =>
        journal.onDevice((book) => savePinFailures(book, id, failures, until)),
      clear: (id) => journal.onDevice((book) => clearPinFailures(book, id)),
    },
    now,
  );
  const pinCheck = openPinCheck({
    pins: openPins(options.ownerKey),
    lockOut,
    pinHash: (id) => {
      const found = user(journal.book, id);
      return found?.active === true ? found.pinHash : null;
    },
    session: (id) => sessionOf(journal.book, id),
  });
  return {
    journal,
    sealer: openSealer(options.ownerKey),
    pinCheck,
    now,
    newId: () => v7({ msecs: Date.parse(now()) }),
    ...after,
  };
}

function nothing(): void {}

/** What leads out of the practice books. */
const NOT_IN_PRACTICE = {
  "centre.connect": () => refuse({ code: "training.not_here" }),
  "backup.save": () => refuse({ code: "training.not_here" }),
  "backup.look": () => refuse({ code: "training.not_here" }),
  "backup.restore": () => refuse({ code: "training.not_here" }),
} satisfies Partial<Handlers>;

function printParts(options: OpenOptions, parts: Parts, nudge: () => void): PrintParts {
  const { journal, sealer, now } = parts;
  const system = options.printing ?? webSystemPrinting(process.platform);
  const folder = path.join(options.dataFolder, "receipts");
  return {
    source(fact) {
      const found = receiptSource(journal.book, sealer, now(), fact);
      if (found === null || options.practice === undefined) return found;
      return { ...found, seller: { ...found.seller, training: true } };
    },
    jobs: journalPrintJobs(journal, now),
    config: deviceConfig(journal),
    transport: (config) => chooseTransport(config, system, folder),
    queues: () => system.queues(),
    nudge,
    now,
    timer: systemTimer,
    log: (message, cause) => options.log(`${message}: ${String(cause)}`),
  };
}
