import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";
import type { ForeignEpoch } from "../take-in.ts";

/** The centre that this device belongs to, as far as the journal knows it. */
export interface LinkRow {
  readonly till: string;
  readonly kind: "till" | "office";
  /** Codes of businesses, or all of them. */
  readonly scope: readonly string[] | "*";
  readonly books: string | null;
  /** Which life of the centre the vector and the confirmations are of. */
  readonly generation: string | null;
  readonly lastContact: Instant | null;
  readonly incident: string | null;
}

type StoredLink = Omit<LinkRow, "scope"> & { readonly scope: string };

export function link(book: Book): LinkRow | undefined {
  const row = book.get<StoredLink>(
    `SELECT till, kind, scope, books, generation, last_contact AS lastContact, incident FROM link`,
  );
  return row === undefined ? undefined : { ...row, scope: JSON.parse(row.scope) as string[] | "*" };
}

/** Whether what is true of all businesses together can be seen here: a till may serve some of them. */
export function servesAll(book: Book): boolean {
  return (link(book)?.scope ?? "*") === "*";
}

/** Whether this device may make master data: an office, or a program without a centre. */
export function mayMakeMasters(book: Book): boolean {
  return book.seldom("may make masters", () => link(book)?.kind !== "till");
}

export function saveLink(
  book: Book,
  row: Pick<LinkRow, "till" | "kind" | "scope" | "books" | "generation">,
): void {
  book.run(
    `INSERT INTO link (one, till, kind, scope, books, generation) VALUES (1, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET till = excluded.till, kind = excluded.kind,
       scope = excluded.scope, books = excluded.books, generation = excluded.generation`,
    row.till,
    row.kind,
    JSON.stringify(row.scope),
    row.books,
    row.generation,
  );
  book.seldomChanged();
}

export function saveContact(book: Book, at: Instant): void {
  book.run("UPDATE link SET last_contact = ?", at);
}

export function saveIncident(book: Book, incident: string | null): void {
  book.run("UPDATE link SET incident = ?", incident);
}

/** Another life of the centre: above `heads` its ingest numbers are of other facts than before. */
export function lowerHave(book: Book, heads: Readonly<Record<string, number>>): void {
  for (const { till, ingest } of haveRows(book)) {
    book.run(
      "UPDATE link_have SET ingest = ? WHERE till = ?",
      Math.min(ingest, heads[till] ?? 0),
      till,
    );
  }
}

/**
 * Another life of the centre may lack any epoch of this disk, also older ones than it has: what came
 * last of each is sent again, and the answer tells how much of it is there.
 */
export function lowerConfirmed(book: Book): void {
  book.run("UPDATE link_confirmed SET position = position - 1 WHERE position > 0");
}

/** Lives of the centre that another one followed: their servers are the centre no more. */
export function saveFormerLives(book: Book, lives: readonly string[]): void {
  for (const life of lives) {
    book.run("INSERT INTO link_former (generation) VALUES (?) ON CONFLICT DO NOTHING", life);
  }
}

export function isFormerLife(book: Book, life: string): boolean {
  return book.get("SELECT 1 FROM link_former WHERE generation = ?", life) !== undefined;
}

/** Id of the fact that opened these books; undefined while there are none. */
export function booksId(book: Book): string | undefined {
  return book.get<{ id: string }>("SELECT f.id FROM books b JOIN fact f ON f.seq = b.seq")?.id;
}

// ---------------------------------------------------------------- the outbox: own facts

/** An epoch of this disk, with how far it goes and how far the centre holds it. */
export interface OwnEpoch extends ForeignEpoch {
  readonly no: number;
  readonly head: number;
  readonly confirmed: number;
  /** How far the centre, in whatever life, said what became of it. */
  readonly told: number;
}

const OWN = `
  SELECT e.no, e.id AS epoch, e.till, e.parent, e.parent_position AS parentPosition,
    e.parent_hash AS parentHash, e.opened_at AS openedAt,
    coalesce(c.position, 0) AS confirmed, coalesce(c.told, 0) AS told, h.head
  FROM (SELECT no, (SELECT max(position) FROM fact WHERE epoch = no AND local = 1) AS head
        FROM epoch) h
  JOIN epoch e ON e.no = h.no LEFT JOIN link_confirmed c ON c.epoch = e.id
  WHERE h.head IS NOT NULL`;

/** Every epoch of this disk, the oldest first. */
export function ownEpochs(book: Book): OwnEpoch[] {
  return book.all<OwnEpoch>(`${OWN} ORDER BY e.no`);
}

