import { copyFileSync, existsSync, rmSync, statSync, truncateSync } from "node:fs";

const LOG = "-wal";

/** What a disk held at some moment: a copy of the journal's file and of its write-ahead log. */
export interface Image {
  readonly file: string;
  /** Bytes of the log. The log only grows while the journal is open. */
  readonly log: number;
}

/**
 * The files of one device on a memory file system. An image is what a power cut at this instant
 * leaves of what SQLite had synced; a lying disk leaves less of the log.
 */
export class Disk {
  readonly #folder: string;
  readonly #name: string;
  #files = 0;
  /** The file in use. */
  file: string;

  constructor(folder: string, name: string, from: string) {
    this.#folder = folder;
    this.#name = name;
    this.file = this.#fresh();
    copy(from, this.file);
  }

  image(): Image {
    const file = this.#fresh();
    copy(this.file, file);
    return { file, log: logOf(file) };
  }

  /** The power fails: the program sees a new file with what was there; the old one is gone. */
  crash(): void {
    this.#take(this.file);
  }

  /** The power fails, and of what was written after the image only some of the log is there. */
  crashLying(since: Image, keep: (least: number, most: number) => number): void {
    const before = this.file;
    this.#take(before);
    const length = logOf(this.file);
    if (length <= since.log) return;
    truncateSync(this.file + LOG, keep(since.log, length));
  }

  /** Somebody puts an old copy in place. */
  restore(image: Image): void {
    this.#take(image.file);
  }

  #take(from: string): void {
    this.file = this.#fresh();
    copy(from, this.file);
  }

  #fresh(): string {
    this.#files += 1;
    return `${this.#folder}/${this.#name}-${this.#files}.db`;
  }
}

function copy(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(from + LOG)) copyFileSync(from + LOG, to + LOG);
}

const logOf = (file: string): number => (existsSync(file + LOG) ? statSync(file + LOG).size : 0);

export function removeFiles(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
