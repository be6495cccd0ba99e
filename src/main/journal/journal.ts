import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";
import type { SharedAct } from "#shared/facts/fact.ts";
import type { FactKind, FactOf } from "#shared/facts/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Instant } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { applyFact } from "./apply/index.ts";
import { clockOf } from "./apply/newest.ts";
import { openBook, type Book } from "./book.ts";
import type { Appended, Coming, Command, Draft } from "./command.ts";
import { DiskTrouble, diskTrouble } from "./disk.ts";
import { headOf, storeNext, type Head } from "./head.ts";
import { journalMigrations, migrate, type Migration } from "./migrate.ts";
import {
  assertPragmas,
  openAtStart,
  openForReading,
  openForWriting,
  undoInMemory,
  type Connection,
} from "./open.ts";
import { apart, partId, sharedBy } from "./shared-act.ts";
import { parseFact } from "./stored.ts";
import {
  retryParked,
  Stumbled,
  takeIn,
  type ForeignEpoch,
  type ForeignFact,
  type TakenIn,
  type TakingIn,
} from "./take-in.ts";

export interface Journal {
  readonly file: string;
  /** The writer's view: always current. */
  readonly book: Book;
  /** A connection of its own for reports. */
  readonly reading: Book;
  till(): string;
  /**
   * The only way in. Inside one IMMEDIATE transaction: a known command is answered with its
   * fact; else `decide` gathers and decides, and its fact is chained, stored and applied.
   * Returns after COMMIT, durable. A refusal writes nothing.
   */
  append<Kind extends FactKind>(
    command: Command,
    decide: (book: Book, coming: Coming) => Result<Draft<Kind>>,
  ): Result<Appended<Kind>>;
  /**
   * Takes in facts of others, and `also` what of the device stands or falls with them, under one
   * COMMIT: as many as may hold up a sale. None of them can abort; see `take-in.ts`.
   */
  takeIn(
    facts: readonly ForeignFact[],
    epochs: readonly ForeignEpoch[],
    also: (book: Book) => void,
  ): TakenIn;
  /** At a program's start: what an older program could not apply. Answers with how many now are. */
  takeInParked(): number;
  /** Rows of this device alone (drafts, print jobs, wrong PINs), in one transaction. */
  onDevice<T>(write: (book: Book) => T): T;
  /**
   * Many appends under one COMMIT, each at the time that `now` says, the clock's own by default:
   * the set-up, demo data and imports only, never a sale at the counter. All of it is written or
   * none of it; a disk that is full or fails throws `DiskTrouble`.
   */
  inBulk(write: () => void, now?: () => Instant): void;
  /** A consistent look: all reads of one report see one state. */
  readTogether<T>(read: (book: Book) => T): T;
  /** Commits that are durable in the log and not yet in the file itself. */
  readonly uncheckpointed: number;
  /** Moves the log into the file. Nobody may be waiting: it takes as long as some ten sales. */
  checkpoint(): void;
  close(): void;
}

export interface JournalOptions {
  readonly now: () => Instant;
  readonly migrations?: readonly Migration[];
  /** This program start's epoch: random, but in a simulation that repeats itself. */
  readonly newEpoch?: () => string;
  /** How a start opens the file for writing; a simulation keeps its connections. */
  readonly connect?: (file: string) => Connection;
}

export function openJournal(file: string, options: JournalOptions): Journal {
  return new SqliteJournal(file, options);
}

class SqliteJournal implements Journal {
  readonly file: string;
  #options: JournalOptions;
  #db: Connection;
  #book: Book;
  /** Opened by the first report: a start at the counter need not wait for it. */
  #reads: { readonly db: Database.Database; readonly book: Book } | null = null;
  /** Null until this program start has written its first fact, and after a failed commit. */
  #head: Head | null = null;
  /** This program start's own epoch. */
  #epoch: string;
  #till: string | null = null;
  /** The clock of the bulk being written; null outside of one. */
  #bulk: (() => Instant) | null = null;
  #uncheckpointed = 0;

