import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

const CHUNK = 1 << 20;

/** Writes a file whole or not at all; answers with its size in bytes. */
export function writePieces(file: string, pieces: Iterable<string | Buffer>): number {
  const draft = `${file}.part`;
  const handle = openSync(draft, "w", 0o600);
  let bytes = 0;
  let text = "";
  const flush = (): void => {
    bytes += writeAll(handle, Buffer.from(text, "utf8"));
    text = "";
  };
  try {
    for (const piece of pieces) {
      if (typeof piece === "string") text += piece;
      else {
        flush();
        bytes += writeAll(handle, piece);
      }
      if (text.length >= CHUNK) flush();
    }
    flush();
    closeSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(draft, { force: true });
    throw error;
  }
  renameSync(draft, file);
  return bytes;
}

function writeAll(handle: number, bytes: Buffer): number {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
  return bytes.length;
}
