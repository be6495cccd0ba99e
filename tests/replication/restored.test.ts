import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Instant } from "#shared/kernel/date.ts";
import { backupCentral } from "#main/central/backup.ts";
import { restoreCentral } from "#main/central/restore.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { saveConfirmed } from "#main/journal/device/link.ts";
import { openPostgresCentre } from "#main/replication/postgres-centre.ts";
import { openReplicator } from "#main/replication/replicator.ts";
import { centres, type TestCentre } from "../central/centre.ts";
import {
  clockAt,
  command,
  openShift,
  problems,
  receive,
  sugar,
  type Clock,
  type Till,
} from "../journal/shop.ts";
import {
  connect,
  joined,
  officeWithBooks,
  openDevice,
  shut,
  shutAll,
  type Device,
} from "./devices.ts";

const { open: openCentre } = centres();
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-restored-"));
});
afterEach(shutAll);
afterAll(async () => {
  await shutAll();
  rmSync(folder, { recursive: true, force: true });
});

const DAY_MS = 86_400_000;
/** Of this year, for which every new centre has a place. */
const YEAR = new Date().getUTCFullYear();
const CLOSED = `${YEAR}-06-18`;

async function setClock(centre: TestCentre, clock: Clock): Promise<void> {
  await centre.sql.query("UPDATE sync.clock SET ahead = $1::timestamptz - clock_timestamp()", [
    clock.now(),
  ]);
}

interface Before {
  readonly clock: Clock;
  readonly file: string;
  readonly folders: Readonly<Record<"HQ" | "R1" | "R2", string>>;
}

let stories = 0;

/**
 * A centre that is backed up, and then: a sale is posted on its day; the office closes that day; and
 * a till that was offline brings another sale of it, which posts late. Then the centre is lost.
 */
async function lost(): Promise<Before> {
  const clock = clockAt(`${CLOSED}T09:00:00Z`);
  const centre = await openCentre();
  await setClock(centre, clock);
  const office = await officeWithBooks("HQ", clock);
  await connect(office, await centre.enrol("HQ", "office", "*"));
  receive(office, "G-SUGAR", 1_000_000, 12_100_000);
  await office.exchange();
  const [r1, r2] = [
    await joined(await centre.enrol("R1", "till", ["RETAIL"]), { clock }),
    await joined(await centre.enrol("R2", "till", ["RETAIL"]), { clock }),
  ] as const;
  for (const till of [r1, r2]) {
    await openShift(till, "RETAIL");
    await till.did("sale.post", sugar(till));
    await till.exchange();
  }
  await office.exchange();
  const file = join(folder, `backup-${(stories += 1)}`);
  await backupCentral(centre.sql, file);

  await r1.did("sale.post", sugar(r1));
  await r1.exchange();
  // Its exchanges are stopped: a slow machine would leave them time to bring the sale early.
  await r2.link.stop();
  await r2.did("sale.post", sugar(r2));
  await shut(r2);
  clock.pass(DAY_MS);
  await setClock(centre, clock);
  await office.did("period.close", {
    command: command(),
    through: CLOSED,
    reason: "checked",
  });
  await office.exchange();
  const back = openDevice({ clock, folder: r2.folder });
  await back.exchange();
  for (const device of [office, r1, back]) await device.exchange();
  const late = await centre.rows<{ till: string; day: string }>(
    `SELECT d.till, f.posted_on::text AS day FROM sync.fact f JOIN sync.device d ON d.no = f.device
     WHERE f.kind = 'sale.posted' ORDER BY d.till, f.ingest`,
  );
  expect(late.map(({ till, day }) => `${till} ${day}`)).toEqual([
    `R1 ${CLOSED}`,
    `R1 ${CLOSED}`,
    `R2 ${CLOSED}`,
    `R2 ${YEAR}-06-19`,
  ]);
  const folders = { HQ: office.folder, R1: r1.folder, R2: r2.folder };
  for (const device of [office, r1, back]) await shut(device);
  return { clock, file, folders };
}

