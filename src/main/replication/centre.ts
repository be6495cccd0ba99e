import type { BusinessDay, Instant } from "#shared/kernel/date.ts";

/**
 * What a device asks of the centre, and all that it asks. Each call is one transaction there and
 * leaves no session behind, may be repeated (a lost reply is a repeated call), and either answers or
 * throws `CentreTrouble`. The Postgres functions `api.*` have this shape, and the simulation's model
 * of the centre implements it.
 */
export interface Centre {
  /** Who am I, what may I, whose books are these, what time is it there. */
  hello(): Promise<Hello>;
  /** Announces a program start before its first facts; repeated, it answers the same. */
  openEpoch(opening: EpochOpening): Promise<EpochOpened>;
  /**
   * Hands over facts of one epoch, `facts[0]` at position `first`, as the bytes that were hashed.
   * What comes back as acknowledged is durable at the centre, posted or not.
   */
  push(batch: Batch): Promise<Pushed>;
  /** What others posted within this device's scope, beyond what it has; its own lost facts too. */
  pull(have: Have, limit: PullLimit): Promise<Pulled>;
  /** How this device is; apart from the data, and never a reason to fail an exchange. */
  heartbeat(status: DeviceStatus): Promise<void>;
  /**
   * Office only. Closes the centre's period through that day, at once, unless the centre holds facts
   * posted on or before it that the office has not got (`have`): then nothing is closed.
   */
  closePeriod(through: BusinessDay, have: Have): Promise<PeriodAnswer>;
  /** Office only: every device as the centre knows it. */
  tills(): Promise<TillRow[]>;
  /** Office only: settles an incident. `accept` posts what waits for it; `dismiss` quarantines it. */
  decide(incident: number, decision: Decision): Promise<void>;
  /** Office only: tries a waiting or quarantined fact once more. */
  retry(fact: string): Promise<FactState>;
  /**
   * Office only: what it has that a restored centre may lack, with the day on which each was posted.
   * Facts that come back are posted there, even once that day is closed again.
   */
  remember(days: readonly PostedDay[]): Promise<void>;
  /** Office only: a till's login, new or with another password; the centre is sent a verifier alone. */
  enrol(till: string, scope: readonly string[], verifier: string): Promise<MadeLogin>;
  /** Office only: a till serves these businesses too, and asks for all of their books. */
  widen(till: string, scope: readonly string[]): Promise<void>;
  /** Office only: shuts a till out at once; what it has sent stays. */
  shutOut(till: string): Promise<void>;
  /** Office only: how the centre itself is kept. */
  safety(): Promise<Safety>;
  /**
   * Whether the connection ended by itself since the last greeting, as when an office lets a till
   * serve more: then what this device is may have changed.
   */
  wasCut(): boolean;
  /** Lets go of the connection; the next call makes a new one. */
  close(): Promise<void>;
}

export interface MadeLogin {
  readonly login: string;
  readonly database: string;
}

export interface Safety {
  /** When this life of the centre began. */
  readonly since: Instant;
  /** When the last backup was taken of a centre that was whole; null: never. */
  readonly backup: Instant | null;
}

export type DeviceKind = "till" | "office";
/** Codes of businesses, or all of them, those to come included. */
export type Scope = readonly string[] | "*";
/**
 * By till code, the highest ingest number that a device has. A till's ingest numbers are dense
 * (1, 2, 3 …) and given when a fact is *posted*, so that a fact that waited comes later and is not
 * missed. Facts outside the device's scope are passed over: the answer says how far.
 */
export type Have = Readonly<Record<string, number>>;

export interface Hello {
  /** The login's own name. */
  readonly device: string;
  /** The till code under which the centre enrolled it. */
  readonly till: string;
  readonly kind: DeviceKind;
  readonly scope: Scope;
  /** Id of the fact that opened the books there; null while the centre is empty. */
  readonly books: string | null;
  readonly generation: Generation;
  /** Version of the centre's interface. */
  readonly schema: number;
  readonly at: Instant;
}

