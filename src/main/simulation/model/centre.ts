import { assert } from "#shared/kernel/assert.ts";
import { nairobiDay, type BusinessDay, type Instant } from "#shared/kernel/date.ts";
import {
  CENTRE_SCHEMA,
  CentreTrouble,
  type Centre,
  type Delivered,
  type Have,
  type Hello,
  type PostedDay,
  type PeriodAnswer,
  type PullLimit,
  type Pulled,
  type TillRow,
} from "#main/replication/centre.ts";
import type { Guards } from "../guards.ts";
import { noting, type Call } from "./calls.ts";
import { openEpoch } from "./epochs.ts";
import { closeThrough } from "./posting.ts";
import { Registry } from "./registry.ts";
import { isWithin } from "./scope.ts";
import {
  copyOf,
  emptyState,
  rememberedAs,
  type Enrolled,
  type ModelEpoch,
  type ModelFact,
  type ModelPosition,
  type ModelState,
} from "./state.ts";

/**
 * The centre as the design describes it, as plainly as it goes: the yardstick for the real one.
 * Each call is one transaction; what it answered is on the disk.
 */
export class ModelCentre {
  /** All that it was asked, in the order in which it answered. */
  readonly calls: Call[] = [];
  readonly #devices = new Map<string, Enrolled>();
  readonly #now: () => Instant;
  readonly #guards: Guards;
  readonly #registry: Registry;
  /** However often one backup is restored, each is a life of its own. */
  #lives = 1;

  constructor(now: () => Instant, guards: Guards) {
    this.#now = now;
    this.#guards = guards;
    this.#registry = new Registry(emptyState(), this.#devices, guards, now);
  }

  get state(): ModelState {
    return this.#registry.state;
  }

  enrol(device: Enrolled): void {
    this.#devices.set(device.till, device);
  }

