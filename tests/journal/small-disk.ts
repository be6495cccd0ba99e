import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly folder: string;
  remove(): void;
}

/** A disk of its own, of so many megabytes; null where the system does not let us have one. */
export function smallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-disk-"));
  const size = `size=${megabytes}m,mode=0755`;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", size, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    console.log("skipped: only root may mount a small disk");
    return null;
  }
  return {
    folder,
    remove() {
      execFileSync("umount", ["-l", folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Leaves not a byte of room in a folder; answers with the file whose removal gives it back. */
export function fillDisk(folder: string): string {
  const ballast = join(folder, "ballast");
  const file = openSync(ballast, "w");
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    const piece = Buffer.alloc(size);
    try {
      while (writeSync(file, piece) === size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(file);
  return ballast;
}
