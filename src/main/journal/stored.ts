import type { AnyFact } from "#shared/facts/index.ts";
import type { Book } from "./book.ts";

/** A program start, as the journal keeps it. */
export interface StoredEpoch {
  readonly no: number;
  readonly id: string;
  readonly till: string;
  readonly parent: string | null;
  readonly parent_position: number | null;
  readonly parent_hash: Uint8Array | null;
  readonly opened_at: string;
}

/** A fact, as the journal keeps it: its bytes are what was hashed, to the byte. */
export interface StoredFact {
  readonly seq: number;
  readonly id: string;
  readonly epoch: number;
  readonly position: number;
  /** 1: made here; 0: pulled from another till. */
  readonly local: number;
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly chain: Uint8Array;
  /** The day on which the centre posted it; null for one made here. */
  readonly posted_on: string | null;
}

export function storeEpoch(book: Book, epoch: StoredEpoch): void {
  book.run(
    `INSERT INTO epoch (no, id, till, parent, parent_position, parent_hash, opened_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    epoch.no,
    epoch.id,
    epoch.till,
    epoch.parent,
    epoch.parent_position,
    epoch.parent_hash,
    epoch.opened_at,
  );
}

export function storeFact(book: Book, fact: StoredFact): void {
  book.run(
    `INSERT INTO fact (seq, id, epoch, position, local, kind, bytes, hash, chain, posted_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    fact.seq,
    fact.id,
    fact.epoch,
    fact.position,
    fact.local,
    fact.kind,
    fact.bytes,
    fact.hash,
    fact.chain,
    fact.posted_on,
  );
}

/**
 * The chain's values at a place of an epoch, as far as they are known here: two where a machine was
 * resumed from a snapshot and went on in one epoch, or where the centre has at this place what lies
 * at another one here.
 */
export function linksAt(book: Book, epoch: number, position: number): Uint8Array[] {
  return book
    .all<{ chain: Uint8Array }>(
      `SELECT chain FROM fact WHERE epoch = ? AND local IN (0, 1) AND position = ?
       UNION ALL SELECT chain FROM link_place WHERE epoch = ? AND position = ?`,
      epoch,
      position,
      epoch,
      position,
    )
    .map(({ chain }) => chain);
}

/** A stored fact as the program reads it. The bytes are ours: the chain vouches for them. */
export function parseFact(bytes: Uint8Array): AnyFact {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
}
