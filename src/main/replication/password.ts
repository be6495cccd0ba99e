import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** A login's password for the device, and what the centre is sent to know it by. */
export interface NewPassword {
  readonly password: string;
  /** RFC 5803: the server keeps this and never sees the password, nor does its log. */
  readonly verifier: string;
}

const ROUNDS = 4096;

export function newPassword(): NewPassword {
  const password = randomBytes(24).toString("base64url");
  return { password, verifier: verifierOf(password) };
}

/** With a salt of its own each time. */
export function verifierOf(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, "sha256");
  const keyed = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString("base64")}$${stored}:${keyed("Server Key").toString("base64")}`;
}
