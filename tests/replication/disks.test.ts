import { rmSync } from "node:fs";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { connectAdmin, withAdmin, type Sql } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import { startTrialServer } from "#main/central/trial-server.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { CentreTrouble, type DeviceKind, type Scope } from "#main/replication/centre.ts";
import { centres } from "../central/centre.ts";
import {
  line,
  openShift,
  problems,
  receive,
  refusalOf,
  sugar,
  type Till,
} from "../journal/shop.ts";
import { fillDisk, smallDisk } from "../journal/small-disk.ts";
import { connect, joined, officeWithBooks, shut, shutAll, type Device } from "./devices.ts";

afterEach(shutAll);
afterAll(shutAll);

const bigSale = (till: Till) => ({
  ...sugar(till),
  lines: Array.from({ length: 200 }, () => line(till, "G-SUGAR")),
  tenders: [{ kind: "cash" as const, tendered: 200 * 16_500 }],
});

const sales = (device: Device): number =>
  device.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM sale")?.n ?? -1;

describe("a till's disk that is full", () => {
  const { open: openCentre } = centres();

  test("takes in nothing by halves and confirms nothing twice, and goes on where there is room", async (context) => {
    const disk = smallDisk(12);
    if (disk === null) return context.skip();
    try {
      const centre = await openCentre();
      const office = await officeWithBooks();
      await connect(office, await centre.enrol("HQ", "office", "*"));
      receive(office, "G-SUGAR", 10_000_000, 121_000_000);
      await openShift(office, "RETAIL");
      await office.exchange();
      const till = await joined(await centre.enrol("R1", "till", ["RETAIL"]), {
        folder: disk.folder,
      });
      await openShift(till, "RETAIL");
      await till.exchange();

      // Sold, and then no room even for the word that the centre has it.
      await till.did("sale.post", sugar(till));
      const ballast = fillDisk(disk.folder);
      for (let n = 0; n < 30; n += 1) await office.did("sale.post", bigSale(office));
      await office.exchange();
      const failed = await till.exchange().then(
        () => null,
        (error: unknown) => error,
      );
      const full = /^journal\.(disk_full|write_failed)$/;
      expect(failed).toMatchObject({ refusal: { code: expect.stringMatching(full) } });
      expect(sales(till)).toBeLessThan(31);
      // There may be room for one in the log that is there; if not, it says why.
      const tried = await till.call("sale.post", bigSale(till));
      if (!tried.ok) expect(refusalOf(tried).code).toMatch(full);
      const sold = tried.ok ? 32 : 31;

      rmSync(ballast);
      await till.exchange();
      expect(sales(till)).toBe(sold);
      await till.did("sale.post", sugar(till));
      await till.exchange();
      await office.exchange();
      expect([sales(till), sales(office)]).toEqual([sold + 1, sold + 1]);
      expect(await centre.rows("SELECT kind FROM sync.incident")).toEqual([]);
      for (const device of [till, office]) {
        expect(device.journal.book.all("SELECT * FROM parked_fact")).toEqual([]);
        expect(problems(device)).toEqual([]);
      }
      await shut(till);
    } finally {
      await shutAll();
      disk.remove();
    }
  });
});

describe("the centre's disk that is full", () => {
  test("is a trouble that passes: tills sell on, and send all once there is room", async (context) => {
    const disk = smallDisk(300);
    if (disk === null) return context.skip();
    const server = await startTrialServer({ settings: ["fsync = off"], below: disk.folder });
    const open: Sql[] = [];
    try {
      const url = server.url("centre");
      await withAdmin(server.url("postgres"), undefined, (sql) =>
        sql.query("CREATE DATABASE centre"),
      );
      await withAdmin(url, undefined, (sql) => migrateCentral(sql));
      const way = { hosts: [`127.0.0.1:${server.port}`], authority: null, ownerKey: null };
      const enrol = (till: string, kind: DeviceKind, scope: Scope) =>
        withAdmin(url, undefined, (sql) => enrolDevice(sql, { till, kind, scope }, way));
      const office = await officeWithBooks();
      await connect(office, await enrol("HQ", "office", "*"));
      receive(office, "G-SUGAR", 10_000_000, 121_000_000);
      await office.exchange();
      const till = await joined(await enrol("R1", "till", ["RETAIL"]));
      await openShift(till, "RETAIL");
      await till.exchange();

      const ballast = fillDisk(disk.folder);
      for (let n = 0; n < 10; n += 1) await till.did("sale.post", bigSale(till));
      await expect(till.exchange()).rejects.toThrow(CentreTrouble);
      expect(till.link.state()?.unconfirmed).toBeGreaterThan(0);
      await till.did("sale.post", sugar(till));

      rmSync(ballast);
      // Where its log had no room either, Postgres has ended, and an administrator starts it.
      await server.crash();
      await server.start();
      await till.exchange();
      await office.exchange();
      expect(till.link.state()?.unconfirmed).toBe(0);
      expect(sales(office)).toBe(11);
      const sql = await connectAdmin(url);
      open.push(sql);
      expect((await verifyCentral(sql)).filter(({ ok }) => !ok)).toEqual([]);
      const held = await sql.query("SELECT reason FROM sync.fact WHERE state <> 'posted'");
      expect(held.rows).toEqual([]);
      expect(problems(office)).toEqual([]);
    } finally {
      await shutAll();
      for (const sql of open) await sql.end();
      await server.stop();
      disk.remove();
    }
  });
});
