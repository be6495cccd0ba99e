import { afterAll, afterEach, expect, test } from "vitest";
import { verifyCentral } from "#main/central/verify.ts";
import { centres } from "../central/centre.ts";
import { clockAt, command, openShift, problems, receive, sugar } from "../journal/shop.ts";
import { connect, joined, officeWithBooks, shutAll, type Device } from "./devices.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

const TWELVE_YEARS = 12 * 365 * 86_400_000;

const byDay = (device: Device): string[] =>
  device.journal.book
    .all<{ key: string }>(
      `SELECT day || ' ' || account || ' ' || sum(debit - credit) AS key FROM account_day
       GROUP BY day, account HAVING sum(debit - credit) <> 0 ORDER BY 1`,
    )
    .map(({ key }) => key);

test.each([
  ["twelve years ahead", TWELVE_YEARS],
  ["twelve years behind", -TWELVE_YEARS],
])(
  "a till whose clock is %s sells and sends; the books of record have it on a day that is open",
  async (_, off) => {
    const centre = await openCentre();
    const office = await officeWithBooks();
    await connect(office, await centre.enrol("HQ", "office", "*"));
    receive(office, "G-SUGAR", 1_000_000, 12_100_000);
    await office.exchange();
    const clock = clockAt(new Date().toISOString());
    const till = await joined(await centre.enrol("R1", "till", ["RETAIL"]), { clock });
    clock.pass(off);
    const shift = await openShift(till, "RETAIL");
    await till.did("sale.post", sugar(till));
    await till.exchange();
    // Put right, the clock serves the next shift; this one ends as it can be counted.
    clock.pass(-off);
    await till.did("shift.close", {
      command: command(),
      shift,
      counts: { "1000": 2, "100": 3, "10": 3 },
      mpesaCounted: null,
      leaveInDrawer: 200_000,
    });
    await openShift(till, "RETAIL");
    await till.did("sale.post", sugar(till));
    await till.exchange();
    await office.exchange();

    const days = await centre.rows<{ late: boolean; between: boolean }>(
      `SELECT f.late, f.posted_on BETWEEN b.opened_on AND sync.today() AS between
       FROM sync.fact f CROSS JOIN ledger.books b WHERE f.kind = 'sale.posted' ORDER BY f.ingest`,
    );
    expect(days).toEqual([
      { late: true, between: true },
      { late: false, between: true },
    ]);
    const there = await centre.rows<{ key: string }>(
      `SELECT day || ' ' || account || ' ' || sum(debit - credit) AS key FROM ledger.line
       GROUP BY day, account HAVING sum(debit - credit) <> 0 ORDER BY 1`,
    );
    expect(there.map(({ key }) => key)).toEqual(byDay(office));
    const noted = till.journal.book.all("SELECT DISTINCT kind FROM link_notice");
    expect(noted).toEqual([{ kind: "late" }]);
    expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
    for (const device of [till, office]) expect(problems(device)).toEqual([]);
  },
);
