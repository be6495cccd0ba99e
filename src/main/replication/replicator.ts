import type { Instant } from "#shared/kernel/date.ts";
import type { Journal } from "#main/journal/journal.ts";
import type { Centre, CentreTrouble, Hello, IncidentKind } from "./centre.ts";

/**
 * Carries one device's facts to the centre and others' facts here, one bounded exchange a step.
 * It has no timers, clock, random numbers or connection of its own: whoever drives it (the program's
 * loop, or the simulation) hands them in and calls `step` again when it asks for it.
 */
export interface Replicator {
  /**
   * One exchange: hello where needed, then push, pull, heartbeat. Never throws for what the centre
   * or the network does, and never holds the journal longer than one slice of facts.
   */
  step(): Promise<Stepped>;
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
  /** Facts acknowledged, and facts taken in, in this step. */
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
  readonly trouble: CentreTrouble["kind"] | null;
  readonly incident: IncidentKind | null;
  /** All that the centre had at the last pull is here. */
  readonly upToDate: boolean;
}

/** The longest wait after a trouble, and the wait between two exchanges with nothing to carry. */
export const LONGEST_WAIT_MS = 60_000;
export const IDLE_WAIT_MS = 5_000;
