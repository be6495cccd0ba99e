import { expect, test } from "vitest";
import { connectAdmin } from "#main/central/connect.ts";
import { CASH, centres, entry, sale, today } from "./centre.ts";
import { outcome, stolenFrom } from "./stolen.ts";

// What would hold if a function of the api had a hole, or a year were forgotten.

const { open, server } = centres();
const stolen = async () => stolenFrom(await open());

test("whatever runs with more rights than its caller's names its own schemas", async () => {
  const { centre } = await stolen();
  const trusted = await centre.rows<{ name: string; path: string | null }>(
    `SELECT p.oid::regprocedure::text AS name, (SELECT c FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%') AS path
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.prosecdef AND n.nspname IN ('api', 'sync', 'ledger', 'ops', 'audit', 'public')`,
  );
  expect(trusted.length).toBeGreaterThan(20);
  expect(trusted.filter(({ path }) => path !== "search_path=pg_catalog, pg_temp")).toEqual([]);
});

test("row-level security alone keeps a till from what is not its own", async () => {
  const { centre, till, water, secret } = await stolen();
  const friend = await centre.device("R2", "till", ["RETAIL"]);
  await friend.begin();
  const cash = ["RETAIL", CASH, 9, 0, "R2"];
  const waiting = entry("R2", [cash, ["RETAIL", 4999, 0, 9, null]]);
  await friend.send(waiting);
  // As if a function of the api had a hole: whatever is said runs as the writer, by this login.
  await centre.sql.query(`
    CREATE FUNCTION api.hole(said text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE answer jsonb;
    BEGIN
      EXECUTE 'WITH done AS (' || said || ') SELECT coalesce(jsonb_agg(done.x), ''[]'') FROM done' INTO answer;
      RETURN answer;
    END $$;
    ALTER FUNCTION api.hole(text) OWNER TO tomtin_writer;
    CREATE FUNCTION api.deed(said text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN EXECUTE said; END $$;
    ALTER FUNCTION api.hole(text) OWNER TO tomtin_writer;
    ALTER FUNCTION api.deed(text) OWNER TO tomtin_writer;
    GRANT EXECUTE ON FUNCTION api.hole(text), api.deed(text) TO tomtin_device`);
  const hole = (who: typeof till, text: string) => who.call("SELECT api.hole($1)", [text]);
  const [no, hers] = await Promise.all(
    ["R1", "W1"].map((code) =>
      centre.one<number>("SELECT no FROM sync.device WHERE till = $1", [code]),
    ),
  );
  for (const table of ["ledger.line", "ledger.balance"]) {
    expect(await hole(till, `SELECT DISTINCT business AS x FROM ${table}`)).toEqual(["RETAIL"]);
    expect(await hole(water, `SELECT DISTINCT business AS x FROM ${table}`)).toEqual(["WATER"]);
  }
  expect(await hole(till, "SELECT DISTINCT device AS x FROM ledger.entry")).toEqual([no]);
  const known = await hole(till, "SELECT id AS x FROM sync.fact");
  expect(known).toContain(waiting.id);
  expect(known).not.toContain(secret.id);
  const day = today();
  for (const text of [
    `INSERT INTO ledger.line VALUES ('${day}', '${secret.id}', 9, ${hers}, 'WATER', ${CASH}, 5, 0, 'x')`,
    `INSERT INTO ledger.entry VALUES ('${day}', '${waiting.id}', ${hers}, '${day}', false, 'x', '', NULL, 5, 2)`,
    `INSERT INTO sync.fact (id, device, kind, scope, hash, bytes, state, reason) VALUES (gen_random_uuid(), ${hers}, 'x', '{}', '', '', 'waiting', 'x')`,
    `INSERT INTO sync.position VALUES ('${water.epoch.id}', 99, ${hers}, '${secret.id}', '')`,
  ]) {
    const deed = till.call("SELECT api.deed($1)", [text]);
    expect(`${text}: ${await outcome(deed)}`).toMatch(/row-level security policy/);
  }
  const settled = `UPDATE sync.fact SET reason = 'mine' WHERE id = '${waiting.id}' RETURNING id AS x`;
  expect(await hole(till, settled)).toEqual([]);
  expect(await hole(friend, settled)).toEqual([waiting.id]);
});

test("a year that is made later is as well guarded as the first", async () => {
  const { centre, till } = await stolen();
  const later = new Date().getUTCFullYear() + 6;
  await centre.sql.query(`CALL ledger.make_years(${later}, ${later})`);
  const guards = async (year: number) =>
    (
      await centre.rows<{ guard: string }>(
        `SELECT format('%s %s %s %s %s', c.relname, c.relrowsecurity, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid)) AS guard
         FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid
         WHERE c.oid IN ('ledger.entry_${year}'::regclass, 'ledger.line_${year}'::regclass) ORDER BY 1`,
      )
    ).map(({ guard }) => guard.replaceAll(String(year), "Y"));
  const first = await guards(new Date().getUTCFullYear());
  expect(first).toHaveLength(3 + 4);
  expect(first.filter((guard) => !/^(entry|line)_Y t \w+ A /.test(guard))).toEqual([]);
  expect(await guards(later)).toEqual(first);

  await centre.sql.query("UPDATE sync.clock SET ahead = '6 years'");
  const day = new Date(Date.now() + 6 * 365.25 * 86_400_000).toISOString().slice(0, 10);
  const there = sale("R1", 321, { day });
  expect(await till.send(there)).toMatchObject({ waiting: [], quarantined: [], late: [] });
  const [entries, lines] = [`ledger.entry_${day.slice(0, 4)}`, `ledger.line_${day.slice(0, 4)}`];
  const owner = await connectAdmin(server().url(centre.database));
  await owner.query("SET ROLE tomtin_owner");
  for (const table of [entries, lines, "ledger.entry", "ledger.line"]) {
    for (const text of [
      `UPDATE ${table} SET day = day WHERE day = '${day}'`,
      `DELETE FROM ${table} WHERE day = '${day}'`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      expect(`${text}: ${await outcome(owner.query(text))}`).toMatch(/only ever added to/);
    }
  }
  const line = `INSERT INTO ${lines} SELECT day, fact, 9, device, business, account, debit, credit, party
    FROM ${lines} LIMIT 1`;
  expect(await outcome(owner.query(line))).toMatch(/one too many/);
  await owner.end();
});
