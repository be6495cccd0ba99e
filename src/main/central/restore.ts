import { CentralTrouble, transaction, type Sql } from "./connect.ts";
import { letIn, writeLogin } from "./enrol.ts";
import { KEPT_TABLES, readBackup, type BackupHead } from "./backup.ts";
import { centralSchema } from "./migrate.ts";
import { verifyCentral, type CentralCheck } from "./verify.ts";

export interface Restored {
  readonly facts: number;
  readonly generation: number;
  /** Devices whose login could not be brought back: they are enrolled again. */
  readonly toEnrol: readonly string[];
  readonly checks: readonly CentralCheck[];
}

const SLICE = 500;

/**
 * Fills a centre that was just prepared and holds nothing: the registry as it was, then the ledger
 * by posting every fact again in its order and on its day, then `verify`. It is a new generation:
 * what the tills had sent after the backup they send again, and it gets new numbers.
 */
export async function restoreCentral(
  sql: Sql,
  file: string,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Restored> {
  const { head } = await readBackup(file, () => Promise.resolve());
  const schema = await centralSchema(sql);
  if (head.schema > schema) {
    throw new CentralTrouble(
      `This backup is of a newer centre (schema ${head.schema}, this program knows ${schema}).`,
    );
  }
  const { rows } = await sql.query<{ full: boolean }>(
    "SELECT EXISTS (SELECT FROM sync.fact) OR EXISTS (SELECT FROM sync.device) AS full",
  );
  if (rows[0]?.full === true) {
    throw new CentralTrouble("This centre is not empty: restore into a database of its own.");
  }
  const done = await transaction(sql, async () => {
    await sql.query("SELECT set_config('lock_timeout', '60s', true)");
    const former = await loadRows(sql, file);
    const facts = await repost(sql, progress);
    if (head.closedThrough !== null)
      await sql.query("SELECT ledger.close($1)", [head.closedThrough]);
    const generation = await beginGeneration(sql, former);
    const toEnrol = await bringLogins(sql, head);
    return { facts, generation, toEnrol };
  });
  return { ...done, checks: await verifyCentral(sql) };
}

/** Answers with the life of the centre that the backup is of. */
async function loadRows(sql: Sql, file: string): Promise<string | null> {
  const lives: { readonly no: number; readonly id: string }[] = [];
  let table = "";
  let rows: string[] = [];
  const flush = async () => {
    if (rows.length > 0) {
      await sql.query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
         SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1) ON CONFLICT DO NOTHING`,
        [`[${rows.join(",")}]`],
      );
    }
    rows = [];
  };
  await readBackup(file, async (name, row) => {
    if (!KEPT_TABLES.some((kept) => kept === name)) {
      throw new CentralTrouble(`${file} has rows of ${name}, which no centre has.`);
    }
    if (name !== table || rows.length >= SLICE) await flush();
    table = name;
    rows.push(row);
    if (name === "sync.generation") lives.push(JSON.parse(row) as (typeof lives)[number]);
  });
  await flush();
  await sql.query(`
    SELECT setval(pg_get_serial_sequence('sync.device', 'no'), coalesce((SELECT max(no) FROM sync.device), 0) + 1, false),
           setval(pg_get_serial_sequence('sync.incident', 'no'), coalesce((SELECT max(no) FROM sync.incident), 0) + 1, false),
           setval('sync.released', coalesce((SELECT max(released) FROM sync.fact), 0) + 1, false)`);
  return lives.toSorted((one, other) => other.no - one.no)[0]?.id ?? null;
}

/** The ledger anew, in the order of posting; what later facts stand on is applied in its place. */
async function repost(sql: Sql, progress: (done: number, of: number) => void): Promise<number> {
  const [{ of } = { of: "0" }] = (
    await sql.query<{ of: string }>("SELECT count(*) AS of FROM sync.fact WHERE state = 'posted'")
  ).rows;
  await sql.query(
    `DECLARE posted NO SCROLL CURSOR FOR SELECT id, device, sync.is_ground(kind) AS ground
     FROM sync.fact WHERE state = 'posted' ORDER BY released`,
  );
  let done = 0;
  for (;;) {
    const { rows } = await sql.query<{ id: string; device: number; ground: boolean }>(
      `FETCH ${SLICE} FROM posted`,
    );
    const byDevice = new Map<number, string[]>();
    const flush = async () => {
      for (const [device, ids] of byDevice) {
        await sql.query(
          `SELECT sync.write_entries($1::smallint, array_agg(id), array_agg(sync.doc(bytes)), array_agg(posted_on))
           FROM sync.fact WHERE id = ANY ($2) AND posted_on IS NOT NULL`,
          [device, ids],
        );
      }
      byDevice.clear();
    };
    for (const { id, device, ground } of rows) {
      if (ground) {
        await flush();
        await sql.query("SELECT sync.apply_master(sync.doc(bytes)) FROM sync.fact WHERE id = $1", [
          id,
        ]);
      }
      byDevice.set(device, [...(byDevice.get(device) ?? []), id]);
    }
    await flush();
    done += rows.length;
    progress(done, Number(of));
    if (rows.length < SLICE) break;
  }
  await sql.query("CLOSE posted");
  return done;
}

async function beginGeneration(sql: Sql, former: string | null): Promise<number> {
  const { rows } = await sql.query<{ no: number }>(
    `INSERT INTO sync.generation (no, after, heads)
     SELECT (SELECT max(no) FROM sync.generation) + 1, $1, coalesce(jsonb_object_agg(till, ingest), '{}') FROM sync.device
     RETURNING no`,
    [former],
  );
  return rows[0]?.no ?? 0;
}

/** On a new server the devices' logins come back with their passwords; else they are enrolled again. */
async function bringLogins(sql: Sql, head: BackupHead): Promise<string[]> {
  const { rows } = await sql.query<{ till: string; login: string; there: boolean }>(
    `SELECT d.till, d.login::text, EXISTS (SELECT FROM pg_roles r WHERE r.rolname = d.login) AS there
     FROM sync.device d WHERE d.revoked_at IS NULL ORDER BY d.till`,
  );
  const missing: string[] = [];
  for (const { till, login, there } of rows) {
    const verifier = head.logins.find((each) => each.login === login)?.verifier;
    if (there) await letIn(sql, login);
    else if (verifier === undefined) missing.push(till);
    else await writeLogin(sql, login, verifier);
  }
  return missing;
}
