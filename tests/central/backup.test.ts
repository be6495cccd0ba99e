import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backupCentral } from "#main/central/backup.ts";
import { withAdmin } from "#main/central/connect.ts";
import { restoreCentral } from "#main/central/restore.ts";
import { canonical } from "#shared/facts/canonical.ts";
import { sha256 } from "#main/journal/chain.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { centres, copied, fact, sale, today, type TestCentre } from "./centre.ts";
import { TestDevice, type TestFact } from "./centre.ts";

const { open, server } = centres();
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-backup-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A centre with everything in it: posted, late, waiting, set aside, forked, closed. */
async function lived() {
  const centre = await open();
  const office = await centre.withBooks();
  const enrolment = await centre.enrol("R1", "till", ["RETAIL"]);
  const till = new TestDevice("R1", await centre.connect(enrolment));
  await till.begin();
  await till.send(sale("R1", 100, { day: today(-12) }), sale("R1", 200), Buffer.from("nonsense"));
  await office.send(fact("HQ", "period.closed", { body: { through: today(-10) } }));
  await till.send(sale("R1", 300, { day: today(-12) }));
  const common = copied(till.epoch);
  await till.begin(common);
  await till.send(sale("R1", 400));
  const mine = till.epoch;
  await till.begin(common);
  await till.send(sale("R1", 500));
  till.epoch = mine;
  return { centre, office, till, enrolment };
}

const state = async (centre: TestCentre) => ({
  facts: await centre.rows("SELECT * FROM sync.fact ORDER BY id"),
  positions: await centre.rows("SELECT * FROM sync.position ORDER BY epoch, position"),
  entries: await centre.rows("SELECT * FROM ledger.entry ORDER BY fact"),
  lines: await centre.rows("SELECT * FROM ledger.line ORDER BY fact, no"),
  balances: await centre.rows(
    "SELECT * FROM ledger.balance ORDER BY account, business, month, device",
  ),
  accounts: await centre.rows("SELECT * FROM ledger.account ORDER BY number"),
  period: await centre.rows("SELECT * FROM ledger.period"),
  incidents: await centre.rows("SELECT * FROM sync.incident ORDER BY no"),
});

test("a centre restored from its backup is the same centre, and its tills refill it", async () => {
  const { centre, till, enrolment } = await lived();
  const file = join(folder, "whole");
  const backedUp = await backupCentral(centre.sql, file);
  expect(backedUp).toMatchObject({ safe: true });
  till.add(sale("R1", 600));
  expect(await till.push(2)).toMatchObject({ safe: 1 });

  const again = await open();
  const before = await state(centre);
  const restored = await restoreCentral(again.sql, file);
  expect(restored).toMatchObject({ generation: 2, toEnrol: [] });
  expect(restored.checks.filter(({ ok }) => !ok)).toEqual([]);
  const after = await state(again);
  expect(after.facts).toEqual(
    before.facts.filter(({ id }) => after.facts.some((each) => each["id"] === id)),
  );
  expect(after.facts).toHaveLength(before.facts.length - 1);
  expect(after.incidents).toEqual(before.incidents);
  expect(after.period).toEqual(before.period);

  // The login came along; the till learns what is missing and sends it again.
  const reborn = new TestDevice(
    "R1",
    await again.connect({ ...enrolment, database: again.database }),
  );
  reborn.epoch = till.epoch;
  expect(await reborn.call("SELECT api.hello() #> '{generation,no}'")).toBe(2);
  expect(await reborn.call("SELECT api.hello() #> '{generation,heads,R1}'")).toBe(4);
  expect(await reborn.open()).toMatchObject({ known: 1 });
  expect(await reborn.push(2)).toMatchObject({ outcome: "stored", acked: 2 });
  const known = (rows: Record<string, unknown>[]) =>
    rows.map(({ received_at: _at, ...rest }) => rest);
  const refilled = await state(again);
  expect(known(refilled.facts)).toEqual(known(before.facts));
  expect(refilled.entries).toEqual(before.entries);
  expect(refilled.lines).toEqual(before.lines);
  expect(refilled.balances).toEqual(before.balances);
});

