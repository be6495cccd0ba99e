import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { existsSync } from "node:fs";
import { assert } from "#shared/kernel/assert.ts";
import { haveRows } from "#main/journal/device/link.ts";
import { nameDevice } from "#main/journal/device/device.ts";
import { openJournal } from "#main/journal/journal.ts";
import { journalMigrations, type Migration } from "#main/journal/migrate.ts";
import { SHOPS } from "./acts/act.ts";
import { stockShelves } from "./acts/beginning.ts";
import { Disks, removeFiles } from "./disk.ts";
import { FAULTS, type Loses } from "./faults.ts";
import { ALL_GUARDS, rulesFor, type Guards } from "./guards.ts";
import type { Call } from "./model/calls.ts";
import type { ModelState } from "./model/state.ts";
import { judgeWorld, type Wrong } from "./oracles.ts";
import { silent, traceTo } from "./trace.ts";
import { OFFICE, PLACES, World } from "./world.ts";
import type { Committed } from "./committed.ts";

/** How a day begins: each place's journal with all devices joined, and the centre they joined. */
export interface Beginning {
  readonly folder: string;
  readonly disks: Disks;
  readonly migrations: readonly Migration[];
  readonly files: ReadonlyMap<string, string>;
  readonly centre: ModelState;
  readonly committed: ReadonlyMap<string, Committed>;
  /** What the devices asked of the centre until then. */
  readonly calls: readonly Call[];
}

export interface Outcome {
  readonly seed: number;
  readonly wrong: readonly Wrong[];
  readonly facts: number;
  readonly faults: readonly string[];
  readonly acts: ReadonlyMap<string, number>;
  /** Of the facts that the seed made and the centre posted. */
  readonly kinds: ReadonlySet<string>;
}

export interface SeedOptions {
  readonly guards?: Guards;
  /** Where the story is told. */
  readonly tell?: (line: string) => void;
  /** Looks at the world after judgement, before it ends. */
  readonly look?: (world: World) => void;
}

const CHAOS_MS = 10 * 60_000;
const ROUND_MS = 60_000;
/** O9: an hour of healing is more than any queue of so few facts needs. */
const ROUNDS = 60;

/** Memory where the system has a file system of it: nothing here has to outlive the program. */
export function newFolder(): string {
  return mkdtempSync(`${existsSync("/dev/shm") ? "/dev/shm" : tmpdir()}/tomtin-simulation-`);
}

/** Opens the books at the office and lets every till join, in calm weather. */
export async function begin(folder: string, guards = ALL_GUARDS): Promise<Beginning> {
  const migrations = rulesFor(journalMigrations(), guards);
  const images = `${folder}/begin`;
  mkdirSync(images, { recursive: true });
  const disks = new Disks(folder);
  const world = new World({ seed: 1, disks, folder: images, trace: silent, migrations });
  const empty = `${folder}/empty.db`;
  openJournal(empty, { now: () => world.now(), migrations }).close();
  for (const place of PLACES) world.place(place.enrolled.till, place, empty);
  for (const device of world.devices) device.start();
  const office = world.device(OFFICE.enrolled.till);
  for (const { journal, enrolled } of world.devices) {
    if (enrolled.kind === "till") {
      journal.onDevice((book) => nameDevice(book, enrolled.till, enrolled.till));
    }
  }
  const opened = await office.desk.call("program.setUp", {
    owner: "Owner",
    pin: "593817",
    till: { code: OFFICE.enrolled.till, name: "Office" },
    vatRegistered: true,
    businesses: SHOPS.map((template) => ({ template, name: template })),
    sampleItems: true,
  });
  assert(opened.ok, "the books open");
  await stockShelves(office.desk);
  world.promise(office);
  await untilQuiet(world);
  for (const device of world.devices) device.stop();
  const files = new Map(world.devices.map(({ name, disk }) => [name, disk.image().file]));
  world.close();
  return {
    folder,
    disks,
    migrations,
    files,
    centre: world.centre.backup(),
    committed: world.committed,
    calls: world.centre.calls,
  };
}