/** The device of a folder, at a centre that took the lost one's place. */
const at = (centre: TestCentre, before: Before, code: keyof Before["folders"]): Device =>
  openDevice({
    clock: before.clock,
    folder: before.folders[code],
    centre: (address) => openPostgresCentre({ ...address, database: centre.database }),
  });

async function restored(before: Before): Promise<TestCentre> {
  const centre = await openCentre();
  await setClock(centre, before.clock);
  const { checks } = await restoreCentral(centre.sql, before.file);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  return centre;
}

/** Debit less credit by account and day. */
const localDays = (device: Till): string[] =>
  device.journal.book
    .all<{ key: string }>(
      `SELECT day || ' ' || account || ' ' || sum(debit - credit) AS key FROM account_day
       GROUP BY day, account HAVING sum(debit - credit) <> 0 ORDER BY day, account`,
    )
    .map(({ key }) => key);

const centralDays = async (centre: TestCentre): Promise<string[]> =>
  (
    await centre.rows<{ key: string }>(
      `SELECT day || ' ' || account || ' ' || sum(debit - credit) AS key FROM ledger.line
       GROUP BY day, account HAVING sum(debit - credit) <> 0 ORDER BY day, account`,
    )
  ).map(({ key }) => key);

async function agree(centre: TestCentre, office: Device): Promise<void> {
  expect(await centralDays(centre)).toEqual(localDays(office));
  expect(await centre.rows("SELECT reason FROM sync.fact WHERE state <> 'posted'")).toEqual([]);
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
  expect(problems(office)).toEqual([]);
}

test.each([
  ["the tills before the office", ["R1", "R2", "HQ"]],
  ["the office before the tills", ["HQ", "R1", "R2"]],
] as const)(
  "a restored centre that is refilled by %s posts everything on the day on which it was",
  async (_, order) => {
    const before = await lost();
    const centre = await restored(before);
    for (const code of order) {
      const device = at(centre, before, code);
      await device.exchange();
      await shut(device);
    }
    const office = at(centre, before, "HQ");
    await office.exchange();
    await agree(centre, office);
    expect(await centre.one("SELECT through::text FROM ledger.period")).toBe(CLOSED);

    // What came back into closed days does so again, from a backup of this second life.
    const file = join(folder, `second-${stories}`);
    await backupCentral(centre.sql, file);
    const third = await restored({ ...before, file });
    expect(await centralDays(third)).toEqual(localDays(office));
  },
);

test("a sale that no office had, of a day that was closed since, posts late, and its till is told", async () => {
  const clock = clockAt(`${CLOSED}T09:00:00Z`);
  const first = await openCentre();
  await setClock(first, clock);
  const office = await officeWithBooks("HQ", clock);
  await connect(office, await first.enrol("HQ", "office", "*"));
  receive(office, "G-SUGAR", 1_000_000, 12_100_000);
  await office.exchange();
  const r1 = await joined(await first.enrol("R1", "till", ["RETAIL"]), { clock });
  const r2 = await joined(await first.enrol("R2", "till", ["RETAIL"]), { clock });
  const file = join(folder, "without-the-sale");
  await openShift(r1, "RETAIL");
  await r1.exchange();
  await office.exchange();
  await backupCentral(first.sql, file);
  await shut(office);
  const { sale } = await r1.did("sale.post", sugar(r1));
  for (const till of [r1, r2]) await till.exchange();
  const folders = { HQ: office.folder, R1: r1.folder, R2: r2.folder };
  for (const till of [r1, r2]) await shut(till);
  // Lost with the sale in it; the office never saw it, and closes its day.
  const before = { clock, file, folders };
  clock.pass(DAY_MS);
  const centre = await restored(before);
  const again = at(centre, before, "HQ");
  await again.exchange();
  await again.did("period.close", { command: command(), through: CLOSED, reason: "checked" });
  const [maker, reader] = [at(centre, before, "R1"), at(centre, before, "R2")];
  for (const device of [maker, again, reader, maker]) await device.exchange();

  const next = `${YEAR}-06-19`;
  const posted = await centre.rows(
    "SELECT posted_on::text AS day, late FROM sync.fact WHERE id = $1",
    [sale],
  );
  expect(posted).toEqual([{ day: next, late: true }]);
  await agree(centre, again);
  expect(maker.journal.book.all("SELECT fact, kind, detail FROM link_notice")).toEqual([
    { fact: sale, kind: "late", detail: next },
  ]);
  // Who had it already keeps it on its own day; nobody has it twice.
  for (const till of [maker, reader]) {
    expect(
      till.journal.book.all("SELECT day FROM entry JOIN fact USING (seq) WHERE fact.id = ?", sale),
    ).toEqual([{ day: CLOSED }]);
    expect(problems(till)).toEqual([]);
  }
});

