import type { AnyFact } from "#shared/facts/index.ts";
import type { Journal } from "#main/journal/journal.ts";
import type { PinCheck } from "#main/people/pin-check.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Instant } from "#shared/kernel/date.ts";

/** What services are made of. Each takes from it the three or four things it needs. */
export interface Parts {
  readonly journal: Journal;
  readonly sealer: Sealer;
  readonly pinCheck: PinCheck;
  readonly now: () => Instant;
  /** A new UUIDv7, for what a command creates beside its own fact. */
  readonly newId: () => string;
  /** After a commit: there may be something to print. */
  readonly paper: () => void;
  /** After a commit: this was done now, by this program. A repeated command is not done again. */
  readonly committed: (fact: AnyFact) => void;
}
