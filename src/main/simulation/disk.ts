import {
  closeSync,
  copyFileSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { quickCheck, type Connection } from "#main/journal/open.ts";
import { KeptFile } from "./kept.ts";

const LOG = "-wal";
const INDEX = "-shm";
/** Both copies of the header by which SQLite knows the index of its log. */
const NO_HEADER = Buffer.alloc(96);

/** What a disk held at some moment: a copy of the journal's file and of its write-ahead log. */
export interface Image {
  readonly file: string;
  /** Bytes of the log. The log only grows while the journal is open. */
  readonly log: number;
}

/** Disks on a memory file system, used again from seed to seed. */
export class Disks {
  readonly #folder: string;
  readonly #free: KeptFile[] = [];
  #made = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A disk with what an image holds; images of it are put into a folder under a name. */
  take(from: string, images: string): Disk {
    const free = this.#free.pop();
    if (free !== undefined) return new Disk(free, images, from);
    this.#made += 1;
    const file = `${this.#folder}/disk-${this.#made}.db`;
    copy(from, file);
    return new Disk(new KeptFile(file), images, from);
  }

  /** The world that used it has ended. */
  giveBack(disk: Disk): void {
    this.#free.push(disk.end());
  }

  close(): void {
    for (const kept of this.#free.splice(0)) kept.close();
  }
}

/**
 * The files of one device. When the power fails, the file and its log stay as they are and the
 * index of the log, which SQLite keeps in memory, is lost: the next statement recovers from the
 * log, as after any power cut. A lying disk has kept less of the log.
 */
export class Disk {
  readonly #kept: KeptFile;
  readonly #images: string;
  #taken = 0;

  constructor(kept: KeptFile, images: string, from: string) {
    this.#kept = kept;
    this.#images = images;
    this.#fill(from);
  }

  get file(): string {
    return this.#kept.file;
  }

  /** The connection of one program start. */
  connect(): Connection {
    const db = this.#kept.connect();
    if (logOf(this.file) > 0) quickCheck(db);
    return db;
  }

  image(): Image {
    this.#taken += 1;
    const file = `${this.#images}-${this.#taken}.db`;
    copy(this.file, file);
    return { file, log: logOf(file) };
  }

  /** The power fails. */
  crash(): void {
    this.#kept.cut();
    this.#loseIndex();
  }

  /** The power fails, and of what was written after the image only some of the log is there. */
  crashLying(since: Image, keep: (least: number, most: number) => number): void {
    this.crash();
    const length = logOf(this.file);
    if (length <= since.log) return;
    truncateSync(this.file + LOG, keep(since.log, length));
  }

  /** Somebody puts an old copy in place. */
  restore(image: Image): void {
    this.crash();
    this.#fill(image.file);
  }

  end(): KeptFile {
    this.#kept.cut();
    return this.#kept;
  }

  #fill(from: string): void {
    copy(from, this.file);
    this.#loseIndex();
  }

  #loseIndex(): void {
    const index = openSync(this.file + INDEX, "r+");
    writeSync(index, NO_HEADER);
    closeSync(index);
  }
}

function copy(from: string, to: string): void {
  copyFileSync(from, to);
  if (logOf(from) > 0) copyFileSync(from + LOG, to + LOG);
  else if (logOf(to) > 0) truncateSync(to + LOG);
}

const logOf = (file: string): number => statSync(file + LOG, { throwIfNoEntry: false })?.size ?? 0;

export function removeFiles(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
