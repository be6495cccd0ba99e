import { afterEach, expect, test, vi } from "vitest";
import { connectAdmin, withAdmin } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import {
  freePort,
  startTrialServer,
  startTrialStandby,
  type TrialServer,
} from "#main/central/trial-server.ts";
import { verifyCentral } from "#main/central/verify.ts";
import type { DeviceKind, Scope } from "#main/replication/centre.ts";
import { authorityOf, type Enrolment } from "#main/replication/enrolment.ts";
import { command, openShift, receive, sugar } from "../journal/shop.ts";
import {
  connect,
  joined,
  officeWithBooks,
  openDevice,
  shut,
  shutAll,
  type Device,
} from "./devices.ts";
import { everySaleOnce } from "./every-sale-once.ts";
import { goesOn, openAsking, PATIENCE, stored, TillProcess, type Asking } from "./till-process.ts";

const CODES = ["R1", "R2"];
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await shutAll();
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A centre of two servers: the second one follows the first. */
class Pair {
  readonly primary: TrialServer;
  readonly standby: TrialServer;
  readonly old: Asking;
  readonly new: Asking;

  private constructor(primary: TrialServer, standby: TrialServer) {
    this.primary = primary;
    this.standby = standby;
    this.old = openAsking(primary.url("centre"));
    this.new = openAsking(standby.url("centre"));
    ends.push(
      () => this.old.end(),
      () => this.new.end(),
    );
  }

  static async start(): Promise<Pair> {
    // Processes die here, not the machine: what was written to a file stays written.
    const settings = ["fsync = off", "wal_keep_size = '128MB'", "wal_receiver_status_interval = 1"];
    const primary = await startTrialServer({ settings });
    ends.push(() => primary.stop());
    await withAdmin(primary.url("postgres"), undefined, (sql) =>
      sql.query("CREATE DATABASE centre"),
    );
    await withAdmin(primary.url("centre"), undefined, (sql) => migrateCentral(sql));
    const standby = await startTrialStandby(primary, "second", await freePort());
    ends.push(() => standby.stop());
    return new Pair(primary, standby);
  }

  /** Nothing is confirmed from now on that the standby does not hold. */
  async synchronous(): Promise<void> {
    await this.old.ask("ALTER SYSTEM SET synchronous_standby_names = 'second'");
    await this.old.ask("SELECT pg_reload_conf()");
    await vi.waitFor(
      async () =>
        expect(await this.old.ask("SELECT sync_state AS it FROM pg_stat_replication")).toEqual([
          "sync",
        ]),
      PATIENCE,
    );
  }

  /** The line between the two is cut. */
  async part(): Promise<void> {
    await this.new.ask("ALTER SYSTEM SET primary_conninfo = ''");
    await this.new.ask("SELECT pg_reload_conf()");
    await vi.waitFor(
      async () => expect(await this.old.ask("SELECT 1 FROM pg_stat_replication")).toEqual([]),
      PATIENCE,
    );
  }

  async promote(): Promise<void> {
    expect(await this.new.ask("SELECT pg_promote() AS it")).toEqual([true]);
  }

  /** With both hosts, the one that was first in front. */
  enrol(till: string, kind: DeviceKind, scope: Scope): Promise<Enrolment> {
    const { primary, standby } = this;
    return withAdmin(primary.url("centre"), undefined, (sql) =>
      enrolDevice(
        sql,
        { till, kind, scope },
        {
          hosts: [`127.0.0.1:${primary.port}`, `127.0.0.1:${standby.port}`],
          authority: authorityOf(primary.authority),
          ownerKey: null,
        },
      ),
    );
  }

  async office(): Promise<Device> {
    const office = await officeWithBooks();
    await connect(office, await this.enrol("HQ", "office", "*"));
    receive(office, "G-SUGAR", 100_000_000, 1_210_000_000);
    await office.exchange();
    return office;
  }
}

async function storedOf(centre: Asking, tills: readonly TillProcess[]): Promise<number[]> {
  const counts: number[] = [];
  for (const { code } of tills) counts.push(await stored(centre, code));
  return counts;
}

/** How many lives there were, and which the newest one followed. */
async function bornAgain(centre: Asking): Promise<void> {
  const lives = await centre.ask<string>("SELECT id AS it FROM sync.generation ORDER BY no");
  expect(lives.length).toBe(2);
  const after = "SELECT after AS it FROM sync.generation ORDER BY no DESC LIMIT 1";
  expect(await centre.ask(after)).toEqual(lives.slice(0, 1));
}

