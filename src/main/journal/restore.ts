import { copyFileSync, existsSync, renameSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { Instant } from "#shared/kernel/date.ts";
import type { Sealed } from "#shared/facts/fact.ts";
import { openBook, type Book } from "./book.ts";
import { booksId } from "./device/link.ts";
import { parseFact } from "./stored.ts";
import { JournalTooNew, journalMigrations, migrate } from "./migrate.ts";
import { JournalDamaged, openForReading, openForWriting, quickCheck } from "./open.ts";
import { removeJournal } from "./rebuild.ts";
import { JournalInUse, replaceJournal } from "./replace.ts";
import { verifierOf } from "./verify-aside.ts";

/** Why a file is not put in the place of a journal. */
export type Unfit =
  | "missing"
  | "in_use"
  | "busy"
  | "not_books"
  | "newer"
  | "damaged"
  | "other_till"
  | "other_books"
  | "other_key"
  | "key_file";

export class UnfitCopy extends Error {
  readonly why: Unfit;

  constructor(why: Unfit, detail: string) {
    super(detail);
    this.why = why;
  }
}

/** A copy of the books that was opened, brought to this program's schema, and verified. */
export interface CheckedCopy {
  /** It lies beside the journal under this name until it is put in place or removed. */
  readonly draft: string;
  readonly till: string;
  readonly facts: number;
  /** When its last fact was made. */
  readonly until: string;
  /** Facts of the journal here that the copy lacks; null where the journal cannot tell. */
  readonly lacks: number | null;
}

/**
 * Copies a backup beside the journal it is meant to replace, brings it to this program's schema and
 * verifies the whole of it, in a thread of its own. The backup and the journal are only read.
 * Throws `UnfitCopy` for what is damaged, newer than the program, another till's, or sealed with a
 * key that does not open it.
 */
export async function checkCopy(
  from: string,
  journalFile: string,
  opens: (sealed: Sealed) => boolean,
): Promise<CheckedCopy> {
  if (!path.isAbsolute(from) || !existsSync(from)) {
    throw new UnfitCopy("missing", `There is no file ${from}.`);
  }
  if (path.resolve(from) === path.resolve(journalFile)) {
    throw new UnfitCopy("in_use", `${from} is the journal itself.`);
  }
  const draft = `${journalFile}.restoring`;
  removeJournal(draft);
  try {
    bring(from, draft);
    // A journal that was copied by hand after a crash: its log belongs to it.
    if (existsSync(`${from}-wal`)) bring(`${from}-wal`, `${draft}-wal`);
    const found = upgrade(draft);
    const here = readHere(journalFile, found.last);
    if (here !== null) sameBooks(here, found);
    if (found.sealed !== null && !opens(found.sealed)) {
      throw new UnfitCopy("other_key", "The owner's key here is not the one of these books.");
    }
    const checks = await verifierOf(draft)();
    const wrong = checks.find((check) => !check.ok);
    if (wrong !== undefined) throw new UnfitCopy("damaged", `${wrong.name}: ${wrong.detail}`);
    const { till, facts, until } = found;
    const lacks = here === null || !here.hasLast ? null : Math.max(0, here.facts - facts);
    return { draft, till, facts, until, lacks };
  } catch (error) {
    removeJournal(draft);
    throw unfit(error);
  }
}

/**
 * Puts a checked copy in the journal's place; what was there stays beside it under `keptAs`, with
 * its log, should somebody need what was done since. Nobody may have either open.
 */
export function putBack({ draft }: CheckedCopy, journalFile: string, keptAs: string): void {
  if (!existsSync(journalFile)) {
    renameSync(draft, journalFile);
    return;
  }
  try {
    replaceJournal(journalFile, draft, keptAs);
  } catch (error) {
    if (error instanceof JournalInUse) throw new UnfitCopy("busy", error.message);
    // A journal that cannot even be opened is moved aside as it lies, log and all.
    if (!(error instanceof Database.SqliteError)) throw error;
    for (const part of ["", "-wal", "-shm"]) {
      if (existsSync(journalFile + part)) renameSync(journalFile + part, keptAs + part);
    }
    renameSync(draft, journalFile);
  }
}

/** The name beside the journal under which what was there before a restore is kept. */
export function keptName(journalFile: string, at: Instant): string {
  return `${journalFile}.before-restore-${at.replaceAll(/[:.]/g, "-")}`;
}

interface Found {
  readonly till: string;
  readonly books: string;
  readonly facts: number;
  readonly until: string;
  readonly last: string;
  readonly sealed: Sealed | null;
}

function upgrade(draft: string): Found {
  const db = openForWriting(draft);
  try {
    const ours = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'fact'").get();
    if (ours === undefined) throw new UnfitCopy("not_books", "It has no table of facts.");
    quickCheck(db);
    migrate(db, journalMigrations());
    const found = identity(openBook(db));
    if (found === null) throw new UnfitCopy("not_books", "It holds no books.");
    db.pragma("wal_checkpoint(TRUNCATE)");
    return found;
  } finally {
    db.close();
  }
}

function identity(book: Book): Found | null {
  const books = booksId(book);
  const till = book.get<{ till: string }>("SELECT till FROM device")?.till;
  const last = book.get<{ id: string; seq: number; bytes: Uint8Array }>(
    "SELECT id, seq, bytes FROM fact ORDER BY seq DESC LIMIT 1",
  );
  if (books === undefined || till === undefined || last === undefined) return null;
  const { at } = parseFact(last.bytes);
  return { till, books, facts: last.seq, until: at, last: last.id, sealed: aSeal(book) };
}

function aSeal(book: Book): Sealed | null {
  const row = book.get<Sealed>(
    `SELECT phone_cipher AS cipher, phone_index AS "index" FROM customer
     WHERE phone_cipher IS NOT NULL
     UNION ALL SELECT code_cipher, code_index FROM mpesa_receipt WHERE code_cipher IS NOT NULL
     LIMIT 1`,
  );
  return row ?? null;
}

interface Here {
  readonly till: string;
  readonly books: string | undefined;
  readonly facts: number;
  readonly hasLast: boolean;
}

/** The journal that the copy would replace; null where there is none, it is empty, or unreadable. */
function readHere(journalFile: string, last: string): Here | null {
  if (!existsSync(journalFile)) return null;
  let db: Database.Database | null = null;
  try {
    db = openForReading(journalFile);
    const book = openBook(db);
    const till = book.get<{ till: string }>("SELECT till FROM device")?.till;
    if (till === undefined) return null;
    const facts = book.get<{ n: number }>("SELECT coalesce(max(seq), 0) AS n FROM fact")?.n ?? 0;
    const hasLast = book.get("SELECT 1 FROM fact WHERE id = ?", last) !== undefined;
    return { till, books: booksId(book), facts, hasLast };
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  } finally {
    db?.close();
  }
}

function sameBooks(here: Here, copy: Found): void {
  if (here.books !== undefined && here.books !== copy.books) {
    throw new UnfitCopy("other_books", "These are not the books of this computer.");
  }
  if (here.till !== copy.till) {
    throw new UnfitCopy("other_till", `It is of till ${copy.till}; this one is ${here.till}.`);
  }
}

/** A folder, or what may not be read, is no file to whoever asks for it; a full disk is another matter. */
function bring(from: string, to: string): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EIO") throw error;
    throw new UnfitCopy("missing", `${from} cannot be read: ${code}.`);
  }
}

function unfit(error: unknown): unknown {
  if (error instanceof JournalTooNew) return new UnfitCopy("newer", error.message);
  if (error instanceof JournalDamaged) return new UnfitCopy("damaged", error.message);
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code === "SQLITE_NOTADB") return new UnfitCopy("not_books", error.message);
  if (error.code.startsWith("SQLITE_CORRUPT")) return new UnfitCopy("damaged", error.message);
  return error;
}
