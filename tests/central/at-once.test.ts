import { Client } from "pg";
import { expect, test } from "vitest";
import { withAdmin } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { centralMigrations, migrateCentral } from "#main/central/migrate.ts";
import { verifyCentral } from "#main/central/verify.ts";
import {
  account,
  CASH,
  centres,
  entry,
  fact,
  openingFacts,
  sale,
  SALES,
  TestDevice,
} from "./centre.ts";

const { open, server } = centres();
const codes = Array.from({ length: 8 }, (_, i) => `T${i}`);

/** A sale on a shared account that only comes into being while the tills are at it. */
const early = (till: string) =>
  entry(till, [
    ["RETAIL", CASH, 7, 0, till],
    ["RETAIL", 4999, 0, 7, null],
  ]);

test("eight tills and an office at once: nothing lost, nothing doubled, no deadlock", async () => {
  const centre = await open();
  const office = await centre.withBooks();
  const tills: TestDevice[] = [];
  for (const code of codes) tills.push(await centre.device(code, "till", ["RETAIL"]));
  const work = tills.map(async (till) => {
    await till.begin();
    for (let turn = 0; turn < 6; turn += 1) {
      const batch = Array.from({ length: 10 }, () => sale(till.till, 10));
      expect(await till.send(...batch, early(till.till))).toMatchObject({
        outcome: "stored",
        quarantined: [],
      });
    }
  });
  const master = async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      await office.send(
        fact("HQ", "account.saved", { body: account(turn === 2 ? 4999 : SALES + 1 + turn) }),
      );
      await office.pull({});
    }
  };
  await Promise.all([...work, master()]);
  // Whoever was at it while the account arrived has it posted at its next word.
  for (const till of tills) await till.call("SELECT api.heartbeat('{}')");
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(8 * 6 * (100 + 7));
  expect(await centre.one("SELECT count(*)::int FROM sync.fact WHERE state <> 'posted'")).toBe(0);
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
  const pulled = await office.pull({});
  for (const code of codes) {
    const numbers = pulled.facts.filter(({ till }) => till === code).map(({ ingest }) => ingest);
    expect(numbers).toEqual(Array.from({ length: 66 }, (_, i) => i + 1));
  }
});

test("what arrived while a till was busy is not forgotten: its next word posts what waited", async () => {
  const centre = await open();
  const office = await centre.withBooks();
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  expect((await till.send(early("R1"))).waiting).toHaveLength(1);
  await till.client.query("BEGIN");
  await till.send(sale("R1"));
  await office.send(fact("HQ", "account.saved", { body: account(4999) }));
  await till.client.query("COMMIT");
  const waits = () => centre.one("SELECT count(*)::int FROM sync.fact WHERE state = 'waiting'");
  expect(await waits()).toBe(1);
  await till.call("SELECT api.heartbeat('{}')");
  expect(await waits()).toBe(0);
});

test("one till that says the same thing over two connections at once says it once", async () => {
  const centre = await open();
  await centre.withBooks();
  const enrolment = await centre.enrol("R1", "till", ["RETAIL"]);
  const [one, two] = [await centre.connect(enrolment), await centre.connect(enrolment)];
  const till = new TestDevice("R1", one);
  await till.begin();
  till.add(...Array.from({ length: 40 }, () => sale("R1", 10)));
  const again = new TestDevice("R1", two);
  again.epoch = till.epoch;
  const replies = await Promise.all([
    till.push(),
    again.push(),
    till.push(1, 20),
    again.push(1, 30),
  ]);
  expect(replies.map(({ acked }) => acked)).toEqual([40, 40, 20, 30]);
  expect(replies.filter(({ ingest }) => ingest !== null)).toHaveLength(1);
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(400);
});

test("a backend that is killed in a push has done nothing, and the push is sent again", async () => {
  const centre = await open();
  await centre.withBooks();
  const enrolment = await centre.enrol("R1", "till", ["RETAIL"]);
  const till = new TestDevice("R1", await centre.connect(enrolment));
  await till.begin();
  till.add(...Array.from({ length: 30 }, () => sale("R1", 10)));
  // Held up at the till's own row, where each push begins.
  await centre.sql.query("BEGIN");
  await centre.sql.query("SELECT FROM sync.device WHERE till = 'R1' FOR UPDATE");
  const cut = till.push().then(
    () => "stored",
    () => "cut off",
  );
  await expect.poll(() => centre.heldUp(enrolment.login)).toHaveLength(1);
  await centre.sql.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1",
    [enrolment.login],
  );
  await centre.sql.query("COMMIT");
  expect(await cut).toBe("cut off");
  expect(
    await centre.one("SELECT count(*)::int FROM sync.position WHERE epoch = $1", [till.epoch.id]),
  ).toBe(0);
  const later = new TestDevice("R1", await centre.connect(enrolment));
  later.epoch = till.epoch;
  expect(await later.push()).toMatchObject({ acked: 30, ingest: { first: 1, last: 30 } });
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
});