test("one backup restored twice begins two lives, and devices tell them apart", async () => {
  const before = await lost();
  const lives = [await restored(before), await restored(before)] as const;
  const life = (centre: TestCentre) =>
    centre.rows<{ no: number; id: string; after: string }>(
      "SELECT no, id, after FROM sync.generation ORDER BY no DESC LIMIT 1",
    );
  const [[first], [second]] = [await life(lives[0]), await life(lives[1])];
  expect([first?.no, second?.no]).toEqual([2, 2]);
  expect(first?.after).toBe(second?.after);
  expect(first?.id).not.toBe(second?.id);
  for (const [index, centre] of lives.entries()) {
    // In the first of them R1 comes before R2, in the second one after it: other numbers.
    for (const code of index === 0 ? (["R1", "R2"] as const) : (["R2", "R1"] as const)) {
      const till = at(centre, before, code);
      await till.did("sale.post", sugar(till));
      await till.exchange();
      await shut(till);
    }
    const office = at(centre, before, "HQ");
    await office.exchange();
    const sales = office.journal.book.get("SELECT count(*) AS n FROM sale");
    expect(sales).toEqual({ n: 6 + 2 * index });
    const met = office.journal.book.get("SELECT generation FROM link");
    expect(met).toEqual({ generation: index === 0 ? first?.id : second?.id });
    await agree(centre, office);
    await shut(office);
  }
});

test("a till behind a pooler hears within a minute that another centre answers", async () => {
  const before = await lost();
  const first = await restored(before);
  const clock = before.clock;
  const r1 = at(first, before, "R1");
  await r1.exchange();
  await r1.link.stop();
  // Its connection lasts: a pooler has gone over to the next centre.
  const address = r1.link.address();
  if (address === null) throw new Error("a till that joined has an address");
  const of = (centre: TestCentre) => openPostgresCentre({ ...address, database: centre.database });
  let behind = of(first);
  const asked: string[] = [];
  const pooled = new Proxy(behind, {
    get: (_, name: keyof typeof behind) => {
      asked.push(name);
      return behind[name].bind(behind);
    },
  });
  const replicator = openReplicator({
    journal: r1.journal,
    centre: pooled,
    now: clock.now,
    random: () => 0,
    version: "test",
    breathe: () => Promise.resolve(),
  });
  expect(await replicator.step()).toMatchObject({ trouble: null, pushed: 0 });
  const second = await restored(before);
  await behind.close();
  behind = of(second);
  const own = r1.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM fact WHERE local = 1");
  const there = () =>
    second.one<number>(
      "SELECT count(*)::int FROM sync.fact f JOIN sync.device d ON d.no = f.device WHERE d.till = 'R1'",
    );
  asked.length = 0;
  expect(await replicator.step()).toMatchObject({ trouble: null, pushed: 0 });
  expect(asked).not.toContain("hello");
  expect(await there()).toBeLessThan(own?.n ?? 0);

  clock.pass(60_000);
  await setClock(second, clock);
  expect(await replicator.step()).toMatchObject({ trouble: null });
  expect(asked).toContain("hello");
  expect(await there()).toBe(own?.n);
  await behind.close();
  await shut(r1);
});

