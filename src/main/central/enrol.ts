import type { DeviceKind, Scope } from "#main/replication/centre.ts";
import type { Enrolment } from "#main/replication/enrolment.ts";
import { newPassword } from "#main/replication/password.ts";
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
  /** The device takes a password of its own; not where a pooler keeps a list of verifiers. */
  readonly once?: boolean;
}

/**
 * Gives a till or an office a login of its own: EXECUTE on the api and nothing else. A till that
 * is enrolled already gets a new password and scope, and its old code is worth nothing any more.
 */
export async function enrolDevice(sql: Sql, device: NewDevice, way: WayIn): Promise<Enrolment> {
  if (!/^[A-Z0-9]{1,12}$/.test(device.till)) {
    throw new CentralTrouble("A till's code is 1 to 12 capital letters and digits.");
  }
  const database = await databaseOf(sql);
  const { password, verifier } = newPassword();
  await hangUpTill(sql, device.till);
  const login = await transaction(sql, async () => {
    const { rows } = await sql.query<{ login: string }>(
      `INSERT INTO sync.device (till, login, kind, scope) VALUES ($1, sync.login_of($1), $2, $3)
       ON CONFLICT (till) DO UPDATE SET login = excluded.login, kind = excluded.kind,
         scope = excluded.scope, revoked_at = NULL RETURNING login::text`,
      [device.till, device.kind, device.scope === "*" ? null : device.scope],
    );
    const made = rows[0]?.login ?? "";
    await writeLogin(sql, made, verifier);
    return made;
  });
  // Whoever speaks with the old password does so no longer.
  await hangUp(sql, login);
  return { ...way, database, login, password, ...device };
}

/** Shuts a device out at once: its login, and the connections it has. Its facts stay. */
export async function revokeDevice(sql: Sql, till: string): Promise<void> {
  await hangUpTill(sql, till);
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

/** First of all: a stolen login may hold the lock on its till's row, for as long as it likes. */
async function hangUpTill(sql: Sql, till: string): Promise<void> {
  await sql.query("SELECT sync.hang_up(login) FROM sync.device WHERE till = $1", [till]);
}

async function hangUp(sql: Sql, login: string): Promise<void> {
  await sql.query("SELECT sync.hang_up($1)", [login]);
}

/** The login of a device that is in the registry, by its password's verifier. */
export async function writeLogin(sql: Sql, login: string, verifier: string): Promise<void> {
  await sql.query("SELECT sync.write_login($1, $2)", [login, verifier]);
}

/** Into this database: a login of another centre on the same server stays outside. */
export async function letIn(sql: Sql, login: string): Promise<void> {
  await sql.query(`GRANT CONNECT ON DATABASE ${quoted(await databaseOf(sql))} TO ${quoted(login)}`);
}

async function databaseOf(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ database: string }>("SELECT current_database() AS database");
  return rows[0]?.database ?? "";
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
