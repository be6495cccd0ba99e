import type { AnyFact } from "#shared/facts/index.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type {
  Decision,
  DeviceKind,
  DeviceStatus,
  EpochOpening,
  FactState,
  Generation,
  IncidentKind,
  Scope,
} from "#main/replication/centre.ts";

/** A device as it was enrolled. Two copies of one disk are one of these. */
export interface Enrolled {
  readonly till: string;
  readonly kind: DeviceKind;
  readonly scope: Scope;
}

/**
 * One program start; or a branch: the part of one that went another way than what was known (a
 * machine resumed twice), kept like an epoch of its own whose parent is the place where it left.
 */
export interface ModelEpoch extends EpochOpening {
  readonly till: string;
  readonly position: number;
  /** The chain value there; at 0, where the chain starts. */
  readonly head: Uint8Array;
  readonly branchOf: string | null;
  /** A branch: the till's own position before its first fact. */
  readonly base: number;
  /** Facts beyond `forkFrom` wait for the owner's word on this incident. */
  readonly fork: number | null;
  readonly forkFrom: number;
  readonly decision: Decision | null;
}

export interface ModelFact {
  readonly id: string;
  readonly till: string;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  /** Null where the bytes are no fact. */
  readonly fact: AnyFact | null;
  readonly state: FactState;
  readonly reason: string;
  /** Whose decision it waits for. */
  readonly incident: number | null;
  /** A fact that came under its own id; others are kept aside and never posted. */
  readonly itself: boolean;
  /** Given when it is posted; 0 before. */
  readonly ingest: number;
  readonly postedOn: BusinessDay | null;
  /** The day on which its till says a former life of the centre had posted it. */
  readonly told: BusinessDay | null;
}

/** One place of a chain. */
export interface ModelPosition {
  readonly fact: string;
  readonly epoch: string;
  readonly position: number;
  readonly chain: Uint8Array;
  /** In a branch: the chain value that the till has there. */
  readonly said: Uint8Array | null;
}

export interface ModelIncident {
  readonly no: number;
  readonly till: string;
  readonly kind: IncidentKind;
  readonly epoch: string;
  readonly at: Instant;
  readonly decision: Decision | null;
}

export interface ModelAccount {
  readonly business: string | null;
  readonly posting: boolean;
  readonly control: boolean;
}

/**
 * All that the centre keeps, as its disk has it. Rows are replaced and never changed, so that a
 * copy of the maps is a copy of the centre.
 */
export interface ModelState {
  books: { readonly id: string; readonly day: BusinessDay } | null;
  lock: BusinessDay | null;
  /** Each closing of the books, and how many facts were posted before it. */
  readonly closings: { readonly through: BusinessDay; readonly after: number }[];
  generation: Generation;
  /** By id and hash: the day on which a former life had posted it, by an office's word. */
  readonly remembered: Map<string, BusinessDay>;
  readonly epochs: Map<string, ModelEpoch>;
  readonly facts: Map<string, ModelFact>;
  readonly positions: Map<string, ModelPosition>;
  /** Ids in the order of their posting. */
  readonly posted: string[];
  /** The highest ingest number of each till. */
  readonly heads: Map<string, number>;
  readonly incidents: ModelIncident[];
  readonly status: Map<string, DeviceStatus>;
  readonly businesses: Set<string>;
  readonly accounts: Map<number, ModelAccount>;
}

export function emptyState(): ModelState {
  return {
    books: null,
    lock: null,
    closings: [],
    generation: { id: "1", after: null, former: [], heads: {} },
    remembered: new Map(),
    epochs: new Map(),
    facts: new Map(),
    positions: new Map(),
    posted: [],
    heads: new Map(),
    incidents: [],
    status: new Map(),
    businesses: new Set(),
    accounts: new Map(),
  };
}

/** A backup: what is written afterwards is not in it. */
export function copyOf(state: ModelState): ModelState {
  return {
    books: state.books,
    lock: state.lock,
    closings: [...state.closings],
    generation: state.generation,
    remembered: new Map(state.remembered),
    epochs: new Map(state.epochs),
    facts: new Map(state.facts),
    positions: new Map(state.positions),
    posted: [...state.posted],
    heads: new Map(state.heads),
    incidents: [...state.incidents],
    status: new Map(state.status),
    businesses: new Set(state.businesses),
    accounts: new Map(state.accounts),
  };
}

export const rememberedAs = (id: string, hash: Uint8Array): string =>
  `${id} ${Buffer.from(hash).toString("base64")}`;

export const placeOf = (epoch: string, position: number): string => `${epoch}@${position}`;
