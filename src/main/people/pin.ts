import { hash, verify } from "@node-rs/argon2";
import { derivedKey } from "./keys.ts";

/**
 * PINs as argon2id under a pepper derived from the owner's key: four digits fall to anyone who can
 * try them all, so a stolen journal without the key must not be enough to try them.
 */
export interface Pins {
  hashPin(pin: string): Promise<string>;
  /** False also for something that is no hash at all. */
  verifyPin(hash: string, pin: string): Promise<boolean>;
}

// argon2id (the package's default), at the floor that OWASP gives: about 25 ms on a shop PC, off
// the main thread.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** PIN hashing under one owner's key. */
export function openPins(ownerKey: Buffer): Pins {
  const secret = derivedKey(ownerKey, "tomtin pin pepper");
  return {
    hashPin: (pin) => hash(pin, { ...COST, secret }),
    async verifyPin(hashed, pin) {
      if (!hashed.startsWith("$argon2id$")) return false;
      return verify(hashed, pin, { secret });
    },
  };
}

/** All one digit, or a run up or down: the first PINs anyone tries. */
export function isTooSimple(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]));
  const first = steps[0] ?? 0;
  return Math.abs(first) <= 1 && steps.every((step) => step === first);
}
