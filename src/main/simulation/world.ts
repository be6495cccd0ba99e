import { assert } from "#shared/kernel/assert.ts";
import { addDays, instantFromMs, type Instant } from "#shared/kernel/date.ts";
import { openChance, type Chance } from "#main/demo/random.ts";
import type { Migration } from "#main/journal/migrate.ts";
import { openSealer, type Sealer } from "#main/people/sealing.ts";
import { SHOPS, type Shop } from "./acts/act.ts";
import { OFFICE_HABITS, TILL_HABITS } from "./acts/habits.ts";
import { keyOf, type Committed } from "./committed.ts";
import { Device } from "./device.ts";
import type { Disk, Disks } from "./disk.ts";
import { ALL_GUARDS, type Guards } from "./guards.ts";
import { ModelCentre } from "./model/centre.ts";
import { LATE_ACCOUNT, Rogue, ROGUE } from "./rogue.ts";
import type { Enrolled, ModelState } from "./model/state.ts";
import { CALM, type Weather } from "./network.ts";
import { Schedule } from "./schedule.ts";
import type { Trace } from "./trace.ts";

/** Ten in the morning in Nairobi. */
const MORNING = Date.parse("2026-11-20T07:00:00.000Z");
const DAY_MS = 86_400_000;
const MOST_DEVICES = 7;

export interface Place {
  readonly enrolled: Enrolled;
  readonly shops: readonly Shop[];
}

export const OFFICE: Place = {
  enrolled: { till: "HQ", kind: "office", scope: "*" },
  shops: SHOPS,
};

const COUNTER = ["RETAIL", "LAUNDRY"] as const;

/** Two tills at one counter's goods and jobs, and one that must never hear of them. */
export const PLACES: readonly Place[] = [
  OFFICE,
  { enrolled: { till: "R1", kind: "till", scope: COUNTER }, shops: COUNTER },
  { enrolled: { till: "R2", kind: "till", scope: COUNTER }, shops: COUNTER },
  { enrolled: { till: "W1", kind: "till", scope: ["WATER"] }, shops: ["WATER"] },
];

export interface WorldParts {
  readonly seed: number;
  readonly disks: Disks;
  /** Where images of disks go. */
  readonly folder: string;
  readonly trace: Trace;
  readonly migrations: readonly Migration[];
  readonly guards?: Guards;
}

/** All that is simulated: the true time, the centre, the devices, and what was promised to whom. */
export class World {
  readonly parts: WorldParts;
  readonly chance: Chance;
  readonly schedule = new Schedule(MORNING);
  readonly guards: Guards;
  readonly centre: ModelCentre;
  readonly devices: Device[] = [];
  readonly sealer: Sealer;
  centreIsUp = true;
  readonly backups: ModelState[] = [];
  /** By the hash of their bytes. */
  readonly committed = new Map<string, Committed>();
  /** Of those, the ones that a disk lost before the centre had them. */
  readonly mayBeLost = new Set<string>();
  readonly rogue = new Rogue(this);
  /** Tills whose history is no longer one line: copied, or gone back. */
  readonly disturbed = new Set<string>();
  /** Two copies of one disk, and what both had when they parted. */
  readonly copies: { readonly one: Device; readonly other: Device; readonly shared: number }[] = [];
  readonly #poolers: Chance;
  #centreStarts = 1;
  /** Nights that passed; they take no time in the schedule. */
  #nights = 0;
  /** What the replicator threw, which it never should. */
  failure: unknown = null;
  /** Acts by what came of them. */
  readonly acts = new Map<string, number>();

  constructor(parts: WorldParts) {
    this.parts = parts;
    this.chance = openChance(parts.seed);
    this.guards = parts.guards ?? ALL_GUARDS;
    this.centre = new ModelCentre(() => this.now(), this.guards);
    for (const { enrolled } of PLACES) this.centre.enrol(enrolled);
    this.centre.enrol(ROGUE);
    this.#poolers = openChance(parts.seed ^ 0x9001);
    const nonce = openChance(parts.seed ^ 0x5ea1);
    this.sealer = openSealer(Buffer.alloc(32, 7), () =>
      Buffer.from(Array.from({ length: 12 }, () => nonce.whole(0, 255))),
    );
  }

