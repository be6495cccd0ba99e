import { SqliteError } from "better-sqlite3";
import type { AnyFact } from "#shared/facts/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { applyFact } from "./apply/index.ts";
import type { Book } from "./book.ts";
import { chainNext, chainStart, sha256 } from "./chain.ts";
import { diskTrouble } from "./disk.ts";
import { linksAt, parseFact, storeEpoch, storeFact } from "./stored.ts";

/** A program start of another till, or of this one before its disk went back in time. */
export interface ForeignEpoch {
  readonly till: string;
  readonly epoch: string;
  readonly parent: string | null;
  readonly parentPosition: number | null;
  readonly parentHash: Uint8Array | null;
  readonly openedAt: string;
}

/** A fact as the centre delivers it. */
export interface ForeignFact {
  readonly till: string;
  readonly epoch: string;
  readonly position: number;
  readonly ingest: number;
  readonly bytes: Uint8Array;
  readonly chain: Uint8Array;
  readonly postedOn: BusinessDay | null;
}

/**
 * Why a fact is kept aside instead of applied.
 * - `unknown`: this program does not know its kind or version: an upgrade applies it.
 * - `missing`: it names what is not here yet: tried again whenever others arrive.
 * - `conflict`: another fact has its id. `chain`: it is not what follows its neighbour.
 * - `unreadable`: it is no fact.
 */
export type ParkedReason = "unknown" | "missing" | "conflict" | "chain" | "unreadable";

export interface TakenIn {
  readonly applied: number;
  /** Known already, to the byte. */
  readonly known: number;
  readonly parked: number;
}

/** The version of facts that `applyFact` reads; a later one is an upgrade's. */
const KNOWN_VERSION = 1;

/**
 * Whether one fact that cannot be applied throws `Stumbled` and so takes all of them with it, or each
 * is a savepoint of its own, which costs a tenth more and none takes the others with it.
 */
export type TakingIn = "together" | "one by one";

/** Taken in together, one could not be applied: take them in one by one. */
export class Stumbled extends Error {}

/**
 * Takes in facts of others: appended with `local = 0` at its own place of its own epoch, and applied
 * like any fact, on the day that the centre gave it. What cannot be applied is parked to the byte and
 * waits for what it lacks. Runs inside the caller's transaction.
 */
export function takeIn(
  book: Book,
  facts: readonly ForeignFact[],
  epochs: readonly ForeignEpoch[],
  how: TakingIn,
): TakenIn {
  const sum = { applied: 0, known: 0, parked: 0 };
  const place = placeOf(book, epochs);
  for (const fact of facts) sum[takeOne(book, fact, place, how)] += 1;
  if (sum.applied > 0) sum.applied += retryParked(book, ["missing"]);
  return sum;
}

/** Where the next fact goes: read once for all that are taken in together. */
interface Place {
  /** Of the last fact. */
  seq: number;
  /** What came along of starts: one is kept with its first fact, not for what is known already. */
  readonly told: ReadonlyMap<string, ForeignEpoch>;
  readonly epochs: Map<string, EpochPlace | undefined>;
}

interface EpochPlace {
  readonly no: number;
  readonly parentHash: Uint8Array | null;
  /** The fact of this epoch that was appended last. */
  last: { readonly position: number; readonly chain: Uint8Array } | null;
}

