import { expect, test } from "vitest";
import { connectAdmin } from "#main/central/connect.ts";
import { revokeDevice } from "#main/central/enrol.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { newPassword } from "#main/replication/password.ts";
import {
  centres,
  entry,
  fact,
  sale,
  CASH,
  TestDevice,
  WATER_SALES,
  type TestCentre,
} from "./centre.ts";
import { outcome, stolenFrom } from "./stolen.ts";

const { open, server } = centres();
const stolen = async (sharing = false) => stolenFrom(await open(sharing));
const DENIED = /permission denied|must be (owner|superuser)|not permitted/;

const tables = (centre: TestCentre) =>
  centre.rows<{ name: string; relkind: string }>(
    `SELECT oid::regclass::text AS name, relkind FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'S')
     AND relnamespace IN ('ledger'::regnamespace, 'sync'::regnamespace, 'ops'::regnamespace, 'audit'::regnamespace)`,
  );

test("a stolen till's login can touch no table, no partition, no view and no sequence", async () => {
  const { centre, till } = await stolen();
  const all = await tables(centre);
  expect(all.length).toBeGreaterThan(40);
  for (const { name, relkind } of all) {
    const tries =
      relkind === "S"
        ? [`SELECT nextval('${name}')`]
        : [
            `SELECT 1 FROM ${name}`,
            `DELETE FROM ${name}`,
            `TRUNCATE ${name}`,
            `INSERT INTO ${name} DEFAULT VALUES`,
            `COPY ${name} TO STDOUT`,
          ];
    for (const text of tries) {
      expect(`${text}: ${await outcome(till.client.query(text))}`).toMatch(DENIED);
    }
  }
});

test("it can call the api's functions and no other of ours", async () => {
  const { centre, till } = await stolen();
  const inner = await centre.rows<{ call: string; api: boolean }>(
    `SELECT format('%s %s(%s)', CASE prokind WHEN 'p' THEN 'CALL' ELSE 'SELECT' END, oid::regproc,
       (SELECT string_agg('NULL::' || format_type(t, NULL), ', ') FROM unnest(proargtypes) t)) AS call
     FROM pg_proc WHERE pronamespace IN ('ledger'::regnamespace, 'sync'::regnamespace, 'ops'::regnamespace)
       AND prorettype <> 'trigger'::regtype AND provariadic = 0`,
  );
  expect(inner.length).toBeGreaterThan(30);
  for (const { call } of inner) {
    expect(`${call}: ${await outcome(till.client.query(call))}`).toMatch(DENIED);
  }
  // Not only for want of the schema: none of them is granted to it.
  const granted = await centre.rows<{ schema: string }>(
    `SELECT DISTINCT n.nspname AS schema FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname IN ('ledger', 'sync', 'api', 'ops', 'audit')
       AND has_function_privilege((SELECT login FROM sync.device WHERE till = 'R1'), p.oid, 'EXECUTE')`,
  );
  expect(granted).toEqual([{ schema: "api" }]);
});

/** What each device may call; all else of the api is the office's of all businesses. */
const EACH_DEVICES = ["heartbeat", "hello", "open_epoch", "pull", "push", "take_password"];
const THE_OFFICES: Readonly<Record<string, string>> = {
  close_period: "current_date - 1, '{}'",
  decide: "1, 'accept'",
  enrol: "'R9', '{RETAIL}', 'x'",
  remember: "'{}', '{}', '{}'",
  retry: "gen_random_uuid()",
  safety: "",
  shut_out: "'W1'",
  tills: "",
  widen: "'R1', '{WATER}'",
};

test("nothing that is the office's answers to a till, or to an office of some businesses", async () => {
  const { centre, till, water } = await stolen();
  const some = await centre.device("H2", "office", ["RETAIL"]);
  const api = await centre.rows<{ name: string }>(
    "SELECT DISTINCT proname::text AS name FROM pg_proc WHERE pronamespace = 'api'::regnamespace ORDER BY 1",
  );
  expect(api.map(({ name }) => name)).toEqual(
    [...EACH_DEVICES, ...Object.keys(THE_OFFICES)].toSorted(),
  );
  for (const [name, values] of Object.entries(THE_OFFICES)) {
    for (const { client } of [till, some]) {
      const said = await outcome(client.query(`SELECT api.${name}(${values})`));
      expect(`${name}: ${said}`).toMatch(/only an office/);
    }
  }
  expect(await water.call("SELECT api.hello() ->> 'till'")).toBe("W1");
});

