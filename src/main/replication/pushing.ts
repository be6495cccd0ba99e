import {
  haveRows,
  link,
  nextUnconfirmed,
  ownChainAt,
  ownEpochs,
  ownFacts,
  saveConfirmed,
  saveHave,
  saveIncident,
  saveNotice,
  toldDays,
  type OwnEpoch,
} from "#main/journal/device/link.ts";
import type { Book } from "#main/journal/book.ts";
import type { Journal } from "#main/journal/journal.ts";
import { msOf, type Instant } from "#shared/kernel/date.ts";
import { FIRST_FACTS, nextFacts } from "./batch-size.ts";
import {
  CentreTrouble,
  PUSH_BYTES,
  type Batch,
  type Centre,
  type EpochOpened,
  type Hello,
  type Pushed,
} from "./centre.ts";

type Stored = Extract<Pushed, { outcome: "stored" }>;

/** The way out: own facts in the order in which they were made, a batch a call. */
export interface Pushing {
  greeted(hello: Hello): void;
  push(): Promise<{
    readonly facts: number;
    readonly more: boolean;
    readonly retryAfterMs: number | null;
  }>;
}

export function openPushing(parts: {
  readonly journal: Journal;
  readonly centre: Centre;
  readonly now: () => Instant;
}): Pushing {
  const { journal, centre, now } = parts;
  /** How many facts a push takes, by what the last ones took. */
  let most = FIRST_FACTS;
  let till = "";
  /** Epochs announced since the last hello. */
  const announced = new Set<string>();
  /** Whether what was confirmed was found at the centre since the last hello. */
  let compared = false;

  async function announce(epoch: OwnEpoch): Promise<EpochOpened> {
    const opened = await centre.openEpoch({
      epoch: epoch.epoch,
      parent: epoch.parent,
      parentPosition: epoch.parentPosition,
      parentHash: epoch.parentHash,
      openedAt: epoch.openedAt as Instant,
    });
    announced.add(epoch.epoch);
    return opened;
  }

  async function timed(batch: Batch): Promise<Pushed> {
    const began = msOf(now());
    let took = Infinity;
    try {
      const answer = await centre.push(batch);
      took = msOf(now()) - began;
      return answer;
    } finally {
      most = nextFacts(most, took);
    }
  }

  /** How far the centre holds this epoch as it is here; what it holds otherwise is an incident. */
  function agreed(epoch: OwnEpoch, opened: EpochOpened): number {
    const upTo = Math.min(opened.known, epoch.head);
    if (upTo === 0 || opened.known > epoch.head) return upTo;
    const own = ownChainAt(journal.book, epoch.no, upTo);
    return own !== undefined && same(own, opened.head) ? upTo : epoch.confirmed;
  }

  /**
   * How much of what was confirmed of it the centre holds. Where its chain is not this disk's, or is
   * longer (a copy of this disk filled a restored centre first), the last one is sent again: from
   * the answer it is seen whether they are there, in a branch.
   */
  function heldOf(epoch: OwnEpoch, opened: EpochOpened): number {
    const held = Math.min(opened.known, epoch.confirmed);
    if (held === 0) return 0;
    const own = ownChainAt(journal.book, epoch.no, opened.known);
    return own !== undefined && same(own, opened.head) ? held : held - 1;
  }

  /**
   * A centre restored from an old backup lacks what it had confirmed: from the newest epoch back to
   * the first that it holds whole, all that it lacks is to be sent again.
   */
  async function compare(): Promise<void> {
    if (compared) return;
    const confirmed = ownEpochs(journal.book).filter((epoch) => epoch.confirmed > 0);
    const newest = confirmed.at(-1);
    for (const epoch of confirmed.toReversed()) {
      const opened = await announce(epoch);
      if (epoch === newest) noteIncident(opened.incident);
      const held = heldOf(epoch, opened);
      if (held >= epoch.confirmed) break;
      journal.onDevice((book) => saveConfirmed(book, epoch.epoch, held));
      // An epoch that the centre lost whole hangs on one that it may have lost too.
      announced.delete(epoch.epoch);
    }
    compared = true;
  }

  /** What was settled at the centre is no longer told here. */
  function noteIncident(incident: string | null): void {
    if ((link(journal.book)?.incident ?? null) === incident) return;
    journal.onDevice((book) => saveIncident(book, incident));
  }

  async function open(epoch: OwnEpoch): Promise<OwnEpoch> {
    if (announced.has(epoch.epoch)) return epoch;
    const opened = await announce(epoch);
    // More than was confirmed is sent again: only the answer to a push says what became of it.
    const position = Math.min(agreed(epoch, opened), epoch.confirmed);
    if (position !== epoch.confirmed) {
      journal.onDevice((book) => saveConfirmed(book, epoch.epoch, position));
    }
    noteIncident(opened.incident);
    return { ...epoch, confirmed: position };
  }

  /** The centre has less than it had confirmed, or does not know the epoch at all. */
  function lost(epoch: OwnEpoch, expected: number | null): void {
    announced.clear();
    compared = false;
    if (expected === null) return;
    const position = Math.max(0, Math.min(expected - 1, epoch.head));
    if (position === epoch.confirmed) {
      throw new CentreTrouble("garbage", `the centre misses what it was sent: ${expected}`);
    }
    journal.onDevice((book) => saveConfirmed(book, epoch.epoch, position));
  }

  function stored(epoch: OwnEpoch, count: number, answer: Stored): number {
    const acked = Math.min(answer.acked, epoch.head);
    if (acked < epoch.confirmed + count) {
      throw new CentreTrouble("garbage", "the centre stored less than it was sent");
    }
    const own = ownChainAt(journal.book, epoch.no, acked);
    const conflict = answer.acked <= epoch.head && (own === undefined || !same(own, answer.head));
    journal.onDevice((book) => {
      saveConfirmed(book, epoch.epoch, acked);
      if (conflict) saveIncident(book, "conflict");
      saveNotices(book, answer);
      skipOwn(book, answer);
    });
    return acked - epoch.confirmed;
  }

  /** What was just posted need not be pulled, where nothing before it is missing. */
  function skipOwn(book: Book, { ingest }: Stored): void {
    if (ingest === null) return;
    const have = haveRows(book).find((row) => row.till === till)?.ingest ?? 0;
    if (ingest.first === have + 1) saveHave(book, till, ingest.last);
  }

  return {
    greeted(hello) {
      till = hello.till;
      announced.clear();
      compared = false;
    },
    async push() {
      await compare();
      const next = nextUnconfirmed(journal.book);
      if (next === undefined) return { facts: 0, more: false, retryAfterMs: null };
      const epoch = await open(next);
      const first = epoch.confirmed + 1;
      const facts = ownFacts(journal.book, epoch.no, first, {
        facts: most,
        bytes: PUSH_BYTES,
      });
      // All of it was there already.
      if (facts.length === 0) return { facts: 0, more: true, retryAfterMs: null };
      const after = first === 1 ? null : (ownChainAt(journal.book, epoch.no, first - 1) ?? null);
      const told = toldDays(journal.book, epoch, first, facts.length);
      const answer = await timed({ epoch: epoch.epoch, first, after, facts, told });
      if (answer.outcome !== "stored") {
        lost(epoch, answer.outcome === "gap" ? answer.expected : null);
        return { facts: 0, more: true, retryAfterMs: null };
      }
      const count = stored(epoch, facts.length, answer);
      const more = nextUnconfirmed(journal.book) !== undefined;
      return { facts: count, more, retryAfterMs: answer.retryAfterMs };
    },
  };
}

function same(a: Uint8Array, b: Uint8Array | null): boolean {
  return b !== null && Buffer.compare(a, b) === 0;
}

function saveNotices(book: Book, answer: Stored): void {
  for (const { id, reason } of answer.waiting) saveNotice(book, id, "waiting", reason);
  for (const { id, reason } of answer.quarantined) saveNotice(book, id, "quarantined", reason);
  for (const { id, postedOn } of answer.late) saveNotice(book, id, "late", postedOn);
}
