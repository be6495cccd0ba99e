import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { DeviceKind, Scope } from "#main/replication/centre.ts";
import type { Enrolment } from "#main/replication/enrolment.ts";
import { CentralTrouble, transaction, type Sql } from "./connect.ts";

export interface NewDevice {
  readonly till: string;
  readonly kind: DeviceKind;
  readonly scope: Scope;
}

/** How the device will reach the centre, which the administrator knows and the database does not. */
export interface WayIn {
  readonly hosts: readonly string[];
  readonly authority: string | null;
  readonly ownerKey: string | null;
}

/** Connections of one device at a time: the one it works with, and one that is still dying. */
const CONNECTIONS = 4;

/**
 * Gives a till or an office a login of its own: EXECUTE on the api and nothing else. A till that
 * is enrolled already gets a new password and scope, and its old code is worth nothing any more.
 */
export async function enrolDevice(sql: Sql, device: NewDevice, way: WayIn): Promise<Enrolment> {
  if (!/^[A-Z0-9]{1,12}$/.test(device.till)) {
    throw new CentralTrouble("A till's code is 1 to 12 capital letters and digits.");
  }
  const database = await databaseOf(sql);
  const login = loginOf(database, device.till);
  const password = randomBytes(24).toString("base64url");
  await transaction(sql, async () => {
    await writeLogin(sql, login, scramVerifier(password));
    await sql.query(
      `INSERT INTO sync.device (till, login, kind, scope) VALUES ($1, $2, $3, $4)
       ON CONFLICT (till) DO UPDATE SET login = excluded.login, kind = excluded.kind,
         scope = excluded.scope, revoked_at = NULL`,
      [device.till, login, device.kind, device.scope === "*" ? null : device.scope],
    );
  });
  // Whoever speaks with the old password does so no longer.
  await hangUp(sql, login);
  return { ...way, database, login, password, ...device };
}

/** Shuts a device out at once: its login, and the connections it has. Its facts stay. */
export async function revokeDevice(sql: Sql, till: string): Promise<void> {
  const login = await transaction(sql, async () => {
    const { rows } = await sql.query<{ login: string }>(
      "UPDATE sync.device SET revoked_at = coalesce(revoked_at, now()) WHERE till = $1 RETURNING login",
      [till],
    );
    const found = rows[0]?.login;
    if (found === undefined) throw new CentralTrouble(`No device ${till} is enrolled here.`);
    await sql.query(`ALTER ROLE ${quoted(found)} NOLOGIN`);
    return found;
  });
  await hangUp(sql, login);
}

async function hangUp(sql: Sql, login: string): Promise<void> {
  await sql.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", [
    login,
  ]);
}

/** The login of a device and its password's verifier, with what every device may and no more. */
export async function writeLogin(sql: Sql, login: string, verifier: string): Promise<void> {
  const known = await sql.query("SELECT FROM pg_roles WHERE rolname = $1", [login]);
  const verb = known.rowCount === 0 ? "CREATE" : "ALTER";
  await sql.query(
    `${verb} ROLE ${quoted(login)} LOGIN PASSWORD '${verifier}' CONNECTION LIMIT ${CONNECTIONS}`,
  );
  await sql.query(`GRANT tomtin_device TO ${quoted(login)}`);
  await letIn(sql, login);
  const settings = {
    statement_timeout: "60s",
    lock_timeout: "10s",
    idle_in_transaction_session_timeout: "60s",
    search_path: "pg_catalog",
  };
  for (const [name, value] of Object.entries(settings)) {
    await sql.query(`ALTER ROLE ${quoted(login)} SET ${name} = '${value}'`);
  }
}

/** Into this database: a login of another centre on the same server stays outside. */
export async function letIn(sql: Sql, login: string): Promise<void> {
  await sql.query(`GRANT CONNECT ON DATABASE ${quoted(await databaseOf(sql))} TO ${quoted(login)}`);
}

async function databaseOf(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ database: string }>("SELECT current_database() AS database");
  return rows[0]?.database ?? "";
}

/** Logins belong to the whole server, so the database is part of the name. */
function loginOf(database: string, till: string): string {
  const name = `tomtin_${database}_${till}`.toLowerCase().replaceAll(/[^a-z0-9_]/g, "_");
  if (name.length <= 63) return name;
  return `${name.slice(0, 50)}_${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
}

/** RFC 5803: the server keeps this and never sees the password, nor does its log. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, "sha256");
  const keyed = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest("base64");
  return `SCRAM-SHA-256$4096:${salt.toString("base64")}$${stored}:${keyed("Server Key").toString("base64")}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
