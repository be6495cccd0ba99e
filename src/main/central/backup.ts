import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { nameDurably } from "#main/disk/durable.ts";
import { CentralTrouble, transaction, type Sql } from "./connect.ts";
import { centralSchema } from "./migrate.ts";
import { verifyCentral, type CentralCheck } from "./verify.ts";

/**
 * What a backup holds: the registry, whole. The ledger is not in it: it is what posting the facts
 * again, in their order and on their days, must come to.
 */
export const KEPT_TABLES = [
  "sync.device",
  "sync.incident",
  "sync.epoch",
  "sync.fact",
  "sync.position",
  "sync.generation",
  "sync.remembered",
] as const;

export interface BackupHead {
  readonly form: "tomtin-centre-1";
  readonly schema: number;
  readonly at: string;
  readonly closedThrough: string | null;
  /** The devices' logins with their password verifiers, where the administrator may read them. */
  readonly logins: readonly { readonly login: string; readonly verifier: string }[];
}

export interface BackupTail {
  readonly rows: Readonly<Record<string, number>>;
  /** Of all lines before this one. */
  readonly sha256: string;
}

export interface BackedUp {
  readonly facts: number;
  readonly checks: readonly CentralCheck[];
  /** The positions of all starts were recorded as safe. */
  readonly safe: boolean;
}

const SLICE = 1000;

/**
 * One consistent look at the centre, as lines of JSON in gzip, beside which trade goes on. The file
 * is read back and compared with its own hash; only then, and only where the centre itself verified,
 * are its positions called safe.
 */
export async function backupCentral(
  sql: Sql,
  file: string,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<BackedUp> {
  const checks = await verifyCentral(sql);
  const heads = await transaction(sql, async () => {
    await sql.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    await writeBackup(sql, `${file}.part`, progress);
    const { rows } = await sql.query<{ id: string; head: string }>(
      "SELECT id, head FROM sync.epoch",
    );
    return rows;
  });
  const { tail } = await readBackup(`${file}.part`, () => Promise.resolve());
  nameDurably(`${file}.part`, file);
  const safe = checks.every(({ ok }) => ok);
  const facts = tail.rows["sync.fact"] ?? 0;
  await sql.query("INSERT INTO sync.backup (facts, verified) VALUES ($1, $2)", [facts, safe]);
  if (safe) {
    await sql.query(
      `INSERT INTO sync.safe AS s (epoch, position) SELECT * FROM unnest($1::uuid[], $2::bigint[])
       ON CONFLICT (epoch) DO UPDATE SET position = greatest(s.position, excluded.position)`,
      [heads.map(({ id }) => id), heads.map(({ head }) => head)],
    );
  }
  return { facts, checks, safe };
}

async function writeBackup(
  sql: Sql,
  file: string,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const hash = createHash("sha256");
  const gzip = createGzip({ level: 6 });
  const written = pipeline(gzip, createWriteStream(file, { mode: 0o600 }));
  const line = async (value: unknown) => {
    const text = `${typeof value === "string" ? value : JSON.stringify(value)}\n`;
    hash.update(text);
    if (!gzip.write(text)) await once(gzip, "drain");
  };
  const rows: Record<string, number> = {};
  await line(await headOf(sql));
  const [{ of } = { of: "0" }] = (
    await sql.query<{ of: string }>("SELECT count(*) AS of FROM sync.fact")
  ).rows;
  for (const table of KEPT_TABLES) {
    await sql.query(
      `DECLARE c NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM ${table} t`,
    );
    let count = 0;
    for (;;) {
      const slice = await sql.query<{ row: string }>(`FETCH ${SLICE} FROM c`);
      for (const { row } of slice.rows) await line(`${table} ${row}`);
      count += slice.rows.length;
      if (table === "sync.fact") progress(count, Number(of));
      if (slice.rows.length < SLICE) break;
    }
    await sql.query("CLOSE c");
    rows[table] = count;
  }
  const tail: BackupTail = { rows, sha256: hash.digest("hex") };
  gzip.end(`${JSON.stringify(tail)}\n`);
  await written;
}

async function headOf(sql: Sql): Promise<BackupHead> {
  const { rows } = await sql.query<{ at: string; through: string | null; may: boolean }>(
    `SELECT sync.instant(sync.now()) AS at, (SELECT through::text FROM ledger.period) AS through,
       has_table_privilege('pg_authid', 'SELECT') AS may`,
  );
  const [row] = rows;
  const logins =
    row?.may === true
      ? (
          await sql.query<{ login: string; verifier: string }>(
            `SELECT a.rolname::text AS login, a.rolpassword AS verifier FROM pg_authid a
             JOIN sync.device d ON d.login = a.rolname WHERE d.revoked_at IS NULL AND a.rolpassword LIKE 'SCRAM-%'`,
          )
        ).rows
      : [];
  return {
    form: "tomtin-centre-1",
    schema: await centralSchema(sql),
    at: row?.at ?? "",
    closedThrough: row?.through ?? null,
    logins,
  };
}

/** Hands on each row; throws for a file that is cut, changed or no backup. */
export async function readBackup(
  file: string,
  take: (table: string, row: string) => Promise<void>,
): Promise<{ readonly head: BackupHead; readonly tail: BackupTail }> {
  const unfit = (why: string) => new CentralTrouble(`${file} is no whole backup: ${why}.`);
  const hash = createHash("sha256");
  const counted: Record<string, number> = Object.fromEntries(KEPT_TABLES.map((name) => [name, 0]));
  let head: BackupHead | undefined;
  let tail: BackupTail | undefined;
  const source = createGunzip();
  // Waited for below, by its reader: an error of either end comes out of the last one.
  pipeline(createReadStream(file), source).catch(() => undefined);
  try {
    for await (const text of createInterface({ input: source, crlfDelay: Infinity })) {
      if (tail !== undefined) throw unfit("it goes on after its end");
      if (head === undefined) head = JSON.parse(text) as BackupHead;
      else if (text.startsWith("{")) {
        tail = JSON.parse(text) as BackupTail;
        continue;
      } else {
        const [table = ""] = text.split(" ", 1);
        counted[table] = (counted[table] ?? 0) + 1;
        await take(table, text.slice(table.length + 1));
      }
      hash.update(`${text}\n`);
    }
  } catch (error) {
    if (error instanceof CentralTrouble || !isDamage(error)) throw error;
    throw unfit("it is damaged or cut off");
  }
  if (head?.form !== "tomtin-centre-1") throw unfit("it was not made by a centre");
  if (tail === undefined) throw unfit("its end is missing");
  if (hash.digest("hex") !== tail.sha256) throw unfit("it was changed");
  if (KEPT_TABLES.some((name) => counted[name] !== tail.rows[name])) {
    throw unfit("it has not the rows that it says");
  }
  return { head, tail };
}

/** Of gzip or of JSON: what the file says wrong. An error of the database is the database's. */
function isDamage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? "";
  return error instanceof SyntaxError || code.startsWith("Z_");
}
