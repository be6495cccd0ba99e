import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { connectAdmin, withAdmin, type Sql } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import type { TrialServer } from "#main/central/trial-server.ts";
import type { DeviceKind, Scope } from "#main/replication/centre.ts";
import { authorityOf, type Enrolment } from "#main/replication/enrolment.ts";
import { startPrepared } from "../central/prepared.ts";
import { openShift, receive } from "../journal/shop.ts";
import { connect, joined, officeWithBooks, shut, shutAll, type Device } from "./devices.ts";
import { everySaleOnce } from "./every-sale-once.ts";
import {
  confirmedIsThere,
  goesOn,
  openAsking,
  PATIENCE,
  TillProcess,
  type Asking,
} from "./till-process.ts";

/** Each round is one fault. More of them: TOMTIN_FAULT_ROUNDS=200, about a second and a half each. */
const ROUNDS = Number(process.env["TOMTIN_FAULT_ROUNDS"] ?? 5);
const CODES = ["R1", "R2", "R3"];

let server: TrialServer;
let url = "";
let centre: Asking;
const tills: TillProcess[] = [];

beforeAll(async () => {
  // The processes die here, not the machine: what was written to a file stays written.
  server = await startPrepared();
  url = server.url("prepared");
  centre = openAsking(url);
  await withAdmin(url, undefined, (sql) => migrateCentral(sql));
});
afterEach(async () => {
  for (const till of tills) await till.kill();
  await shutAll();
});
afterAll(async () => {
  await shutAll();
  await centre.end();
  await server.stop();
});

const enrol = (till: string, kind: DeviceKind, scope: Scope): Promise<Enrolment> =>
  withAdmin(url, undefined, (sql) =>
    enrolDevice(
      sql,
      { till, kind, scope },
      {
        hosts: [`127.0.0.1:${server.port}`],
        authority: authorityOf(server.authority),
        ownerKey: null,
      },
    ),
  );

const ask: Asking["ask"] = (text, ...values) => centre.ask(text, ...values);

/** Where in a push a lock makes it stand still: at its beginning, and ever later. */
const WITHIN = [
  "SELECT FROM sync.device WHERE till = $1 FOR UPDATE",
  "LOCK TABLE sync.fact IN SHARE MODE",
  "LOCK TABLE sync.position IN SHARE MODE",
  "LOCK TABLE ledger.line IN SHARE MODE",
  "LOCK TABLE ledger.balance IN SHARE MODE",
  "LOCK TABLE sync.epoch IN SHARE MODE",
];

const standing = (login: string): Promise<number[]> =>
  ask<number>(
    `SELECT pid AS it FROM pg_stat_activity
     WHERE usename = $1 AND wait_event_type = 'Lock' AND query ~ 'api\\.(push|open_epoch)'`,
    login,
  );

/** Lets a fault strike while the push of a till stands still in the middle. */
async function inThePush(
  till: TillProcess,
  round: number,
  strike: (pids: readonly number[], letGo: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const lock: Sql = await connectAdmin(url);
  const letGo = async () => void (await lock.query("ROLLBACK").catch(() => undefined));
  try {
    const text = WITHIN[round % WITHIN.length] as string;
    await lock.query("BEGIN");
    await lock.query(text, text.includes("$1") ? [till.code] : []);
    const pids = await vi.waitFor(async () => {
      const found = await standing(till.login);
      expect(found.length, till.told.join("\n")).toBeGreaterThan(0);
      return found;
    }, PATIENCE);
    await strike(pids, letGo);
    await letGo();
  } finally {
    await lock.end().catch(() => undefined);
  }
}

type Fault = (till: TillProcess, round: number) => Promise<void>;

const FAULTS: readonly (readonly [string, Fault])[] = [
  [
    "a till is killed while its push is under way",
    async (till, round) => {
      await inThePush(till, round, () => till.kill());
      await confirmedIsThere(centre, till);
      await till.start();
    },
  ],
  [
    "a connection is ended while its push is under way",
    async (till, round) => {
      await inThePush(till, round, async (pids) => {
        for (const pid of pids) await ask("SELECT pg_terminate_backend($1) AS it", pid);
      });
    },
  ],
  [
    "a till is killed after the centre's commit and before the reply",
    async (till, round) => {
      await inThePush(till, round, async (_, letGo) => {
        till.freeze();
        await letGo();
        await vi.waitFor(async () => expect(await standing(till.login)).toEqual([]), PATIENCE);
        await vi.waitFor(async () => {
          const busy = await ask(
            "SELECT pid AS it FROM pg_stat_activity WHERE usename = $1 AND state = 'active'",
            till.login,
          );
          expect(busy).toEqual([]);
        }, PATIENCE);
        await till.kill();
      });
      await confirmedIsThere(centre, till);
      await till.start();
    },
  ],
  [
    "the centre is stopped at once while pushes are under way",
    async (till, round) => {
      await inThePush(till, round, () => server.crash());
      await server.start();
    },
  ],
  [
    "a till is killed in the middle of anything",
    async (till) => {
      await till.kill();
      await confirmedIsThere(centre, till);
      await till.start();
    },
  ],
];

async function ready(): Promise<Device> {
  const office = await officeWithBooks();
  await connect(office, await enrol("HQ", "office", "*"));
  receive(office, "G-SUGAR", 100_000_000, 1_210_000_000);
  await office.exchange();
  for (const code of CODES) {
    const enrolment = await enrol(code, "till", ["RETAIL"]);
    const till = await joined(enrolment);
    await openShift(till, "RETAIL");
    await shut(till);
    tills.push(new TillProcess(code, enrolment.login, till.folder));
  }
  return office;
}

test(
  `${ROUNDS} kills of tills, of connections and of the centre in the middle of pushes: every sale once`,
  async () => {
    const office = await ready();
    await Promise.all(tills.map((till) => till.start()));
    for (let round = 0; round < ROUNDS; round += 1) {
      const till = tills[round % tills.length] as TillProcess;
      const [name, strike] = FAULTS[round % FAULTS.length] as (typeof FAULTS)[number];
      await strike(till, round);
      for (const each of tills) await goesOn(centre, each);
      if (ROUNDS > 20) console.log(`round ${round + 1}: ${name} (${till.code})`);
    }
    for (const till of tills) await till.kill();

    const sales = await everySaleOnce(url, centre, tills, office);
    console.log(`${ROUNDS} faults, ${sales} sales acknowledged, each at the centre once`);
    expect(sales).toBeGreaterThan(ROUNDS * tills.length);
  },
  120_000 + ROUNDS * 30_000,
);
