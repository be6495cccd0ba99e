import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeAuthority, makeServerCertificate } from "#main/central/certificate.ts";
import type { Enrolment } from "#main/replication/enrolment.ts";
import type { TestCentre } from "./centre.ts";

const PGBOUNCER = "/usr/sbin/pgbouncer";
/** Debian's package, which not every machine has: then its tests say that they were skipped. */
export const hasPooler = existsSync(PGBOUNCER);

/** The real PgBouncer in transaction mode, with two server connections a login. */
export interface Pooler {
  readonly port: number;
  /** What vouches for it to whoever connects, PEM. */
  readonly authority: string;
  readonly configuration: string;
  /** Ends it at once; its clients lose their connections. */
  kill(): Promise<void>;
  /** Starts it again at the same place. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startPooler(
  centre: TestCentre,
  logins: readonly Enrolment[],
  /** A list of their verifiers, as they are now; or asked of Postgres at each login. */
  known: "listed" | "asked" = "listed",
): Promise<Pooler> {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-pooler-"));
  chmodSync(folder, 0o755);
  // It refuses to run as root.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const port = await freePort();
  const authority = makeAuthority("The pooler's");
  const own = makeServerCertificate(authority, "The pooler's", ["127.0.0.1"]);
  const verifiers = await centre.rows<{ line: string }>(
    `SELECT format('"%s" "%s"', rolname, rolpassword) AS line FROM pg_authid WHERE rolname = ANY ($1)`,
    [logins.map(({ login }) => login)],
  );
  const { username, password } = new URL(centre.server.url(centre.database));
  const users =
    known === "asked"
      ? [`"${username}" "${decodeURIComponent(password)}"\n`]
      : verifiers.map(({ line }) => `${line}\n`);
  const asking = `auth_user = ${username}
auth_query = SELECT rolname, rolpassword FROM pg_authid WHERE rolname = $1 AND rolcanlogin`;
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const configuration = `[databases]
${centre.database} = host=127.0.0.1 port=${centre.server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${file("users", users.join(""))}
${known === "asked" ? asking : ""}
pool_mode = transaction
default_pool_size = 2
max_client_conn = 50
client_tls_sslmode = allow
client_tls_cert_file = ${file("own.crt", own.certificate)}
client_tls_key_file = ${file("own.key", own.key)}
server_tls_sslmode = verify-full
server_tls_ca_file = ${file("ca.pem", centre.server.authority)}
`;
  const settings = file("pgbouncer.ini", configuration);
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const started = spawn(PGBOUNCER, [settings], {
      ...nobody,
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = started;
    await new Promise<void>((resolve, reject) => {
      let told = "";
      started.stderr.on("data", (piece: Buffer) => {
        told += piece.toString("utf8");
        if (told.includes("process up")) resolve();
      });
      started.once("exit", () => reject(new Error(told)));
    });
  };
  const kill = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    await new Promise((resolve) => {
      ending.once("exit", resolve);
      ending.kill("SIGKILL");
    });
  };
  await start();
  return {
    port,
    authority: authority.certificate,
    configuration,
    kill,
    start,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createServer().listen(0, "127.0.0.1", () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