test("a file that was cut, changed or is something else is refused before anything is written", async () => {
  const { centre } = await lived();
  const file = join(folder, "bad");
  await backupCentral(centre.sql, file);
  const again = await open();
  const whole = readFileSync(file);
  const text = gunzipSync(whole).toString("utf8");
  const cases: [Buffer, RegExp][] = [
    [whole.subarray(0, whole.length - 40), /damaged or cut off/],
    [gzipSync(text.slice(0, text.lastIndexOf('{"rows"'))), /end is missing/],
    [gzipSync(text.replace("sale.posted", "sale.p0sted")), /was changed/],
    [gzipSync(text.replace(/^sync\.fact .*\n/m, "")), /was changed/],
    [gzipSync('{"form":"something"}\n{}\n'), /not made by a centre/],
    [Buffer.from("hello"), /damaged/],
  ];
  for (const [bytes, why] of cases) {
    writeFileSync(file, bytes);
    await expect(restoreCentral(again.sql, file)).rejects.toThrow(why);
  }
  expect(await again.one("SELECT count(*)::int FROM sync.device")).toBe(0);
  writeFileSync(file, whole);
  await expect(restoreCentral(centre.sql, file)).rejects.toThrow(/not empty/);
});

test("a centre that does not verify is backed up all the same, and no till relies on it", async () => {
  const { centre } = await lived();
  await centre.sql.query("ALTER TABLE ledger.balance DISABLE TRIGGER ALL");
  const done = await backupCentral(centre.sql, join(folder, "ill"));
  expect(done.safe).toBe(false);
  expect(await centre.one("SELECT count(*)::int FROM sync.safe")).toBe(0);
});

test("on a server that never saw the devices their logins come back with their passwords", async () => {
  const { centre, enrolment } = await lived();
  const file = join(folder, "moved");
  await backupCentral(centre.sql, file);
  // Another server: the same one, once it has forgotten them.
  const logins = await centre.rows<{ login: string }>("SELECT login::text FROM sync.device");
  await centre.sql.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'tomtin_t%'",
  );
  const again = await open();
  await withAdmin(server().url("postgres"), undefined, async (admin) => {
    for (const { login } of logins) {
      // Who gave a right takes it away again.
      await admin.query("SET ROLE tomtin_enroller");
      await admin.query(`REVOKE CONNECT ON DATABASE ${centre.database} FROM ${login}`);
      await admin.query("RESET ROLE");
      await admin.query(`DROP ROLE ${login}`);
    }
  });
  expect((await restoreCentral(again.sql, file)).toEnrol).toEqual([]);
  const client = await again.connect({ ...enrolment, database: again.database });
  expect((await client.query("SELECT api.hello() ->> 'till' AS till")).rows).toEqual([
    { till: "R1" },
  ]);
});

test("an office reminds a restored centre of days that are open, once, and nobody else does", async () => {
  const { centre, enrolment } = await lived();
  const file = join(folder, "reminded");
  await backupCentral(centre.sql, file);
  const again = await open();
  await restoreCentral(again.sql, file);
  const office = new TestDevice("HQ", await again.connect(await again.enrol("HQ", "office", "*")));
  const till = new TestDevice(
    "R1",
    await again.connect({ ...enrolment, database: again.database }),
  );
  const back = sale("R1", 700, { day: today(-3) });
  const bytes = Buffer.from(canonical(back));
  const remember = (device: TestDevice, id: string, day: string, hash = sha256(bytes)) =>
    device.call<number>("SELECT api.remember($1, $2, $3)", [[id], [hash], [day]]);
  await expect(remember(till, back.id, today(-3))).rejects.toThrow(/only an office/);
  // Closed through ten days ago: that stays closed.
  expect(await remember(office, back.id, today(-10))).toBe(0);
  expect(await remember(office, back.id, today(-4))).toBe(1);
  expect(await remember(office, back.id, today(-5))).toBe(0);
  const other = sale("R1", 800, { day: today(-3) });
  const another = sale("R1", 850, { day: today(-3) });
  for (const { id } of [other, another]) {
    expect(await remember(office, id, today(-4), sha256("other bytes"))).toBe(1);
  }
  await office.begin(null);
  await office.send(fact("HQ", "period.closed", { body: { through: today(-2) } }));

  await till.begin(null);
  await till.send(back, other);
  // Beside something unreadable each is looked at by itself.
  await till.send(another, Buffer.from("nonsense"));
  const days = await again.rows<{ id: string; day: string }>(
    "SELECT id, posted_on::text AS day FROM sync.fact WHERE id = ANY ($1)",
    [[back.id, other.id, another.id]],
  );
  const dayOf = new Map(days.map(({ id, day }) => [id, day]));
  expect(dayOf.get(back.id)).toBe(today(-4));
  expect(dayOf.get(other.id)).toBe(today(-1));
  expect(dayOf.get(another.id)).toBe(today(-1));
  expect((await verifyCentral(again.sql)).filter(({ ok }) => !ok)).toEqual([]);
  await expect(again.sql.query("DELETE FROM sync.remembered")).rejects.toThrow(/only ever added/);
});

