import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLink, type Link } from "#main/replication/link.ts";
import type { Enrolment } from "#main/replication/enrolment.ts";
import { encodeEnrolment } from "#main/replication/enrolment.ts";
import type { Centre } from "#main/replication/centre.ts";
import type { openPostgresCentre } from "#main/replication/postgres-centre.ts";
import { centreHandlers } from "#main/services/centre/index.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import { programStatus } from "#main/services/status.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import {
  clockAt,
  command,
  openTill,
  OWNER_KEY,
  setUpRequest,
  type Clock,
  type Till,
} from "../journal/shop.ts";

/** A till or an office with the real services, the real replicator and the real Postgres client. */
export interface Device extends Till {
  readonly link: Link;
  /** Carries all there is, both ways; fails the test where the centre does not answer. */
  exchange(): Promise<void>;
}

export interface DeviceOptions {
  readonly clock?: Clock;
  readonly folder?: string;
  readonly log?: (line: string) => void;
  /** Between the device and its centre: a fault of the test's. */
  readonly centre?: (address: Parameters<typeof openPostgresCentre>[0]) => Centre;
}

const devices: Device[] = [];
const folders: string[] = [];

export function deviceFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-link-"));
  folders.push(folder);
  return folder;
}

/** Opens (or opens again) the device of a folder. */
export function openDevice(options: DeviceOptions = {}): Device {
  const folder = options.folder ?? deviceFolder();
  const clock = options.clock ?? clockAt(new Date().toISOString());
  let tied: Link | undefined;
  const till = openTill(folder, clock, (parts) => {
    const { journal } = parts;
    const link = openLink({
      journal,
      dataFolder: folder,
      now: clock.now,
      version: "test",
      log: options.log ?? (() => undefined),
      ...(options.centre === undefined ? {} : { openCentre: options.centre }),
    });
    tied = link;
    return {
      "program.status": programStatus(parts, {
        version: "test",
        filling: () => null,
        link,
      }),
      ...officeHandlers(parts, { verify: () => verifyJournal(journal), link }),
      ...centreHandlers({
        journal,
        now: clock.now,
        link,
        ownerKey: OWNER_KEY,
        adopt: (_, address) => link.tie(address),
      }),
    };
  });
  if (tied === undefined) throw new Error("a device has its link");
  const link = tied;
  const device: Device = {
    ...till,
    link,
    exchange: () => link.catchUp(),
    close: () => till.close(),
  };
  devices.push(device);
  return device;
}

/** Stops its exchanges and closes its file, as when the program ends. */
export async function shut(device: Device): Promise<void> {
  devices.splice(devices.indexOf(device), 1);
  await device.link.stop();
  device.journal.close();
}

export async function shutAll(): Promise<void> {
  for (const device of devices.slice()) await shut(device);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An office with books of its own: three businesses and their usual items. */
export async function officeWithBooks(code = "HQ", clock?: Clock): Promise<Device> {
  const office = openDevice(clock === undefined ? {} : { clock });
  await office.did("program.setUp", {
    command: command(),
    ...setUpRequest(),
    till: { code, name: "Office" },
  });
  const owner = office.journal.book.get<{ id: string }>(
    "SELECT user AS id FROM business_access WHERE business = '*'",
  );
  office.signInAs("owner's window", owner?.id ?? "");
  return office;
}

export async function connect(device: Device, enrolment: Enrolment): Promise<void> {
  await device.did("centre.connect", { code: codeOf(enrolment) });
  await device.exchange();
}

/** With the key of these tests' books, as an office makes it. */
export function codeOf(enrolment: Enrolment): string {
  return encodeEnrolment({ ...enrolment, ownerKey: OWNER_KEY.toString("base64") });
}

/** A till without books that joins: it receives them, and its owner signs in. */
export async function joined(enrolment: Enrolment, options: DeviceOptions = {}): Promise<Device> {
  const till = openDevice(options);
  await connect(till, enrolment);
  const owner = till.journal.book.get<{ id: string }>(
    "SELECT user AS id FROM business_access WHERE business = '*'",
  );
  till.signInAs("owner's window", owner?.id ?? "");
  return till;
}
