import { hkdfSync } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { assert } from "#shared/kernel/assert.ts";

export const OWNER_KEY_BYTES = 32;

/**
 * A key for one purpose, derived from the owner's key by HKDF-SHA256. Labels are permanent: what
 * was sealed, indexed or hashed under one can be read only under the same.
 */
export function derivedKey(ownerKey: Buffer, label: string): Buffer {
  assert(ownerKey.length === OWNER_KEY_BYTES, `the owner's key is ${ownerKey.length} bytes long`);
  return Buffer.from(hkdfSync("sha256", ownerKey, Buffer.alloc(0), label, 32));
}

/** An owner's key as a file keeps it, by its whole path; null where that file is none. */
export function readKeyFile(file: string): Buffer | null {
  if (!path.isAbsolute(file) || !existsSync(file)) return null;
  return statSync(file).size === OWNER_KEY_BYTES ? readFileSync(file) : null;
}
