import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeDurably } from "#main/disk/durable.ts";
import type { Enrolment } from "./enrolment.ts";

/** How this device reaches its centre, its login's password included; never the owner's key. */
export interface Address extends Omit<Enrolment, "ownerKey"> {
  /**
   * The password that this device made for itself, kept before the centre is told of it; the code's own
   * stays beside it, for a centre that has not heard of it or was put back to before it had.
   */
  readonly ownPassword?: string;
}

const ADDRESS_FILE = "centre.json";

/** Undefined where this data folder belongs to no centre. */
export function readAddress(folder: string): Address | undefined {
  const path = join(folder, ADDRESS_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Address) : undefined;
}

/** Beside the owner's key, for its owner's eyes; whole or not at all. */
export function writeAddress(folder: string, address: Address): void {
  writeDurably(join(folder, ADDRESS_FILE), `${JSON.stringify(address, null, 2)}\n`);
}
