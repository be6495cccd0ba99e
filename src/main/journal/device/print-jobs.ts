import type { Book } from "../book.ts";

export type PrintState = "waiting" | "sending" | "sent" | "failed" | "unknown";

export interface PrintJobRow {
  readonly id: number;
  readonly fact: string;
  readonly document: string;
  readonly copy: number;
  readonly state: PrintState;
  readonly problem: string;
  readonly attempts: number;
  readonly at: string;
}

/** Commits with the sale: paper can wait, the wish for it is kept. */
export function addPrintJob(
  book: Book,
  job: { fact: string; document: string; copy: boolean; at: string },
): number {
  book.run(
    "INSERT INTO print_job (fact, document, copy, state, at) VALUES (?, ?, ?, 'waiting', ?)",
    job.fact,
    job.document,
    job.copy ? 1 : 0,
    job.at,
  );
  return book.get<{ id: number }>("SELECT max(id) AS id FROM print_job")?.id ?? 0;
}

export function nextPrintJob(book: Book): PrintJobRow | undefined {
  return book.get<PrintJobRow>(
    "SELECT * FROM print_job WHERE state = 'waiting' ORDER BY id LIMIT 1",
  );
}

export function markPrintJob(book: Book, id: number, state: PrintState, problem: string): void {
  book.run(
    `UPDATE print_job SET state = ?, problem = ?, attempts = attempts + (? = 'sending')
     WHERE id = ?`,
    state,
    problem,
    state,
    id,
  );
}

export function printJob(book: Book, id: number): PrintJobRow | undefined {
  return book.get<PrintJobRow>("SELECT * FROM print_job WHERE id = ?", id);
}

/** The latest first. */
export function printJobsOf(book: Book, fact: string): PrintJobRow[] {
  // Put in order here, as open layers are (`stockOf`): it is asked for after each sale.
  return book
    .all<PrintJobRow>("SELECT * FROM print_job WHERE fact = ?", fact)
    .sort((a, b) => b.id - a.id);
}

export function recentPrintJobs(book: Book, limit: number): PrintJobRow[] {
  return book.all<PrintJobRow>("SELECT * FROM print_job ORDER BY id DESC LIMIT ?", limit);
}

/** Jobs that were being sent when the program stopped. */
export function sendingPrintJobs(book: Book): PrintJobRow[] {
  return book.all<PrintJobRow>("SELECT * FROM print_job WHERE state = 'sending' ORDER BY id");
}
