import { afterAll, afterEach, expect, test } from "vitest";
import { verifyCentral } from "#main/central/verify.ts";
import { CentreTrouble } from "#main/replication/centre.ts";
import { authorityOf, type Enrolment } from "#main/replication/enrolment.ts";
import { centres } from "../central/centre.ts";
import { hasPooler, startPooler, type Pooler } from "../central/pooler.ts";
import { openShift, problems, receive, sugar } from "../journal/shop.ts";
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
let pooler: Pooler | undefined;

afterEach(async () => {
  await shutAll();
  await pooler?.remove();
});
afterAll(shutAll);

const sales = (device: Device): number =>
  device.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM sale")?.n ?? -1;

test.skipIf(!hasPooler)(
  "devices enrol, push and pull through PgBouncer in transaction mode, and outlive it",
  async () => {
    const centre = await openCentre();
    const enrolments = [
      await centre.enrol("HQ", "office", "*"),
      await centre.enrol("R1", "till", ["RETAIL"]),
      await centre.enrol("W1", "till", ["WATER"]),
    ] as const;
    const between = await startPooler(centre, enrolments);
    pooler = between;
    const through = (enrolment: Enrolment): Enrolment => ({
      ...enrolment,
      hosts: [`127.0.0.1:${between.port}`],
      authority: authorityOf(between.authority),
      // It knows each login by the verifier that stands in its list.
      once: false,
    });
    const office = await officeWithBooks();
    await connect(office, through(enrolments[0]));
    receive(office, "G-SUGAR", 1_000_000, 12_100_000);
    await office.exchange();
    const shop = await joined(through(enrolments[1]));
    const water = await joined(through(enrolments[2]));
    await openShift(shop, "RETAIL");
    for (let n = 0; n < 20; n += 1) {
      await shop.did("sale.post", sugar(shop));
      // All at once: whichever of the two server connections is free takes the call.
      await Promise.all([shop, office, water].map((each) => each.exchange()));
    }
    await between.kill();
    await shop.did("sale.post", sugar(shop));
    await expect(shop.exchange()).rejects.toThrow(CentreTrouble);
    expect((await shop.did("program.status", {})).unconfirmed).toBe(1);
    await between.start();
    for (const each of [shop, office, water]) await each.exchange();

    expect([sales(shop), sales(office), sales(water)]).toEqual([21, 21, 0]);
    expect(await centre.rows("SELECT reason FROM sync.fact WHERE state <> 'posted'")).toEqual([]);
    expect(await centre.rows("SELECT kind FROM sync.incident")).toEqual([]);
    expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
    for (const each of [shop, office, water]) {
      expect(each.journal.book.all("SELECT * FROM parked_fact")).toEqual([]);
      expect(problems(each)).toEqual([]);
    }
    // Its server connections were really there, by the login of each device.
    const logins = await centre.rows<{ login: string }>(
      `SELECT DISTINCT usename::text AS login FROM pg_stat_activity
       WHERE datname = $1 AND application_name <> 'tomtin central' ORDER BY 1`,
      [centre.database],
    );
    expect(logins.map(({ login }) => login)).toEqual(
      enrolments.map(({ login }) => login).toSorted(),
    );
  },
);

test.skipIf(!hasPooler)(
  "a PgBouncer that asks Postgres for verifiers lets a device in by the password it took",
  async () => {
    const centre = await openCentre();
    const office = await officeWithBooks();
    await connect(office, await centre.enrol("HQ", "office", "*"));
    const code = await centre.enrol("R1", "till", ["RETAIL"]);
    const between = await startPooler(centre, [code], "asked");
    pooler = between;
    const through = {
      ...code,
      hosts: [`127.0.0.1:${between.port}`],
      authority: authorityOf(between.authority),
    };
    const till = await joined(through);
    await openShift(till, "RETAIL");
    await till.exchange();
    await expect(centre.connect(code)).rejects.toMatchObject({ code: "28P01" });
    // Its program begins again, and the pooler too: neither knows anything from before.
    const { folder } = till;
    await shut(till);
    await between.kill();
    await between.start();
    const again = openDevice({ folder });
    await again.exchange();
    expect(again.link.state()).toMatchObject({ unconfirmed: 0, trouble: null });
  },
  60_000,
);
