import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { verifyCentral } from "#main/central/verify.ts";
import type { Enrolment } from "#main/replication/enrolment.ts";
import { centres, sale, TestDevice, type TestCentre } from "./centre.ts";

const PGBOUNCER = "/usr/sbin/pgbouncer";
const { open, server } = centres();
let folder = "";
let pooler: ChildProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-pooler-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  const ending = pooler;
  if (ending === undefined || ending.exitCode !== null) return;
  await new Promise((resolve) => {
    ending.once("exit", resolve);
    ending.kill("SIGTERM");
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createServer().listen(0, "127.0.0.1", () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

/** The real PgBouncer in transaction mode, with two server connections a login, as an account of its own. */
async function startPooler(centre: TestCentre, logins: readonly Enrolment[]): Promise<number> {
  const port = await freePort();
  const verifiers = await centre.rows<{ line: string }>(
    `SELECT format('"%s" "%s"', rolname, rolpassword) AS line FROM pg_authid WHERE rolname = ANY ($1)`,
    [logins.map(({ login }) => login)],
  );
  writeFileSync(join(folder, "users"), verifiers.map(({ line }) => `${line}\n`).join(""));
  writeFileSync(join(folder, "ca.pem"), server().authority);
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
${centre.database} = host=127.0.0.1 port=${server().port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = 2
max_client_conn = 50
server_tls_sslmode = verify-full
server_tls_ca_file = ${join(folder, "ca.pem")}
`,
  );
  // It refuses to run as root.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(PGBOUNCER, [join(folder, "pgbouncer.ini")], {
    ...nobody,
    stdio: ["ignore", "ignore", "pipe"],
  });
  pooler = child;
  await new Promise<void>((resolve, reject) => {
    let told = "";
    child.stderr.on("data", (piece: Buffer) => {
      told += piece.toString("utf8");
      if (told.includes("process up")) resolve();
    });
    child.once("exit", () => reject(new Error(told)));
  });
  return port;
}

test.skipIf(!existsSync(PGBOUNCER))(
  "through a pooler in transaction mode each till is itself, whichever connection it gets",
  async () => {
    const centre = await open();
    await centre.withBooks();
    const logins = [
      await centre.enrol("R1", "till", ["RETAIL"]),
      await centre.enrol("R2", "till", ["RETAIL"]),
      await centre.enrol("W1", "till", ["WATER"]),
    ];
    const port = await startPooler(centre, logins);
    // Three connections of each till to the pooler, which has two to Postgres.
    const lanes = await Promise.all(
      logins.flatMap((enrolment) => [1, 2, 3].map(() => centre.connect(enrolment, port))),
    );
    const tills = logins.map(({ till }, i) => new TestDevice(till, lanes[i * 3] as never));
    for (const till of tills) await till.begin();
    await Promise.all(
      tills.slice(0, 2).map(async (till, i) => {
        for (let turn = 0; turn < 20; turn += 1) {
          const lane = new TestDevice(till.till, lanes[i * 3 + (turn % 3)] as never);
          lane.epoch = till.epoch;
          expect(await lane.send(sale(till.till, 100))).toMatchObject({
            acked: turn + 1,
            quarantined: [],
          });
        }
      }),
    );
    const names = await Promise.all(
      lanes.map(
        async (lane) => (await lane.query("SELECT api.hello() ->> 'till' AS till")).rows[0].till,
      ),
    );
    expect(names).toEqual(["R1", "R1", "R1", "R2", "R2", "R2", "W1", "W1", "W1"]);
    expect((await tills[2]?.pull({}))?.facts.every(({ till }) => till === "HQ")).toBe(true);
    expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(4000);
    expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
    expect(readFileSync(join(folder, "pgbouncer.ini"), "utf8")).toContain(
      "pool_mode = transaction",
    );
  },
);
