import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JOURNAL_FILE, openParts } from "#main/index.ts";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import type { Parts } from "#main/services/parts.ts";
import { instant, type Instant } from "#shared/kernel/date.ts";

export interface TestBooks {
  readonly folder: string;
  readonly file: string;
  readonly journal: Journal;
  readonly parts: Parts;
  close(): void;
}

/** Noon in Nairobi on a Sunday in November. */
export const TEST_NOW = instant("2026-11-22T09:00:00.000Z");

/** Empty books in a folder of their own, under a fixed key. */
export function openTestBooks(now: () => Instant = () => TEST_NOW): TestBooks {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-books-"));
  const file = join(folder, JOURNAL_FILE);
  const journal = openJournal(file, { now });
  const parts = openParts({ ownerKey: Buffer.alloc(32, 7) }, journal, now);
  return {
    folder,
    file,
    journal,
    parts,
    close() {
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
