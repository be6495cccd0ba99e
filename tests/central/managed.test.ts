import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backupCentral } from "#main/central/backup.ts";
import { connectAdmin, withAdmin } from "#main/central/connect.ts";
import { enrolDevice, revokeDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import { restoreCentral } from "#main/central/restore.ts";
import { startTrialServer, type TrialServer } from "#main/central/trial-server.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { newPassword } from "#main/replication/password.ts";
import type { DeviceKind, Scope } from "#main/replication/centre.ts";
import { openingFacts, sale, TestDevice } from "./centre.ts";

const NOWHERE = { hosts: [], authority: null, ownerKey: null };

let server: TrialServer;

beforeAll(async () => {
  server = await startTrialServer({ settings: ["fsync = off"] });
});
afterAll(() => server.stop());

/** As a managed server gives it out: it may make roles and databases, and is no superuser. */
async function administrator(
  name: string,
  maySignal: boolean,
): Promise<(database: string) => string> {
  await withAdmin(server.url("postgres"), undefined, async (sql) => {
    await sql.query(`CREATE ROLE ${name} LOGIN CREATEROLE CREATEDB PASSWORD 'managed'`);
    if (maySignal) await sql.query(`GRANT pg_signal_backend TO ${name} WITH ADMIN OPTION`);
  });
  const url = (database: string): string => {
    const address = new URL(server.url(database));
    address.username = name;
    address.password = "managed";
    return address.href;
  };
  return url;
}

test("an administrator who is no superuser prepares, enrols, revokes, verifies, backs up and restores", async () => {
  const url = await administrator("manager", true);
  const folder = mkdtempSync(join(tmpdir(), "tomtin-managed-"));
  await withAdmin(url("postgres"), undefined, async (sql) => {
    for (const name of ["shop", "shop_again"]) await sql.query(`CREATE DATABASE ${name}`);
  });
  const sql = await connectAdmin(url("shop"));
  const clients: Client[] = [];
  const enter = async (login: string, password: string): Promise<Client> => {
    const client = new Client({
      host: server.host,
      port: server.port,
      database: "shop",
      user: login,
      password,
    });
    clients.push(client);
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  const device = async (till: string, kind: DeviceKind, scope: Scope): Promise<TestDevice> => {
    const { login, password } = await enrolDevice(sql, { till, kind, scope }, NOWHERE);
    return new TestDevice(till, await enter(login, password));
  };
  try {
    await migrateCentral(sql);
    expect((await migrateCentral(sql)).applied).toEqual([]);
    const office = await device("HQ", "office", "*");
    // Compiling the statements of a push would take many times as long as running them.
    expect(await office.call("SELECT current_setting('jit')")).toBe("off");
    await office.begin();
    await office.send(...openingFacts("HQ"));
    const till = await device("R1", "till", ["RETAIL"]);
    await till.begin();
    expect(await till.send(sale("R1"), sale("R1"))).toMatchObject({ acked: 2, quarantined: [] });

    // The office lets a till in and shuts it out again: a role that may make logins does it.
    const { password, verifier } = newPassword();
    const made = await office.call<{ login: string }>("SELECT api.enrol('R2', '{WATER}', $1)", [
      verifier,
    ]);
    const second = await enter(made.login, password);
    // Which takes a password of its own: the code's opens nothing any more.
    const own = newPassword();
    await second.query("SELECT api.take_password($1)", [own.verifier]);
    await expect(enter(made.login, password)).rejects.toMatchObject({ code: "28P01" });
    await enter(made.login, own.password);
    const gone = new Promise<void>((end) => void second.once("end", () => end()));
    await office.call("SELECT api.shut_out('R2')");
    await gone;
    await expect(enter(made.login, own.password)).rejects.toMatchObject({ code: "28000" });

    await revokeDevice(sql, "R1");
    await expect(till.call("SELECT api.hello()")).rejects.toThrow();
    const checks = await verifyCentral(sql);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.find(({ name }) => name === "chains")?.detail).toContain("5 facts");

    const file = join(folder, "centre.gz");
    expect(await backupCentral(sql, file)).toMatchObject({ facts: 5, safe: true });
    const again = await connectAdmin(url("shop_again"));
    await migrateCentral(again);
    const restored = await restoreCentral(again, file);
    await again.end();
    expect(restored).toMatchObject({ facts: 5, generation: 2 });
    expect(restored.checks.filter(({ ok }) => !ok)).toEqual([]);
  } finally {
    for (const client of clients) await client.end().catch(() => undefined);
    await sql.end();
    rmSync(folder, { recursive: true });
  }
}, 60_000);

test("who may not do it all is told what is missing, and nothing is begun", async () => {
  const url = await administrator("helper", false);
  await withAdmin(url("postgres"), undefined, (sql) => sql.query("CREATE DATABASE half"));
  await withAdmin(url("half"), undefined, async (sql) => {
    const { rows } = await sql.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::integer AS version",
    );
    // Until 15 whoever may make roles may hand on any that is no superuser.
    if ((rows[0]?.version ?? 0) < 160_000) return migrateCentral(sql);
    await expect(migrateCentral(sql)).rejects.toThrow(
      "GRANT pg_signal_backend TO helper WITH ADMIN OPTION",
    );
    const { rows: schemas } = await sql.query("SELECT FROM pg_namespace WHERE nspname = 'sync'");
    return expect(schemas).toEqual([]);
  });
});
