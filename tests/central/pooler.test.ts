import { afterEach, expect, test } from "vitest";
import { verifyCentral } from "#main/central/verify.ts";
import { centres, sale, TestDevice } from "./centre.ts";
import { hasPooler, startPooler, type Pooler } from "./pooler.ts";

const { open } = centres();
let pooler: Pooler | undefined;
afterEach(() => pooler?.remove());

test.skipIf(!hasPooler)(
  "through a pooler in transaction mode each till is itself, whichever connection it gets",
  async () => {
    const centre = await open();
    await centre.withBooks();
    const logins = [
      await centre.enrol("R1", "till", ["RETAIL"]),
      await centre.enrol("R2", "till", ["RETAIL"]),
      await centre.enrol("W1", "till", ["WATER"]),
    ];
    pooler = await startPooler(centre, logins);
    const { port, configuration } = pooler;
    // Three connections of each till to the pooler, which has two to Postgres.
    const lanes = await Promise.all(
      logins.flatMap((enrolment) => [1, 2, 3].map(() => centre.connect(enrolment, port))),
    );
    const tills = logins.map(({ till }, i) => new TestDevice(till, lanes[i * 3] as never));
    for (const till of tills) await till.begin();
    await Promise.all(
      tills.slice(0, 2).map(async (till, i) => {
        for (let turn = 0; turn < 20; turn += 1) {
          const lane = new TestDevice(till.till, lanes[i * 3 + (turn % 3)] as never);
          lane.epoch = till.epoch;
          expect(await lane.send(sale(till.till, 100))).toMatchObject({
            acked: turn + 1,
            quarantined: [],
          });
        }
      }),
    );
    const names = await Promise.all(
      lanes.map(
        async (lane) => (await lane.query("SELECT api.hello() ->> 'till' AS till")).rows[0].till,
      ),
    );
    expect(names).toEqual(["R1", "R1", "R1", "R2", "R2", "R2", "W1", "W1", "W1"]);
    expect((await tills[2]?.pull({}))?.facts.every(({ till }) => till === "HQ")).toBe(true);
    expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(4000);
    expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
    expect(configuration).toContain("pool_mode = transaction");
  },
);