test("a trouble of the centre is no fault of the fact: the push fails whole, and is sent again", async () => {
  const centre = await open();
  await centre.withBooks();
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  till.add(sale("R1", 10), Buffer.from("nonsense"), sale("R1", 20));
  await centre.sql.query("REVOKE INSERT ON ledger.line FROM tomtin_writer");
  await expect(till.push()).rejects.toThrow(/permission denied/);
  expect(await till.call("SELECT api.hello() -> 'stored'")).toBe(0);
  await centre.sql.query("GRANT INSERT ON ledger.line TO tomtin_writer");
  expect(await till.push()).toMatchObject({ acked: 3, ingest: { first: 1, last: 2 } });
});

test("the centre is upgraded while a till is at work: it goes on over the same connection", async () => {
  const all = centralMigrations();
  const database = "upgraded";
  await withAdmin(server().url("postgres"), undefined, (sql) =>
    sql.query(`CREATE DATABASE ${database}`),
  );
  await withAdmin(server().url(database), undefined, async (sql) => {
    const released = all.slice(0, 7);
    expect(await migrateCentral(sql, released)).toMatchObject({ from: 0, to: 7 });
    const way = { hosts: [], authority: null, ownerKey: null };
    const login = async (till: string, kind: "office" | "till") => {
      const { login: user, password } = await enrolDevice(sql, { till, kind, scope: "*" }, way);
      const client = new Client({
        host: "127.0.0.1",
        port: server().port,
        database,
        user,
        password,
      });
      await client.connect();
      return new TestDevice(till, client);
    };
    const [office, till] = [await login("HQ", "office"), await login("R1", "till")];
    await office.begin();
    await office.send(...openingFacts("HQ"));
    await till.begin();
    await till.send(sale("R1", 10));
    // In the middle of a push the functions wait their turn; the next one is served by the new ones.
    await till.client.query("BEGIN");
    await till.send(sale("R1", 20));
    const upgraded = migrateCentral(sql, all);
    await till.client.query("COMMIT");
    expect(await upgraded).toMatchObject({ from: 7, to: all.length });
    expect(await till.send(sale("R1", 40))).toMatchObject({
      acked: 3,
      ingest: { first: 3, last: 3 },
    });
    await till.begin();
    expect(await till.send(sale("R1", 80))).toMatchObject({ waiting: [], quarantined: [] });
    expect((await till.pull({})).facts).toHaveLength(3 + 4);
    expect((await verifyCentral(sql)).filter(({ ok }) => !ok)).toEqual([]);
    for (const { client } of [office, till]) await client.end();
  });
});

test("what lacks a year waits for it, and posts once the year has a place", async () => {
  const centre = await open();
  await centre.withBooks();
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  // As on a centre that nobody has looked after for years.
  await centre.sql.query("UPDATE sync.clock SET ahead = '6 years'");
  const day = new Date(Date.now() + 6 * 365.25 * 86_400_000).toISOString().slice(0, 10);
  const pushed = await till.send(sale("R1", 10), sale("R1", 20, { day }));
  expect(pushed.waiting).toMatchObject([{ reason: expect.stringMatching(/has no place yet/) }]);
  const year = Number(day.slice(0, 4));
  await centre.sql.query(`CALL ledger.make_years(${year}, ${year})`);
  expect(await till.send(sale("R1", 40))).toMatchObject({ waiting: [] });
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(70);
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
});

test("the fact that opens other books is set aside: these have an owner", async () => {
  const centre = await open();
  const office = await centre.withBooks();
  const opened = fact("HQ", "books.opened", { body: { owner: "Other", accounts: [] } });
  expect((await office.send(opened)).quarantined).toMatchObject([
    { reason: "other books are here already" },
  ]);
  expect(await centre.one("SELECT owner FROM ledger.books")).toBe("Owner");
});