/**
 * Which life of the centre this is: a restore from a backup and a standby that takes over begin a new
 * one, and give the ingest numbers above `heads` (by till, how far they reached) to other facts.
 */
export interface Generation {
  /** No two lives have one, not even two that began from the same backup. */
  readonly id: string;
  /** The life that the backup was of; null for the first life, and where nobody knows. */
  readonly after: string | null;
  /** Lives that this one followed, as far as it knows: their servers are the centre no more. */
  readonly former: readonly string[];
  readonly heads: Have;
}

/** A fact, and the day on which the centre had posted its entry. */
export interface PostedDay {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly day: BusinessDay;
}

/** Of one call of `remember`. */
export const REMEMBERED_FACTS = 1000;

export interface EpochOpening {
  readonly epoch: string;
  /** The head it was opened on: null for the first of all. */
  readonly parent: string | null;
  readonly parentPosition: number | null;
  /** The chain value of the parent's position. */
  readonly parentHash: Uint8Array | null;
  readonly openedAt: Instant;
}

export interface EpochOpened {
  /** The highest position of this epoch that the centre holds without a hole; 0 for none. */
  readonly known: number;
  /** The chain value there; null at 0. */
  readonly head: Uint8Array | null;
  /** Facts of the parent that the centre holds and this disk has lost: `pull` brings them. */
  readonly heal: { readonly epoch: string; readonly from: number; readonly to: number } | null;
  /** The till's incident that is not settled; a rollback whose lost facts were pulled is. */
  readonly incident: IncidentKind | null;
}

/**
 * - `rollback`: the disk went back in time; the lost facts come back by `pull`, new ones stand.
 * - `fork`: two live copies of one till; what they deliver is stored and waits for the owner.
 * - `conflict`: other bytes at a known position or under a known id; both kept, the first stands.
 */
export type IncidentKind = "rollback" | "fork" | "conflict";

export interface Batch {
  readonly epoch: string;
  /** Position of the first fact. */
  readonly first: number;
  /** The device's own chain value just before it; null at an epoch's start. */
  readonly after: Uint8Array | null;
  /** At most `PUSH_FACTS`, and `PUSH_BYTES` in sum unless it is a single fact. */
  readonly facts: readonly Uint8Array[];
  /**
   * By fact, the day on which the centre said before that it posted it; null where it said nothing.
   * A centre that was restored keeps to it where that day is still open.
   */
  readonly told: readonly (BusinessDay | null)[];
}

export const PUSH_FACTS = 200;
export const PUSH_BYTES = 512 * 1024;

export interface HeldFact {
  readonly id: string;
  readonly reason: string;
}

export type Pushed =
  | {
      readonly outcome: "stored";
      /** The highest position of the epoch that the centre holds without a hole. */
      readonly acked: number;
      /** The chain value at `acked`: the device compares it with its own. */
      readonly head: Uint8Array;
      /**
       * The ingest numbers that this batch's facts took, where they are known to be without a hole.
       * A device that has all below `first` need not pull them; null (also for a repeated batch)
       * only means that it will, and recognises them.
       */
      readonly ingest: { readonly first: number; readonly last: number } | null;
      readonly waiting: readonly HeldFact[];
      readonly quarantined: readonly HeldFact[];
      /** Facts of this batch that were posted on another day than their own. */
      readonly late: readonly { readonly id: string; readonly postedOn: BusinessDay }[];
      /** Through this position of the epoch a verified backup holds the facts; null: not known. */
      readonly safe: number | null;
      readonly retryAfterMs: number | null;
    }
  /** Nothing stored: the centre lacks what comes before, from `expected` on (a restored centre). */
  | { readonly outcome: "gap"; readonly expected: number }
  /** Nothing stored: the centre does not know this epoch (any longer): open it again. */
  | { readonly outcome: "unknown_epoch" };

export interface PullLimit {
  readonly facts: number;
  readonly bytes: number;
}