  backup(): ModelState {
    const backup = copyOf(this.state);
    this.calls.push({ name: "backup", at: this.#now(), backup });
    return backup;
  }

  /** Begins a day as it stood. */
  load(backup: ModelState): void {
    this.#registry.state = copyOf(backup);
  }

  /** A backup is put in place: from now on this is another life of the centre. */
  restore(backup: ModelState): void {
    this.#lives += 1;
    this.calls.push({ name: "restored", at: this.#now(), backup });
    this.load(backup);
    const { generation, heads } = this.state;
    if (!this.#guards.generation) return;
    this.state.generation = {
      id: String(this.#lives),
      after: generation.id,
      former: [...generation.former, generation.id],
      heads: Object.fromEntries(heads),
    };
  }

  /** The centre as one login sees it. */
  as(till: string): Centre {
    return noting(this.#centreOf(till), (call) =>
      this.calls.push({ ...call, till, at: this.#now() }),
    );
  }

  #centreOf(till: string): Centre {
    const device = this.#devices.get(till);
    assert(device !== undefined, `${till} is not enrolled`);
    const office = (): Registry => {
      if (device.kind === "office") return this.#registry;
      throw new CentreTrouble("refused", "only an office may do this");
    };
    return {
      hello: async () => this.#hello(device),
      openEpoch: async (opening) =>
        openEpoch(this.state, device, opening, this.#guards, this.#now()),
      push: async (batch) => this.#registry.push(device, batch),
      pull: async (have, limit) => this.#pull(device, have, limit),
      heartbeat: async (status) => {
        this.state.status.set(till, status);
        this.#registry.heard(till);
      },
      closePeriod: async (through, have) => {
        const { state } = office();
        // An office whose clock is years ahead would close all that is still to come.
        if (through <= nairobiDay(this.#now())) return closePeriod(state, through, have);
        throw new CentreTrouble("refused", "books are closed through a day that has been");
      },
      tills: async () => this.#tills(office().state),
      decide: async (incident, decision) => office().decide(incident, decision),
      retry: async (fact) => {
        const state = office().retry(fact);
        if (state === null) throw new CentreTrouble("refused", "no such fact");
        return state;
      },
      remember: async (days) => {
        const { state } = office();
        if (this.#guards.told) remember(state, days);
      },
      // Its world has its devices from the beginning.
      enrol: () => Promise.reject(new CentreTrouble("refused", "nobody is enrolled here")),
      shutOut: () => Promise.reject(new CentreTrouble("refused", "nobody is shut out here")),
      safety: () => Promise.reject(new CentreTrouble("refused", "nobody backs this centre up")),
      widen: () => Promise.reject(new CentreTrouble("refused", "nobody serves more here")),
      wasCut: () => false,
      close: async () => undefined,
    };
  }

  #hello(device: Enrolled): Hello {
    return {
      device: `till_${device.till.toLowerCase()}`,
      till: device.till,
      kind: device.kind,
      scope: device.scope,
      books: this.state.books?.id ?? null,
      generation: this.state.generation,
      schema: CENTRE_SCHEMA,
      at: this.#now(),
    };
  }

  #pull(device: Enrolled, have: Have, limit: PullLimit): Pulled {
    const { facts: rows, posted, heads } = this.state;
    const reached: Record<string, number> = {};
    for (const [till, head] of heads) reached[till] = Math.min(have[till] ?? 0, head);
    let places: Map<string, ModelPosition> | null = null;
    const facts: Delivered[] = [];
    const epochs = new Set<string>();
    let bytes = 0;
    let more = false;
    for (const id of posted) {
      const row = rows.get(id);
      assert(row !== undefined && row.fact !== null, "what is posted was read");
      if (row.ingest <= (reached[row.till] ?? 0)) continue;
      const healing = row.till !== device.till || this.#guards.healing;
      if (healing && (!this.#guards.scope || isWithin(row.fact, device.scope))) {
        const full = facts.length >= limit.facts || bytes + row.bytes.length > limit.bytes;
        if (facts.length > 0 && full) {
          more = true;
          break;
        }
        places ??= placesByFact(this.state);
        const place = places.get(id);
        assert(place !== undefined, "what is posted has a place");
        bytes += row.bytes.length;
        facts.push(delivered(row, place));
        epochs.add(place.epoch);
      }
      reached[row.till] = row.ingest;
    }
    return {
      facts,
      epochs: [...epochs].flatMap((id) => {
        const epoch = this.state.epochs.get(id);
        return epoch === undefined ? [] : [rowOf(epoch)];
      }),
      have: reached,
      heads: Object.fromEntries(heads),
      more,
    };
  }

  #tills(state: ModelState): TillRow[] {
    return [...this.#devices.values()].map((device) => {
      const rows = [...state.facts.values()].filter((row) => row.till === device.till);
      const status = state.status.get(device.till);
      return {
        till: device.till,
        kind: device.kind,
        scope: device.scope,
        active: true,
        stored: rows.length,
        count: status?.head?.count ?? null,
        outbox: status?.outbox ?? null,
        version: status?.version ?? null,
        chainEqual: null,
        lastContact: null,
        clockOffsetMs: null,
        held: rows.flatMap((row) =>
          row.state === "posted"
            ? []
            : [
                {
                  id: row.id,
                  state: row.state,
                  reason: row.reason,
                  kind: row.fact?.kind ?? "?",
                  at: this.#now(),
                },
              ],
        ),
        incidents: state.incidents
          .filter((each) => each.till === device.till)
          .map(({ no, kind, epoch, at, decision }) => ({
            no,
            kind,
            detail: epoch,
            at,
            decision,
            waiting: rows.filter((row) => row.state === "waiting" && row.incident === no).length,
          })),
      };
    });
  }
}

/** The place of each fact that is delivered with it: where its till has it, rather than a branch. */
function placesByFact(state: ModelState): Map<string, ModelPosition> {
  const places = new Map<string, ModelPosition>();
  for (const place of state.positions.values()) {
    const other = places.get(place.fact);
    if (other === undefined || (other.said !== null && place.said === null)) {
      places.set(place.fact, place);
    }
  }
  return places;
}

function closePeriod(state: ModelState, through: BusinessDay, have: Have): PeriodAnswer {
  const missing: Record<string, number> = {};
  for (const id of state.posted) {
    const row = state.facts.get(id);
    if (row === undefined || row.postedOn === null || row.postedOn > through) continue;
    if (row.ingest > (have[row.till] ?? 0)) missing[row.till] = row.ingest;
  }
  if (Object.keys(missing).length > 0) return { closed: false, missing };
  closeThrough(state, through);
  return { closed: true, through: state.lock ?? through };
}

/** What an office has that this life has not posted: only of days that are open, and the first word stands. */
function remember(state: ModelState, days: readonly PostedDay[]): void {
  if (state.generation.after === null) return;
  for (const { id, hash, day } of days) {
    const key = rememberedAs(id, hash);
    if (state.facts.get(id)?.state === "posted" || state.remembered.has(key)) continue;
    if (state.lock === null || day > state.lock) state.remembered.set(key, day);
  }
}

function rowOf({ epoch, till, parent, parentPosition, parentHash, openedAt }: ModelEpoch) {
  return { epoch, till, parent, parentPosition, parentHash, openedAt };
}

function delivered(row: ModelFact, { epoch, position, chain }: ModelPosition): Delivered {
  const { till, ingest, bytes, postedOn } = row;
  const late = postedOn !== null && postedOn !== row.fact?.day;
  return { till, epoch, position, ingest, bytes, chain, postedOn, late };
}
