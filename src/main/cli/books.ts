import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { JOURNAL_FILE, openParts } from "#main/index.ts";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import { booksOpened } from "#main/journal/read/business.ts";
import type { Parts } from "#main/services/parts.ts";
import { CannotStart } from "#main/shell/cannot-start.ts";
import { lockDataFolder } from "#main/shell/lock.ts";
import { ownerKeyOf } from "#main/shell/web/owner-key.ts";
import { instantFromMs, type Instant } from "#shared/kernel/date.ts";

const now = (): Instant => instantFromMs(Date.now());

/** Works on a data folder that nobody else works on, and lets go of it whatever happens. */
export async function withFolder<T>(
  folder: string,
  work: (journalFile: string) => T | Promise<T>,
): Promise<T> {
  if (!existsSync(folder)) throw new CannotStart(`There is no folder ${folder}.`);
  const lock = lockDataFolder(folder);
  try {
    return await work(path.join(folder, JOURNAL_FILE));
  } finally {
    lock.release();
  }
}

/** The file of books that are there; a folder without any is a sentence, not an empty journal. */
export function existingBooks(journalFile: string): string {
  if (existsSync(journalFile)) return journalFile;
  throw new CannotStart(`There are no books in ${path.dirname(journalFile)}.`);
}

/** Works on the books of a folder. */
export async function withBooks<T>(
  folder: string,
  work: (journal: Journal) => T | Promise<T>,
): Promise<T> {
  return withFolder(folder, async (file) => {
    const journal = openJournal(existingBooks(file), { now });
    try {
      return await work(journal);
    } finally {
      journal.close();
    }
  });
}

/** Works on the books of a folder with all that services are made of. */
export async function withParts<T>(
  folder: string,
  work: (parts: Parts) => T | Promise<T>,
): Promise<T> {
  return withBooks(folder, (journal) =>
    work(openParts({ ownerKey: ownerKeyOf(folder) }, journal, now)),
  );
}

/** Makes a folder's books; one that has books already keeps them. */
export async function withNewBooks<T>(
  folder: string,
  work: (parts: Parts) => T | Promise<T>,
): Promise<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return withFolder(folder, async (file) => {
    const ownerKey = ownerKeyOf(folder);
    const journal = openJournal(file, { now });
    try {
      if (booksOpened(journal.book) !== undefined) {
        throw new CannotStart(`There are books in ${folder} already; give an empty folder.`);
      }
      return await work(openParts({ ownerKey }, journal, now));
    } finally {
      journal.close();
    }
  });
}

/** Says how far long work is, in whole per cents and not more often than they change. */
export function percentage(
  say: (line: string) => void,
  what: string,
): (done: number, of: number) => void {
  let last = -1;
  return (done, of) => {
    const percent = of === 0 ? 100 : Math.floor((done * 100) / of);
    if (percent === last) return;
    last = percent;
    say(`${what}: ${percent} %`);
  };
}
