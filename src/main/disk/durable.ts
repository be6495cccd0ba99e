import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file for its owner's eyes, whole or not at all, also where the power fails in the middle
 * or a moment later: beside its place, forced to the disk, then given its name.
 */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const file = openSync(draft, "wx", 0o600);
  try {
    writeSync(file, typeof content === "string" ? Buffer.from(content) : content);
  } finally {
    closeSync(file);
  }
  nameDurably(draft, path);
}

/** Gives a file that was written its name, once all of it is on the disk. */
export function nameDurably(draft: string, path: string): void {
  sync(draft, "r+");
  renameSync(draft, path);
  // So that the name survives a power cut too. Windows has no such call and needs none.
  if (process.platform !== "win32") sync(dirname(path), "r");
}

function sync(path: string, flags: string): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
