import type { Instant } from "#shared/kernel/date.ts";
import { msOf } from "#shared/kernel/date.ts";
import {
  booksId,
  haveRows,
  isFormerLife,
  link,
  lowerConfirmed,
  lowerHave,
  ownStatus,
  postedDays,
  saveContact,
  saveFormerLives,
  saveLink,
  unconfirmedCount,
} from "#main/journal/device/link.ts";
import type { Journal } from "#main/journal/journal.ts";
import {
  CENTRE_SCHEMA,
  CentreTrouble,
  REMEMBERED_FACTS,
  type Centre,
  type Hello,
} from "./centre.ts";
import { openPulling, type Pulling } from "./pulling.ts";
import { openPushing, type Pushing } from "./pushing.ts";

/**
 * Carries one device's facts to the centre and others' facts here, one bounded exchange a step.
 * It has no timers, clock, random numbers or connection of its own: whoever drives it (the program's
 * loop, or the simulation) hands them in and calls `step` again when it asks for it.
 */
export interface Replicator {
  /**
   * One exchange: hello where needed, then push, pull, heartbeat. Never throws for what the centre
   * or the network does, and never holds the journal longer than one slice of facts. One at a time.
   */
  step(): Promise<Stepped>;
  /** The next exchange asks first who is there. */
  askWho(): void;
  /** What the screens show; reads the journal, asks nobody. */
  state(): LinkState;
}

export interface ReplicatorParts {
  readonly journal: Journal;
  readonly centre: Centre;
  readonly now: () => Instant;
  /** In [0, 1): the jitter of the back-off. */
  readonly random: () => number;
  readonly version: string;
  /** Lets others have their turn between two slices of taken-in facts. */
  readonly breathe: () => Promise<void>;
}

export interface Stepped {
  /** Facts acknowledged, and facts delivered, in this step. */
  readonly pushed: number;
  readonly pulled: number;
  readonly trouble: CentreTrouble | null;
  /** When to call again: 0 while there is more to carry. */
  readonly againInMs: number;
}

export interface LinkState {
  readonly hello: Hello | null;
  /** Facts made here that the centre has not acknowledged. */
  readonly unconfirmed: number;
  readonly lastContact: Instant | null;
  readonly trouble: CentreTrouble | null;
  /** `rollback`, `fork` or `conflict` where the centre or this device found one. */
  readonly incident: string | null;
  /** All that the centre had at the last pull is here. */
  readonly upToDate: boolean;
  /** That was so once since this program began. */
  readonly caughtUp: boolean;
  /** The device's clock less the centre's, in milliseconds, at the last hello. */
  readonly clockOffsetMs: number | null;
}

/** The longest wait after a trouble, and the wait between two exchanges with nothing to carry. */
const LONGEST_WAIT_MS = 60_000;
const IDLE_WAIT_MS = 3000;
const FIRST_WAIT_MS = 1000;
/** How often an idle device writes down that it had contact. */
const CONTACT_MS = 60_000;
/**
 * How often it asks who is there, though nothing went wrong: behind a pooler a restored centre takes
 * the other's place without any connection being lost.
 */
const HELLO_MS = 60_000;

export function openReplicator(parts: ReplicatorParts): Replicator {
  return new DeviceReplicator(parts);
}

class DeviceReplicator implements Replicator {
  #parts: ReplicatorParts;
  #pushing: Pushing;
  #pulling: Pulling;
  #hello: Hello | null = null;
  /** When the centre last said who it is, by this device's clock. */
  #helloAt: Instant | null = null;
  #clockOffsetMs: number | null = null;
  #trouble: CentreTrouble | null = null;
  #failures = 0;
  #caughtUp = false;
  #lastContact: Instant | null = null;
  #contactSaved: Instant | null = null;

  constructor(parts: ReplicatorParts) {
    this.#parts = parts;
    this.#pushing = openPushing(parts);
    this.#pulling = openPulling(parts);
  }

  async step(): Promise<Stepped> {
    try {
      await this.#greet();
      const pushed = await this.#pushing.push();
      const pulled = await this.#pulling.pull();
      const more = pushed.more || pulled.more;
      if (!more) await this.#parts.centre.heartbeat(this.#status());
      this.#reached();
      const wait = more ? 0 : IDLE_WAIT_MS;
      return {
        pushed: pushed.facts,
        pulled: pulled.facts,
        trouble: null,
        againInMs: Math.max(wait, pushed.retryAfterMs ?? 0),
      };
    } catch (error) {
      if (!(error instanceof CentreTrouble)) throw error;
      return this.#failed(error);
    }
  }

  askWho(): void {
    this.#helloAt = null;
  }

