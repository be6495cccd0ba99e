import type { Device } from "./device.ts";
import { CALM, type Weather } from "./network.ts";
import type { World } from "./world.ts";

/** What this seed may lose for good: a till's disk and the centre's never both (docs/simulation.md). */
export type Loses = "disks" | "centre" | "nothing";

export interface Fault {
  readonly name: string;
  readonly weight: number;
  /** Only where this may be lost, or where nothing of the centre's may. */
  readonly loses?: Loses;
  readonly centreKeeps?: boolean;
  strike(world: World): void | Promise<void>;
}

const SECOND = 1000;
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

const someDevice = (world: World): Device => world.chance.pick(world.devices);
const someTill = (world: World): Device =>
  world.chance.pick(world.devices.filter(({ enrolled }) => enrolled.kind === "till"));

function weatherOf(world: World): Weather {
  const per = (most: number): number => world.chance.whole(0, most);
  return {
    requestLost: per(30),
    replyLost: per(30),
    duplicated: per(30),
    delayed: per(20),
    garbage: per(10),
    busy: per(20),
  };
}

export const FAULTS: readonly Fault[] = [
  {
    name: "bad weather",
    weight: 10,
    strike(world) {
      const device = someDevice(world);
      world.weather(device, weatherOf(world));
      world.say(device.name, "bad weather");
      world.schedule.after(world.chance.whole(10, 400) * SECOND, () => world.weather(device, CALM));
    },
  },
  {
    name: "line cut",
    weight: 8,
    strike(world) {
      const device = someDevice(world);
      if (!device.isOn) return;
      const { line } = device;
      const oneWay = world.chance.happens(40);
      if (oneWay) line.oneWay = true;
      else line.cut = true;
      world.say(device.name, oneWay ? "answers no longer arrive" : "the line is cut");
      world.schedule.after(world.chance.whole(10, 600) * SECOND, () => {
        line.cut = false;
        line.oneWay = false;
      });
    },
  },
  {
    name: "power cut",
    weight: 14,
    strike(world) {
      world.damage(someDevice(world), "power cut", (disk) => disk.crash());
    },
  },
  {
    name: "restart",
    weight: 6,
    strike(world) {
      const device = someDevice(world);
      if (!device.isOn) return;
      device.stop();
      device.start();
      world.say(device.name, "restarted");
    },
  },
  {
    name: "switched off",
    weight: 4,
    strike(world) {
      const device = someDevice(world);
      if (!device.isOn) return;
      device.stop();
      world.say(device.name, "switched off");
      world.schedule.after(world.chance.whole(10, 600) * SECOND, () => {
        if (!device.isOn) device.start();
      });
    },
  },
  {
    name: "look at the disk",
    weight: 14,
    loses: "disks",
    strike(world) {
      const device = someDevice(world);
      if (!device.isOn) return;
      device.takeImage();
      world.say(device.name, "an image of its disk is taken");
    },
  },
  {
    name: "lying disk",
    weight: 10,
    loses: "disks",
    strike(world) {
      const device = someDevice(world);
      const image = device.synced;
      if (image === null) return;
      world.damage(device, "power cut, and the disk had lied", (disk) =>
        disk.crashLying(image, world.chance.whole),
      );
    },
  },
  {
    name: "disk restored",
    weight: 8,
    loses: "disks",
    strike(world) {
      const device = someDevice(world);
      if (device.images.length === 0) return;
      const image = world.chance.pick(device.images);
      device.synced = null;
      world.damage(device, "its disk is restored from an image", (disk) => disk.restore(image));
    },
  },
  {
    name: "disk cloned",
    weight: 3,
    strike(world) {
      const device = someTill(world);
      world.copy(device);
    },
  },
  {
    name: "resumed twice",
    weight: 3,
    strike(world) {
      const device = someTill(world);
      const epoch = device.isOn ? device.lastEpoch() : undefined;
      if (epoch !== undefined) world.copy(device, epoch);
    },
  },
  {
    name: "centre restarts",
    weight: 6,
    strike(world) {
      world.centreStops();
      world.say("centre", "is down");
      world.schedule.after(world.chance.whole(1, 90) * SECOND, () => {
        world.centreIsUp = true;
      });
    },
  },
  {
    name: "centre's backup",
    weight: 12,
    loses: "centre",
    strike(world) {
      world.backups.push(world.centre.backup());
      world.say("centre", "a backup is made");
    },
  },
  {
    name: "centre restored",
    weight: 8,
    loses: "centre",
    strike(world) {
      if (world.backups.length === 0) return;
      const had = world.centre.state.facts.size;
      world.centreRestored(world.chance.pick(world.backups));
      const gone = had - world.centre.state.facts.size;
      world.say("centre", `restored from a backup: ${gone} facts are gone`);
    },
  },
  {
    name: "clock jumps",
    weight: 6,
    strike(world) {
      const device = someDevice(world);
      device.skew = world.chance.pick([HOUR, -HOUR, 12 * YEAR, -12 * YEAR, -26 * YEAR, 0, 90_000]);
      world.say(device.name, `its clock is off by ${device.skew} ms`);
    },
  },
  {
    name: "rogue",
    weight: 4,
    centreKeeps: true,
    strike: (world) => world.rogue.speak(),
  },
  {
    name: "owner decides",
    weight: 5,
    strike: (world) => world.decide(),
  },
  {
    name: "period closed",
    weight: 6,
    strike: (world) => world.closePeriod(world.office),
  },
  {
    name: "night",
    weight: 6,
    strike(world) {
      world.aNightPasses();
    },
  },
];