test("a synchronous standby takes over in the middle of pushes: nothing confirmed is lost, and the old primary is not the centre when it comes back", async () => {
  const pair = await Pair.start();
  const office = await pair.office();
  const tills: TillProcess[] = [];
  ends.push(() => Promise.all(tills.map((till) => till.kill())));
  for (const code of CODES) {
    const enrolment = await pair.enrol(code, "till", ["RETAIL"]);
    const till = await joined(enrolment);
    await openShift(till, "RETAIL");
    await shut(till);
    tills.push(new TillProcess(code, enrolment.login, till.folder));
  }
  await pair.synchronous();
  await Promise.all(tills.map((till) => till.start()));
  for (const till of tills) await goesOn(pair.old, till);

  // The primary commits these pushes, the standby does not get them: none of them is confirmed.
  const held = (sign: string) =>
    vi.waitFor(async () => {
      const pushes = `SELECT usename AS it FROM pg_stat_activity WHERE query ~ 'api\\.push' AND ${sign}`;
      expect((await pair.old.ask(pushes)).length).toBe(tills.length);
    }, PATIENCE);
  const lock = await connectAdmin(pair.primary.url("centre"));
  await lock.query("BEGIN");
  await lock.query("LOCK TABLE sync.position IN SHARE MODE");
  await held("wait_event_type = 'Lock'");
  await pair.part();
  await lock.query("COMMIT");
  await lock.end();
  await held("wait_event = 'SyncRep'");
  await pair.primary.kill();
  await pair.promote();
  for (const till of tills) await goesOn(pair.new, till);
  await bornAgain(pair.new);

  // It comes back as it was, with what nobody was told, and then somebody lets it confirm alone.
  await pair.primary.start();
  const [till] = tills as [TillProcess];
  const before = await storedOf(pair.old, tills);
  await pair.old.ask("ALTER SYSTEM SET synchronous_standby_names = ''");
  await pair.old.ask("SELECT pg_reload_conf()");
  await till.kill();
  await till.start();
  for (const each of tills) await goesOn(pair.new, each);
  for (const each of tills) await each.kill();
  expect(await storedOf(pair.old, tills)).toEqual(before);

  const sales = await everySaleOnce(pair.standby.url("centre"), pair.new, tills, office);
  expect(sales).toBeGreaterThan(tills.length);
}, 240_000);

test("a standby that was behind takes over: what the primary had confirmed and lost is sent again, and no device goes back to it", async () => {
  const pair = await Pair.start();
  const office = await pair.office();
  const devices: Device[] = [];
  for (const code of ["R1", "R2", "R3"]) {
    devices.push(await joined(await pair.enrol(code, "till", ["RETAIL"])));
  }
  const [till, other, asleep] = devices as [Device, Device, Device];
  const sell = async (device: Device) => device.did("sale.post", sugar(device, command()));
  for (const each of [till, other, asleep]) {
    await openShift(each, "RETAIL");
    await sell(each);
    await each.exchange();
  }
  await shut(asleep);
  await caughtUp(pair);
  await pair.part();
  // Confirmed by the primary alone, and seen by the office.
  await sell(till);
  await till.exchange();
  await sell(till);
  await till.exchange();
  await office.exchange();
  await pair.primary.kill();
  await pair.promote();

  await sell(other);
  for (const each of [other, till, office]) {
    await vi.waitFor(() => each.exchange(), PATIENCE);
  }
  await bornAgain(pair.new);

  // The old one comes back and would take anything: it is not asked, not by a till that was away all
  // the time either, nor when it is the only one that answers.
  await pair.primary.start();
  const before = [await stored(pair.old, "R1"), await stored(pair.old, "R3")];
  const awake = openDevice({ folder: asleep.folder });
  const { folder } = till;
  await shut(till);
  const again = openDevice({ folder });
  for (const each of [awake, again]) {
    signInOwner(each);
    await sell(each);
    await each.exchange();
  }
  await pair.standby.crash();
  await sell(again);
  await expect(again.exchange()).rejects.toMatchObject({
    kind: expect.stringMatching(/former|unreachable/),
  });
  await vi.waitFor(
    () => expect(again.exchange()).rejects.toMatchObject({ kind: "former" }),
    PATIENCE,
  );
  expect([await stored(pair.old, "R1"), await stored(pair.old, "R3")]).toEqual(before);
  await pair.standby.start();
  await vi.waitFor(() => again.exchange(), PATIENCE);
  await vi.waitFor(() => office.exchange(), PATIENCE);

  const checks = await withAdmin(pair.standby.url("centre"), undefined, (sql) =>
    verifyCentral(sql),
  );
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(await pair.new.ask("SELECT kind AS it FROM sync.incident")).toEqual([]);
  const made = (device: Device) =>
    device.journal.book
      .all<{ id: string }>("SELECT id FROM fact WHERE local = 1 ORDER BY id")
      .map(({ id }) => id);
  for (const [code, device] of [
    ["R1", again],
    ["R2", other],
    ["R3", awake],
  ] as const) {
    const there = `SELECT f.id AS it FROM sync.fact f JOIN sync.device d ON d.no = f.device
      WHERE d.till = $1 AND f.state = 'posted' ORDER BY f.id`;
    expect(await pair.new.ask(there, code)).toEqual(made(device));
    expect(
      office.journal.book
        .all<{ id: string }>(
          "SELECT f.id FROM fact f JOIN epoch e ON e.no = f.epoch WHERE e.till = ? ORDER BY f.id",
          code,
        )
        .map(({ id }) => id),
    ).toEqual(made(device));
  }
}, 240_000);

function signInOwner(device: Device): void {
  const owner = device.journal.book.get<{ id: string }>(
    "SELECT user AS id FROM business_access WHERE business = '*'",
  );
  device.signInAs("owner's window", owner?.id ?? "");
}

/** The standby has written all that the primary has. */
async function caughtUp(pair: Pair): Promise<void> {
  await vi.waitFor(
    async () =>
      expect(
        await pair.old.ask(
          "SELECT replay_lsn >= pg_current_wal_lsn() AS it FROM pg_stat_replication",
        ),
      ).toEqual([true]),
    PATIENCE,
  );
}