test.each([
  "SET ROLE tomtin_owner",
  "SET ROLE tomtin_writer",
  "SET ROLE tomtin_reader",
  "SET ROLE postgres",
  "SET SESSION AUTHORIZATION postgres",
  "SET session_replication_role = replica",
  "ALTER ROLE CURRENT_USER SUPERUSER",
  "GRANT tomtin_writer TO CURRENT_USER",
  "CREATE ROLE friend",
  "CREATE SCHEMA mine",
  "CREATE TABLE public.mine (x int)",
  "CREATE TEMP TABLE mine (x int)",
  "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE OR REPLACE FUNCTION api.hello() RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb'",
  "ALTER FUNCTION api.hello() RESET ALL",
  "DROP FUNCTION api.hello()",
  "ALTER TABLE ledger.line DISABLE TRIGGER ALL",
  "ALTER TABLE ledger.line DISABLE ROW LEVEL SECURITY",
  "DROP POLICY mine ON ledger.line",
  "CREATE EXTENSION dblink",
  "COPY (SELECT 1) TO PROGRAM 'id'",
  "SELECT set_config('role', 'tomtin_writer', false)",
  "SELECT rolpassword FROM pg_authid",
  "DO $$ BEGIN LOCK TABLE sync.fact; END $$",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT lo_create(0)",
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
  "DO $$ BEGIN PERFORM 1 FROM sync.fact; END $$",
])("it cannot: %s", async (text) => {
  const { till } = await shared();
  expect(await outcome(till.client.query(text))).toMatch(
    /permission denied|must (be|have)|not exist|Only roles/,
  );
});

let one: ReturnType<typeof stolen> | undefined;
/** One theft serves all the sentences above: none of them may change anything. */
async function shared() {
  one ??= stolen(true);
  return one;
}

test("settings that it forges change nothing of what it sees and who it is", async () => {
  const { centre, till, secret } = await stolen();
  const water = await centre.one<string>("SELECT login FROM sync.device WHERE till = 'W1'");
  for (const text of [
    `SET application_name = '${water}'`,
    `SET sync.device = 'W1'`,
    `SET tomtin.till = 'W1'`,
    "SET search_path = public, sync, ledger",
    "SET plpgsql.variable_conflict = use_column",
    "SET TimeZone = 'Pacific/Kiritimati'",
    "SET lc_messages = 'C'",
  ]) {
    await outcome(till.client.query(text));
  }
  expect(await till.call("SELECT api.hello()")).toMatchObject({ till: "R1", scope: ["RETAIL"] });
  // Postgres would rather answer nothing than answer without its policies.
  await till.client.query("SET row_security = off");
  expect(await outcome(till.pull({}))).toMatch(/affected by row-level security/);
  await till.client.query("RESET row_security");
  const pulled = JSON.stringify(await till.pull({ W1: -5 }));
  expect(pulled).not.toContain(Buffer.from(secret.id).toString("base64").slice(0, 20));
  expect(pulled).not.toContain("W1-");
  expect((await till.pull({})).facts.every((each) => each.till !== "W1")).toBe(true);
  await till.send(sale("R1", 200));
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
});

test("it cannot speak for another till, nor take its place, nor say what an office says", async () => {
  const { centre, till, water, office, secret } = await stolen();
  const before = await centre.one("SELECT sum(debit)::int FROM ledger.line");
  // Its starts and places are the other's own.
  till.epoch = water.epoch;
  expect(await till.push()).toEqual({ outcome: "unknown_epoch" });
  await expect(till.open()).rejects.toThrow(/another device/);
  till.epoch = office.epoch;
  expect(await till.push()).toEqual({ outcome: "unknown_epoch" });
  // In its own: replayed, made up in the other's name, of the other's business, of the office.
  await till.begin(null);
  const lines = [
    ["WATER", CASH, 5, 0, "R1"],
    ["WATER", WATER_SALES, 0, 5, null],
  ];
  const pushed = await till.send(
    secret,
    sale("W1"),
    entry("R1", lines, { business: "RETAIL" }),
    entry("R1", lines, { business: "WATER" }),
    fact("R1", "user.saved", { body: { id: "u", name: "Thief" } }),
    fact("R1", "period.closed", { body: { through: "2030-01-01" } }),
    fact("R1", "books.opened", { body: { accounts: [] } }),
  );
  expect(pushed.quarantined.map(({ reason }) => reason.split(":")[0])).toEqual([
    "till.other",
    "till.other",
    "scope",
    "scope",
    "office.only",
    "office.only",
    "office.only",
  ]);
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(before);
  expect(await centre.one("SELECT through FROM ledger.period")).toBeNull();
  expect((await water.push()).quarantined).toEqual([]);
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
});