/** The oldest epoch of this disk that the centre does not hold whole. */
export function nextUnconfirmed(book: Book): OwnEpoch | undefined {
  return book.get<OwnEpoch>(`${OWN} AND coalesce(c.position, 0) < h.head ORDER BY e.no LIMIT 1`);
}

/** Facts made here that the centre has not acknowledged. */
export function unconfirmedCount(book: Book): number {
  return (
    book.get<{ n: number }>(`SELECT coalesce(sum(head - confirmed), 0) AS n FROM (${OWN})`)?.n ?? 0
  );
}

/** Own facts of an epoch from a position on: at most `most`, and `bytes` unless it is only one. */
export function ownFacts(
  book: Book,
  epochNo: number,
  from: number,
  limit: { readonly facts: number; readonly bytes: number },
): Uint8Array[] {
  const rows = book.all<{ bytes: Uint8Array; size: number }>(
    `SELECT bytes, length(bytes) AS size FROM fact
     WHERE epoch = ? AND local = 1 AND position >= ? ORDER BY position LIMIT ?`,
    epochNo,
    from,
    limit.facts,
  );
  let size = 0;
  const within = rows.findIndex((row) => (size += row.size) > limit.bytes);
  return rows.slice(0, within === -1 ? rows.length : Math.max(1, within)).map(({ bytes }) => bytes);
}

/** The chain value of an own fact. */
export function ownChainAt(book: Book, epochNo: number, position: number): Uint8Array | undefined {
  return book.get<{ chain: Uint8Array }>(
    "SELECT chain FROM fact WHERE epoch = ? AND local = 1 AND position = ?",
    epochNo,
    position,
  )?.chain;
}

export function saveConfirmed(book: Book, epoch: string, position: number): void {
  book.run(
    `INSERT INTO link_confirmed (epoch, position, told) VALUES (?, ?, ?)
     ON CONFLICT (epoch) DO UPDATE SET position = excluded.position,
       told = max(told, excluded.position)`,
    epoch,
    position,
    position,
  );
}

/**
 * The days on which the centre had posted own facts of an epoch, `count` of them from a position on:
 * their own, or the later one that it told. Null where it said nothing or there is no entry.
 */
export function toldDays(
  book: Book,
  epoch: Pick<OwnEpoch, "no" | "told">,
  from: number,
  count: number,
): (BusinessDay | null)[] {
  if (from > epoch.told) return Array.from({ length: count }, () => null);
  const rows = book.all<{ position: number; day: BusinessDay | null }>(
    `SELECT f.position, CASE
       WHEN e.seq IS NULL OR EXISTS (SELECT 1 FROM link_notice n
         WHERE n.fact = f.id AND n.kind IN ('waiting', 'quarantined')) THEN NULL
       ELSE coalesce((SELECT n.detail FROM link_notice n WHERE n.fact = f.id AND n.kind = 'late'),
         e.business_day) END AS day
     FROM fact f LEFT JOIN entry e ON e.seq = f.seq
     WHERE f.epoch = ? AND f.local = 1 AND f.position >= ? AND f.position <= ?`,
    epoch.no,
    from,
    epoch.told,
  );
  const byPosition = new Map(rows.map(({ position, day }) => [position, day]));
  return Array.from({ length: count }, (_, at) => byPosition.get(from + at) ?? null);
}

/** Facts of others with the day on which the centre posted each, in the order in which they came. */
export function postedDays(
  book: Book,
  after: number,
  most: number,
): { seq: number; id: string; hash: Uint8Array; day: BusinessDay }[] {
  return book.all(
    `SELECT seq, id, hash, posted_on AS day FROM fact
     WHERE local = 0 AND posted_on IS NOT NULL AND seq > ? ORDER BY seq LIMIT ?`,
    after,
    most,
  );
}

export interface OwnHead {
  readonly epoch: string;
  readonly position: number;
  readonly chain: Uint8Array;
  /** Of all own facts. */
  readonly count: number;
}

/**
 * The newest fact made here, as `o`; nothing before the first. Found through the newest epoch of this
 * disk: an office that only receives has a year of others' facts, and is asked every few seconds.
 */
export const NEWEST_OWN = `(
  SELECT e.id, f.seq, f.epoch, f.position, f.bytes, f.hash, f.chain FROM epoch e
  JOIN fact f ON f.seq = (SELECT seq FROM fact WHERE epoch = e.no AND local = 1
                          ORDER BY position DESC LIMIT 1)
  ORDER BY e.no DESC LIMIT 1) o`;

