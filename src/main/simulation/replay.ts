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
  /** How often a backup took the centre's place. */
  readonly restored: number;
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
      const differences = await replayCalls({ sql }, logins, beginning.calls);
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
    const restored = calls.filter(({ name }) => name === "restored").length;
    const told = { seed, calls: calls.length, restored };
    const stage = await Stage.of(this.#server, this.#prepared);
    try {
      const differences = [
        ...(await replayCalls(stage, this.#logins, calls)),
        ...missing("Postgres", await keptByPostgres(stage.sql), "the model", keptByModel(state)),
        ...(await verifyCentral(stage.sql)).flatMap(({ ok, name, detail }) =>
          ok ? [] : [`verify: ${name}: ${detail}`],
        ),
      ];
      return { ...told, differences };
    } finally {
      await stage.close();
    }
  }
}

/** The database that is the centre now, and those that are backups of it: each a copy on one server. */
class Stage {
  readonly #server: TrialServer;
  /** What a backup holds that was made before the story began. */
  readonly #prepared: string;
  readonly #databases: string[] = [];
  readonly #backups = new Map<ModelState, string>();
  #sql: Sql | null = null;

  private constructor(server: TrialServer, prepared: string) {
    this.#server = server;
    this.#prepared = prepared;
  }

  static async of(server: TrialServer, prepared: string): Promise<Stage> {
    const stage = new Stage(server, prepared);
    await stage.#goOn(prepared);
    return stage;
  }

  get sql(): Sql {
    assert(this.#sql !== null, "the centre is there");
    return this.#sql;
  }

  async backup(of: ModelState): Promise<void> {
    // Nobody may be connected to what is copied.
    await this.sql.end();
    const now = this.#databases.at(-1) ?? this.#prepared;
    this.#backups.set(of, await this.#copy(now));
    this.#sql = await connectAdmin(this.#server.url(now));
  }

  /** As `docs/centre.md` says: the copy takes its place, and a new life begins there. */
  async restore(backup: ModelState): Promise<void> {
    await this.sql.end();
    await this.#goOn(this.#backups.get(backup) ?? this.#prepared);
    await this.sql.query(`
      INSERT INTO sync.generation (no, after, heads)
      SELECT g.no + 1, g.id, (SELECT coalesce(jsonb_object_agg(d.till, d.ingest), '{}') FROM sync.device d)
      FROM sync.generation g ORDER BY g.no DESC LIMIT 1`);
  }

  async close(): Promise<void> {
    await this.#sql?.end();
    await withAdmin(this.#server.url("postgres"), undefined, async (admin) => {
      for (const each of [...this.#databases, ...this.#backups.values()]) {
        await admin.query(`DROP DATABASE ${each}`);
      }
    });
  }

  async #goOn(from: string): Promise<void> {
    const database = await this.#copy(from);
    this.#databases.push(database);
    this.#sql = await connectAdmin(this.#server.url(database));
  }

  async #copy(from: string): Promise<string> {
    const database = `history_${randomUUID().replaceAll("-", "")}`;
    await withAdmin(this.#server.url("postgres"), undefined, (admin) =>
      admin.query(`CREATE DATABASE ${database} TEMPLATE ${from} STRATEGY file_copy`),
    );
    return database;
  }
}

/** Asks each call as the login of its device; answers with where the answers differ. */
async function replayCalls(
  stage: Pick<Stage, "sql"> & Partial<Pick<Stage, "backup" | "restore">>,
  logins: ReadonlyMap<string, string>,
  calls: readonly Call[],
): Promise<string[]> {
  const differences: string[] = [];
  const centre = centreOver(async (text, values) => (await stage.sql.query(text, values)).rows);
  const needed = new Set(calls.flatMap((each) => (each.name === "restored" ? [each.backup] : [])));
  let day = "";
  for (const [no, call] of calls.entries()) {
    if (call.name === "backup") {
      if (needed.has(call.backup)) await stage.backup?.(call.backup);
      continue;
    }
    if (call.name === "restored") {
      await stage.restore?.(call.backup);
      day = "";
      continue;
    }
    const { sql } = stage;
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
