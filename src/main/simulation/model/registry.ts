import type { AnyFact } from "#shared/facts/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import type { Batch, FactState, Pushed } from "#main/replication/centre.ts";
import type { Guards } from "../guards.ts";
import { chainAt, derivedId, findLine, openBranch, raise, same, type Place } from "./epochs.ts";
import { isGround, judge, postingDayOf, take } from "./posting.ts";
import {
  placeOf,
  type Enrolled,
  type ModelEpoch,
  type ModelFact,
  type ModelPosition,
  type ModelState,
} from "./state.ts";

/** Stores what devices bring, whatever it is, and posts what can be posted. */
export class Registry {
  state: ModelState;
  readonly #devices: ReadonlyMap<string, Enrolled>;
  readonly #guards: Guards;
  readonly #now: () => Instant;

  constructor(
    state: ModelState,
    devices: ReadonlyMap<string, Enrolled>,
    guards: Guards,
    now: () => Instant,
  ) {
    this.state = state;
    this.#devices = devices;
    this.#guards = guards;
    this.#now = now;
  }

  push(device: Enrolled, batch: Batch): Pushed {
    const said = this.state.epochs.get(batch.epoch);
    if (said === undefined || said.till !== device.till || said.branchOf !== null) {
      return { outcome: "unknown_epoch" };
    }
    const line = findLine(this.state, said, batch.first - 1, batch.after);
    if (line.chain === null && this.#guards.gap) {
      const beyond = batch.first - 1 > line.base + line.epoch.position;
      return { outcome: "gap", expected: beyond ? line.epoch.position + 1 : 1 };
    }
    const start = { ...line, chain: line.chain ?? line.epoch.head };
    const known = this.#passKnown(device, batch, start);
    const fresh = batch.facts.length - known.skipped;
    if (fresh > 0) this.#forkOf(device, known.place.epoch, fresh);
    if (fresh > 0) this.#tryWaiting(device.till);
    const before = this.#head(device.till);
    const stored = this.#storeFresh(device, batch, known);
    return this.#answer(device, batch, stored, before);
  }

  // ------------------------------------------------------------------ places

  /** What is known is compared and not stored again; what differs from it goes on in a branch. */
  #passKnown(device: Enrolled, batch: Batch, start: Line): Known {
    let place = start;
    let skipped = 0;
    let said = start.epoch.branchOf === null ? null : batch.after;
    for (let bytes = batch.facts[0]; bytes !== undefined; bytes = batch.facts[skipped]) {
      const at = batch.first + skipped;
      if (at > place.base + place.epoch.position) break;
      const hash = sha256(bytes);
      const next = chainNext(place.chain, hash);
      const known = chainAt(this.state, place.epoch, at - place.base);
      if (!this.#guards.chain || (known !== null && same(known, next))) {
        place = { ...place, chain: known ?? next };
        if (said !== null) said = chainNext(said, hash);
        skipped += 1;
        continue;
      }
      said ??= place.chain;
      const left = { epoch: batch.epoch, position: at - 1, firstHash: hash };
      const epoch = openBranch(this.state, device, place, left, this.#now());
      const chain = chainStart(epoch.epoch, epoch.parentHash);
      place = { epoch, base: epoch.base, chain };
    }
    return { place, skipped, said };
  }

  /** New facts where another start went on from an earlier place: a second live copy. */
  #forkOf(device: Enrolled, epoch: ModelEpoch, fresh: number): void {
    if (!this.#guards.parent || epoch.fork !== null || epoch.decision !== null) return;
    const children = [...this.state.epochs.values()].filter(
      (each) => each.parent === epoch.epoch && each.branchOf === null,
    );
    const others = children.filter(
      (each) => each.fork === null && (each.parentPosition ?? 0) < epoch.position + fresh,
    );
    if (others.length === 0) return;
    const from = Math.min(...children.map((each) => each.parentPosition ?? 0));
    const fork = raise(
      this.state,
      { till: device.till, kind: "fork", epoch: epoch.epoch },
      this.#now(),
    );
    this.#replace(epoch, { fork, forkFrom: Math.max(epoch.position, from) });
  }

