import { chainStart, sha256 } from "#main/journal/chain.ts";
import type { EpochOpened, EpochOpening, IncidentKind } from "#main/replication/centre.ts";
import type { Instant } from "#shared/kernel/date.ts";
import type { Guards } from "../guards.ts";
import { placeOf, type Enrolled, type ModelEpoch, type ModelState } from "./state.ts";

export function raise(
  state: ModelState,
  incident: { readonly till: string; readonly kind: IncidentKind; readonly epoch: string },
  at: Instant,
): number {
  const no = state.incidents.length + 1;
  state.incidents.push({ ...incident, no, at, decision: null });
  return no;
}

/**
 * Announces a program start. Its place in the till's own history tells what happened to the disk: a
 * head behind ours went back in time; a second child of one parent is a second live copy.
 */
export function openEpoch(
  state: ModelState,
  device: Enrolled,
  opening: EpochOpening,
  guards: Guards,
  at: Instant,
): EpochOpened {
  const known = state.epochs.get(opening.epoch);
  if (known !== undefined) return answer(state, known, null, openIncident(state, known));
  const found = guards.parent ? historyOf(state, device, opening) : NOTHING;
  const raised =
    found.what === null
      ? null
      : raise(state, { till: device.till, kind: found.what, epoch: opening.epoch }, at);
  const fork = found.what === "fork" ? raised : found.fork;
  const epoch: ModelEpoch = {
    ...opening,
    till: device.till,
    position: 0,
    head: chainStart(opening.epoch, opening.parentHash),
    branchOf: null,
    base: 0,
    fork,
    forkFrom: 0,
    decision: found.decision,
  };
  state.epochs.set(epoch.epoch, epoch);
  return answer(state, epoch, found.heal, found.what);
}

interface Found {
  readonly what: IncidentKind | null;
  readonly fork: number | null;
  readonly decision: ModelEpoch["decision"];
  readonly heal: EpochOpened["heal"];
}

const NOTHING: Found = { what: null, fork: null, decision: null, heal: null };

function historyOf(state: ModelState, device: Enrolled, opening: EpochOpening): Found {
  const { parent: parentId, parentPosition, parentHash } = opening;
  const epochs = [...state.epochs.values()];
  const siblings = epochs.some(
    (each) => each.till === device.till && each.parent === parentId && each.branchOf === null,
  );
  if (parentId === null || parentPosition === null) {
    // Others may be here before their root: a restored centre is filled from the newest on.
    return siblings ? { ...NOTHING, what: "rollback" } : NOTHING;
  }
  const parent = state.epochs.get(parentId);
  if (parent === undefined || parent.till !== device.till) {
    return siblings ? { ...NOTHING, what: "fork" } : NOTHING;
  }
  const known = chainAt(state, parent, parentPosition);
  if (known === null || !same(known, parentHash)) {
    // Also where the branch is the longer one.
    const branch = branchAt(state, parent, parentPosition, parentHash);
    if (branch !== undefined) return { ...NOTHING, fork: branch.fork, decision: branch.decision };
    if (known !== null) return { ...NOTHING, what: "fork" };
  }
  const beyond = parentPosition > parent.forkFrom;
  if (parent.fork !== null && beyond) return { ...NOTHING, fork: parent.fork };
  if (parent.decision === "dismiss" && beyond) return { ...NOTHING, decision: "dismiss" };
  if (siblings) return { ...NOTHING, what: "fork" };
  if (parent.position <= parentPosition) return NOTHING;
  const heal = { epoch: parent.epoch, from: parentPosition + 1, to: parent.position };
  return { ...NOTHING, what: "rollback", heal };
}

function openIncident(state: ModelState, epoch: ModelEpoch): IncidentKind | null {
  const own = state.incidents.find(
    (each) => each.epoch === epoch.epoch && each.till === epoch.till && each.decision === null,
  );
  return own?.kind ?? null;
}

function answer(
  state: ModelState,
  epoch: ModelEpoch,
  heal: EpochOpened["heal"],
  what: IncidentKind | null,
): EpochOpened {
  const { position, head, fork } = epoch;
  const held = state.incidents.find(({ no }) => no === fork)?.kind ?? null;
  return {
    known: position,
    head: position === 0 ? null : head,
    heal,
    incident: what ?? held,
  };
}

/** The chain value at a place of an epoch, as the centre has it. */
export function chainAt(state: ModelState, epoch: ModelEpoch, position: number): Uint8Array | null {
  if (position === epoch.position) return epoch.head;
  return state.positions.get(placeOf(epoch.epoch, position))?.chain ?? null;
}

/** Where in the tree of chains a batch goes on: the epoch, or a branch of it. */
export interface Place {
  readonly epoch: ModelEpoch;
  readonly base: number;
  readonly chain: Uint8Array | null;
}

export function findLine(
  state: ModelState,
  epoch: ModelEpoch,
  position: number,
  after: Uint8Array | null,
): Place {
  const start = chainStart(epoch.epoch, epoch.parentHash);
  const chain = position === 0 ? start : chainAt(state, epoch, position);
  if (after === null || (chain !== null && same(chain, after))) return { epoch, base: 0, chain };
  const branch = branchAt(state, epoch, position, after);
  if (branch === undefined) return { epoch, base: 0, chain: null };
  const { base } = branch;
  return { epoch: branch, base, chain: chainAt(state, branch, position - base) };
}

/** The branch of an epoch in which the till has this chain value at this place of its own. */
function branchAt(
  state: ModelState,
  epoch: ModelEpoch,
  position: number,
  said: Uint8Array | null,
): ModelEpoch | undefined {
  return [...state.epochs.values()].find((each) => {
    if (each.branchOf !== epoch.epoch) return false;
    const place = state.positions.get(placeOf(each.epoch, position - each.base));
    return place !== undefined && place.said !== null && same(place.said, said);
  });
}

/** Found again by where it left and by its first fact, so that a batch sent twice makes one. */
export function openBranch(
  state: ModelState,
  device: Enrolled,
  from: Place,
  left: { readonly epoch: string; readonly position: number; readonly firstHash: Uint8Array },
  at: Instant,
): ModelEpoch {
  const { epoch, base, chain } = from;
  const id = derivedId(epoch.epoch, left.position, ...(chain ? [chain] : []), left.firstHash);
  const known = state.epochs.get(id);
  if (known !== undefined) return known;
  const branch: ModelEpoch = {
    epoch: id,
    till: device.till,
    parent: epoch.epoch,
    parentPosition: left.position - base,
    parentHash: chain,
    openedAt: at,
    position: 0,
    head: chainStart(id, chain),
    branchOf: left.epoch,
    base: left.position,
    fork: raise(state, { till: device.till, kind: "conflict", epoch: left.epoch }, at),
    forkFrom: 0,
    decision: null,
  };
  state.epochs.set(id, branch);
  return branch;
}

/** An id for what has none of its own, or one that is taken, as `sync.derived_id` makes it. */
export function derivedId(
  epoch: string,
  position: number,
  ...hashes: readonly Uint8Array[]
): string {
  const at = Buffer.alloc(8);
  at.writeBigInt64BE(BigInt(position));
  const hex = sha256(Buffer.from(epoch.replaceAll("-", ""), "hex"), at, ...hashes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
    .concat(hex.slice(20, 32))
    .join("-");
}

export function same(a: Uint8Array, b: Uint8Array | null): boolean {
  return b !== null && Buffer.compare(a, b) === 0;
}
