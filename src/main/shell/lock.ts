import Database from "better-sqlite3";
import { join } from "node:path";
import { CannotStart } from "./cannot-start.ts";

export const EXIT_ALREADY_RUNNING = 3;

export interface DataFolderLock {
  release(): void;
}

/**
 * One program at a time on one data folder. The lock is SQLite's own exclusive lock on a small
 * file of its own, because that is the same on every system and the system releases it however
 * the program ends: a file with a process id in it would outlive a power cut.
 */
export function lockDataFolder(folder: string): DataFolderLock {
  const database = new Database(join(folder, "lock.db"), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new CannotStart(
      `Tomtin is already running on this data folder (${folder}).`,
      EXIT_ALREADY_RUNNING,
    );
  }
  return { release: () => void database.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