  /** What a clock that is right shows. */
  now(): Instant {
    return instantFromMs(this.schedule.now + this.#nights * DAY_MS);
  }

  aNightPasses(): void {
    this.#nights += 1;
    this.say("world", `a night passes: it is ${this.now().slice(0, 10)}`);
  }

  say(who: string, what: string): void {
    this.parts.trace.say(who, what);
  }

  /** Puts a device on its table, switched off. */
  place(name: string, { enrolled, shops }: Place, from: string): Device {
    const disk = this.parts.disks.take(from, `${this.parts.folder}/${name}`);
    const device = new Device(name, enrolled, shops, disk, {
      schedule: this.schedule,
      chance: this.chance,
      trace: this.parts.trace,
      pooled: () => this.#poolers.happens(25),
      centreRuns: () => (this.centreIsUp ? this.#centreStarts : null),
      sealer: this.sealer,
      migrations: this.parts.migrations,
      centre: this.centre.as(enrolled.till),
      trueTime: () => this.schedule.now + this.#nights * DAY_MS,
      failed: (error) => {
        this.failure ??= error;
      },
    });
    this.devices.push(device);
    return device;
  }

  /** Somebody at a device does something, if it is on. */
  async act(device: Device): Promise<void> {
    if (!device.isOn || !device.hasJoined) return;
    const shop = this.chance.pick(device.shops);
    const habits = device.enrolled.kind === "office" ? OFFICE_HABITS : TILL_HABITS[shop];
    // Nothing says that more than what was there before reaches a disk that need not sync.
    if (!this.guards.sync) device.takeImage();
    const { act } = this.chance.weighted(habits, ({ weight }) => weight);
    const did = await act(device.desk, shop);
    this.acts.set(did, (this.acts.get(did) ?? 0) + 1);
    this.promise(device);
    this.say(device.name, did);
  }

  /** The office closes the books through a day: it asks the centre first, which takes its time. */
  closePeriod(device: Device): void {
    if (!device.isOn) return;
    const through = addDays(device.desk.today, -this.chance.whole(1, 2));
    const { desk } = device;
    void desk.call("period.close", { through, reason: "Checked" }).then(
      (closed) => {
        this.say(device.name, closed.ok ? `closed through ${through}` : closed.refusal.code);
        if (device.isOn && device.desk === desk) this.promise(device);
      },
      (error: unknown) => {
        this.failure ??= error;
      },
    );
  }

  /** What was committed at a device since the last look must never be lost. */
  promise(device: Device): void {
    for (const { id, bytes, seq } of device.newFacts()) {
      this.committed.set(keyOf(bytes), { id, by: device.name, expect: "posted" });
      this.say(device.name, `fact ${seq}: ${id.slice(-8)}`);
    }
  }

  /**
   * Does something to a device's disk and starts it again; what it then lacks and the centre has
   * not got is lost, and nobody could help it.
   */
  damage(device: Device, what: string, damage: (disk: Disk) => void): void {
    if (!device.isOn) return;
    const before = device.ownFacts();
    const { synced } = device;
    // A disk that need not sync has written nothing since.
    const unsynced = what === "power cut" && !this.guards.sync && synced !== null;
    device.crash(unsynced ? (disk) => disk.crashLying(synced, (least) => least) : damage);
    device.start();
    const after = new Set(device.ownFacts().map(keyOf));
    const stored = new Set([...this.centre.state.facts.values()].map(({ bytes }) => keyOf(bytes)));
    let lost = 0;
    for (const key of before.map(keyOf)) {
      if (after.has(key)) continue;
      lost += 1;
      this.disturbed.add(device.enrolled.till);
      if (!stored.has(key) && !unsynced) this.mayBeLost.add(key);
    }
    this.say(device.name, `${what}${lost > 0 ? `: ${lost} facts are gone from its disk` : ""}`);
  }

  /** At once, as by `pg_ctl -m immediate`. What it answered is on its disk. */
  centreStops(): void {
    this.centreIsUp = false;
    this.#centreStarts += 1;
    const written = this.backups.at(-1);
    if (!this.guards.durable && written !== undefined) this.centre.load(written);
  }

  /** Another database takes its place, and connections to the old one are gone. */
  centreRestored(backup: ModelState): void {
    this.#centreStarts += 1;
    this.centre.restore(backup);
  }

  /** A second device goes on from the same disk; with an epoch, in the very same program start. */
  copy(device: Device, epoch?: string): void {
    if (!device.isOn || this.devices.length >= MOST_DEVICES) return;
    const { enrolled, shops } = device;
    const name = `${enrolled.till}.${this.devices.length}`;
    const other = this.place(name, { enrolled, shops }, device.disk.image().file);
    this.copies.push({ one: device, other, shared: device.ownFacts().length });
    this.disturbed.add(enrolled.till);
    this.say(device.name, `there is a second one, ${name}${epoch ? ", in the same epoch" : ""}`);
    other.start(epoch);
    // Somebody works at each of them: two disks that nobody writes on are one disk.
    for (const each of [device, other]) {
      for (let left = this.chance.whole(1, 5); left > 0; left -= 1) {
        this.schedule.after(this.chance.whole(0, 90_000), () => this.act(each));
      }
    }
  }

  weather(device: Device, weather: Weather): void {
    if (device.isOn) device.line.weather = weather;
  }

  /** Everything works again, and stays so; and what somebody named and nobody knew is made. */
  async heal(): Promise<void> {
    this.centreIsUp = true;
    for (const device of this.devices) {
      if (!device.isOn) device.start();
      device.line.weather = CALM;
      device.line.cut = false;
      device.line.oneWay = false;
    }
    if (![...this.committed.values()].some(({ expect }) => expect === "waiting")) return;
    const made = await this.office.desk.call("account.save", {
      number: LATE_ACCOUNT,
      name: "Made at last",
      category: "Operating Expenses",
      class: "Other Operating Expenses",
    });
    assert(made.ok, "the office makes an account");
    this.promise(this.office);
    for (const [key, fact] of this.committed) {
      if (fact.expect === "waiting") this.committed.set(key, { ...fact, expect: "posted" });
    }
  }

  /** The owner looks at the tills' screen, and believes what it says. */
  async decide(): Promise<void> {
    for (const { no, decision } of this.centre.state.incidents) {
      if (decision !== null) continue;
      await this.centre.as(OFFICE.enrolled.till).decide(no, "accept");
      this.say("owner", `accepts incident ${no}`);
    }
  }

  get office(): Device {
    return this.device(OFFICE.enrolled.till);
  }

  device(name: string): Device {
    const found = this.devices.find((each) => each.name === name);
    assert(found !== undefined, `there is no device ${name}`);
    return found;
  }

  /** It ends where it stands; its disks are for another one. */
  close(): void {
    for (const device of this.devices) {
      if (device.isOn) device.crash((disk) => disk.crash());
      this.parts.disks.giveBack(device.disk);
    }
  }
}