test.each([
  ["positions before the first", "SELECT api.push($1, 0, ARRAY['x'::bytea])"],
  ["no position", "SELECT api.push($1, NULL, ARRAY['x'::bytea])"],
  ["no facts", "SELECT api.push($1, 1, '{}')"],
  ["facts that are nothing", "SELECT api.push($1, 1, ARRAY[NULL::bytea])"],
  ["too many facts", "SELECT api.push($1, 1, array_fill('x'::bytea, ARRAY[201]))"],
  [
    "too many bytes",
    "SELECT api.push($1, 1, array_fill(convert_to(repeat('x', 600000), 'UTF8'), ARRAY[2]))",
  ],
])("a push of %s is refused and leaves nothing", async (_name, text) => {
  const { till } = await shared();
  const before = await till.call("SELECT api.hello() -> 'stored'");
  expect(await outcome(till.client.query(text, [till.epoch.id]))).toMatch(/a batch has/);
  expect(await till.call("SELECT api.hello() -> 'stored'")).toEqual(before);
});

const LARGE = "repeat('9', 900000)";
test.each([
  ["a heartbeat of a megabyte", `api.heartbeat(jsonb_build_object('version', ${LARGE}))`, /done/],
  ["a heartbeat of no number", `api.heartbeat(jsonb_build_object('outbox', ${LARGE}))`, /range/],
  ["a heartbeat of another's start", 'api.heartbeat(\'{"head": {"epoch": "x"}}\')', /uuid/],
  ["a heartbeat of nothing", "api.heartbeat(NULL)", /done/],
  ["a pull of everything at once", "api.pull('{}', 2147483647, 2147483647)", /done/],
  ["a pull of less than nothing", "api.pull('{\"R1\": -1}', -5, -5)", /done/],
  ["a pull beyond all numbers", `api.pull(jsonb_build_object('R1', ${LARGE}), 1, 1)`, /range/],
  [
    "a pull of a million names",
    "api.pull((SELECT jsonb_object_agg(n, n) FROM generate_series(1, 100000) n), 1, 1)",
    /done/,
  ],
  [
    "a start with a load for a hash",
    `api.open_epoch(gen_random_uuid(), gen_random_uuid(), 1, convert_to(${LARGE}, 'UTF8'), now())`,
    /parent_is_a_place/,
  ],
  [
    "a start at a place before the first",
    "api.open_epoch(gen_random_uuid(), gen_random_uuid(), -1, sha256(''), now())",
    /parent_is_a_place/,
  ],
  ["a start of no time", "api.open_epoch(gen_random_uuid(), NULL, NULL, NULL, NULL)", /null value/],
])("%s is answered or refused, and leaves no more than it should", async (_name, call, said) => {
  const { centre, till } = await shared();
  expect(await outcome(till.client.query(`SELECT ${call}`))).toMatch(said);
  const kept = await centre.one<number>(
    "SELECT pg_column_size(c)::int FROM sync.contact c JOIN sync.device d ON d.no = c.device WHERE till = 'R1' UNION ALL SELECT 0 LIMIT 1",
  );
  expect(kept).toBeLessThan(500);
  expect(await till.call("SELECT api.hello() ->> 'till'")).toBe("R1");
});

test("a position out of this world is a gap", async () => {
  const { till } = await shared();
  const text = "SELECT api.push($1, $2, ARRAY['x'::bytea])";
  expect(await till.call(text, [till.epoch.id, "9000000000000000000"])).toMatchObject({
    outcome: "gap",
  });
});

test("a revoked device is shut out at once, and its password with it", async () => {
  const centre = await open();
  const enrolment = await centre.enrol("R1", "till", ["RETAIL"]);
  const client = await centre.connect(enrolment);
  await client.query("SELECT api.hello()");
  await revokeDevice(centre.sql, "R1");
  expect(await outcome(client.query("SELECT api.hello()"))).toMatch(
    /terminat|not queryable|closed/,
  );
  expect(await outcome(centre.connect(enrolment))).toMatch(/not permitted to log in/);
  const again = await centre.enrol("R1", "till", ["RETAIL"]);
  expect(await outcome(centre.connect(enrolment))).toMatch(/password authentication failed/);
  const thief = await centre.connect(again);
  await thief.query("SELECT api.hello()");
  // Enrolled anew because the password went astray: whoever has it is out at once.
  await centre.enrol("R1", "till", ["RETAIL"]);
  expect(await outcome(thief.query("SELECT api.hello()"))).toMatch(/terminat|not queryable|closed/);
});

