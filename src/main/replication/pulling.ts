import {
  endHeld,
  haveRows,
  madeFacts,
  saveHave,
  saveHeard,
  unconfirmedCount,
} from "#main/journal/device/link.ts";
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
const FILLING_PAGE = { facts: 900, bytes: 4 * 1024 * 1024 };
const FILLING_SLICE = 300;

/** The page after the one that is being taken in, asked for meanwhile. */
interface Ahead {
  /** What the device will have by then; a page for anything else is of no use. */
  readonly have: string;
  readonly page: Promise<Pulled>;
}

export function openPulling(parts: {
  readonly journal: Journal;
  readonly centre: Centre;
  readonly breathe: () => Promise<void>;
}): Pulling {
  const { journal, centre } = parts;
  let heard = false;
  /** Whether this device receives books that it never worked on; asked once a greeting. */
  let filling: boolean | null = null;
  let ahead: Ahead | null = null;

  const isFilling = (): boolean => (filling ??= !madeFacts(journal.book));

  const ask = (have: Have): Promise<Pulled> => centre.pull(have, isFilling() ? FILLING_PAGE : PAGE);

  /** Each page once: what was asked for ahead, where it is what the device now lacks. */
  function page(have: Have): Promise<Pulled> {
    const asked = ahead;
    ahead = null;
    return asked?.have === vectorOf(have) ? asked.page : ask(have);
  }

  /**
   * Only where there is nothing to send: what is sent moves the device's own number, and a page for
   * the number before would have been made for nothing.
   */
  function askAhead(pulled: Pulled): void {
    if (!pulled.more || unconfirmedCount(journal.book) > 0) return;
    const next = ask(pulled.have);
    // What became of it is for whoever uses it; nobody may.
    next.catch(() => undefined);
    ahead = { have: vectorOf(pulled.have), page: next };
  }

  async function takeIn(pulled: Pulled): Promise<void> {
    const size = isFilling() ? FILLING_SLICE : SLICE;
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
      // It may be of another life of the centre.
      ahead = null;
    },
    async pull() {
      const have: Have = Object.fromEntries(
        haveRows(journal.book).map(({ till, ingest }) => [till, ingest]),
      );
      const pulled = await page(have);
      askAhead(pulled);
      await takeIn(pulled);
      heard = true;
      if (!pulled.more) filling = false;
      return { facts: pulled.facts.length, more: pulled.more };
    },
    heard: () => heard,
  };
}

/** A vector as one text, in whatever order its tills come. */
function vectorOf(have: Have): string {
  const rows = Object.entries(have).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(rows);
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
