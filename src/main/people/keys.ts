import { hkdfSync } from "node:crypto";
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
