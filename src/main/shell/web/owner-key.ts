import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeDurably } from "#main/disk/durable.ts";
import { OWNER_KEY_BYTES } from "#main/people/keys.ts";
import { CannotStart } from "../cannot-start.ts";

export const KEY_FILE = "owner.key";
const JOURNAL_FILE = "journal.db";

/**
 * The owner's key of a data folder, made at the first start. It is never overwritten, and never
 * made anew beside existing books: they can be read in full only with the key they began with.
 * Call it with the folder locked.
 */
export function ownerKeyOf(folder: string): Buffer {
  const path = join(folder, KEY_FILE);
  if (!existsSync(path)) {
    if (existsSync(join(folder, JOURNAL_FILE))) {
      throw new CannotStart(
        `The books in ${folder} have lost their key (${KEY_FILE}): put it back from a backup.`,
      );
    }
    writeDurably(path, randomBytes(OWNER_KEY_BYTES));
  }
  refuseIfShared(path);
  const key = readFileSync(path);
  if (key.length !== OWNER_KEY_BYTES) {
    throw new CannotStart(
      `The owner's key in ${path} is damaged: it has ${key.length} bytes instead of ` +
        `${OWNER_KEY_BYTES}. Put it back from a backup.`,
    );
  }
  return key;
}

/** The key of the books that this folder, which holds none yet, is about to receive. */
export function keepOwnerKey(folder: string, key: Buffer): void {
  writeDurably(join(folder, KEY_FILE), key);
}

function refuseIfShared(path: string): void {
  if (process.platform === "win32") return;
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) === 0) return;
  throw new CannotStart(
    `The owner's key in ${path} can be read by others (mode ${mode.toString(8)}). ` +
      `Allow only its owner: chmod 600 ${path}`,
  );
}
