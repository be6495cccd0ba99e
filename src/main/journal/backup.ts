import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { nameDurably } from "#main/disk/durable.ts";
import { openBook } from "./book.ts";
import { quickCheck, JournalDamaged } from "./open.ts";
import { lastLinkHolds } from "./read/reports.ts";

export interface BackupAsked {
  /** The journal; it may be in use. */
  readonly file: string;
  readonly folder: string;
  /** How many of this till's copies stay in the folder, the new one among them. */
  readonly keep: number;
  readonly till: string;
  /** Goes into the name: 2026-11-22T06:57:01.000Z. */
  readonly at: string;
}

export interface BackupDone {
  readonly file: string;
  readonly facts: number;
  readonly bytes: number;
}

/**
 * Copies a journal while it is in use, as it stands at one moment; then opens the copy, and only one
 * that is whole, with as many facts and the same last link, gets its name. Older copies of the same
 * till beyond `keep` go. Blocks its thread: a till asks for it in one of its own (`backup-aside`).
 * Throws where the folder cannot be written, or the copy is not good: then nothing was removed.
 */
export function backUpJournal({ file, folder, keep, till, at }: BackupAsked): BackupDone {
  if (!isBackupFolder(folder)) {
    throw new Error(`There is no folder ${folder}.`);
  }
  const name = `${prefixOf(till)}${at.replaceAll(/[:.]/g, "-")}.db`;
  const target = path.join(folder, name);
  const draft = `${target}.part`;
  rmSync(draft, { force: true });
  try {
    copy(file, draft);
    const facts = check(draft);
    nameDurably(draft, target);
    prune(folder, till, keep, name);
    return { file: target, facts, bytes: statSync(target).size };
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A whole path of a folder that is there. */
export function isBackupFolder(folder: string): boolean {
  return path.isAbsolute(folder) && existsSync(folder) && statSync(folder).isDirectory();
}

const prefixOf = (till: string): string => `tomtin-${till}-`;

function copy(file: string, draft: string): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma("busy_timeout = 5000");
    // One moment's state, whatever is sold meanwhile; it writes the new file and no other.
    db.prepare("VACUUM INTO ?").run(draft);
  } finally {
    db.close();
  }
}

/** How many facts the copy holds, once it was found whole. */
function check(draft: string): number {
  const db = new Database(draft, { readonly: true });
  try {
    quickCheck(db);
    const book = openBook(db);
    const { seq, holds } = lastLinkHolds(book);
    const { n } = book.get<{ n: number }>("SELECT count(*) AS n FROM fact") ?? { n: -1 };
    if (!holds || n !== seq) throw new JournalDamaged("The copy does not hold every fact.");
    return n;
  } finally {
    db.close();
  }
}

/** On the disk, or on the stick, before anybody is told. */
/**
 * Names hold the time, so the last by name are the latest. The copy just made stays, though a clock
 * that was wrong has given others a later name; others' files are never touched.
 */
function prune(folder: string, till: string, keep: number, made: string): void {
  const others = backupsIn(folder, till).filter((name) => name !== made);
  for (const old of others.slice(0, Math.max(0, others.length - keep + 1))) {
    rmSync(path.join(folder, old), { force: true });
  }
}

/** The copies of a till in a folder, oldest first. */
export function backupsIn(folder: string, till: string): string[] {
  const start = prefixOf(till);
  const shape = /^\d{4}-\d{2}-\d{2}T[\d-]+Z\.db$/;
  return readdirSync(folder)
    .filter((name) => name.startsWith(start) && shape.test(name.slice(start.length)))
    .toSorted();
}

/** Whose journal a file is; nothing is written. */
export function tillOf(file: string): string {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return openBook(db).get<{ till: string }>("SELECT till FROM device")?.till ?? "";
  } finally {
    db.close();
  }
}
