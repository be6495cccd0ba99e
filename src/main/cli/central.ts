import { readFileSync } from "node:fs";
import type { Sql } from "#main/central/connect.ts";
import type { CentralCheck } from "#main/central/verify.ts";
import { CannotStart } from "#main/shell/cannot-start.ts";
import { textOf, UsageError, type Command, type Io, type Values } from "./command-line.ts";

type Verb = (sql: Sql, values: Values, io: Io) => Promise<number>;

/** What can be done to a centre, by its administrator. */
const VERBS: Readonly<Record<string, Verb>> = {
  migrate,
  enrol,
  revoke,
  verify,
  backup,
  restore,
};

const WORDS = [...Object.keys(VERBS), "demo"].join(", ");

export const centralCommand: Command = {
  name: "central",
  summary: "Prepare and look after the owner's central Postgres",
  words: { name: "what", summary: `One of ${WORDS}`, most: 1 },
  options: {
    url: {
      type: "string",
      value: "URL",
      summary: "The administrator's: postgres://user:password@host:5432/database",
    },
    ca: {
      type: "string",
      value: "FILE",
      summary: "The authority that vouches for the server (PEM); devices pin it too",
    },
    till: { type: "string", value: "CODE", summary: "enrol, revoke: the device's code, as R1" },
    kind: { type: "string", value: "KIND", summary: "enrol: till or office", default: "till" },
    businesses: {
      type: "string",
      value: "LIST",
      summary: "enrol: codes of the businesses it serves, with commas between, or all",
    },
    hosts: {
      type: "string",
      value: "LIST",
      summary: "enrol: host:port with commas between, as devices reach them (usually the URL's)",
    },
    file: {
      type: "string",
      value: "FILE",
      summary: "backup: written there; restore: read from there",
    },
    "key-file": {
      type: "string",
      value: "FILE",
      summary: "enrol: the owner's key, put into the code; it is not sent to the server",
    },
    "keep-password": {
      type: "boolean",
      summary:
        "enrol: the code's password stays the device's, as where PgBouncer has a list of verifiers",
    },
  },
  async run(values, io, [what = ""]) {
    if (what === "demo") {
      const { runCentralDemo } = await import("./central-demo.ts");
      return runCentralDemo(
        (line) => io.out(line),
        (line) => io.progress(line),
      );
    }
    const verb = Object.hasOwn(VERBS, what) ? VERBS[what] : undefined;
    if (verb === undefined) {
      throw new UsageError(`Say what to do: ${WORDS}.`);
    }
    const { CentralTrouble, withAdmin } = await import("#main/central/connect.ts");
    const ca = values["ca"];
    try {
      return await withAdmin(
        textOf(values, "url"),
        typeof ca === "string" ? ca : undefined,
        (sql) => verb(sql, values, io),
      );
    } catch (error) {
      if (error instanceof CentralTrouble) throw new CannotStart(error.message);
      throw error;
    }
  },
};

async function migrate(sql: Sql, _values: Values, io: Io): Promise<number> {
  const { migrateCentral } = await import("#main/central/migrate.ts");
  const done = await migrateCentral(sql);
  if (io.json) io.out(JSON.stringify(done, null, 2));
  else if (done.applied.length === 0) io.out(`The centre is at schema ${done.to} already.`);
  else io.out(`The centre went from schema ${done.from} to ${done.to}.`);
  return 0;
}