/** What the centre is told: the newest own fact and how many there are, and how many it lacks. */
export function ownStatus(book: Book): { head: OwnHead | null; outbox: number } {
  const newest = book.get<Omit<OwnHead, "count">>(
    `SELECT o.id AS epoch, o.position, o.chain FROM ${NEWEST_OWN}`,
  );
  if (newest === undefined) return { head: null, outbox: 0 };
  const { count, outbox } = book.get<{ count: number; outbox: number }>(
    `SELECT sum(head) AS count, sum(head - confirmed) AS outbox FROM (${OWN})`,
  ) ?? { count: 0, outbox: 0 };
  return { head: { ...newest, count }, outbox };
}

/** Whether this disk ever made a fact of its own. */
export function madeFacts(book: Book): boolean {
  return book.get(`SELECT 1 FROM ${NEWEST_OWN}`) !== undefined;
}

/** All that would be sent: how many own facts, and their size. */
export function outboxSize(book: Book): { readonly facts: number; readonly bytes: number } {
  const row = book.get<{ facts: number; bytes: number }>(
    "SELECT count(*) AS facts, coalesce(sum(length(bytes)), 0) AS bytes FROM fact WHERE local = 1",
  );
  return row ?? { facts: 0, bytes: 0 };
}

// ---------------------------------------------------------------- the vector

export interface HaveRow {
  readonly till: string;
  readonly ingest: number;
  /** The centre's highest, when last heard. */
  readonly head: number;
}

export function haveRows(book: Book): HaveRow[] {
  return book.all<HaveRow>("SELECT till, ingest, head FROM link_have ORDER BY till");
}

export function saveHave(book: Book, till: string, ingest: number): void {
  book.run(
    `INSERT INTO link_have (till, ingest, head) VALUES (?, ?, ?)
     ON CONFLICT (till) DO UPDATE SET ingest = excluded.ingest, head = max(head, excluded.ingest)`,
    till,
    ingest,
    ingest,
  );
}

export function saveHeard(book: Book, till: string, head: number): void {
  book.run(
    `INSERT INTO link_have (till, ingest, head) VALUES (?, 0, ?)
     ON CONFLICT (till) DO UPDATE SET head = excluded.head`,
    till,
    head,
  );
}

// ---------------------------------------------------------------- notices

export type NoticeKind = "waiting" | "quarantined" | "late";

export function saveNotice(book: Book, fact: string, kind: NoticeKind, detail: string): void {
  book.run(
    `INSERT INTO link_notice (fact, kind, detail) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET detail = excluded.detail`,
    fact,
    kind,
    detail,
  );
}

/** Own facts that come back posted: that the centre held them back is over. */
export function endHeld(
  book: Book,
  posted: readonly {
    readonly epoch: string;
    readonly position: number;
    readonly postedOn: BusinessDay | null;
    readonly late: boolean;
  }[],
): void {
  const held = book.all<{ fact: string; epoch: string; position: number }>(
    `SELECT DISTINCT n.fact, e.id AS epoch, f.position
     FROM link_notice n JOIN fact f ON f.id = n.fact JOIN epoch e ON e.no = f.epoch
     WHERE n.kind <> 'late' AND f.local = 1`,
  );
  for (const { fact, epoch, position } of held) {
    const found = posted.find((each) => each.epoch === epoch && each.position === position);
    if (found === undefined) continue;
    book.run("DELETE FROM link_notice WHERE fact = ? AND kind <> 'late'", fact);
    if (found.late && found.postedOn !== null) saveNotice(book, fact, "late", found.postedOn);
  }
}

export interface ParkedRow {
  readonly id: string;
  readonly till: string;
  readonly reason: string;
  readonly detail: string;
}

/** Facts of others that are kept aside, with what they are called where that can be read. */
export function parkedFacts(book: Book): ParkedRow[] {
  return book.all<ParkedRow>(
    "SELECT id, till, reason, detail FROM parked_fact ORDER BY till, ingest LIMIT 100",
  );
}

/** Own facts that the centre holds back. What a copy of this till made is its incident's to say. */
export function heldAtCentre(book: Book): number {
  return (
    book.get<{ n: number }>(
      `SELECT count(DISTINCT fact) AS n FROM link_notice
       WHERE kind <> 'late' AND detail NOT LIKE 'fork:%' AND detail NOT LIKE 'dismissed:%'`,
    )?.n ?? 0
  );
}

export function counts(book: Book): { readonly parked: number; readonly held: number } {
  const row = book.get<{ parked: number }>("SELECT count(*) AS parked FROM parked_fact");
  return { parked: row?.parked ?? 0, held: heldAtCentre(book) };
}
