import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { safeStorage } from "electron";
import { writeDurably } from "#main/disk/durable.ts";
import { OWNER_KEY_BYTES } from "#main/people/keys.ts";
import { CannotStart } from "../cannot-start.ts";
import {
  KEY_FILE,
  keepOwnerKey as keepPlainOwnerKey,
  ownerKeyOf as plainOwnerKeyOf,
} from "../web/owner-key.ts";

export const SEALED_KEY_FILE = "owner.key.sealed";
const JOURNAL_FILE = "journal.db";

/**
 * The owner's key of a data folder, locked by the system's key store. Made at the first start,
 * never made anew beside existing books. Books that the web shell began have their key in a plain
 * file, which stays: the same books must open in either shell. Call it with the folder locked.
 */
export async function ownerKeyOf(folder: string): Promise<Buffer> {
  const path = join(folder, SEALED_KEY_FILE);
  if (existsSync(path)) return unseal(path);
  if (existsSync(join(folder, KEY_FILE))) return plainOwnerKeyOf(folder);
  if (existsSync(join(folder, JOURNAL_FILE))) {
    throw new CannotStart(
      `The books in ${folder} have lost their key (${SEALED_KEY_FILE}): put it back from a backup.`,
    );
  }
  const key = randomBytes(OWNER_KEY_BYTES);
  await seal(path, key);
  // What was written is read back before any fact depends on it.
  const kept = await unseal(path);
  if (!kept.equals(key)) throw new CannotStart("The system's key store does not keep keys.");
  return key;
}

/** The key of the books that this folder, which holds none yet, is about to receive. */
export async function keepOwnerKey(folder: string, key: Buffer): Promise<void> {
  const plain = existsSync(join(folder, KEY_FILE));
  if (plain) keepPlainOwnerKey(folder, key);
  else await seal(join(folder, SEALED_KEY_FILE), key);
}

async function refuseWithoutKeyStore(): Promise<void> {
  const available = await safeStorage.isAsyncEncryptionAvailable();
  // Without a keyring Linux falls back to a password that is printed in Chromium's sources.
  const pretended =
    process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text";
  if (available && !pretended) return;
  throw new CannotStart(
    "This system has no key store that Electron can use (on Linux: GNOME Keyring or KWallet), " +
      "so the owner's key cannot be kept safely. Set one up, or start with: npm start -- --shell web",
  );
}

async function unseal(path: string): Promise<Buffer> {
  await refuseWithoutKeyStore();
  const opened = await safeStorage.decryptStringAsync(readFileSync(path)).catch((error) => {
    throw new CannotStart(
      `The owner's key in ${path} was not locked by this user on this computer. ` +
        `Put it back from a backup. (${String(error)})`,
    );
  });
  const key = Buffer.from(opened.result, "base64");
  if (key.length !== OWNER_KEY_BYTES) {
    throw new CannotStart(`The owner's key in ${path} is damaged. Put it back from a backup.`);
  }
  if (opened.shouldReEncrypt) await seal(path, key);
  return key;
}

async function seal(path: string, key: Buffer): Promise<void> {
  await refuseWithoutKeyStore();
  writeDurably(path, await safeStorage.encryptStringAsync(key.toString("base64")));
}