test("an office's word holds for what came back already and waits for the owner", async () => {
  const { centre, enrolment } = await lived();
  const file = join(folder, "reminded of what waits");
  await backupCentral(centre.sql, file);
  const again = await open();
  await restoreCentral(again.sql, file);
  const office = new TestDevice("HQ", await again.connect(await again.enrol("HQ", "office", "*")));
  const till = new TestDevice(
    "R1",
    await again.connect({ ...enrolment, database: again.database }),
  );
  await till.begin(null);
  await till.send(sale("R1", 1));
  const common = copied(till.epoch);
  await till.begin(common);
  await till.send(sale("R1", 2));
  await till.begin(common);
  const [back, other] = [700, 800].map((amount) => sale("R1", amount, { day: today(-3) }));
  if (back === undefined || other === undefined) throw new Error("two sales");
  expect((await till.send(back, other)).waiting).toHaveLength(2);

  const remember = (said: TestFact, day: string) =>
    office.call<number>("SELECT api.remember($1, $2, $3)", [
      [said.id],
      [sha256(Buffer.from(canonical(said)))],
      [day],
    ]);
  expect(await remember(back, today(-4))).toBe(1);
  await office.begin(null);
  await office.send(fact("HQ", "period.closed", { body: { through: today(-2) } }));
  const fork = await again.one<string>("SELECT incident FROM sync.fact WHERE id = $1", [back.id]);
  await office.client.query("SELECT api.decide($1, 'accept')", [fork]);
  const days = await again.rows<{ id: string; day: string }>(
    "SELECT id, posted_on::text AS day FROM sync.fact WHERE id = ANY ($1) AND state = 'posted'",
    [[back.id, other.id]],
  );
  expect(new Map(days.map(({ id, day }) => [id, day]))).toEqual(
    new Map([
      [back.id, today(-4)],
      [other.id, today(-1)],
    ]),
  );
  // What is posted is decided.
  expect(await remember(other, today())).toBe(0);
  expect((await verifyCentral(again.sql)).filter(({ ok }) => !ok)).toEqual([]);
});

test("a till that tells the day it was told is believed where that day is open and not absurd", async () => {
  const { centre, till } = await lived();
  const facts = [-11, -3, -500, 3].map((told) => ({
    told: today(told),
    fact: sale("R1", 900, { day: today(-5) }),
  }));
  const from = till.epoch.facts.length + 1;
  till.add(...facts.map((each) => each.fact));
  await till.call("SELECT api.push($1, $2, $3, NULL, $4)", [
    till.epoch.id,
    from,
    till.epoch.facts.slice(from - 1),
    facts.map(({ told }) => told),
  ]);
  const days = await centre.rows<{ id: string; day: string }>(
    "SELECT id, posted_on::text AS day FROM sync.fact WHERE id = ANY ($1)",
    [facts.map(({ fact: { id } }) => id)],
  );
  const dayOf = new Map(days.map(({ id, day }) => [id, day]));
  expect(facts.map(({ fact: { id } }) => dayOf.get(id))).toEqual([
    today(-5),
    today(-3),
    today(-5),
    today(-5),
  ]);
});
