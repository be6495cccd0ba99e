import { canonical } from "#shared/facts/canonical.ts";
import type { AnyFact } from "#shared/facts/index.ts";
import type { Instant } from "#shared/kernel/date.ts";
import type { Book } from "./book.ts";
import { chainNext, chainStart, epochTag, sha256 } from "./chain.ts";
import { NEWEST_OWN } from "./device/link.ts";
import { storeEpoch, storeFact } from "./stored.ts";

/** Where the next fact of this program start goes: after the last one of its epoch. */
export interface Head {
  epochNo: number;
  epochId: string;
  /** Its two characters in receipt numbers. */
  tag: string;
  /** Whether the epoch is in the file: it is written with its first fact. */
  opened: boolean;
  position: number;
  seq: number;
  chain: Uint8Array;
}

/** The head of an epoch, as the file has it. */
export function headOf(book: Book, epoch: string): Head {
  const seq = book.get<{ seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM fact");
  const own = book.get<{ no: number; position: number; chain: Uint8Array }>(
    `SELECT e.no, f.position, f.chain FROM epoch e JOIN fact f ON f.epoch = e.no
     WHERE e.id = ? AND f.local = 1 ORDER BY f.position DESC LIMIT 1`,
    epoch,
  );
  const last = book.get<{ no: number }>("SELECT coalesce(max(no), 0) AS no FROM epoch");
  return {
    epochNo: own?.no ?? (last?.no ?? 0) + 1,
    epochId: epoch,
    tag: epochTag(epoch),
    opened: own !== undefined,
    position: own?.position ?? 0,
    seq: seq?.seq ?? 0,
    chain: own?.chain ?? new Uint8Array(),
  };
}

/** Writes the epoch down: its chain starts at the newest fact that was made here. */
function openEpoch(book: Book, head: Head, till: string, at: Instant): void {
  const parent = book.get<{ id: string; position: number; chain: Uint8Array }>(
    `SELECT o.id, o.position, o.chain FROM ${NEWEST_OWN}`,
  );
  storeEpoch(book, {
    no: head.epochNo,
    id: head.epochId,
    till,
    parent: parent?.id ?? null,
    parent_position: parent?.position ?? null,
    parent_hash: parent?.chain ?? null,
    opened_at: at,
  });
  head.chain = chainStart(head.epochId, parent?.chain ?? null);
  head.opened = true;
}

/** Chains and stores a fact made here, and moves the head; the caller applies it. */
export function storeNext(book: Book, head: Head, fact: AnyFact, at: Instant): void {
  const bytes = Buffer.from(canonical(fact), "utf8");
  const hash = sha256(bytes);
  if (!head.opened) openEpoch(book, head, fact.till, at);
  head.seq += 1;
  head.position += 1;
  head.chain = chainNext(head.chain, hash);
  storeFact(book, {
    seq: head.seq,
    id: fact.id,
    epoch: head.epochNo,
    position: head.position,
    local: 1,
    kind: fact.kind,
    bytes,
    hash,
    chain: head.chain,
    posted_on: null,
  });
}