  constructor(file: string, options: JournalOptions) {
    this.file = file;
    this.#options = options;
    this.#epoch = this.#freshEpoch();
    this.#db = (options.connect ?? openAtStart)(file);
    try {
      migrate(this.#db, options.migrations ?? journalMigrations());
    } catch (error) {
      // A file that is refused is let go of: somebody will want to copy or move it.
      this.#db.close();
      throw error;
    }
    undoInMemory(this.#db);
    this.#book = openBook(this.#db, "writes");
  }

  get book(): Book {
    return this.#book;
  }

  get reading(): Book {
    return this.#reports().book;
  }

  #reports(): { readonly db: Database.Database; readonly book: Book } {
    if (this.#reads === null) {
      const db = openForReading(this.file);
      this.#reads = { db, book: openBook(db) };
    }
    return this.#reads;
  }

  till(): string {
    const till = this.#deviceTill();
    assert(till !== "", "this device has no till code yet");
    return till;
  }

  append<Kind extends FactKind>(
    command: Command,
    decide: (book: Book, coming: Coming) => Result<Draft<Kind>>,
  ): Result<Appended<Kind>> {
    if (this.#bulk !== null) return this.#write(command, decide);
    let outcome: Result<Appended<Kind>>;
    try {
      this.#db.exec("BEGIN IMMEDIATE");
      outcome = this.#write(command, decide);
      if (!outcome.ok || outcome.value.repeated) {
        this.#db.exec("ROLLBACK");
        return outcome;
      }
    } catch (error) {
      this.#forget();
      const trouble = diskTrouble(error);
      if (trouble === null) throw error;
      return refuse(trouble);
    }
    try {
      this.#db.exec("COMMIT");
      this.#uncheckpointed += 1;
      return outcome;
    } catch (error) {
      return this.#afterFailedCommit(command, error);
    }
  }

  #write<Kind extends FactKind>(
    command: Command,
    decide: (book: Book, coming: Coming) => Result<Draft<Kind>>,
  ): Result<Appended<Kind>> {
    const known = this.#known<Kind>(command);
    if (known !== null) return known;
    const head = this.#headNow();
    const coming: Coming = {
      id: command.id,
      seq: head.seq + 1,
      till: this.#deviceTill(),
      at: this.#now(),
      tag: head.tag,
    };
    const decided = decide(this.#book, coming);
    if (!decided.ok) return decided;
    const draft = apart(decided.value);
    const parts = draft.elsewhere ?? [];
    const act = sharedBy(command.id, parts);
    const fact = this.#place(command, draft, coming, head, act);
    const { seq } = head;
    for (const { business, draft: part } of parts) {
      this.#place(
        { ...command, id: partId(command.id, business) },
        part as Draft,
        coming,
        head,
        act,
      );
    }
    draft.also?.(this.#book);
    return done({ fact, seq, repeated: false });
  }

  #place<Kind extends FactKind>(
    command: Command,
    draft: Draft<Kind>,
    coming: Coming,
    head: Head,
    act: SharedAct | null,
  ): FactOf<Kind> {
    const fact = {
      id: command.id,
      kind: draft.kind,
      version: 1,
      // The fact that opens the books names the till; the device row is written beside it.
      till: draft.kind === "books.opened" ? tillOfBooks(draft.body) : coming.till,
      at: coming.at,
      day: draft.day,
      business: draft.business,
      by: draft.by,
      digest: command.digest,
      body: draft.body,
      entry: draft.entry,
      ...(act === null ? {} : { act }),
    } as unknown as FactOf<Kind>;
    const clock = clockOf(this.#book, fact);
    // A head half moved is forgotten with the transaction, in `#forget`.
    const stamped = clock === undefined ? fact : { ...fact, clock };
    storeNext(this.#book, head, stamped, this.#now());
    applyFact(this.#book, stamped, head.seq);
    return fact;
  }

  /** Empty until the books are opened. */
  #deviceTill(): string {
    if (this.#till === null) {
      this.#till = this.#book.get<{ till: string }>("SELECT till FROM device")?.till ?? null;
    }
    return this.#till ?? "";
  }

  #freshEpoch(): string {
    return (this.#options.newEpoch ?? randomUUID)();
  }

  /** Read from the file once, then kept beside it. */
  #headNow(): Head {
    this.#head ??= headOf(this.#book, this.#epoch);
    return this.#head;
  }

  #known<Kind extends FactKind>(command: Command): Result<Appended<Kind>> | null {
    const row = this.#book.get<{ seq: number; bytes: Uint8Array }>(
      "SELECT seq, bytes FROM fact WHERE id = ?",
      command.id,
    );
    if (row === undefined) return null;
    const fact = parseFact(row.bytes) as FactOf<Kind>;
    if (fact.digest !== command.digest) {
      return refuse({ code: "command.id_reused", command: command.id });
    }
    return done({ fact, seq: row.seq, repeated: true });
  }

