import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { assert } from "#shared/kernel/assert.ts";
import { CentralTrouble, transaction, type Sql } from "./connect.ts";

export interface CentralMigration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export interface Migrated {
  readonly from: number;
  readonly to: number;
  readonly applied: readonly string[];
}

const OLDEST_SERVER = 150_000;
/** Any number, the same for all: two administrators at once wait for each other. */
const LOCK = 7_061_926;

/**
 * What must hold of any database that is a centre, however it came to be: nobody connects to it or
 * makes temporary tables in it by merely being on this server, and the years to come have a place.
 * Statements are small and many: where Postgres compiles each (Debian's does), a push takes 24 times
 * as long. This connection is told too, because it may go on to restore.
 */
const EACH_TIME = `
  SET jit = off;
  DO $$ BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tomtin_reader', current_database());
    EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tomtin_enroller WITH GRANT OPTION', current_database());
  END $$;
  DO $$ DECLARE year integer := extract(year FROM current_date); BEGIN
    CALL ledger.make_years(year, year + 2);
  END $$`;

/** The numbered SQL of migrations/central. */
export function centralMigrations(folder = migrationsFolder()): readonly CentralMigration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
      number: Number(file.slice(0, 4)),
      name: file,
      sql: readFileSync(path.join(folder, file), "utf8"),
    }));
}

/**
 * Brings a database to this program's schema: all that is pending in one transaction, and partitions
 * for two years to come. Run again it changes nothing; a schema newer than the program is refused.
 */
export async function migrateCentral(
  sql: Sql,
  migrations: readonly CentralMigration[] = centralMigrations(),
): Promise<Migrated> {
  const { rows } = await sql.query<{ version: string }>(
    "SELECT current_setting('server_version_num') AS version",
  );
  if (Number(rows[0]?.version) < OLDEST_SERVER) {
    throw new CentralTrouble("The centre needs PostgreSQL 15 or newer.");
  }
  await mayPrepare(sql);
  const newest = migrations.at(-1)?.number ?? 0;
  return transaction(sql, async () => {
    await sql.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    const from = await centralSchema(sql);
    if (from > newest) {
      throw new CentralTrouble(
        `This centre was prepared by a newer Tomtin (schema ${from}, this one knows ${newest}).`,
      );
    }
    const pending = migrations.filter(({ number }) => number > from);
    for (const { sql: text } of pending) await sql.query(text);
    if (pending.length > 0) await writeVersion(sql, newest);
    await sql.query(EACH_TIME);
    return { from, to: newest, applied: pending.map(({ name }) => name) };
  });
}

/**
 * An administrator need not be a superuser: with CREATEROLE, the database of his own, and since
 * PostgreSQL 16 the right to hand on `pg_signal_backend`, by which a till that is shut out is hung up on.
 */
async function mayPrepare(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{
    name: string;
    maker: boolean;
    owner: boolean;
    signal: boolean;
  }>(
    `SELECT r.rolname AS name, r.rolsuper OR r.rolcreaterole AS maker,
       pg_has_role(d.datdba, 'USAGE') AS owner,
       r.rolsuper OR current_setting('server_version_num')::integer < 160000 OR EXISTS (
         SELECT FROM pg_auth_members m WHERE m.roleid = 'pg_signal_backend'::regrole
         AND m.admin_option AND pg_has_role(m.member, 'USAGE')) AS signal
     FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()`,
  );
  const [may] = rows;
  if (may === undefined || (may.maker && may.owner && may.signal)) return;
  const missing = !may.maker
    ? `ALTER ROLE ${may.name} CREATEROLE`
    : !may.owner
      ? `ALTER DATABASE … OWNER TO ${may.name}`
      : `GRANT pg_signal_backend TO ${may.name} WITH ADMIN OPTION`;
  throw new CentralTrouble(
    `${may.name} may not prepare a centre. A superuser allows it: ${missing}`,
  );
}

/** 0 for a database that was never prepared. */
export async function centralSchema(sql: Sql): Promise<number> {
  const there = await sql.query<{ there: boolean }>(
    "SELECT to_regclass('sync.schema_version') IS NOT NULL AS there",
  );
  if (there.rows[0]?.there !== true) return 0;
  const { rows } = await sql.query<{ number: number }>("SELECT number FROM sync.schema_version");
  return rows[0]?.number ?? 0;
}

async function writeVersion(sql: Sql, number: number): Promise<void> {
  await sql.query(
    "CREATE TABLE IF NOT EXISTS sync.schema_version (one boolean PRIMARY KEY DEFAULT true CHECK (one), number integer NOT NULL)",
  );
  await sql.query("ALTER TABLE sync.schema_version OWNER TO tomtin_owner");
  await sql.query(
    "INSERT INTO sync.schema_version (number) VALUES ($1) ON CONFLICT (one) DO UPDATE SET number = excluded.number",
    [number],
  );
}

/** Up from here: the same folder serves the sources, the bundle and the packaged archive. */
function migrationsFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = path.join(folder, "migrations", "central");
    if (existsSync(found)) return found;
    const above = path.dirname(folder);
    assert(above !== folder, "the program's migrations are missing");
    folder = above;
  }
}
