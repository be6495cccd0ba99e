import { canonical } from "#shared/facts/canonical.ts";
import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import type { Instant } from "#shared/kernel/date.ts";
import type { Chance } from "#main/demo/random.ts";
import { keyOf, type Committed } from "./committed.ts";
import type { ModelCentre } from "./model/centre.ts";
import type { Enrolled, ModelFact } from "./model/state.ts";

/** An enrolled device with a broken or hostile program: it says what no program should. */
export const ROGUE: Enrolled = { till: "X9", kind: "till", scope: ["RETAIL"] };

/** An account that it names before the office has made it. */
export const LATE_ACCOUNT = 5998;

export interface Said {
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly expect: ModelFact["state"];
}

/** What of the world it sees, and writes down what it said in. */
interface Surroundings {
  readonly chance: Chance;
  readonly centre: ModelCentre;
  readonly schedule: { readonly now: number };
  readonly committed: Map<string, Committed>;
  now(): Instant;
  say(who: string, what: string): void;
}

type Line = readonly [string, number, number, number, string | null];

/** The owner pays something into the bank. */
const GOOD: readonly Line[] = [
  ["RETAIL", 1170, 100, 0, null],
  ["RETAIL", 3100, 0, 100, null],
];

/** One fact that a centre must store, and must not let into the books; or one that is good. */
function somethingBad(world: Surroundings): Said {
  const { chance } = world;
  const known = chance.pick([...world.centre.state.facts.values()]);
  const good = customer(world);
  const lines = (what: string, entry: readonly Line[], expect: Said["expect"] = "quarantined") => ({
    what,
    bytes: bytesOf({
      ...good,
      kind: "entry.recorded",
      business: "RETAIL",
      body: recorded,
      entry: entryOf(entry),
    }),
    expect,
  });
  const choices: readonly Said[] = [
    lines("a good entry", GOOD, "posted"),
    { what: "what another has said", bytes: known.bytes, expect: "quarantined" },
    { what: "a good customer", bytes: bytesOf(good), expect: "posted" },
    { what: "no JSON", bytes: Buffer.from(`}{ ${good.id}`), expect: "quarantined" },
    { what: "half a fact", bytes: bytesOf(good).subarray(0, -9), expect: "quarantined" },
    {
      what: "a bare number",
      bytes: Buffer.from(String(chance.whole(1, 1e9))),
      expect: "quarantined",
    },
    lines("an unbalanced entry", [
      ["RETAIL", 1170, 100, 0, null],
      ["RETAIL", 3100, 0, 99, null],
    ]),
    lines("one line alone", [["RETAIL", 1170, 100, 0, null]]),
    lines("a negative amount", [
      ["RETAIL", 1170, -100, 0, null],
      ["RETAIL", 3100, 0, -100, null],
    ]),
    lines(
      "another's business",
      GOOD.map(([, ...rest]) => ["WATER", ...rest] as const),
    ),
    lines(
      "an account nobody knows yet",
      GOOD.map(([at, , ...rest]) => [at, LATE_ACCOUNT, ...rest] as const),
      "waiting",
    ),
    {
      what: "an office's act",
      bytes: bytesOf({ ...good, kind: "user.saved" }),
      expect: "quarantined",
    },
    {
      what: "other bytes under a known id",
      bytes: bytesOf({ ...good, id: known.id }),
      expect: "quarantined",
    },
  ];
  return chance.pick(choices);
}

const recorded = { form: "manual", reference: "", mpesa: null };
const entryOf = (lines: readonly Line[]) => ({ type: "manual", memo: "", reverses: null, lines });
const bytesOf = (fact: object): Buffer => Buffer.from(canonical(fact), "utf8");

function customer(world: Surroundings) {
  const { chance } = world;
  const id = chance.id(0);
  const body = { id, name: "Rogue", phone: null, creditLimit: 0, note: "", active: true };
  return {
    id,
    kind: "customer.saved",
    version: 1,
    till: ROGUE.till,
    at: world.now(),
    day: "2026-11-20",
    business: null as string | null,
    by: { user: null, approver: null, reason: null },
    digest: "rogue",
    body: body as object,
    entry: null as object | null,
  };
}

/** Its side of the protocol: an epoch of its own, and everything sent twice. */
export class Rogue {
  readonly #world: Surroundings;
  #epoch: string | null = null;
  #position = 0;
  readonly #said: Said[] = [];
  #chain: Uint8Array = new Uint8Array();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** Sends some facts in one batch: the bad ones must not keep the good ones out. */
  async speak(): Promise<void> {
    const world = this.#world;
    const centre = world.centre.as(ROGUE.till);
    if (this.#epoch === null) {
      this.#epoch = world.chance.id(world.schedule.now);
      const root = { parent: null, parentPosition: null, parentHash: null };
      await centre.openEpoch({ epoch: this.#epoch, ...root, openedAt: world.now() });
      this.#chain = chainStart(this.#epoch, null);
    }
    const said = Array.from({ length: world.chance.whole(1, 5) }, () => somethingBad(world));
    // What cannot be read has no identity: said again it is another.
    const before = this.#said.find(({ expect }) => expect !== "quarantined");
    if (before !== undefined && world.chance.happens(40)) said.push(before);
    this.#said.push(...said);
    const batch = {
      epoch: this.#epoch,
      first: this.#position + 1,
      after: this.#chain,
      facts: said.map(({ bytes }) => bytes),
      told: [],
    };
    this.#position += said.length;
    for (const { bytes } of said) this.#chain = chainNext(this.#chain, sha256(bytes));
    await centre.push(batch);
    await centre.push(batch);
    // Forged places: beyond a hole, and over what is there.
    await centre.push({ ...batch, first: this.#position + 2 });
    for (const { what, bytes, expect } of said) {
      const key = keyOf(bytes);
      // What another has said lies there twice: as the other's, and aside.
      const before = world.committed.get(key);
      const times = (before?.times ?? 0) + 1;
      if (before === undefined)
        world.committed.set(key, { id: what, by: ROGUE.till, expect, times });
      else if (before.times !== undefined) world.committed.set(key, { ...before, times });
      world.say(ROGUE.till, `says ${what}`);
    }
  }
}
