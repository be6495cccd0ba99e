import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";

export interface BackupPlan {
  /** Empty: none was chosen yet. */
  readonly folder: string;
  /** Once a day, by itself. */
  readonly automatic: boolean;
  readonly keep: number;
  /** Days without a good copy after which somebody is told. */
  readonly warnDays: number;
}

const NO_PLAN: BackupPlan = { folder: "", automatic: true, keep: 14, warnDays: 3 };

export function backupPlan(book: Book): BackupPlan {
  const row = book.get<{ folder: string; automatic: number; keep: number; warnDays: number }>(
    "SELECT folder, automatic, keep, warn_days AS warnDays FROM backup_plan",
  );
  return row === undefined ? NO_PLAN : { ...row, automatic: row.automatic === 1 };
}

export function saveBackupPlan(book: Book, plan: BackupPlan): void {
  book.run(
    `INSERT INTO backup_plan (one, folder, automatic, keep, warn_days) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET folder = excluded.folder, automatic = excluded.automatic,
       keep = excluded.keep, warn_days = excluded.warn_days`,
    plan.folder,
    plan.automatic ? 1 : 0,
    plan.keep,
    plan.warnDays,
  );
}

export interface BackupRun {
  readonly at: Instant;
  readonly day: BusinessDay;
  readonly file: string;
  readonly facts: number;
  readonly bytes: number;
  readonly problem: string;
}

const RUNS_KEPT = 100;

export function addBackupRun(book: Book, run: BackupRun): void {
  const { at, day, file, facts, bytes, problem } = run;
  book.run(
    "INSERT INTO backup_run (at, day, file, facts, bytes, problem) VALUES (?, ?, ?, ?, ?, ?)",
    at,
    day,
    file,
    facts,
    bytes,
    problem,
  );
  book.run("DELETE FROM backup_run WHERE id <= (SELECT max(id) FROM backup_run) - ?", RUNS_KEPT);
}

const RUN = "SELECT at, day, file, facts, bytes, problem FROM backup_run";

/** Latest first. */
export function backupRuns(book: Book, limit: number): BackupRun[] {
  return book.all<BackupRun>(`${RUN} ORDER BY id DESC LIMIT ?`, limit);
}

/** The latest that is good. */
export function lastBackup(book: Book): BackupRun | undefined {
  return book.get<BackupRun>(`${RUN} WHERE problem = '' ORDER BY id DESC LIMIT 1`);
}
