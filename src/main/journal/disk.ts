import { SqliteError } from "better-sqlite3";
import type { Refusal } from "#shared/kernel/refusal.ts";

type DiskRefusal = Extract<Refusal, { code: "journal.disk_full" | "journal.write_failed" }>;

/** What a row of this device could not be written for; the door answers it as a refusal. */
export class DiskTrouble extends Error {
  readonly refusal: DiskRefusal;

  constructor(refusal: DiskRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** A disk that is full or fails is the shop's problem, to be told; anything else is ours. */
export function diskTrouble(error: unknown): DiskRefusal | null {
  const code = error instanceof SqliteError ? error.code : "";
  if (code === "SQLITE_FULL") return { code: "journal.disk_full" };
  const failed = code.startsWith("SQLITE_IOERR") || code.startsWith("SQLITE_BUSY");
  return failed ? { code: "journal.write_failed", problem: code } : null;
}
