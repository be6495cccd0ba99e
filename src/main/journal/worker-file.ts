import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { assert } from "#shared/kernel/assert.ts";

/** A thread's file: beside the sources, or at the top of the bundle, of which this may be a chunk. */
export function workerFile(worker: string): string {
  const here = fileURLToPath(import.meta.url);
  const name = `${worker}${path.extname(here)}`;
  const places = [path.dirname(here), path.dirname(path.dirname(here))];
  const found = places.map((folder) => path.join(folder, name)).find((place) => existsSync(place));
  assert(found !== undefined, `${name} is missing`);
  return found;
}
