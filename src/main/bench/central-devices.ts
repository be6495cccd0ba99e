import { mkdirSync } from "node:fs";
import path from "node:path";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { assert } from "#shared/kernel/assert.ts";
import { instantFromMs } from "#shared/kernel/date.ts";
import type { Sql } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { nameDevice } from "#main/journal/device/device.ts";
import { unconfirmedCount } from "#main/journal/device/link.ts";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import type { Address } from "#main/replication/address-file.ts";
import type { Centre } from "#main/replication/centre.ts";
import { authorityOf } from "#main/replication/enrolment.ts";
import { openLink, type Link } from "#main/replication/link.ts";
import { openPostgresCentre } from "#main/replication/postgres-centre.ts";
import { joiningProgress } from "#main/services/centre/status.ts";
import { booksOpened } from "#main/journal/read/business.ts";
import { openBenchCounter, type BenchCounter } from "./counter.ts";
import { median, percentile, type Figure } from "./figures.ts";

export interface DevicesOptions {
  /** Of its own, below which each device has its folder. */
  readonly folder: string;
  /** Prepared, and still without devices. */
  readonly admin: Sql;
  readonly server: { readonly host: string; readonly port: number; readonly authority: string };
  /** How many sales the till has made before it meets its centre. */
  readonly sales: number;
  /** Of 200 sales each, with the network and without. */
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

const MONTH = 15_000;
const YEAR = 182_500;
const CONFIRMED = 100;
const SALES_OF_A_ROUND = 200;
const TILL = "T1";

/**
 * What people wait for, with real devices: their journals, the program's own link and loop, and the
 * real client over TLS. The till is that of an owner whose shop and office are one machine, so that
 * all it has is its own.
 */
export async function benchDevices(options: DevicesOptions): Promise<readonly Figure[]> {
  const { folder, sales, progress } = options;
  let link: Link | null = null;
  const place = folderOf(folder, TILL);
  const counter = openBenchCounter(place, () => link?.nudge());
  try {
    progress(`A till sells ${sales} times without a centre …`);
    for (let n = 0; n < sales; n += 500) counter.fill(counter.requests(Math.min(500, sales - n)));
    counter.journal.checkpoint();
    const tied = tie(options, counter.journal, place);
    link = tied.link;
    progress("It meets its centre …");
    const drained = await drain(counter, tied, await enrolled(options, TILL));
    const confirmed = await confirm(counter, link);
    progress(`Selling with and without the network, ${options.rounds} rounds each …`);
    const posting = await postWhileReplicating(counter, tied, options.rounds);
    await link.catchUp();
    await link.stop();
    link = null;
    const loaded = await loadOffice(options, factsOf(counter.journal));
    return [...drained, ...confirmed, ...posting, ...loaded];
  } finally {
    await link?.stop();
    counter.journal.close();
  }
}

const now = () => instantFromMs(Date.now());

function folderOf(folder: string, till: string): string {
  const place = path.join(folder, till);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  return place;
}

async function enrolled({ admin, server }: DevicesOptions, till: string): Promise<Address> {
  const { ownerKey: _, ...address } = await enrolDevice(
    admin,
    { till, kind: "office", scope: "*" },
    {
      hosts: [`${server.host}:${server.port}`],
      authority: authorityOf(server.authority),
      ownerKey: null,
    },
  );
  return address;
}

/** A link whose waits for the centre are added up, and whose network can be switched off. */
interface Tied {
  readonly link: Link;
  /** Milliseconds that the centre and the line took so far. */
  waited(): number;
  /** While it is off, exchanges stand still where they are. */
  network(on: boolean): void;
}

function tie({ progress }: DevicesOptions, journal: Journal, dataFolder: string): Tied {
  let waited = 0;
  let open: PromiseWithResolvers<void> | null = null;
  const timed = async <T>(ask: () => Promise<T>): Promise<T> => {
    await open?.promise;
    const start = performance.now();
    try {
      return await ask();
    } finally {
      waited += performance.now() - start;
    }
  };
  const link = openLink({
    journal,
    dataFolder,
    now,
    version: "bench",
    log: (line) => progress(line),
    openCentre(address, isFormer): Centre {
      const centre = openPostgresCentre(address, isFormer);
      return new Proxy(centre, {
        get(from, name: keyof Centre) {
          const call = from[name] as (...given: unknown[]) => Promise<unknown>;
          return (...given: unknown[]) => timed(() => call.apply(from, given));
        },
      });
    },
  });
  return {
    link,
    waited: () => waited,
    network(on) {
      if (on) open?.resolve();
      open = on ? null : (open ?? Promise.withResolvers<void>());
    },
  };
}

const factsOf = ({ book }: Journal): number =>
  book.get<{ n: number }>("SELECT coalesce(max(seq), 0) AS n FROM fact")?.n ?? 0;

async function drain(
  { journal }: BenchCounter,
  { link, waited }: Tied,
  address: Address,
): Promise<readonly Figure[]> {
  const facts = factsOf(journal);
  const start = performance.now();
  await link.tie(address);
  await link.catchUp();
  const took = performance.now() - start;
  assert(unconfirmedCount(journal.book) === 0, "all that the till had is confirmed");
  const month = (ms: number): number => (MONTH * ms) / facts / 1000;
  return [
    {
      name: `30 days of one till, from its journal (from ${facts} facts)`,
      value: month(took),
      unit: "s",
      target: { most: 15 },
    },
    {
      name: "… of these the till's own work",
      value: month(took - waited()),
      unit: "s",
      target: null,
    },
  ];
}

/** As customers come: one sale, and the next when it is confirmed and the loop is idle again. */
async function confirm(counter: BenchCounter, link: Link): Promise<readonly Figure[]> {
  const { journal } = counter;
  const took: number[] = [];
  for (const request of counter.requests(CONFIRMED)) {
    await counter.post(request);
    const start = performance.now();
    while (unconfirmedCount(journal.book) > 0) {
      assert(performance.now() - start < 60_000, "a sale is confirmed");
      await wait(1);
    }
    took.push(performance.now() - start);
    await wait(20);
  }
  assert(link.state()?.trouble === null, "the centre answers");
  return [
    { name: "a sale confirmed: half within", value: median(took), unit: "ms", target: null },
    {
      name: "a sale confirmed: 95 of 100 within",
      value: percentile(took, 95),
      unit: "ms",
      target: { most: 1000 },
    },
  ];
}

/**
 * The same till in turns: its exchanges standing still, and under way without a pause (each sale
 * nudges, and what the round before left waits to be sent). A sale comes from the window, so that
 * between two of them everything else that is ready has its turn: that is what is lost.
 */
async function postWhileReplicating(
  counter: BenchCounter,
  tied: Tied,
  rounds: number,
): Promise<readonly Figure[]> {
  const ratios: number[] = [];
  const rates: number[] = [];
  let confirmed = 0;
  await sellRound(counter);
  for (let round = 0; round < rounds; round += 1) {
    tied.network(false);
    const alone = await sellRound(counter);
    counter.journal.checkpoint();
    tied.network(true);
    const before = unconfirmedCount(counter.journal.book);
    const busy = await sellRound(counter);
    confirmed += before + SALES_OF_A_ROUND - unconfirmedCount(counter.journal.book);
    rates.push((SALES_OF_A_ROUND * 1000) / alone);
    ratios.push(alone / busy);
    await tied.link.catchUp();
    counter.journal.checkpoint();
  }
  assert(confirmed > 0, "the till replicated while it sold");
  return [
    {
      name: "sales at a till that does not replicate",
      value: median(rates),
      unit: "a second",
      target: null,
    },
    {
      name: "… confirmed while as many were made",
      value: confirmed / (rounds * SALES_OF_A_ROUND),
      unit: "×",
      target: null,
    },
    {
      name: "… while it replicates, beside that",
      value: median(ratios),
      unit: "×",
      target: { least: 0.9 },
    },
  ];
}

async function sellRound(counter: BenchCounter): Promise<number> {
  const requests = counter.requests(SALES_OF_A_ROUND);
  const start = performance.now();
  for (const request of requests) {
    await turn();
    await counter.post(request);
  }
  return performance.now() - start;
}

/** A new office receives all there is; half-way its program is closed and started again. */
async function loadOffice(options: DevicesOptions, facts: number): Promise<readonly Figure[]> {
  const place = folderOf(options.folder, "HQ2");
  const address = await enrolled(options, "HQ2");
  const told: number[] = [];
  let took = 0;
  let idle = 0;
  let here = 0;
  const before = process.cpuUsage();
  for (const until of [facts / 2, facts]) {
    const start = performance.now();
    const loop = performance.eventLoopUtilization();
    const journal = openJournal(path.join(place, "journal.db"), { now });
    const tied = tie(options, journal, place);
    try {
      assert(factsOf(journal) >= here, "what was received is still here");
      if (tied.link.address() === null) {
        journal.onDevice((book) => nameDevice(book, address.till, "Office"));
        await tied.link.tie(address);
      }
      for (let said = -10; factsOf(journal) < until; await wait(50)) {
        assert(tied.link.state()?.trouble === null, "the centre answers");
        const hasBooks = booksOpened(journal.book) !== undefined;
        const percent = joiningProgress(journal, tied.link, hasBooks) ?? 100;
        told.push(percent);
        if (percent >= said + 10) options.progress(`A new office: ${(said = percent)} %`);
      }
      await tied.link.stop();
      here = factsOf(journal);
    } finally {
      await tied.link.stop();
      journal.close();
    }
    took += performance.now() - start;
    // Not the answers' own time: a page is asked for while the one before is written.
    idle += performance.eventLoopUtilization(loop).idle;
  }
  assert(here === facts, `the office has ${here} of ${facts} facts`);
  assert(
    told.every((percent, at) => percent >= (told[at - 1] ?? 0)),
    "progress goes up",
  );
  const { user, system } = process.cpuUsage(before);
  const year = (ms: number): number => (YEAR * ms) / facts / 1000;
  const name = `a year for a new office, interrupted half-way (from ${facts} facts)`;
  return [
    { name, value: year(took), unit: "s", target: { most: 60 } },
    {
      name: "… of these with nothing to do but wait for the centre",
      value: year(idle),
      unit: "s",
      target: null,
    },
    {
      name: "… processor time of the device",
      value: year((user + system) / 1000),
      unit: "s",
      target: null,
    },
  ];
}
