import { createHash, hash as hashAtOnce } from "node:crypto";

export function sha256(...parts: (string | Uint8Array)[]): Buffer {
  const [only, more] = parts;
  if (only !== undefined && more === undefined) return hashAtOnce("sha256", only, "buffer");
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Where an epoch's chain starts: SHA-256(epoch ‖ hash of the head it was opened on). */
export function chainStart(epoch: string, parentHash: Uint8Array | null): Buffer {
  return sha256(epoch, parentHash ?? new Uint8Array());
}

/** chain(n) = SHA-256(chain(n−1) ‖ SHA-256(stored bytes of n)). */
export function chainNext(previous: Uint8Array, factHash: Uint8Array): Buffer {
  return sha256(previous, factHash);
}

/** No 0/O, 1/I: the two characters are read aloud over a phone. */
const TAG_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * Two characters of an epoch in every receipt number, so that a till whose disk went back in
 * time can never give one number to two sales: R1-000123-K7.
 */
export function epochTag(epoch: string): string {
  const hash = sha256(epoch);
  const letter = (at: number): string => TAG_LETTERS[(hash[at] ?? 0) % 32] ?? "X";
  return letter(0) + letter(1);
}