async function enrol(sql: Sql, values: Values, io: Io): Promise<number> {
  const { enrolDevice } = await import("#main/central/enrol.ts");
  const { authorityOf, encodeEnrolment, isLoopback } =
    await import("#main/replication/enrolment.ts");
  const kind = textOf(values, "kind");
  if (kind !== "till" && kind !== "office") throw new UsageError("--kind is till or office.");
  const businesses = listOf(textOf(values, "businesses"));
  const ca = values["ca"];
  const authority = typeof ca === "string" ? authorityOf(readFileSync(ca, "utf8")) : null;
  const hosts = values["hosts"] === undefined ? [hostOf(values)] : listOf(textOf(values, "hosts"));
  if (authority === null && !hosts.every(isLoopback)) {
    throw new UsageError("--ca is needed: a device never speaks in the clear beyond its machine.");
  }
  const keyFile = values["key-file"];
  const ownerKey = typeof keyFile === "string" ? ownerKeyIn(keyFile) : null;
  const enrolment = await enrolDevice(
    sql,
    {
      till: textOf(values, "till"),
      kind,
      scope: businesses.join() === "all" ? "*" : businesses,
    },
    { hosts, authority, ownerKey, once: values["keep-password"] !== true },
  );
  const code = encodeEnrolment(enrolment);
  if (io.json) io.out(JSON.stringify({ till: enrolment.till, login: enrolment.login, code }));
  else {
    io.progress(
      `${enrolment.till} may log in as ${enrolment.login}. Its code, shown once; until the device has used it, keep it like a key:`,
    );
    io.out(code);
  }
  return 0;
}

async function revoke(sql: Sql, values: Values, io: Io): Promise<number> {
  const { revokeDevice } = await import("#main/central/enrol.ts");
  const till = textOf(values, "till");
  await revokeDevice(sql, till);
  io.out(io.json ? JSON.stringify({ revoked: till }) : `${till} is shut out. Its facts stay.`);
  return 0;
}

async function verify(sql: Sql, _values: Values, io: Io): Promise<number> {
  const { percentage } = await import("./books.ts");
  const { verifyCentral } = await import("#main/central/verify.ts");
  const checks = await verifyCentral(sql, percentage(io.progress, "Facts read"));
  return tell(io, checks, {});
}

/** What was found, beside what was done; 1 where the centre is not as it should be. */
function tell(io: Io, checks: readonly CentralCheck[], done: object): number {
  const healthy = checks.every(({ ok }) => ok);
  if (io.json) io.out(JSON.stringify({ ...done, healthy, checks }, null, 2));
  else {
    for (const { name, ok, detail } of checks) {
      io.out(`${ok ? "ok    " : "WRONG "} ${name}: ${detail}`);
    }
    io.out(healthy ? "The centre is healthy." : "The centre is NOT healthy.");
  }
  return healthy ? 0 : 1;
}

async function backup(sql: Sql, values: Values, io: Io): Promise<number> {
  const { percentage } = await import("./books.ts");
  const { backupCentral } = await import("#main/central/backup.ts");
  const file = textOf(values, "file");
  const done = await backupCentral(sql, file, percentage(io.progress, "Facts written"));
  const code = tell(io, done.checks, { file, facts: done.facts, safe: done.safe });
  if (!io.json) {
    const reach = done.safe ? "recorded as safe" : "not recorded as safe";
    io.out(`${done.facts} facts are in ${file}. How far it reaches is ${reach}.`);
  }
  return code;
}

async function restore(sql: Sql, values: Values, io: Io): Promise<number> {
  const { percentage } = await import("./books.ts");
  const { migrateCentral } = await import("#main/central/migrate.ts");
  const { restoreCentral } = await import("#main/central/restore.ts");
  await migrateCentral(sql);
  const { checks, ...done } = await restoreCentral(
    sql,
    textOf(values, "file"),
    percentage(io.progress, "Facts posted again"),
  );
  const code = tell(io, checks, done);
  if (!io.json) {
    io.out(`${done.facts} facts are posted again. This is life ${done.generation} of the centre.`);
    if (done.toEnrol.length > 0) io.out(`Enrol again: ${done.toEnrol.join(", ")}.`);
  }
  return code;
}

function listOf(text: string): string[] {
  const list = text.split(",").map((each) => each.trim());
  if (list.some((each) => each === "")) throw new UsageError(`'${text}' has an empty place.`);
  return list;
}

function hostOf(values: Values): string {
  const { host, port } = new URL(textOf(values, "url"));
  return port === "" ? `${host}:5432` : host;
}

/** As the program keeps it beside the journal. */
function ownerKeyIn(file: string): string {
  const key = readFileSync(file);
  if (key.length !== 32) throw new CannotStart(`${file} holds no owner's key.`);
  return key.toString("base64");
}