const headOf = (book: Book): number =>
  book.get<{ seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM fact")?.seq ?? 0;

const placeOf = (book: Book, told: readonly ForeignEpoch[]): Place => ({
  seq: headOf(book),
  told: new Map(told.map((each) => [each.epoch, each])),
  epochs: new Map(),
});

function epochPlace(book: Book, { told, epochs }: Place, epoch: string): EpochPlace | undefined {
  if (!epochs.has(epoch)) {
    const opening = told.get(epoch);
    if (opening !== undefined) rememberEpoch(book, opening);
    const row = book.get<Omit<EpochPlace, "last">>(
      "SELECT no, parent_hash AS parentHash FROM epoch WHERE id = ?",
      epoch,
    );
    epochs.set(epoch, row && { ...row, last: null });
  }
  return epochs.get(epoch);
}

/** Tries what was parked for one of these reasons again, until no more of it can be applied. */
export function retryParked(book: Book, reasons: readonly ParkedReason[]): number {
  let applied = 0;
  const place = placeOf(book, []);
  for (let before = -1; before !== applied;) {
    before = applied;
    const parked = book.all<ForeignFact & { readonly id: string }>(
      `SELECT id, till, epoch, position, ingest, bytes, chain, posted_on AS postedOn
       FROM parked_fact WHERE reason IN (SELECT value FROM json_each(?)) ORDER BY till, ingest`,
      JSON.stringify(reasons),
    );
    for (const fact of parked) {
      book.run("DELETE FROM parked_fact WHERE id = ?", fact.id);
      if (takeOne(book, fact, place, "one by one") === "applied") applied += 1;
    }
  }
  return applied;
}

function rememberEpoch(book: Book, epoch: ForeignEpoch): void {
  if (book.get("SELECT 1 FROM epoch WHERE id = ?", epoch.epoch) !== undefined) return;
  const last = book.get<{ no: number }>("SELECT coalesce(max(no), 0) AS no FROM epoch");
  storeEpoch(book, {
    no: (last?.no ?? 0) + 1,
    id: epoch.epoch,
    till: epoch.till,
    parent: epoch.parent,
    parent_position: epoch.parentPosition,
    parent_hash: epoch.parentHash,
    opened_at: epoch.openedAt,
  });
}

function takeOne(
  book: Book,
  foreign: ForeignFact,
  place: Place,
  how: TakingIn,
): "applied" | "known" | "parked" {
  const hash = sha256(foreign.bytes);
  const fact = readable(foreign.bytes);
  if (fact === null) {
    return park(book, `unreadable ${hash.toString("hex")}`, foreign, "unreadable", "");
  }
  const known = book.get<{ hash: Uint8Array; chain: Uint8Array }>(
    "SELECT hash, chain FROM fact WHERE id = ?",
    fact.id,
  );
  if (known !== undefined) {
    if (!hash.equals(known.hash)) {
      return park(book, `${fact.id} ${hash.toString("hex")}`, foreign, "conflict", "");
    }
    if (Buffer.compare(foreign.chain, known.chain) !== 0) rememberPlace(book, foreign, hash);
    return "known";
  }
  const epoch = epochPlace(book, place, foreign.epoch);
  if (epoch === undefined || !linked(book, foreign, hash, epoch)) {
    return park(book, fact.id, foreign, "chain", "");
  }
  if (fact.version > KNOWN_VERSION) {
    return park(book, fact.id, foreign, "unknown", `${fact.kind} ${fact.version}`);
  }
  const savepoint = how === "one by one";
  if (savepoint) book.run("SAVEPOINT taken");
  try {
    append(book, foreign, fact, hash, { epoch: epoch.no, seq: place.seq + 1 });
    if (savepoint) book.run("RELEASE taken");
  } catch (error) {
    // A full disk is the disk's trouble, not the fact's.
    if (!savepoint) throw diskTrouble(error) === null ? new Stumbled(String(error)) : error;
    book.run("ROLLBACK TO taken");
    book.run("RELEASE taken");
    book.seldomChanged();
    if (diskTrouble(error) !== null) throw error;
    // What no table refuses, the program does not understand.
    const reason = error instanceof SqliteError ? "missing" : "unknown";
    return park(book, fact.id, foreign, reason, String(error));
  }
  place.seq += 1;
  epoch.last = foreign;
  return "applied";
}

function append(
  book: Book,
  foreign: ForeignFact,
  fact: AnyFact,
  hash: Uint8Array,
  { epoch, seq }: { readonly epoch: number; readonly seq: number },
): void {
  storeFact(book, {
    seq,
    id: fact.id,
    epoch,
    position: foreign.position,
    // Not made by this run of this disk: also a till's own fact that its disk had lost. It was
    // decided on books that these never were, so no rule of the present binds it here, and the
    // chain of what was made here goes on without it.
    local: 0,
    kind: fact.kind,
    bytes: foreign.bytes,
    hash,
    chain: foreign.chain,
    posted_on: foreign.postedOn,
  });
  applyFact(book, fact, seq, { postedOn: foreign.postedOn });
}

/** Whether its chain value follows from the facts around it, as far as they are here. */
function linked(
  book: Book,
  { epoch, position, chain }: ForeignFact,
  hash: Uint8Array,
  { no, parentHash, last }: EpochPlace,
): boolean {
  const follows = (before: Uint8Array): boolean => chainNext(before, hash).equals(chain);
  if (position === 1) return follows(chainStart(epoch, parentHash));
  if (last !== null && last.position === position - 1 && follows(last.chain)) return true;
  const before = linksAt(book, no, position - 1);
  return before.length === 0 || before.some(follows);
}

/**
 * A fact that is here lies at another place at the centre (migrations/journal/0023): what comes after
 * it there follows this link. Where nothing is here of that start, anything can follow anyhow.
 */
function rememberPlace(book: Book, foreign: ForeignFact, hash: Uint8Array): void {
  const epoch = book.get<{ no: number; parentHash: Uint8Array | null }>(
    "SELECT no, parent_hash AS parentHash FROM epoch WHERE id = ?",
    foreign.epoch,
  );
  if (epoch === undefined || !linked(book, foreign, hash, { ...epoch, last: null })) return;
  book.run(
    "INSERT INTO link_place (epoch, position, chain) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    epoch.no,
    foreign.position,
    foreign.chain,
  );
}

function park(
  book: Book,
  id: string,
  foreign: ForeignFact,
  reason: ParkedReason,
  detail: string,
): "parked" {
  book.run(
    `INSERT INTO parked_fact (id, till, epoch, position, ingest, bytes, chain, posted_on, reason,
       detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    id,
    foreign.till,
    foreign.epoch,
    foreign.position,
    foreign.ingest,
    foreign.bytes,
    foreign.chain,
    foreign.postedOn,
    reason,
    detail,
  );
  return "parked";
}

function readable(bytes: Uint8Array): AnyFact | null {
  try {
    const fact = parseFact(bytes) as AnyFact | null;
    if (fact === null || typeof fact !== "object") return null;
    return typeof fact.id === "string" && typeof fact.kind === "string" ? fact : null;
  } catch {
    return null;
  }
}
