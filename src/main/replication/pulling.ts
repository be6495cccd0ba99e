import { endHeld, haveRows, madeFacts, saveHave, saveHeard } from "#main/journal/device/link.ts";
import type { Book } from "#main/journal/book.ts";
import type { Journal } from "#main/journal/journal.ts";
import type { Centre, Delivered, Have, Hello, Pulled } from "./centre.ts";

/** The way in: what others posted, a page a call, taken in by slices. */
export interface Pulling {
  greeted(hello: Hello): void;
  pull(): Promise<{ readonly facts: number; readonly more: boolean }>;
  /** Whether the centre has told its heads since the last hello. */
  heard(): boolean;
}

const PAGE = { facts: 400, bytes: 1024 * 1024 };
/** Facts under one COMMIT: a sale that comes in between waits some milliseconds. */
const SLICE = 50;
/** While a new device receives its books: nobody can sell there yet. */
const FILLING_SLICE = 200;

export function openPulling(parts: {
  readonly journal: Journal;
  readonly centre: Centre;
  readonly breathe: () => Promise<void>;
}): Pulling {
  const { journal, centre } = parts;
  let heard = false;
  /** Whether this device receives books that it never worked on; asked once a greeting. */
  let filling: boolean | null = null;

  async function takeIn(pulled: Pulled): Promise<void> {
    filling ??= !madeFacts(journal.book);
    const size = filling ? FILLING_SLICE : SLICE;
    for (let from = 0; from < pulled.facts.length; from += size) {
      if (from > 0) await parts.breathe();
      const slice = pulled.facts.slice(from, from + size);
      journal.takeIn(slice, pulled.epochs, (book) => {
        advance(book, slice);
        // How much there is comes with the first of it: else a new device were done by each slice.
        if (from === 0) hear(book, pulled);
      });
    }
    const moved = haveRows(journal.book);
    if (settled(moved, pulled)) return;
    journal.onDevice((book) => settle(book, pulled));
  }

  return {
    greeted() {
      heard = false;
      filling = null;
    },
    async pull() {
      const have: Have = Object.fromEntries(
        haveRows(journal.book).map(({ till, ingest }) => [till, ingest]),
      );
      const pulled = await centre.pull(have, PAGE);
      await takeIn(pulled);
      heard = true;
      if (!pulled.more) filling = false;
      return { facts: pulled.facts.length, more: pulled.more };
    },
    heard: () => heard,
  };
}

/** Each till's facts come in the order of their numbers: what lies between is not for this device. */
function advance(book: Book, facts: readonly Delivered[]): void {
  const last = new Map<string, number>();
  for (const { till, ingest } of facts) last.set(till, ingest);
  endHeld(book, facts);
  for (const [till, ingest] of last) saveHave(book, till, ingest);
}

function settled(
  rows: readonly { readonly till: string; readonly ingest: number; readonly head: number }[],
  pulled: Pulled,
): boolean {
  const byTill = new Map(rows.map((row) => [row.till, row]));
  const here = Object.keys(pulled.have).every(
    (till) => byTill.get(till)?.ingest === reached(pulled, till),
  );
  return (
    here && Object.entries(pulled.heads).every(([till, n]) => (byTill.get(till)?.head ?? 0) === n)
  );
}

function settle(book: Book, pulled: Pulled): void {
  for (const till of Object.keys(pulled.have)) saveHave(book, till, reached(pulled, till));
  hear(book, pulled);
}

function hear(book: Book, { heads }: Pulled): void {
  for (const [till, head] of Object.entries(heads)) saveHeard(book, till, head);
}

/** Never beyond what the centre has: one that lost facts gives their numbers again. */
function reached(pulled: Pulled, till: string): number {
  const have = pulled.have[till] ?? 0;
  return Math.min(have, pulled.heads[till] ?? have);
}
