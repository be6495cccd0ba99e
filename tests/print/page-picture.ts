import { spawnSync } from "node:child_process";
import { PNG } from "pngjs";
import type { Grey } from "./code128.ts";

/** Whether PDFs can be made pictures of here; where not, say so once and skip. */
export const poppler = spawnSync("pdftoppm", ["-v"]).error === undefined;

/** The first page of a PDF, in the very dots of a 203 dpi head: 8 a millimetre. */
export function pageOf(pdf: Buffer): Grey {
  const ran = spawnSync("pdftoppm", ["-r", "203.2", "-gray", "-"], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
  });
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(ran.stdout.subarray(0, 40).toString("latin1"));
  if (header === null) throw new Error(`no picture: ${ran.stderr.toString()}`);
  const [width, height] = [Number(header[1]), Number(header[2])];
  const from = header[0].length;
  return { width, height, dots: ran.stdout.subarray(from, from + width * height) };
}

/** A PNG in grey. */
export function greyOf(file: Buffer): Grey {
  const { width, height, data } = PNG.sync.read(file);
  const dots = Uint8Array.from({ length: width * height }, (_, i) => data[i * 4 + 1] ?? 255);
  return { width, height, dots };
}

/** The outermost columns with ink, counted from the left. */
export function inkOf({ width, height, dots }: Grey): { left: number; right: number } {
  const inked = Array.from({ length: width }, (_, x) => {
    for (let y = 0; y < height; y += 1) if ((dots[y * width + x] ?? 255) < 128) return true;
    return false;
  });
  return { left: inked.indexOf(true), right: inked.lastIndexOf(true) };
}