test("a stolen login that holds its till's locks is shut out all the same", async () => {
  const { centre, office, till } = await stolen();
  await centre.sql.query("SET lock_timeout = '20s'");
  /** It sets its own time limits, and ends no transaction. */
  const holds = async (thief: TestDevice) => {
    await thief.client.query("SET idle_in_transaction_session_timeout = 0");
    await thief.client.query("BEGIN");
    await thief.begin(null);
    await thief.send(sale("R1", 300));
    await thief.client.query("ALTER ROLE CURRENT_USER PASSWORD 'the thief''s'");
  };
  const again = async () => new TestDevice("R1", await centre.connect(await enrolled()));
  const enrolled = () => centre.enrol("R1", "till", ["RETAIL"]);
  const { verifier } = newPassword();
  const ways: [string, () => Promise<unknown>][] = [
    ["shut out by the office", () => office.call("SELECT api.shut_out('R1')")],
    ["revoked", () => revokeDevice(centre.sql, "R1")],
    ["enrolled anew", enrolled],
    [
      "enrolled anew by the office",
      () => office.call("SELECT api.enrol('R1', '{RETAIL}', $1)", [verifier]),
    ],
  ];
  let thief = till;
  for (const [way, shutOut] of ways) {
    await holds(thief);
    expect(`${way}: ${await outcome(shutOut())}`).toBe(`${way}: done`);
    expect(await outcome(thief.client.query("COMMIT"))).toMatch(/terminat|not queryable|closed/);
    thief = await again();
  }
  expect(await centre.one("SELECT count(*)::int FROM sync.fact WHERE kind = 'sale.posted'")).toBe(
    2,
  );
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
});

test("a login of one owner's centre cannot enter another's on the same server", async () => {
  const [mine, theirs] = [await open(), await open()];
  const enrolment = await mine.enrol("R1", "till", "*");
  expect(await outcome(mine.connect({ ...enrolment, database: theirs.database }))).toMatch(
    /permission denied for database/,
  );
  expect(await outcome(mine.connect({ ...enrolment, database: "postgres" }))).toBe("done");
});

test.each(["tomtin_owner", "tomtin_writer", "postgres"])(
  "%s changes, removes and empties no history: not in a table, not in a partition",
  async (role) => {
    const { centre } = await stolen();
    const admin = await connectAdmin(server().url(centre.database));
    await admin.query(`
      INSERT INTO sync.incident (device, kind, epoch, detail, decision)
        SELECT min(no), 'fork', gen_random_uuid(), 'x', 'accept' FROM sync.device;
      INSERT INTO sync.remembered VALUES (gen_random_uuid(), '', current_date)`);
    if (role !== "postgres") await admin.query(`SET ROLE ${role}`);
    else await admin.query("SET session_replication_role = replica");
    const parts = await centre.rows<{ name: string }>(
      `SELECT tableoid::regclass::text AS name FROM ledger.line UNION SELECT tableoid::regclass::text FROM ledger.entry`,
    );
    const history = [
      "ledger.entry",
      "ledger.line",
      "sync.position",
      "sync.generation",
      "sync.remembered",
      "ledger.books",
      ...parts.map(({ name }) => name),
    ];
    const kept = ["sync.fact", "sync.epoch", "sync.device", "sync.incident"];
    const ground = ["ledger.period", "ledger.business", "ledger.account", "ledger.balance"];
    for (const name of [...history, ...kept, ...ground]) {
      const column = await centre.one<string>(
        "SELECT attname::text FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND attidentity = '' ORDER BY attnum LIMIT 1",
        [name],
      );
      const tries = [`DELETE FROM ${name}`, `TRUNCATE ${name} CASCADE`];
      if (history.includes(name)) tries.push(`UPDATE ${name} SET ${column} = ${column}`);
      for (const text of tries) {
        expect(`${text}: ${await outcome(admin.query(text))}`).toMatch(
          /only ever added to|permission denied/,
        );
      }
    }
    for (const text of [
      "UPDATE sync.fact SET bytes = ''",
      "UPDATE sync.fact SET state = 'quarantined', reason = 'x', ingest = NULL, released = NULL",
      "UPDATE sync.epoch SET head = head - 1 WHERE head > 0",
      "UPDATE sync.device SET ingest = ingest - 1 WHERE ingest > 0",
      "UPDATE sync.incident SET decision = 'dismiss'",
      "UPDATE ledger.account SET type = 'asset', business = NULL, subledger = NULL",
    ]) {
      expect(`${text}: ${await outcome(admin.query(text))}`).toMatch(
        // To the writer the policies show nothing where nobody speaks.
        role === "tomtin_writer"
          ? /never changed|only grow|keeps its|permission denied|done 0/
          : /never changed|only grow|keeps its|permission denied/,
      );
    }
    await admin.end();
  },
);

