import type { Instant } from "#shared/kernel/date.ts";
import type { Journal } from "#main/journal/journal.ts";
import { savePrinter } from "#main/journal/device/device.ts";
import {
  addPrintJob,
  markPrintJob,
  nextPrintJob,
  printJob,
  printJobsOf,
  recentPrintJobs,
  sendingPrintJobs,
  type PrintJobRow,
} from "#main/journal/device/print-jobs.ts";
import type { PrinterConfig } from "#main/print/config.ts";
import type { PrintJob, PrintJobs } from "#main/print/jobs.ts";
import { printerSettings } from "./printer-settings.ts";

const jobOf = (row: PrintJobRow): PrintJob => ({
  ...row,
  document: row.document as PrintJob["document"],
  copy: row.copy === 1,
});

/** The print outbox in the journal's file: a job commits with its sale. */
export function journalPrintJobs(journal: Journal, now: () => Instant): PrintJobs {
  return {
    next() {
      const row = nextPrintJob(journal.book);
      return row === undefined ? null : jobOf(row);
    },
    mark: (id, state, problem) =>
      journal.onDevice((book) => markPrintJob(book, id, state, problem)),
    add: (job) => journal.onDevice((book) => addPrintJob(book, { ...job, at: now() })),
    get(id) {
      const row = printJob(journal.book, id);
      return row === undefined ? null : jobOf(row);
    },
    recent: (limit) => recentPrintJobs(journal.book, limit).map(jobOf),
    of: (fact) => printJobsOf(journal.book, fact).map(jobOf).toReversed(),
    interrupted: () => sendingPrintJobs(journal.book).map(jobOf),
  };
}

export function deviceConfig(journal: Journal): {
  read(): PrinterConfig;
  write(config: PrinterConfig): void;
} {
  return {
    read: () => printerSettings(journal.book),
    write: (config) => journal.onDevice((book) => savePrinter(book, JSON.stringify(config))),
  };
}
