import { execFileSync, type ExecFileSyncOptions } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { withAdmin } from "#main/central/connect.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import { startTrialServer, type TrialServer } from "#main/central/trial-server.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { sale, TestCentre, TestDevice } from "./centre.ts";
import { outcome } from "./stolen.ts";

/** Debian's: pg_dump reads no server newer than itself, so it and the servers are of one package. */
const PROGRAMS = debian();

function debian(): string | undefined {
  const base = "/usr/lib/postgresql";
  if (!existsSync(base)) return undefined;
  const wanted = ["initdb", "postgres", "pg_dump", "pg_dumpall", "pg_restore", "psql"];
  return readdirSync(base)
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => join(base, version, "bin"))
    .find((folder) => wanted.every((program) => existsSync(join(folder, program))));
}

const servers: TrialServer[] = [];
const folder = mkdtempSync(join(tmpdir(), "tomtin-dump-"));
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function server(): Promise<TrialServer> {
  const started = await startTrialServer({
    settings: ["fsync = off"],
    ...(PROGRAMS === undefined ? {} : { programs: PROGRAMS }),
  });
  servers.push(started);
  return started;
}

test.skipIf(PROGRAMS === undefined)(
  "what pg_dump and pg_restore carry to another server, or back, is the centre, guarded, and another life of it",
  async () => {
    const [former, next] = await Promise.all([server(), server()]);
    const run = (program: string, args: string[], options: ExecFileSyncOptions = {}) =>
      execFileSync(join(PROGRAMS ?? "", program), args, { ...options, encoding: "utf8" });
    await withAdmin(former.url("postgres"), undefined, (sql) =>
      sql.query("CREATE DATABASE prepared"),
    );
    await withAdmin(former.url("prepared"), undefined, (sql) => migrateCentral(sql));
    const centre = await TestCentre.make(former);
    await centre.withBooks();
    const enrolment = await centre.enrol("R1", "till", ["RETAIL"]);
    const till = new TestDevice("R1", await centre.connect(enrolment));
    await till.begin();
    await till.send(sale("R1", 100), sale("R1", 200), Buffer.from("nonsense"));

    const [roles, dump] = [join(folder, "roles.sql"), join(folder, "centre.dump")];
    run("pg_dumpall", ["--roles-only", "-f", roles, "-d", former.url("postgres")]);
    run("pg_dump", [
      "--format=custom",
      "--serializable-deferrable",
      "-f",
      dump,
      "-d",
      former.url(centre.database),
    ]);
    till.add(sale("R1", 400));
    await till.push(4);
    await centre.close();

    // That the administrator is there already is the one thing that it stumbles over.
    run("psql", ["-q", "-f", roles, "-d", next.url("postgres")], { stdio: "pipe" });
    run("pg_restore", ["--create", "--exit-on-error", "-d", next.url("postgres"), dump]);
    await withAdmin(next.url(centre.database), undefined, async (sql) => {
      await migrateCentral(sql);
      expect((await verifyCentral(sql)).filter(({ ok }) => !ok)).toEqual([]);
      for (const text of ["DELETE FROM ledger.line", "UPDATE ledger.entry SET amount = amount"]) {
        expect(await outcome(sql.query(text))).toMatch(/only ever added to/);
      }
    });
    const restored = await TestCentre.of(next, centre.database);
    const again = new TestDevice("R1", await restored.connect(enrolment));
    again.epoch = till.epoch;
    expect(await again.call("SELECT api.hello() #> '{generation}'")).toMatchObject({
      no: 2,
      heads: { R1: 2 },
    });
    expect(await outcome(again.client.query("SELECT 1 FROM sync.fact"))).toMatch(/denied/);
    expect(await outcome(again.client.query("CREATE TEMP TABLE mine (x int)"))).toMatch(/denied/);
    expect(await again.open()).toMatchObject({ known: 3 });
    expect(await again.push(4)).toMatchObject({ outcome: "stored", acked: 4 });
    expect(await restored.one("SELECT sum(debit)::int FROM ledger.line")).toBe(700);
    expect((await verifyCentral(restored.sql)).filter(({ ok }) => !ok)).toEqual([]);
    await restored.close();

    // And put back where it came from: of this server, and yet not what went on there.
    await withAdmin(former.url("postgres"), undefined, (sql) =>
      sql.query(`DROP DATABASE ${centre.database}`),
    );
    run("pg_restore", ["--create", "--exit-on-error", "-d", former.url("postgres"), dump]);
    const back = await TestCentre.of(former, centre.database);
    const known = new TestDevice("R1", await back.connect(enrolment));
    expect(await known.call("SELECT api.hello() #> '{generation}'")).toMatchObject({
      no: 2,
      heads: { R1: 2 },
    });
    await back.close();
  },
);