/** One seed: chaos, healing, and what the oracles say then. */
export async function runSeed(
  seed: number,
  beginning: Beginning,
  { guards, tell, look }: SeedOptions = {},
): Promise<Outcome> {
  const folder = `${beginning.folder}/seed-${seed}`;
  mkdirSync(folder, { recursive: true });
  const now = { now: () => 0 };
  const trace = tell === undefined ? silent : traceTo(tell, () => now.now());
  const { disks, migrations } = beginning;
  const world = new World({
    seed,
    disks,
    folder,
    trace,
    migrations,
    ...(guards ? { guards } : {}),
  });
  now.now = () => world.schedule.now;
  const faults: string[] = [];
  const outcome = (wrong: readonly Wrong[]): Outcome => {
    for (const { oracle, what } of wrong) world.say(oracle, what);
    const { posted, facts } = world.centre.state;
    const made = posted.slice(beginning.centre.posted.length);
    const kinds = new Set(made.flatMap((id) => facts.get(id)?.fact?.kind ?? []));
    return { seed, wrong, facts: world.committed.size, faults, acts: world.acts, kinds };
  };
  world.centre.load(beginning.centre);
  world.backups.push(beginning.centre);
  for (const [key, fact] of beginning.committed) world.committed.set(key, fact);
  try {
    for (const place of PLACES) {
      const { till } = place.enrolled;
      const file = beginning.files.get(till);
      assert(file !== undefined, `${till} joined`);
      world.place(till, place, file).start();
    }
    faults.push(...plan(world));
    await world.schedule.runUntil(world.schedule.now + CHAOS_MS, () => world.failure !== null);
    world.say("world", "healing");
    await world.heal();
    const quiet = await untilQuiet(world);
    const wrong = world.failure === null ? judgeWorld(world) : [failed(world.failure)];
    if (!quiet) wrong.unshift({ oracle: "O9", what: "the queues did not drain" });
    look?.(world);
    return outcome(wrong);
  } catch (error) {
    // A till that breaks off is this seed's fault, not the end of a long run.
    return outcome([failed(error)]);
  } finally {
    world.close();
    removeFiles(folder);
  }
}

/** What will happen when; what comes of it, chance decides then. */
function plan(world: World): string[] {
  const { chance, schedule } = world;
  const when = (): number => chance.whole(0, CHAOS_MS);
  const loses = chance.pick<Loses>(["disks", "disks", "centre", "nothing"]);
  const faults = FAULTS.filter(
    (fault) =>
      (fault.loses === undefined || fault.loses === loses) &&
      !(fault.centreKeeps === true && loses === "centre"),
  );
  const names: string[] = [];
  for (let left = chance.whole(2, 12); left > 0; left -= 1) {
    const fault = chance.weighted(faults, ({ weight }) => weight);
    names.push(fault.name);
    schedule.after(when(), () => fault.strike(world));
  }
  // What a restored centre numbers anew only shows where two copies take turns.
  if (loses === "centre" && chance.happens(50)) {
    schedule.after(chance.whole(0, CHAOS_MS / 4), () => world.copy(world.device("R1")));
    for (let left = 3; left > 0; left -= 1) schedule.after(when(), () => world.decide());
  }
  for (const device of world.devices) {
    for (let left = chance.whole(2, 11); left > 0; left -= 1) {
      schedule.after(when(), () => world.act(device));
    }
  }
  return names;
}

/** Time passes, and the owner decides what is asked, until nobody has anything left to do. */
async function untilQuiet(world: World): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await world.schedule.runUntil(world.schedule.now + ROUND_MS, () => world.failure !== null);
    if (world.failure !== null) return true;
    await world.decide();
    if (world.devices.every((device) => isQuiet(world, device))) return true;
  }
  return false;
}

/** It has nothing to send, and has heard of all that the centre has. */
function isQuiet(world: World, { journal, replicator }: World["devices"][number]): boolean {
  const { unconfirmed, trouble, hello } = replicator.state();
  const have = new Map(haveRows(journal.book).map(({ till, ingest }) => [till, ingest]));
  const { heads, incidents, generation } = world.centre.state;
  return (
    hello?.generation.id === generation.id &&
    unconfirmed === 0 &&
    trouble === null &&
    incidents.every(({ decision }) => decision !== null) &&
    [...heads].every(([till, head]) => have.get(till) === head)
  );
}

const failed = (error: unknown): Wrong => ({
  oracle: "crash",
  what: error instanceof Error ? (error.stack ?? error.message) : String(error),
});
