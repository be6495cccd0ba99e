import { readFileSync } from "node:fs";
import { Client } from "pg";
import { isLoopback } from "#main/replication/enrolment.ts";

export type Sql = Client;

/** What an administrator did wrong, in words; everything else is Postgres' own error. */
export class CentralTrouble extends Error {
  override readonly name = "CentralTrouble";
}

/**
 * The administrator's connection: TLS with the authority verified (`--ca`, or the system's own),
 * in the clear only to this machine's loopback.
 */
export async function connectAdmin(url: string, authorityFile?: string): Promise<Sql> {
  const address = readUrl(url);
  const plain = authorityFile === undefined && isLoopback(address.host);
  const client = new Client({
    host: address.hostname.replaceAll(/[[\]]/g, ""),
    port: address.port === "" ? 5432 : Number(address.port),
    database: decodeURIComponent(address.pathname.slice(1)),
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
    ssl: plain
      ? false
      : {
          rejectUnauthorized: true,
          ...(authorityFile === undefined ? {} : { ca: readFileSync(authorityFile, "utf8") }),
        },
    application_name: "tomtin central",
    connectionTimeoutMillis: 15_000,
  });
  // An error between two queries is told by the next one; without a listener it would end us.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Works with a connection of its own and lets go of it, whatever happens. */
export async function withAdmin<T>(
  url: string,
  authorityFile: string | undefined,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = await connectAdmin(url, authorityFile);
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** Everything or nothing. */
export async function transaction<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.query("BEGIN");
  try {
    const value = await work();
    await sql.query("COMMIT");
    return value;
  } catch (error) {
    await sql.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

function readUrl(url: string): URL {
  try {
    const read = new URL(url);
    if (/^postgres(ql)?:$/.test(read.protocol) && read.pathname.length > 1) return read;
  } catch {
    // Said below.
  }
  throw new CentralTrouble("An address looks like postgres://user:password@host:5432/database.");
}
