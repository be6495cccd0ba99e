import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
} from "node:fs";
import path from "node:path";
import { assert } from "#shared/kernel/assert.ts";
import { openForWriting } from "./open.ts";

/** Somebody else's connection still stands on a journal that was to be replaced. */
export class JournalInUse extends Error {}

/**
 * Puts a rebuilt journal in the place of the old one, which stays beside it as `keptAs`. At every
 * moment there is a whole journal under the old name: the old file gets its second name first,
 * and then the new one takes its place in one step. Nobody else may have either file open.
 */
export function replaceJournal(file: string, rebuilt: string, keptAs: string): void {
  settleJournal(file);
  settleJournal(rebuilt);
  assert(!existsSync(keptAs), `${keptAs} exists already`);
  try {
    linkSync(file, keptAs);
  } catch {
    // A file system without second names (a USB stick): a copy says the same.
    copyFileSync(file, keptAs);
  }
  sync(rebuilt);
  renameSync(rebuilt, file);
  if (process.platform !== "win32") sync(path.dirname(file));
}

/**
 * Leaves nothing beside a journal: what lies in a write-ahead log belongs to this file alone, and
 * an empty one would look like an unclean stop.
 */
export function settleJournal(file: string): void {
  const db = openForWriting(file);
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  if (existsSync(`${file}-wal`)) throw new JournalInUse("Somebody else has the journal open.");
}

function sync(name: string): void {
  // Windows flushes only what is open for writing.
  const handle = openSync(name, process.platform === "win32" ? "r+" : "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
