import { afterAll, afterEach, expect, test } from "vitest";
import { verifyCentral } from "#main/central/verify.ts";
import { CentreTrouble } from "#main/replication/centre.ts";
import { authorityOf } from "#main/replication/enrolment.ts";
import { openPostgresCentre } from "#main/replication/postgres-centre.ts";
import { centres } from "../central/centre.ts";
import { openShift, problems, receive, sugar } from "../journal/shop.ts";
import { connect, joined, officeWithBooks, openDevice, shut, shutAll } from "./devices.ts";
import { FaultyLine } from "./proxy.ts";

/** A story of chance each; a failing one names its seed. */
const SEEDS = [1, 2];
/** So that what the line swallows is given up soon; what is only slow is tried again. */
const HASTY = { connectMs: 700, callMs: 700 };

const { open: openCentre, server } = centres();

afterEach(shutAll);
afterAll(shutAll);

test.each([
  ["TLS", true],
  ["in the clear on this machine", false],
])(
  "over a line that cuts, swallows, delays, doubles, garbles and crumbles (%s), every sale arrives once",
  async (_, tls) => {
    const centre = await openCentre();
    const office = await officeWithBooks();
    await connect(office, await centre.enrol("HQ", "office", "*"));
    receive(office, "G-SUGAR", 1_000_000, 12_100_000);
    await office.exchange();
    const first = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
    await openShift(first, "RETAIL");
    await shut(first);
    const { folder } = first;
    const authority = tls ? authorityOf(server().authority) : null;
    let sold = 0;
    for (const seed of SEEDS) {
      const line = await FaultyLine.open(server().port, seed);
      const over = (timeouts: typeof HASTY | undefined) =>
        openDevice({
          folder,
          centre: (address) =>
            openPostgresCentre({ ...address, authority, hosts: [line.host] }, undefined, timeouts),
        });
      const till = over(HASTY);
      while (!line.hadAll) {
        await till.did("sale.post", sugar(till));
        sold += 1;
        const failed = await till.exchange().then(
          () => null,
          (error: unknown) => error,
        );
        // Whatever the line does is a trouble of the line, never anything else.
        if (failed !== null) expect(failed, `seed ${seed}`).toBeInstanceOf(CentreTrouble);
      }
      await shut(till);
      line.heal();
      const again = over(undefined);
      await again.exchange();
      expect(again.link.state()?.unconfirmed, `seed ${seed}`).toBe(0);
      const stored = await centre.one(
        "SELECT count(*)::int FROM sync.fact WHERE kind = 'sale.posted' AND state = 'posted'",
      );
      expect(stored, `seed ${seed}`).toBe(sold);
      await shut(again);
      await line.close();
    }
    expect(await centre.rows("SELECT * FROM sync.incident")).toEqual([]);
    expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
    await office.exchange();
    expect(office.journal.book.all("SELECT * FROM parked_fact")).toEqual([]);
    expect(problems(office)).toEqual([]);
    const last = openDevice({ folder });
    expect(problems(last)).toEqual([]);
  },
  120_000,
);