  #forget(): void {
    if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
    this.#book.seldomChanged();
    this.#head = null;
    this.#till = null;
  }

  /**
   * COMMIT failed: the disk may or may not hold the fact. Close, reopen, look the id up; only
   * then say what happened.
   */
  #afterFailedCommit<Kind extends FactKind>(
    command: Command,
    error: unknown,
  ): Result<Appended<Kind>> {
    const trouble = diskTrouble(error);
    if (trouble === null) {
      this.#forget();
      throw error;
    }
    this.#reopen();
    const known = this.#known<Kind>(command);
    if (known !== null && known.ok) return done({ ...known.value, repeated: false });
    return refuse(trouble);
  }

  #reopen(): void {
    this.#db.close();
    this.#db = openForWriting(this.file);
    undoInMemory(this.#db);
    this.#book = openBook(this.#db, "writes");
    this.#head = null;
  }

  takeIn(
    facts: readonly ForeignFact[],
    epochs: readonly ForeignEpoch[],
    also: (book: Book) => void,
  ): TakenIn {
    const taking = (how: TakingIn) => (book: Book) => {
      const taken = takeIn(book, facts, epochs, how);
      also(book);
      // Somebody else writes in this program start's own epoch: a machine resumed from a snapshot.
      const copied = book.get(
        `SELECT 1 FROM epoch e JOIN fact f ON f.epoch = e.no AND f.local = 0 WHERE e.id = ?`,
        this.#epoch,
      );
      if (copied !== undefined) this.#epoch = this.#freshEpoch();
      return taken;
    };
    try {
      return this.#takingIn(taking("together"));
    } catch (error) {
      // Nothing of it was written. One of them lacks something or is beyond this program: seldom.
      if (!(error instanceof Stumbled)) throw error;
      return this.#takingIn(taking("one by one"));
    }
  }

  takeInParked(): number {
    return this.#takingIn((book) => retryParked(book, ["unknown", "missing"]));
  }

  #takingIn<T>(write: (book: Book) => T): T {
    try {
      return this.onDevice(write);
    } finally {
      // Facts have arrived, or have not: where the next own fact goes is read anew.
      this.#head = null;
    }
  }

  onDevice<T>(write: (book: Book) => T): T {
    try {
      const answer = this.#db.transaction(() => write(this.#book)).immediate();
      this.#uncheckpointed += 1;
      return answer;
    } catch (error) {
      this.#book.seldomChanged();
      const trouble = diskTrouble(error);
      throw trouble === null ? error : new DiskTrouble(trouble);
    }
  }

  #now(): Instant {
    return (this.#bulk ?? this.#options.now)();
  }

  inBulk(write: () => void, now: () => Instant = this.#options.now): void {
    // An act of several facts within bulk writing joins it: one COMMIT, or none of it.
    if (this.#bulk !== null) return write();
    this.#bulk = now;
    try {
      this.#db.exec("BEGIN IMMEDIATE");
      write();
      this.#db.exec("COMMIT");
      this.#uncheckpointed += 1;
    } catch (error) {
      this.#forget();
      const trouble = diskTrouble(error);
      throw trouble === null ? error : new DiskTrouble(trouble);
    } finally {
      this.#bulk = null;
    }
  }

  readTogether<T>(read: (book: Book) => T): T {
    const { db, book } = this.#reports();
    if (db.inTransaction) return read(book);
    return db.transaction(() => read(book)).deferred();
  }

  get uncheckpointed(): number {
    return this.#uncheckpointed;
  }

  checkpoint(): void {
    this.#uncheckpointed = 0;
    try {
      this.#db.pragma("wal_checkpoint(PASSIVE)");
    } catch (error) {
      // It stays in the log, which a sale needs just as much, and says so in words when it fails.
      if (diskTrouble(error) === null) throw error;
    }
  }

  close(): void {
    this.#reads?.db.close();
    if (!this.#db.open) return;
    try {
      assertPragmas(this.#db);
      this.#db.pragma("wal_checkpoint(TRUNCATE)");
    } catch (error) {
      // What a full disk cannot take into the file stays in the log, as after a power cut.
      if (diskTrouble(error) === null) throw error;
    } finally {
      this.#db.close();
    }
  }
}

function tillOfBooks(body: unknown): string {
  return (body as { till: { code: string } }).till.code;
}