/** A sale of a new start that a restored centre has before its till hears which centre it is. */
async function unheard(centre: TestCentre, r1: Device): Promise<void> {
  await r1.link.stop();
  await r1.did("sale.post", sugar(r1));
  const address = r1.link.address();
  if (address === null) throw new Error("a till that joined has an address");
  const there = openPostgresCentre({ ...address, database: centre.database });
  const { book } = r1.journal;
  const last = book.get<{
    epoch: string;
    no: number;
    parent: string;
    at: number;
    hash: Buffer;
    opened: Instant;
  }>(
    `SELECT id AS epoch, no, parent, parent_position AS at, parent_hash AS hash, opened_at AS opened
     FROM epoch ORDER BY no DESC LIMIT 1`,
  );
  if (last === undefined) throw new Error("the sale began an epoch");
  const facts = book
    .all<{ bytes: Buffer }>("SELECT bytes FROM fact WHERE epoch = ? ORDER BY position", last.no)
    .map(({ bytes }) => bytes);
  const opening = { parent: last.parent, parentPosition: last.at, parentHash: last.hash };
  await there.openEpoch({ epoch: last.epoch, ...opening, openedAt: last.opened });
  const pushed = await there.push({
    epoch: last.epoch,
    first: 1,
    after: null,
    facts,
    told: facts.map(() => null),
  });
  expect(pushed).toMatchObject({ outcome: "stored", acked: facts.length });
  r1.journal.onDevice((written) => saveConfirmed(written, last.epoch, facts.length));
  await there.close();
}

test("what an earlier start had sent is sent again, though a later one found the restored centre first", async () => {
  const before = await lost();
  const centre = await restored(before);
  const r1 = at(centre, before, "R1");
  await unheard(centre, r1);
  await shut(r1);

  const back = at(centre, before, "R1");
  await back.exchange();
  expect(
    await centre.one<number>(
      "SELECT count(*)::int FROM sync.fact f JOIN sync.device d ON d.no = f.device WHERE d.till = 'R1'",
    ),
  ).toBe(back.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM fact WHERE local = 1")?.n);
  await shut(back);
});

test("a device that missed a whole life of the centre asks for all of it again", async () => {
  const before = await lost();
  const second = await restored(before);
  // In the second life the till's new sale has the number that its sale before had in the first.
  let r1 = at(second, before, "R1");
  await unheard(second, r1);
  await shut(r1);
  for (const code of ["R1", "R2"] as const) {
    r1 = at(second, before, code);
    await r1.exchange();
    await shut(r1);
  }
  const file = join(folder, "second-life");
  expect(await backupCentral(second.sql, file)).toMatchObject({ safe: true });
  const third = await restored({ ...before, file });
  const office = at(third, before, "HQ");
  await office.exchange();
  expect(office.journal.book.get("SELECT count(*) AS n FROM sale")).toEqual({ n: 5 });
  await agree(third, office);
  await shut(office);
});

test("what a restored centre lacks is found before it is sent anything", async () => {
  const before = await lost();
  const first = await restored(before);
  const r1 = at(first, before, "R1");
  await r1.did("sale.post", sugar(r1));
  await r1.exchange();
  const file = join(folder, "found-first");
  await backupCentral(first.sql, file);
  for (let left = 3; left > 0; left -= 1) await r1.did("sale.post", sugar(r1));
  await r1.exchange();
  await shut(r1);

  const second = await restored({ ...before, file });
  const answers: string[] = [];
  const back = openDevice({
    clock: before.clock,
    folder: before.folders.R1,
    centre(address) {
      const centre = openPostgresCentre({ ...address, database: second.database });
      const push: typeof centre.push = async (batch) => {
        const pushed = await centre.push(batch);
        answers.push(pushed.outcome);
        return pushed;
      };
      return new Proxy(centre, {
        get: (_, name: keyof typeof centre) => (name === "push" ? push : centre[name].bind(centre)),
      });
    },
  });
  await back.exchange();
  expect(new Set(answers)).toEqual(new Set(["stored"]));
  expect(
    await second.one<number>(
      "SELECT count(*)::int FROM sync.fact f JOIN sync.device d ON d.no = f.device WHERE d.till = 'R1'",
    ),
  ).toBe(back.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM fact WHERE local = 1")?.n);
  await shut(back);
});
