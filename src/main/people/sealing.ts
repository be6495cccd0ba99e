import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from "node:crypto";
import type { Sealed } from "#shared/facts/fact.ts";
import { assert } from "#shared/kernel/assert.ts";
import { derivedKey } from "./keys.ts";

/** What a sealed text is; equal texts of different purposes have different indexes. */
export type SealPurpose = "phone" | "mpesa";

export interface Sealer {
  /** Give it the normalised text: "0712…" and "+254712…" would not find each other. */
  seal(text: string, purpose: SealPurpose): Sealed;
  /** Throws where the text was changed or sealed under another key. */
  unseal(sealed: Sealed): string;
  /** The blind index that `seal` gives this text: for finding it and for keeping it unique. */
  index(text: string, purpose: SealPurpose): string;
  /** A keyed digest of a request, so that a short PIN or phone in it cannot be guessed back. */
  digest(text: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INDEX_BYTES = 16;

/** Seals phone numbers and M-Pesa codes under the owner's key (AES-256-GCM). */
export function openSealer(
  ownerKey: Buffer,
  nonce: () => Buffer = () => randomBytes(NONCE_BYTES),
): Sealer {
  // Key objects, not bytes: Node would make one of the bytes for each use, which costs more than
  // the use itself.
  const keyFor = (label: string): KeyObject => createSecretKey(derivedKey(ownerKey, label));
  const sealKey = keyFor("tomtin seal");
  const indexKey = keyFor("tomtin blind index");
  const digestKey = keyFor("tomtin request digest");

  const index = (text: string, purpose: SealPurpose): string =>
    hmac(indexKey, `${purpose}\n${text}`).subarray(0, INDEX_BYTES).toString("base64url");

  return {
    index,
    seal(text, purpose) {
      const fresh = nonce();
      assert(fresh.length === NONCE_BYTES, `a nonce is ${NONCE_BYTES} bytes, not ${fresh.length}`);
      const blind = index(text, purpose);
      const cipher = createCipheriv("aes-256-gcm", sealKey, fresh, { authTagLength: TAG_BYTES });
      // The index is authenticated too: the cipher of one person cannot be moved to another's.
      cipher.setAAD(Buffer.from(blind));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const whole = Buffer.concat([fresh, body, cipher.getAuthTag()]);
      return { cipher: whole.toString("base64"), index: blind };
    },
    unseal: (sealed) => open(sealKey, sealed),
    digest: (text) => hmac(digestKey, text).toString("hex").slice(0, 32),
  };
}

function open(key: KeyObject, sealed: Sealed): string {
  const whole = Buffer.from(sealed.cipher, "base64");
  assert(whole.length >= NONCE_BYTES + TAG_BYTES, "a sealed text is shorter than its frame");
  const decipher = createDecipheriv("aes-256-gcm", key, whole.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(sealed.index));
  decipher.setAuthTag(whole.subarray(whole.length - TAG_BYTES));
  const body = whole.subarray(NONCE_BYTES, whole.length - TAG_BYTES);
  return decipher.update(body, undefined, "utf8") + decipher.final("utf8");
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
