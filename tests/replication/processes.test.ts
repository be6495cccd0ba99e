import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { connectAdmin, withAdmin, type Sql } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import { startTrialServer, type TrialServer } from "#main/central/trial-server.ts";
import { verifyCentral } from "#main/central/verify.ts";
import type { DeviceKind, Scope } from "#main/replication/centre.ts";
import { authorityOf, type Enrolment } from "#main/replication/enrolment.ts";
import { openShift, problems, receive } from "../journal/shop.ts";
import {
  connect,
  joined,
  officeWithBooks,
  openDevice,
  shut,
  shutAll,
  type Device,
} from "./devices.ts";

/** Each round is one fault. More of them: TOMTIN_FAULT_ROUNDS=200, about a second and a half each. */
const ROUNDS = Number(process.env["TOMTIN_FAULT_ROUNDS"] ?? 5);
const CODES = ["R1", "R2", "R3"];
const PACE_MS = 25;
const CHILD = join(import.meta.dirname, "till-child.ts");
/** For whatever a slow machine may take its time with. */
const PATIENCE = { timeout: 60_000, interval: 20 };

let server: TrialServer;
let url = "";
const tills: TillProcess[] = [];

beforeAll(async () => {
  // The processes die here, not the machine: what was written to a file stays written.
  server = await startTrialServer({ settings: ["fsync = off"] });
  url = server.url("centre");
  await withAdmin(server.url("postgres"), undefined, (sql) => sql.query("CREATE DATABASE centre"));
  await withAdmin(url, undefined, (sql) => migrateCentral(sql));
});
afterEach(async () => {
  for (const till of tills) await till.kill();
  await shutAll();
});
afterAll(async () => {
  await shutAll();
  await admin?.end();
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

let admin: Sql | null = null;

/** One connection, which the centre's crashes end. */
async function ask<T>(text: string, ...values: unknown[]): Promise<T[]> {
  if (admin === null) {
    const made = await connectAdmin(url);
    made.once("end", () => {
      if (admin === made) admin = null;
    });
    admin = made;
  }
  return (await admin.query<{ it: T }>(text, values)).rows.map(({ it }) => it);
}

/** A till's program as a process of its own, over its real file and a real TLS connection. */
class TillProcess {
  readonly code: string;
  readonly login: string;
  readonly folder: string;
  /** Sales whose command returned. */
  readonly acknowledged = new Set<string>();
  /** What its program wrote to its log. */
  readonly told: string[] = [];
  #child: ChildProcess | null = null;

  constructor(code: string, login: string, folder: string) {
    this.code = code;
    this.login = login;
    this.folder = folder;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [CHILD, this.folder, String(PACE_MS)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    const selling = Promise.withResolvers<void>();
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [word, id] = line.split(" ");
      if (word === "done" && id !== undefined) this.acknowledged.add(id);
      if (word === "log") this.told.push(line);
      selling.resolve();
    });
    child.once("exit", () => selling.reject(new Error(`${this.code} ended by itself`)));
    await selling.promise;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    const closed = once(child, "close");
    child.kill("SIGKILL");
    await closed;
  }

  /** Stands still, as a machine does that swaps: it reads no reply. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }
}

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

const stored = async (till: TillProcess): Promise<number> =>
  Number((await ask<string>("SELECT stored AS it FROM sync.device WHERE till = $1", till.code))[0]);

/** Without anybody's help: what it sells arrives again. */
async function goesOn(till: TillProcess): Promise<void> {
  const before = await stored(till);
  await vi.waitFor(
    async () => expect(await stored(till), till.told.join("\n")).toBeGreaterThan(before),
    PATIENCE,
  );
}

/** What a killed till believes to be confirmed is at the centre, under the same chain. */
async function confirmedIsThere(till: TillProcess): Promise<void> {
  const file = new Database(join(till.folder, "journal.db"), { fileMustExist: true });
  const confirmed = file
    .prepare<[], { epoch: string; position: number; chain: Buffer }>(
      `SELECT c.epoch, c.position, f.chain FROM link_confirmed c JOIN epoch e ON e.id = c.epoch
       JOIN fact f ON f.epoch = e.no AND f.position = c.position AND f.local = 1`,
    )
    .all();
  file.close();
  for (const { epoch, position, chain } of confirmed) {
    const there = await ask<Buffer>(
      "SELECT chain AS it FROM sync.position WHERE epoch = $1 AND position = $2",
      epoch,
      position,
    );
    expect(there.map((each) => each.toString("hex"))).toEqual([chain.toString("hex")]);
  }
}

type Fault = (till: TillProcess, round: number) => Promise<void>;

const FAULTS: readonly (readonly [string, Fault])[] = [
  [
    "a till is killed while its push is under way",
    async (till, round) => {
      await inThePush(till, round, () => till.kill());
      await confirmedIsThere(till);
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
      await confirmedIsThere(till);
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
      await confirmedIsThere(till);
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

/** Debit less credit by account and business. */
const BALANCES = `SELECT business || ' ' || account AS key, sum(debit - credit) AS n FROM`;

async function centralBalances(): Promise<Record<string, number>> {
  return withAdmin(url, undefined, async (sql) => {
    const { rows } = await sql.query<{ key: string; n: string }>(
      `${BALANCES} ledger.line GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ key, n }) => [key, Number(n)]));
  });
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
      for (const each of tills) await goesOn(each);
      if (ROUNDS > 20) console.log(`round ${round + 1}: ${name} (${till.code})`);
    }
    for (const till of tills) await till.kill();

    for (const { code, folder, acknowledged } of tills) {
      const till = openDevice({ folder });
      await till.exchange();
      const own = till.journal.book.all<{ id: string; hash: Uint8Array }>(
        "SELECT id, hash FROM fact WHERE local = 1 ORDER BY id",
      );
      const hex = (each: { id: string; hash: Uint8Array }) =>
        `${each.id} ${Buffer.from(each.hash).toString("hex")}`;
      const there = await ask<string>(
        `SELECT f.id || ' ' || encode(f.hash, 'hex') AS it FROM sync.fact f
       JOIN sync.device d ON d.no = f.device JOIN sync.position p ON p.fact = f.id
       WHERE d.till = $1 AND f.state = 'posted' ORDER BY f.id`,
        code,
      );
      // All that this disk made, with the bytes it made; each once, and nothing else.
      expect(there).toEqual(own.map(hex));
      const ids = new Set(own.map(({ id }) => id));
      expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
      const heads = till.journal.book.all<{ epoch: string; position: number; chain: Uint8Array }>(
        `SELECT e.id AS epoch, f.position, f.chain FROM epoch e JOIN fact f ON f.epoch = e.no
       WHERE f.local = 1 AND f.position = (SELECT max(position) FROM fact WHERE epoch = e.no)`,
      );
      for (const { epoch, position, chain } of heads) {
        expect(
          await ask(
            "SELECT head || ' ' || encode(head_hash, 'hex') AS it FROM sync.epoch WHERE id = $1",
            epoch,
          ),
        ).toEqual([`${position} ${Buffer.from(chain).toString("hex")}`]);
      }
      expect(problems(till)).toEqual([]);
      await shut(till);
    }
    expect(await ask("SELECT kind || ': ' || detail AS it FROM sync.incident")).toEqual([]);
    expect(await ask("SELECT reason AS it FROM sync.fact WHERE state <> 'posted'")).toEqual([]);
    const checks = await withAdmin(url, undefined, (sql) => verifyCentral(sql));
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);

    await office.exchange();
    expect(office.journal.book.all("SELECT * FROM parked_fact")).toEqual([]);
    expect(office.journal.book.all("SELECT * FROM exception")).toEqual([]);
    const kept = office.journal.book.all<{ key: string; n: number }>(`${BALANCES} line GROUP BY 1`);
    expect(Object.fromEntries(kept.map(({ key, n }) => [key, n]))).toEqual(await centralBalances());
    expect(problems(office)).toEqual([]);
    const sales = tills.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    console.log(`${ROUNDS} faults, ${sales} sales acknowledged, each at the centre once`);
    expect(sales).toBeGreaterThan(ROUNDS * tills.length);
  },
  120_000 + ROUNDS * 30_000,
);