test("what the owner of the tables adds by hand must be whole, and come with its fact", async () => {
  const { centre } = await stolen();
  const [{ day, id, device, part }] = (await centre.rows(
    `SELECT f.posted_on::text AS day, f.id, f.device, l.tableoid::regclass::text AS part
     FROM sync.fact f JOIN ledger.line l ON l.fact = f.id WHERE f.posted_on IS NOT NULL LIMIT 1`,
  )) as [{ day: string; id: string; device: number; part: string }];
  const add = async (...texts: string[]) => {
    await centre.sql.query("BEGIN");
    const last = await outcome(
      (async () => {
        for (const text of texts) await centre.sql.query(text);
        await centre.sql.query("COMMIT");
      })(),
    );
    await centre.sql.query("ROLLBACK");
    return last;
  };
  const line = (table: string, no: number, debit: number, credit: number) =>
    `INSERT INTO ${table} VALUES ('${day}', '${id}', ${no}, ${device}, 'WATER', ${CASH}, ${debit}, ${credit}, 'x')`;
  const header = (fact: string) =>
    `INSERT INTO ledger.entry VALUES ('${day}', '${fact}', ${device}, '${day}', false, 'x', '', NULL, 5, 2)`;
  expect(await add(line("ledger.line", 3, 5, 0))).toMatch(/one too many/);
  expect(await add(line(part, 3, 5, 0), line(part, 4, 0, 5))).toMatch(/one too many/);
  expect(await add(header("00000000-0000-4000-8000-000000000000"))).toMatch(/its own fact/);
  expect(await add(header(id))).toMatch(/duplicate key/);
  const numbered = `INSERT INTO sync.fact (id, device, kind, scope, hash, bytes, state, reason, ingest)
    VALUES (gen_random_uuid(), ${device}, 'x', '{}', '', '', 'waiting', 'x', 99)`;
  expect(await add(numbered)).toMatch(/check constraint/);
  await centre.sql.query("UPDATE ledger.period SET through = current_date - 400");
  const closed = `INSERT INTO ledger.entry SELECT current_date - 400, id, device, current_date - 400, false, 'x', '', NULL, 5, 2
    FROM sync.fact WHERE id = '${id}'`;
  expect(await add(closed)).toMatch(/closed on that day/);
  expect(await add("UPDATE ledger.period SET through = NULL")).toMatch(/not opened again/);
});

test("verify finds what only a superuser can do", async () => {
  const { centre } = await stolen();
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
  const wrong = async (...texts: string[]) => {
    await centre.sql.query("BEGIN");
    for (const text of texts) await centre.sql.query(text);
    await centre.sql.query("COMMIT");
    return (await verifyCentral(centre.sql)).filter(({ ok }) => !ok).map(({ name }) => name);
  };
  const year = new Date().getUTCFullYear();
  const off = (table: string) => `ALTER TABLE ${table} DISABLE TRIGGER ALL`;
  expect(await wrong(`DROP TRIGGER allowed ON ledger.line_${year}`)).toContain("guards");
  expect(await wrong(off("sync.fact"))).toContain("guards");
  expect(await wrong(`ALTER TABLE ledger.entry_${year} DISABLE ROW LEVEL SECURITY`)).toContain(
    "row-level security",
  );
  await centre.sql.query(off("ledger.line"));
  expect(await wrong("UPDATE ledger.line SET debit = debit + 1 WHERE debit = 100")).toEqual(
    expect.arrayContaining([
      "entries say what their facts say",
      "entries balance",
      "headers of entries",
      "balances",
    ]),
  );
  expect(
    await wrong("UPDATE sync.fact SET bytes = bytes || ' ' WHERE kind = 'sale.posted'"),
  ).toContain("chains");
  await centre.sql.query(off("sync.position"));
  expect(
    await wrong(
      "DELETE FROM sync.position WHERE position = 3",
      "DELETE FROM sync.fact f WHERE NOT EXISTS (SELECT FROM sync.position p WHERE p.fact = f.id)",
    ),
  ).toEqual(expect.arrayContaining(["chains", "numbers of tills"]));
  expect(
    await wrong(
      "GRANT tomtin_writer TO " +
        (await centre.one<string>("SELECT login::text FROM sync.device WHERE till = 'R1'")),
    ),
  ).toContain("logins of devices");
});
