import { randomUUID } from "node:crypto";
import { assert } from "#shared/kernel/assert.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { connectAdmin, withAdmin, type Sql } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { centralMigrations, migrateCentral, type CentralMigration } from "#main/central/migrate.ts";
import type { TrialServer } from "#main/central/trial-server.ts";
import { verifyCentral } from "#main/central/verify.ts";
import type { Centre } from "#main/replication/centre.ts";
import { centreOver } from "#main/replication/postgres-centre.ts";
import { answerOf, keptByModel, keptByPostgres } from "./compared.ts";
import type { Asked, Call } from "./model/calls.ts";
import type { ModelState } from "./model/state.ts";
import { ROGUE } from "./rogue.ts";
import { runSeed, type Beginning } from "./run.ts";
import { PLACES } from "./world.ts";

/** What came of one seed's history at the real centre. */
export interface Replayed {
  readonly seed: number;
  readonly calls: number;
  /** Null where it was replayed; else why it cannot be. */
  readonly skipped: string | null;
  /** Where Postgres said or kept something else than the model: none, or one of the two is wrong. */
  readonly differences: readonly string[];
}

/** Simulated time: Postgres makes its partitions by the true one. */
const YEARS = [2025, 2028] as const;
const MOST_TOLD = 8;

/** The functions of migrations/central, asked what a seed's devices asked of the model. */
export class PostgresReplay {
  readonly #server: TrialServer;
  readonly #beginning: Beginning;
  /** The database that each seed begins with a copy of. */
  readonly #prepared: string;
  readonly #logins: ReadonlyMap<string, string>;

  private constructor(
    server: TrialServer,
    beginning: Beginning,
    prepared: string,
    logins: ReadonlyMap<string, string>,
  ) {
    this.#server = server;
    this.#beginning = beginning;
    this.#prepared = prepared;
    this.#logins = logins;
  }

  /** Prepares a database in which every device has joined; each seed then works in a copy of it. */
  static async open(
    server: TrialServer,
    beginning: Beginning,
    migrations: readonly CentralMigration[] = centralMigrations(),
  ): Promise<PostgresReplay> {
    const prepared = `beginning_${randomUUID().slice(0, 8)}`;
    await withAdmin(server.url("postgres"), undefined, (sql) =>
      sql.query(`CREATE DATABASE ${prepared}`),
    );
    const logins = new Map<string, string>();
    await withAdmin(server.url(prepared), undefined, async (sql) => {
      await migrateCentral(sql, migrations);
      await sql.query("CALL ledger.make_years($1, $2)", [...YEARS]);
      const way = { hosts: [], authority: null, ownerKey: null };
      for (const device of [...PLACES.map(({ enrolled }) => enrolled), ROGUE]) {
        logins.set(device.till, (await enrolDevice(sql, device, way)).login);
      }
      const differences = await replayCalls(sql, logins, beginning.calls);
      assert(differences.length === 0, `the beginning differs: ${differences.join("; ")}`);
    });
    return new PostgresReplay(server, beginning, prepared, logins);
  }

  /** Lets a seed happen, and asks Postgres the same in the same order. */
  async replay(seed: number): Promise<Replayed> {
    let calls: readonly Call[] = [];
    let state: ModelState | undefined;
    await runSeed(seed, this.#beginning, {
      look: ({ centre }) => {
        calls = centre.calls;
        state = centre.state;
      },
    });
    assert(state !== undefined, "the seed was looked at");
    const told = { seed, calls: calls.length };
    if (calls.some(({ name }) => name === "restored")) {
      return { ...told, skipped: "a backup takes the centre's place", differences: [] };
    }
    const database = `seed_${seed}_${randomUUID().slice(0, 8)}`;
    await withAdmin(this.#server.url("postgres"), undefined, (sql) =>
      sql.query(`CREATE DATABASE ${database} TEMPLATE ${this.#prepared} STRATEGY file_copy`),
    );
    const sql = await connectAdmin(this.#server.url(database));
    try {
      const differences = [
        ...(await replayCalls(sql, this.#logins, calls)),
        ...missing("Postgres", await keptByPostgres(sql), "the model", keptByModel(state)),
        ...(await verifyCentral(sql)).flatMap(({ ok, name, detail }) =>
          ok ? [] : [`verify: ${name}: ${detail}`],
        ),
      ];
      return { ...told, skipped: null, differences };
    } finally {
      await sql.end();
      await withAdmin(this.#server.url("postgres"), undefined, (admin) =>
        admin.query(`DROP DATABASE ${database}`),
      );
    }
  }
}

/** Asks each call as the login of its device; answers with where the answers differ. */
async function replayCalls(
  sql: Sql,
  logins: ReadonlyMap<string, string>,
  calls: readonly Call[],
): Promise<string[]> {
  const differences: string[] = [];
  const centre = centreOver(async (text, values) => (await sql.query(text, values)).rows);
  let day = "";
  for (const [no, call] of calls.entries()) {
    if (call.name === "restored") continue;
    const today = nairobiDay(call.at);
    if (today !== day) {
      await sql.query("UPDATE sync.clock SET ahead = $1::timestamptz - clock_timestamp()", [
        call.at,
      ]);
      day = today;
    }
    const request = await requestOf(sql, call);
    await sql.query(`SET SESSION AUTHORIZATION "${logins.get(call.till)}"`);
    let answer: unknown;
    try {
      const ask = centre[call.name] as (...of: readonly unknown[]) => Promise<unknown>;
      answer = await ask(...request);
    } catch (error) {
      answer = undefined;
      if (call.answer !== undefined) differences.push(`call ${no}: ${String(error)}`);
    }
    await sql.query("RESET SESSION AUTHORIZATION");
    const [said, expected] = [answerOf(call.name, answer), answerOf(call.name, call.answer)];
    if (said === expected) continue;
    differences.push(`call ${no}, ${call.name} of ${call.till}: ${said}, the model ${expected}`);
    if (differences.length >= MOST_TOLD) break;
  }
  return differences;
}

/** Incidents are numbered by whoever keeps them: the same one is the one of the same place. */
async function requestOf(sql: Sql, { name, request }: Asked): Promise<readonly unknown[]> {
  if (name !== "decide") return request;
  const [no, decision] = request as Parameters<Centre["decide"]>;
  const { rows } = await sql.query<{ no: string }>(
    "SELECT no FROM sync.incident ORDER BY no OFFSET $1 LIMIT 1",
    [no - 1],
  );
  return [Number(rows[0]?.no ?? -1), decision];
}

function missing(
  who: string,
  has: readonly string[],
  other: string,
  others: readonly string[],
): string[] {
  const [here, there] = [new Set(has), new Set(others)];
  return [
    ...has.filter((row) => !there.has(row)).map((row) => `only ${who} has ${row}`),
    ...others.filter((row) => !here.has(row)).map((row) => `only ${other} has ${row}`),
  ].slice(0, MOST_TOLD);
}