/** A fact as another device gets it. */
export interface Delivered {
  readonly till: string;
  readonly epoch: string;
  readonly position: number;
  readonly ingest: number;
  readonly bytes: Uint8Array;
  /** The chain value at its position: its neighbours may lie outside this device's scope. */
  readonly chain: Uint8Array;
  /** The day on which the centre posted its entry; null where it has none. */
  readonly postedOn: BusinessDay | null;
  /** `postedOn` is another day than the fact's own. */
  readonly late: boolean;
}

export interface EpochRow extends EpochOpening {
  readonly till: string;
}

export interface Pulled {
  /** In the order in which the centre posted them, each till's by ingest number. */
  readonly facts: readonly Delivered[];
  /** The epochs that `facts` name. */
  readonly epochs: readonly EpochRow[];
  /** What the device has once it has taken all of this in. */
  readonly have: Have;
  /** The centre's highest ingest number of each till. */
  readonly heads: Have;
  readonly more: boolean;
}

export interface DeviceStatus {
  readonly version: string;
  /** The device's clock. */
  readonly at: Instant;
  /** Facts made here and not yet acknowledged. */
  readonly outbox: number;
  /** The newest own fact; null before the first. */
  readonly head: {
    readonly epoch: string;
    readonly position: number;
    /** In base64. */
    readonly chain: string;
    /** Number of own facts: what a person calls the till's last number. */
    readonly count: number;
  } | null;
}

export type PeriodAnswer =
  | { readonly closed: true; readonly through: BusinessDay }
  /** By till code, up to which ingest number the office must pull first. */
  | { readonly closed: false; readonly missing: Have };

export type FactState = "posted" | "waiting" | "quarantined";
export type Decision = "accept" | "dismiss";

export interface HeldRow extends HeldFact {
  readonly state: "waiting" | "quarantined";
  readonly kind: string;
  readonly at: Instant;
}

export interface IncidentRow {
  readonly no: number;
  readonly kind: IncidentKind;
  readonly detail: string;
  readonly at: Instant;
  /** Null while it is open. */
  readonly decision: Decision | null;
  /** Facts that wait for the decision. */
  readonly waiting: number;
}

export interface TillRow {
  readonly till: string;
  readonly kind: DeviceKind;
  readonly scope: Scope;
  readonly active: boolean;
  /** Facts of this till that the centre holds. */
  readonly stored: number;
  /** What the device last said of itself: its number of facts, and its head. */
  readonly count: number | null;
  readonly outbox: number | null;
  readonly version: string | null;
  /** Whether the head it last told of is the centre's at that position; null: not there yet. */
  readonly chainEqual: boolean | null;
  readonly lastContact: Instant | null;
  /** Device's clock less the centre's, in milliseconds. */
  readonly clockOffsetMs: number | null;
  readonly held: readonly HeldRow[];
  readonly incidents: readonly IncidentRow[];
}

/**
 * Why a call did not answer.
 * - `unreachable`: no connection, a timeout, or a connection cut: nobody knows whether it was done.
 * - `busy`: the centre said to come again: a lock, a deadlock, a restart, too many at once.
 * - `refused`: the login is revoked or wrong, or may not do this.
 * - `untrusted`: its certificate is not the one this device was enrolled with.
 * - `garbage`: what answered is not a centre.
 * - `newer`, `older`: its interface is not this program's.
 * - `other_books`: it keeps other books than this device.
 */
export type TroubleKind =
  | "unreachable"
  | "busy"
  | "refused"
  | "untrusted"
  | "garbage"
  | "newer"
  | "older"
  | "other_books"
  /** Another life of the centre followed the one that answers, and this device has met it. */
  | "former";

/** The interface that this program speaks. */
export const CENTRE_SCHEMA = 1;

export class CentreTrouble extends Error {
  readonly kind: TroubleKind;
  constructor(kind: TroubleKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CentreTrouble";
    this.kind = kind;
  }
}
