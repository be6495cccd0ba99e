import type { Instant } from "#shared/kernel/date.ts";
import { isFormerLife } from "#main/journal/device/link.ts";
import type { Journal } from "#main/journal/journal.ts";
import { readAddress, writeAddress, type Address } from "./address-file.ts";
import { CentreTrouble, type Centre, type Hello } from "./centre.ts";
import { startLoop, type Loop } from "./loop.ts";
import { newPassword } from "./password.ts";
import { openPostgresCentre } from "./postgres-centre.ts";
import type { IsFormer } from "./postgres-connection.ts";
import { openReplicator, type LinkState, type Replicator } from "./replicator.ts";

/** This program's tie to its centre: there may be none, and one may be made while it runs. */
export interface Link {
  address(): Address | null;
  /** Null where there is no centre. */
  state(): LinkState | null;
  /** After a commit: there is something to send. */
  nudge(): void;
  /** Carries all there is; throws `CentreTrouble` where it cannot. */
  catchUp(): Promise<void>;
  /** One question to the centre; throws `CentreTrouble`, also where there is none. */
  ask<T>(question: (centre: Centre) => Promise<T>): Promise<T>;
  /** Asks a centre that this device does not belong to yet who it is there. */
  look(address: Address): Promise<Hello>;
  /** From the next start on this device belongs to that centre. */
  keep(address: Address): void;
  /** From now on, and at every start, this device belongs to that centre. */
  tie(address: Address): Promise<void>;
  stop(): Promise<void>;
}

/** Of a program that has no centre, for those that open only parts of one. */
export const UNTIED: Link = {
  address: () => null,
  state: () => null,
  nudge: () => undefined,
  catchUp: () => Promise.reject(noCentre()),
  ask: () => Promise.reject(noCentre()),
  look: () => Promise.reject(noCentre()),
  keep: () => undefined,
  tie: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

const noCentre = (): CentreTrouble => new CentreTrouble("unreachable", "there is no centre");

export interface LinkParts {
  readonly journal: Journal;
  readonly dataFolder: string;
  readonly now: () => Instant;
  readonly version: string;
  readonly log: (line: string) => void;
  /** Tests give their own. */
  readonly openCentre?: (address: Address, isFormer: IsFormer) => Centre;
}

interface Tied {
  readonly address: Address;
  readonly centre: Centre;
  readonly replicator: Replicator;
  readonly loop: Loop;
}

export function openLink(parts: LinkParts): Link {
  const openCentre = parts.openCentre ?? openPostgresCentre;
  const open = (address: Address): Centre =>
    openCentre(address, (life) => isFormerLife(parts.journal.book, life));
  let tied: Tied | null = null;

  function keep(address: Address): Address {
    const own = address.once === true ? { ownPassword: newPassword().password } : {};
    const kept = { ...address, ...own };
    writeAddress(parts.dataFolder, kept);
    return kept;
  }

  function start(address: Address): Tied {
    const centre = open(address);
    const replicator = openReplicator({
      ...parts,
      centre,
      random: Math.random,
      breathe: () => new Promise((go) => setImmediate(go)),
    });
    return { address, centre, replicator, loop: startLoop(replicator, parts.log) };
  }

  async function end(): Promise<void> {
    const ending = tied;
    if (ending === null) return;
    await ending.loop.stop();
    await ending.centre.close();
  }

  function now(): Tied {
    if (tied === null) throw noCentre();
    return tied;
  }

  const known = readAddress(parts.dataFolder);
  // What an older program could not apply, this one may.
  if (known !== undefined) parts.journal.takeInParked();
  if (known !== undefined) tied = start(known);

  return {
    address: () => tied?.address ?? null,
    state: () => tied?.replicator.state() ?? null,
    nudge: () => tied?.loop.nudge(),
    async catchUp() {
      const { trouble } = await now().loop.catchUp();
      if (trouble !== null) throw trouble;
    },
    ask: async (question) => question(now().centre),
    async look(address) {
      const centre = open(address);
      try {
        return await centre.hello();
      } finally {
        await centre.close();
      }
    },
    keep: (address) => void keep(address),
    async tie(address) {
      await end();
      tied = start(keep(address));
    },
    stop: end,
  };
}