  #replace(epoch: ModelEpoch, change: Partial<ModelEpoch>): void {
    const now = this.state.epochs.get(epoch.epoch) ?? epoch;
    this.state.epochs.set(epoch.epoch, { ...now, ...change });
  }

  #storeFresh(device: Enrolled, batch: Batch, known: Known): Stored {
    const epoch = this.state.epochs.get(known.place.epoch.epoch) ?? known.place.epoch;
    let { chain } = known.place;
    let { said } = known;
    let { position } = epoch;
    const fresh: string[] = [];
    for (const [index, bytes] of batch.facts.entries()) {
      if (index < known.skipped) continue;
      const hash = sha256(bytes);
      chain = chainNext(chain, hash);
      if (said !== null) said = chainNext(said, hash);
      position += 1;
      const held = epoch.forkFrom < position;
      const incident = held ? epoch.fork : null;
      const dismissed = held && epoch.decision === "dismiss";
      const at = { epoch: epoch.epoch, position };
      const told = batch.told[index] ?? null;
      const id = this.#store(device, at, { bytes, incident, dismissed, told });
      const placed = { ...at, fact: id, chain, said };
      this.state.positions.set(placeOf(epoch.epoch, position), placed);
      fresh.push(id);
    }
    if (fresh.length > 0) {
      this.#replace(epoch, { position, head: chain });
      this.#settle(device, fresh);
    }
    return { epoch: epoch.epoch, base: known.place.base, chain, said };
  }

  // ------------------------------------------------------------------ facts

  /** Keeps the bytes, whatever they are; answers with the id under which they lie. */
  #store(
    device: Enrolled,
    { epoch, position }: Pick<ModelPosition, "epoch" | "position">,
    { bytes, incident, dismissed, told }: Arriving,
  ): string {
    const hash = sha256(bytes);
    const fact = readable(bytes);
    const aside = derivedId(epoch, position, hash);
    const why = this.#whyAside(device, fact, hash, epoch);
    const id = fact === null || why !== null ? aside : fact.id;
    if (this.state.facts.has(id) && this.#guards.identity) return id;
    const key = this.state.facts.has(id) ? aside : id;
    const ingest = this.#guards.ingest ? 0 : this.#nextIngest(device.till);
    this.#keep({
      id: key,
      till: device.till,
      bytes,
      hash,
      fact,
      state: why !== null || dismissed ? "quarantined" : "waiting",
      reason: why ?? (dismissed ? "dismissed" : incident === null ? "arriving" : "fork"),
      incident: why === null ? incident : null,
      itself: why === null,
      ingest,
      postedOn: null,
      told,
    });
    if (why === null && incident === null) this.#tryToPost(device, key);
    return key;
  }

  #whyAside(
    device: Enrolled,
    fact: AnyFact | null,
    hash: Uint8Array,
    epoch: string,
  ): string | null {
    if (fact === null) return "unreadable";
    if (fact.till !== device.till) return "till.other";
    const known = this.state.facts.get(fact.id);
    if (known === undefined || !this.#guards.content) return null;
    if (same(known.hash, hash) && known.till === device.till) return null;
    raise(this.state, { till: device.till, kind: "conflict", epoch }, this.#now());
    return "conflict";
  }

  #keep(row: ModelFact): void {
    this.state.facts.set(row.id, row);
  }

  #head(till: string): number {
    return this.state.heads.get(till) ?? 0;
  }

  #nextIngest(till: string): number {
    const ingest = this.#head(till) + 1;
    this.state.heads.set(till, ingest);
    return ingest;
  }

  /** Posts a stored fact that is not posted, or says why not. */
  #tryToPost(device: Enrolled, id: string): FactState {
    const row = this.state.facts.get(id);
    assert(row !== undefined, "what is tried was stored");
    const { fact } = row;
    if (row.state === "posted" || row.incident !== null || !row.itself || fact === null) {
      return row.state;
    }
    const judged = judge(this.state, device, fact, this.#guards);
    if (judged.state !== "posted") {
      this.#keep({ ...row, ...judged });
      return judged.state;
    }
    take(this.state, fact);
    const day = this.#guards.postedOn
      ? postingDayOf(this.state, row, fact.day, nairobiDay(this.#now()), this.#guards)
      : fact.day;
    const ingest = this.#guards.ingest ? this.#nextIngest(row.till) : row.ingest;
    this.#keep({ ...row, ...judged, ingest, postedOn: fact.entry === null ? null : day });
    this.state.posted.push(id);
    return "posted";
  }

  /** What came may be what others waited for. */
  #settle(device: Enrolled, fresh: readonly string[]): void {
    const rows = fresh.flatMap((id) => this.state.facts.get(id) ?? []);
    if (!this.#guards.poison && rows.some((row) => row.state === "quarantined")) {
      for (const row of rows) this.#setAside(row);
    }
    if (rows.some((row) => row.state === "posted" && isGround(row.fact))) {
      this.#tryWaiting(device.scope === "*" ? null : device.till);
    }
  }

  /** Without savepoints the bad fact takes its neighbours with it. */
  #setAside(row: ModelFact): void {
    if (row.state !== "posted") return;
    this.#keep({ ...row, state: "quarantined", reason: "batch", ingest: 0, postedOn: null });
    this.state.posted.splice(this.state.posted.indexOf(row.id), 1);
  }

  #tryWaiting(till: string | null): void {
    if (!this.#guards.retry) return;
    for (const row of this.state.facts.values()) {
      if (row.state !== "waiting" || row.incident !== null) continue;
      if (till !== null && row.till !== till) continue;
      this.#tryToPost(this.#deviceOf(row), row.id);
    }
  }

  #deviceOf(row: ModelFact): Enrolled {
    const device = this.#devices.get(row.till);
    assert(device !== undefined, `${row.till} is not enrolled`);
    return device;
  }

  /** A device speaks: what still waits of it is tried again. */
  heard(till: string): void {
    this.#tryWaiting(till);
  }

  /** Said of an incident: what waits for it is posted, or set aside. */
  decide(no: number, decision: "accept" | "dismiss"): void {
    const index = this.state.incidents.findIndex((each) => each.no === no);
    const incident = this.state.incidents[index];
    if (incident === undefined || incident.decision !== null) return;
    this.state.incidents[index] = { ...incident, decision };
    for (const epoch of this.state.epochs.values()) {
      if (epoch.fork === no) this.#replace(epoch, { decision, fork: null });
    }
    let ground = false;
    for (const row of this.state.facts.values()) {
      if (row.state !== "waiting" || row.incident !== no) continue;
      if (decision === "accept") {
        this.#keep({ ...row, incident: null, reason: "accepted" });
        const posted = this.#tryToPost(this.#deviceOf(row), row.id) === "posted";
        ground ||= posted && isGround(row.fact);
      } else this.#keep({ ...row, state: "quarantined", reason: "dismissed" });
    }
    if (ground) this.#tryWaiting(null);
  }

  retry(id: string): FactState | null {
    const row = this.state.facts.get(id);
    // What the owner turned down is not posted one by one: his word stands.
    if (row?.state === "quarantined" && row.reason === "dismissed") return row.state;
    return row === undefined ? null : this.#tryToPost(this.#deviceOf(row), id);
  }

  // ------------------------------------------------------------------ the answer

  #answer(device: Enrolled, batch: Batch, stored: Stored, before: number): Pushed {
    const rows = batch.facts.flatMap((_, index) => {
      const place = placeOf(stored.epoch, batch.first + index - stored.base);
      return this.state.facts.get(this.state.positions.get(place)?.fact ?? "") ?? [];
    });
    const held = (state: FactState) =>
      rows.filter((row) => row.state === state).map(({ id, reason }) => ({ id, reason }));
    const last = this.#head(device.till);
    return {
      outcome: "stored",
      acked: batch.first - 1 + batch.facts.length,
      head: stored.said ?? stored.chain,
      ingest: last > before ? { first: before + 1, last } : null,
      waiting: held("waiting"),
      quarantined: held("quarantined"),
      late: rows.flatMap(({ id, postedOn, fact }) =>
        postedOn !== null && postedOn !== fact?.day ? [{ id, postedOn }] : [],
      ),
      safe: null,
      retryAfterMs: null,
    };
  }
}

interface Line extends Place {
  readonly chain: Uint8Array;
}

interface Arriving extends Pick<ModelFact, "bytes" | "incident" | "told"> {
  readonly dismissed: boolean;
}

interface Known {
  readonly place: Line;
  readonly skipped: number;
  readonly said: Uint8Array | null;
}

interface Stored {
  readonly epoch: string;
  readonly base: number;
  readonly chain: Uint8Array;
  readonly said: Uint8Array | null;
}

function readable(bytes: Uint8Array): AnyFact | null {
  try {
    const fact = JSON.parse(Buffer.from(bytes).toString("utf8")) as AnyFact | null;
    return typeof fact?.id === "string" && typeof fact.kind === "string" ? fact : null;
  } catch {
    return null;
  }
}
