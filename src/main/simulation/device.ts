import { assert } from "#shared/kernel/assert.ts";
import { instantFromMs, type Instant } from "#shared/kernel/date.ts";
import type { Chance } from "#main/demo/random.ts";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import type { Migration } from "#main/journal/migrate.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Centre } from "#main/replication/centre.ts";
import { UNTIED, type Link } from "#main/replication/link.ts";
import { openReplicator, type Replicator, type Stepped } from "#main/replication/replicator.ts";
import { Desk } from "./desk.ts";
import type { Disk, Image } from "./disk.ts";
import type { Shop } from "./acts/act.ts";
import { Line, type NetworkParts } from "./network.ts";
import type { Enrolled } from "./model/state.ts";

export interface DeviceParts extends NetworkParts {
  readonly sealer: Sealer;
  readonly migrations: readonly Migration[];
  /** The centre as this device's login sees it. */
  readonly centre: Centre;
  /** What a clock that is right shows, in milliseconds. */
  readonly trueTime: () => number;
  /** The replicator threw: it never should. */
  readonly failed: (error: unknown) => void;
}

/** One program start: what is gone when the power fails. */
interface Running {
  readonly journal: Journal;
  readonly line: Line;
  readonly replicator: Replicator;
  readonly desk: Desk;
  /** The exchange under way. */
  exchange: Promise<Stepped> | null;
  /** The last own fact that was promised. */
  seen: number;
}

/** A till or an office as a thing on a table: a disk, a clock that may be wrong, a program. */
export class Device {
  readonly name: string;
  readonly enrolled: Enrolled;
  readonly shops: readonly Shop[];
  readonly disk: Disk;
  readonly #parts: DeviceParts;
  #running: Running | null = null;
  /** What its clock shows less the true time, in milliseconds. */
  skew = 0;
  /** What the disk held at some earlier moments. */
  readonly images: Image[] = [];
  /** The latest image whose log the present one goes on from. */
  synced: Image | null = null;
  /** Restarts, which make an epoch each once something is written. */
  starts = 0;

  constructor(
    name: string,
    enrolled: Enrolled,
    shops: readonly Shop[],
    disk: Disk,
    parts: DeviceParts,
  ) {
    this.name = name;
    this.enrolled = enrolled;
    this.shops = shops;
    this.disk = disk;
    this.#parts = parts;
  }

  get chance(): Chance {
    return this.#parts.chance;
  }

  get isOn(): boolean {
    return this.#running !== null;
  }

  /** It has the books, its own name and a business to work in. */
  get hasJoined(): boolean {
    const { book } = this.#on.journal;
    return (
      book.get("SELECT 1 FROM device") !== undefined &&
      this.shops.every((shop) => book.get("SELECT 1 FROM business WHERE id = ?", shop))
    );
  }

  get journal(): Journal {
    return this.#on.journal;
  }

  get desk(): Desk {
    return this.#on.desk;
  }

  get line(): Line {
    return this.#on.line;
  }

  get replicator(): Replicator {
    return this.#on.replicator;
  }

  get #on(): Running {
    assert(this.#running !== null, `${this.name} is off`);
    return this.#running;
  }

  now(): Instant {
    return instantFromMs(this.#parts.trueTime() + this.skew);
  }

  /** Starts the program on what the disk has; `epoch` only for a machine that was resumed. */
  start(epoch?: string): void {
    assert(this.#running === null, `${this.name} runs already`);
    this.starts += 1;
    const { chance, sealer, migrations, centre } = this.#parts;
    const now = (): Instant => this.now();
    let resumed = epoch;
    const journal = openJournal(this.disk.file, {
      now,
      migrations,
      connect: () => this.disk.connect(),
      newEpoch: () => {
        const id = resumed ?? chance.id(this.#parts.schedule.now);
        resumed = undefined;
        return id;
      },
    });
    const line = new Line(this.#parts, this.name);
    const asked = line.through(centre);
    const replicator = openReplicator({
      journal,
      centre: asked,
      now,
      random: () => chance.whole(0, 999_999) / 1_000_000,
      version: "0.0.0",
      breathe: () => Promise.resolve(),
    });
    const link: Link = {
      ...UNTIED,
      // Where it is does not matter here, but that it has one.
      address: () => ({}) as ReturnType<Link["address"]>,
      catchUp: async () => {
        replicator.askWho();
        for (;;) {
          const { trouble, againInMs } = await exchange(running);
          if (trouble !== null) throw trouble;
          if (againInMs > 0) return;
        }
      },
      ask: (question) => question(asked),
    };
    const desk = new Desk({ journal, sealer, chance, now, link });
    const seen =
      journal.book.get<{ seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM fact")?.seq ?? 0;
    const running: Running = { journal, line, replicator, desk, exchange: null, seen };
    this.#running = running;
    this.#parts.schedule.after(chance.whole(0, 3000), () => this.#step(running));
  }

  /** The bytes of every fact that was made at this till, as its disk has them now. */
  ownFacts(): Uint8Array[] {
    return this.journal.book
      .all<{ bytes: Uint8Array }>("SELECT bytes FROM fact WHERE local = 1 ORDER BY seq")
      .map(({ bytes }) => bytes);
  }

  /** Facts made here since this was last asked of this program. */
  newFacts(): { id: string; seq: number; bytes: Uint8Array }[] {
    const running = this.#on;
    const found = running.journal.book.all<{ id: string; seq: number; bytes: Uint8Array }>(
      "SELECT id, seq, bytes FROM fact WHERE local = 1 AND seq > ? ORDER BY seq",
      running.seen,
    );
    running.seen = found.at(-1)?.seq ?? running.seen;
    return found;
  }

  /** The epoch in which it last wrote; undefined before it wrote anything. */
  lastEpoch(): string | undefined {
    return this.journal.book.get<{ id: string }>(
      `SELECT e.id FROM fact f JOIN epoch e ON e.no = f.epoch WHERE f.local = 1
       ORDER BY f.seq DESC LIMIT 1`,
    )?.id;
  }

  takeImage(): void {
    this.synced = this.disk.image();
    this.images.push(this.synced);
  }

  /** The program ends as it should. */
  stop(): void {
    this.synced = null;
    this.#on.journal.close();
    this.#forget();
  }

  /** The power fails; `damage` says what is then on the disk. */
  crash(damage: (disk: Disk) => void): void {
    const { journal } = this.#on;
    damage(this.disk);
    this.#forget();
    // Of its connections only those that read are still open.
    journal.close();
  }

  #forget(): void {
    this.#running?.line.die();
    this.#running = null;
  }

  /** Exchanges with the centre for as long as this program runs. */
  async #step(running: Running): Promise<void> {
    if (this.#running !== running) return;
    // Not awaited: time has to pass for the centre to answer.
    void exchange(running).then(
      ({ againInMs }) => {
        if (this.#running !== running) return;
        // Slower than the program's own loop where there is nothing to carry: it only costs time.
        const wait = againInMs === 0 ? 0 : againInMs + this.chance.whole(0, 60_000);
        this.#parts.schedule.after(wait, () => this.#step(running));
      },
      (error: unknown) => {
        if (this.#running === running) this.#parts.failed(error);
      },
    );
  }
}

/** One at a time: whoever asks for an exchange under way gets that one. */
function exchange(running: Running): Promise<Stepped> {
  running.exchange ??= running.replicator.step().finally(() => {
    running.exchange = null;
  });
  return running.exchange;
}
