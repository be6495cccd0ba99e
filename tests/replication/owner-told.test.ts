import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Alert } from "#shared/contract/alert.ts";
import { USUAL_ALERTS } from "#shared/businesses/alert-limits.ts";
import { backupCentral } from "#main/central/backup.ts";
import { centres, type TestCentre } from "../central/centre.ts";
import { command } from "../journal/shop.ts";
import { connect, joined, officeWithBooks, shutAll, type Device } from "./devices.ts";

/** What only the centre knows and the owner has to hear of: each told where there is reason, and only there. */

const { open: openCentre } = centres();
let centre: TestCentre;
let office: Device;

beforeEach(async () => {
  centre = await openCentre();
  office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
});
afterEach(shutAll);
afterAll(shutAll);

const alerts = async (device = office): Promise<readonly Alert[]> =>
  (await device.did("centre.alerts", {})).alerts;
const kinds = async () => (await alerts()).map(({ kind }) => kind);

/** What a till that never was said of itself last. */
const heard = (till: string, hoursAgo: number) =>
  centre.sql.query(
    `INSERT INTO sync.contact AS c (device, at, version, clock_offset_ms, outbox, count)
     SELECT no, now() - make_interval(secs => 3600 * $2::float8), '0.1.0', 0, 0, 0 FROM sync.device WHERE till = $1
     ON CONFLICT (device) DO UPDATE SET at = excluded.at`,
    [till, hoursAgo],
  );

test("a till that was not heard of for the hours its businesses allow is told, and no other", async () => {
  await centre.enrol("R1", "till", ["RETAIL"]);
  // It has not come yet: its row on Tills says what to do.
  expect(await kinds()).toEqual([]);
  await heard("R1", 23.9);
  expect(await kinds()).toEqual([]);
  await heard("R1", 24.1);
  expect(await alerts()).toMatchObject([
    { kind: "till.quiet", severity: "warning", till: "R1", hours: 24, link: "tills" },
  ]);
  const allow = (business: string, unconfirmedHours: number) =>
    office.did("business.setAlerts", {
      command: command(),
      business,
      ...USUAL_ALERTS,
      unconfirmedHours,
      licences: [],
    });
  // Of another business, it says nothing of this till.
  await allow("WATER", 2);
  await allow("RETAIL", 48);
  expect(await kinds()).toEqual([]);
  await allow("RETAIL", 2);
  await heard("R1", 2.1);
  expect(await alerts()).toMatchObject([{ kind: "till.quiet", hours: 2 }]);
  // Silent on purpose.
  await office.did("centre.shutOut", { till: "R1" });
  expect(await kinds()).toEqual([]);
});

test("a till whose books are not the centre's is told, and one that is ahead of it is not", async () => {
  const till = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
  await till.did("customer.save", { command: command(), name: "Wanjiku", phone: "0712 000 001" });
  await till.exchange();
  expect(await kinds()).toEqual([]);
  const chain = (value: string) =>
    centre.sql.query(
      `UPDATE sync.contact SET chain = ${value} WHERE device = (SELECT no FROM sync.device WHERE till = 'R1')`,
    );
  await chain("sha256(chain)");
  expect(await alerts()).toMatchObject([{ kind: "till.differs", severity: "alarm", till: "R1" }]);
  await centre.sql.query("UPDATE sync.contact SET position = position + 10");
  expect(await kinds()).toEqual([]);
});

test("each kind of undecided incident is told once, a copy as urgent, until it is decided", async () => {
  await centre.enrol("R1", "till", ["RETAIL"]);
  await centre.sql.query(
    `INSERT INTO sync.incident (device, kind, epoch, detail)
     SELECT no, k, gen_random_uuid(), 'x' FROM sync.device, unnest(ARRAY['rollback', 'fork', 'fork']) k WHERE till = 'R1'`,
  );
  expect(await alerts()).toMatchObject([
    { kind: "till.incident", incident: "rollback", severity: "warning", till: "R1" },
    { kind: "till.incident", incident: "fork", severity: "alarm", till: "R1" },
  ]);
  for (const { no } of await centre.rows<{ no: string }>("SELECT no FROM sync.incident")) {
    await office.did("centre.decide", { incident: Number(no), decision: "accept" });
  }
  expect(await kinds()).toEqual([]);
});

test("what of a till is held back is counted, and what was set aside is not", async () => {
  await centre.enrol("R1", "till", ["RETAIL"]);
  const hold = (state: string, reason: string) =>
    centre.sql.query(
      `INSERT INTO sync.fact (id, device, kind, scope, hash, bytes, state, reason)
       SELECT gen_random_uuid(), no, 'sale.posted', '{RETAIL}', '\\x00', '\\x00', $1, $2 FROM sync.device WHERE till = 'R1'`,
      [state, reason],
    );
  await hold("quarantined", "dismissed: from a copy of this till that the owner turned down");
  expect(await kinds()).toEqual([]);
  await hold("waiting", "account 4711 is unknown");
  await hold("quarantined", "scope: it names a business that this till does not serve");
  expect(await alerts()).toMatchObject([{ kind: "facts.held", till: "R1", count: 2 }]);
});

test("a centre that nobody backed up for days is told, and a backup of a whole one ends it", async () => {
  const kept = async () => (await office.did("centre.tills", {})).kept;
  expect(await kept()).toEqual({ backup: null, late: false });
  expect(await kinds()).toEqual([]);
  // A life that began four days ago; three are the office's own measure.
  await centre.sql.query(
    "INSERT INTO sync.generation (no, after, heads, at) SELECT no + 1, id, '{}', now() - interval '4 days' FROM sync.generation",
  );
  await office.exchange();
  expect(await alerts()).toMatchObject([{ kind: "centre.backup", last: null, days: 3 }]);
  expect(await kept()).toEqual({ backup: null, late: true });
  // One of a centre that was not whole is none.
  await centre.sql.query("INSERT INTO sync.backup (verified) VALUES (false)");
  expect(await kinds()).toEqual(["centre.backup"]);
  await centre.sql.query(
    "INSERT INTO sync.backup (at) VALUES (now() - interval '3 days 1 minute')",
  );
  expect(await alerts()).toMatchObject([
    { kind: "centre.backup", last: expect.stringMatching(/^\d{4}-.*Z$/) },
  ]);
  const folder = mkdtempSync(join(tmpdir(), "tomtin-told-"));
  try {
    await backupCentral(centre.sql, join(folder, "one"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(await kinds()).toEqual([]);
  expect(await kept()).toMatchObject({ backup: expect.any(String), late: false });
  await expect(centre.sql.query("DELETE FROM sync.backup")).rejects.toThrow();
});

test("where the centre is away, or of an earlier Tomtin, the alerts do not wait and claim nothing", async () => {
  await centre.sql.query("ALTER FUNCTION api.safety() RENAME TO safety_to_come");
  await centre.enrol("R1", "till", ["RETAIL"]);
  await heard("R1", 30);
  expect(await kinds()).toEqual(["till.quiet"]);
  expect((await office.did("centre.tills", {})).kept).toBeNull();
  const till = await joined(await centre.enrol("R2", "till", ["RETAIL"]));
  expect(await alerts(till)).toEqual([]);
  await centre.sql.query("UPDATE sync.device SET revoked_at = now() WHERE till = 'HQ'");
  expect(await kinds()).toEqual([]);
});