  async #greet(): Promise<void> {
    const { centre, journal, now } = this.#parts;
    const due = centre.wasCut() || this.#isDue(this.#helloAt, HELLO_MS);
    if (this.#hello !== null && !due) return;
    const hello = await centre.hello();
    this.#helloAt = now();
    if (hello.schema > CENTRE_SCHEMA) throw new CentreTrouble("newer", "the centre is newer");
    if (hello.schema < CENTRE_SCHEMA) throw new CentreTrouble("older", "the centre is older");
    const own = booksId(journal.book);
    if (own !== undefined && hello.books !== null && own !== hello.books) {
      throw new CentreTrouble("other_books", "the centre keeps other books");
    }
    this.#clockOffsetMs = msOf(now()) - msOf(hello.at);
    if (this.#hello !== null && isSame(this.#hello, hello)) return;
    const { id, after, former, heads } = hello.generation;
    // Two servers that both write: what this one confirms, and its numbers, are the centre's no more.
    if (isFormerLife(journal.book, id)) {
      await centre.close();
      throw new CentreTrouble("former", "another life of the centre followed this one");
    }
    const before = link(journal.book);
    const known = before?.generation ?? id;
    if (known !== id) await this.#remind(hello);
    journal.onDevice((book) => {
      // Of a life that this device never met nothing is known, so it begins its vector again.
      if (known !== id) lowerHave(book, known === after ? heads : {});
      // Facts of a business that was not its own were passed over: it asks for all of them again.
      else if (JSON.stringify(before?.scope) !== JSON.stringify(hello.scope)) lowerHave(book, {});
      if (known !== id) lowerConfirmed(book);
      saveLink(book, { ...hello, generation: id });
      saveFormerLives(book, after === null ? former : [after, ...former]);
    });
    this.#hello = hello;
    this.#pushing.greeted(hello);
    this.#pulling.greeted(hello);
  }

  /**
   * A restored centre has forgotten what came after its backup, and would decide anew on which day
   * that posts. The office, which has all of a closed period, tells it before anything else.
   */
  async #remind({ kind, scope }: Hello): Promise<void> {
    if (kind !== "office" || scope !== "*") return;
    const { centre, journal } = this.#parts;
    for (let after = 0; ;) {
      const days = postedDays(journal.book, after, REMEMBERED_FACTS);
      const last = days.at(-1);
      if (last === undefined) return;
      await centre.remember(days);
      after = last.seq;
    }
  }

  #reached(): void {
    const at = this.#parts.now();
    this.#failures = 0;
    this.#caughtUp ||= this.#upToDate();
    this.#trouble = null;
    this.#lastContact = at;
    if (!this.#isDue(this.#contactSaved, CONTACT_MS)) return;
    this.#parts.journal.onDevice((book) => saveContact(book, at));
    this.#contactSaved = at;
  }

  /** Whether so much time has passed; a clock that was put right or wrong has passed any. */
  #isDue(last: Instant | null, everyMs: number): boolean {
    return last === null || Math.abs(msOf(this.#parts.now()) - msOf(last)) >= everyMs;
  }

  /** Full jitter: many devices that lost one centre do not come back together. */
  #failed(trouble: CentreTrouble): Stepped {
    this.#trouble = trouble;
    // Whoever answers next may be another: a standby that took over, a restored centre.
    this.#hello = null;
    this.#failures = Math.min(this.#failures + 1, 16);
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1));
    const againInMs = Math.max(FIRST_WAIT_MS / 2, Math.floor(this.#parts.random() * most));
    return { pushed: 0, pulled: 0, trouble, againInMs };
  }

  #status() {
    const { journal, now, version } = this.#parts;
    const { head, outbox } = ownStatus(journal.book);
    const told = head && { ...head, chain: Buffer.from(head.chain).toString("base64") };
    return { version, at: now(), outbox, head: told };
  }

  #upToDate(): boolean {
    const rows = haveRows(this.#parts.journal.book);
    return this.#pulling.heard() && rows.every((each) => each.ingest >= each.head);
  }

  state(): LinkState {
    const { book } = this.#parts.journal;
    const row = link(book);
    return {
      hello: this.#hello,
      unconfirmed: unconfirmedCount(book),
      lastContact: this.#lastContact ?? row?.lastContact ?? null,
      trouble: this.#trouble,
      incident: row?.incident ?? null,
      upToDate: this.#upToDate(),
      caughtUp: this.#caughtUp,
      clockOffsetMs: this.#clockOffsetMs,
    };
  }
}

/** The same centre in the same life, to the same device: only its clock has gone on. */
function isSame(before: Hello, hello: Hello): boolean {
  return JSON.stringify({ ...before, at: hello.at }) === JSON.stringify(hello);
}
