import { assert, asyncProperty, constantFrom, array, integer, record } from "fast-check";
import { expect, test } from "vitest";
import {
  account,
  businessSaved,
  centres,
  entry,
  fact,
  sale,
  today,
  CASH,
  SALES,
  WATER_SALES,
} from "./centre.ts";
import type { TestDevice } from "./centre.ts";

const { open } = centres();

const water = (till: string, amount: number) =>
  entry(
    till,
    [
      ["WATER", CASH, amount, 0, till],
      ["WATER", WATER_SALES, 0, amount, null],
    ],
    { business: "WATER" },
  );
const both = (till: string) =>
  entry(
    till,
    [
      ["WATER", CASH, 1, 0, till],
      ["WATER", WATER_SALES, 0, 1, null],
      ["RETAIL", CASH, 1, 0, till],
      ["RETAIL", SALES, 0, 1, null],
    ],
    { business: null },
  );
const idsOf = (facts: { bytes: string }[]) =>
  facts.map(
    ({ bytes }) => (JSON.parse(Buffer.from(bytes, "base64").toString("utf8")) as { id: string }).id,
  );

async function shop() {
  const centre = await open();
  const office = await centre.withBooks();
  const r1 = await centre.device("R1", "till", ["RETAIL"]);
  const w1 = await centre.device("W1", "till", ["WATER"]);
  await r1.begin();
  await w1.begin();
  return { centre, office, r1, w1 };
}

test("a till gets what is everybody's and what is its own business', and nothing else", async () => {
  const { office, r1, w1 } = await shop();
  const mine = sale("R1", 5);
  await r1.send(mine);
  await w1.send(water("W1", 7));
  const customer = fact("HQ", "customer.saved", { body: { id: "c", name: "Amina" } });
  await office.send(both("HQ"), customer);
  const atR1 = await r1.pull({});
  expect(atR1.facts.map(({ till, ingest }) => `${till} ${ingest}`)).toEqual([
    "HQ 1",
    "HQ 2",
    "R1 1",
    "HQ 5",
  ]);
  expect(atR1).toMatchObject({
    have: { HQ: 5, R1: 1, W1: 1 },
    heads: { HQ: 5, R1: 1, W1: 1 },
    more: false,
  });
  expect(idsOf(atR1.facts).at(-1)).toBe(customer.id);
  expect(JSON.stringify(atR1)).not.toContain(Buffer.from("WATER").toString("base64").slice(0, 6));
  expect((await office.pull({})).facts).toHaveLength(7);
  expect((await r1.pull(atR1.have)).facts).toEqual([]);
});

test("what waited is delivered when it posts, after what was delivered already", async () => {
  const { office, r1 } = await shop();
  const early = entry("R1", [
    ["RETAIL", CASH, 9, 0, "R1"],
    ["RETAIL", 4999, 0, 9, null],
  ]);
  await r1.send(early, sale("R1", 1));
  const first = await office.pull({ HQ: 3 });
  expect(first.facts).toHaveLength(1);
  await office.send(fact("HQ", "account.saved", { body: account(4999) }));
  const second = await office.pull({ ...first.have, HQ: 4 });
  expect(idsOf(second.facts)).toEqual([early.id]);
  expect(second.facts[0]).toMatchObject({ till: "R1", ingest: 2, position: 1 });
});

test("a business that comes later reaches a till once its scope is widened", async () => {
  const { centre, office, r1 } = await shop();
  await office.send(businessSaved("HQ", "LAUNDRY", [account(4200, { business: "LAUNDRY" })]));
  const before = await r1.pull({});
  expect(before.have["HQ"]).toBe(4);
  expect(before.facts).toHaveLength(2);
  const wider = await centre.device("R1", "till", ["RETAIL", "LAUNDRY"]);
  expect((await wider.pull({})).facts).toHaveLength(3);
});

/** Every till's facts in order, nothing twice, nothing missing, whatever the slices. */
test("slices of any size add up to the whole, in order, without a hole", async () => {
  const { office, r1, w1 } = await shop();
  const devices: Record<string, TestDevice> = { HQ: office, R1: r1, W1: w1 };
  const acts = array(
    record({ who: constantFrom("HQ", "R1", "W1"), many: integer({ min: 1, max: 6 }) }),
    { minLength: 1, maxLength: 6 },
  );
  await assert(
    asyncProperty(
      acts,
      integer({ min: 1, max: 9 }),
      integer({ min: 1, max: 5000 }),
      async (turns, facts, bytes) => {
        for (const { who, many } of turns) {
          const one = () =>
            who === "W1" ? water(who, 3) : who === "HQ" ? both(who) : sale(who, 2);
          await devices[who]?.send(...Array.from({ length: many }, one));
        }
        for (const reader of [office, r1, w1]) {
          const whole = await reader.pull({}, 2000, 1 << 24);
          const got: typeof whole.facts = [];
          let have: Record<string, number> = {};
          for (;;) {
            const slice = await reader.pull(have, facts, bytes);
            expect(slice.facts.length).toBeLessThanOrEqual(facts);
            got.push(...slice.facts);
            have = slice.have;
            if (!slice.more) break;
            expect(slice.facts.length).toBeGreaterThan(0);
          }
          expect(got).toEqual(whole.facts);
          expect(have).toEqual(whole.heads);
        }
      },
    ),
    { numRuns: 12 },
  );
});

/** Every page until nothing is left, and each page's facts. */
async function pages(reader: TestDevice, facts: number): Promise<string[][]> {
  const got: string[][] = [];
  for (let have: Record<string, number> = {}; ;) {
    const page = await reader.pull(have, facts, 1 << 24);
    got.push(page.facts.map(({ till, ingest }) => `${till} ${ingest}`));
    have = page.have;
    if (!page.more) return got;
  }
}

test("nothing is passed over where one till's share is small and all of it comes first", async () => {
  const { office, r1, w1 } = await shop();
  // A page of 50 looks at some forty of W1's and fifty of R1's, and all of W1's are older.
  await w1.send(...Array.from({ length: 60 }, () => water("W1", 7)));
  for (let n = 0; n < 2; n += 1) await r1.send(...Array.from({ length: 140 }, () => sale("R1", 5)));
  const whole = (await pages(office, 2000)).flat();
  expect(whole).toHaveLength(3 + 60 + 280);
  const sliced = await pages(office, 50);
  expect(sliced.flat()).toEqual(whole);
  expect(sliced.length).toBeLessThan(12);
});

test("a page reads what it carries, not what the centre holds", async () => {
  const { office, r1 } = await shop();
  for (let n = 0; n < 5; n += 1) await r1.send(...Array.from({ length: 200 }, () => sale("R1", 5)));
  const counted = async (): Promise<number> => {
    const { rows } = await office.client.query<{ rows: number }>(
      `SELECT sum(seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_xact_all_tables
       WHERE relname IN ('fact', 'position')`,
    );
    return rows[0]?.rows ?? Number.NaN;
  };
  const read = async (have: Record<string, number>): Promise<number> => {
    await office.client.query("BEGIN");
    const before = await counted();
    expect((await office.pull(have, 40)).facts).toHaveLength(40);
    const after = await counted();
    await office.client.query("ROLLBACK");
    return after - before;
  };
  for (const r1Has of [0, 500, 900]) {
    const rows = await read({ HQ: 3, R1: r1Has });
    expect(rows).toBeGreaterThanOrEqual(80);
    expect(rows).toBeLessThanOrEqual(160);
  }
});

test("closing: refused while the office lacks a fact of those days, then final for all", async () => {
  const { centre, office, r1 } = await shop();
  await r1.send(sale("R1", 5, { day: today(-3) }), sale("R1", 6));
  const close = (through: string, have: object) =>
    office.call("SELECT api.close_period($1, $2)", [through, have]);
  expect(await close(today(-2), { HQ: 3 })).toEqual({ closed: false, missing: { R1: 1 } });
  expect(await close(today(-2), { HQ: 3, R1: 1 })).toEqual({ closed: true, through: today(-2) });
  expect((await r1.send(sale("R1", 7, { day: today(-3) }))).late).toMatchObject([
    { postedOn: today(-1) },
  ]);
  // Said twice, or less: the lock only moves forward.
  expect(await close(today(-5), { HQ: 3, R1: 1 })).toEqual({ closed: true, through: today(-2) });
  await expect(close(today(40), {})).rejects.toThrow(/a day that has been/);
  await expect(r1.call("SELECT api.close_period($1, '{}')", [today()])).rejects.toThrow(
    /only an office/,
  );
  expect(await centre.one("SELECT through::text FROM ledger.period")).toBe(today(-2));
});

test("closing waits for a push that is under way, and a push for the closing", async () => {
  const { centre, office, r1 } = await shop();
  await r1.client.query("BEGIN");
  await r1.send(sale("R1", 5, { day: today(-3) }));
  const closing = office.call<{ closed: boolean }>("SELECT api.close_period($1, $2)", [
    today(-2),
    { HQ: 3 },
  ]);
  const blocked = async () =>
    centre.one<number>(
      "SELECT count(*)::int FROM pg_locks WHERE NOT granted AND relation = 'ledger.period'::regclass",
    );
  await expect.poll(blocked).toBe(1);
  await r1.client.query("COMMIT");
  expect(await closing).toEqual({ closed: false, missing: { R1: 1 } });
});

test("an office's own word that closes waits for a push that is under way", async () => {
  const { centre, office, r1 } = await shop();
  await r1.client.query("BEGIN");
  await r1.send(sale("R1", 5, { day: today(-3) }));
  let closed = false;
  const closing = office
    .send(fact("HQ", "period.closed", { body: { through: today(-2) } }))
    .then(() => (closed = true));
  const blocked = async () =>
    centre.one<number>(
      "SELECT count(*)::int FROM pg_locks WHERE NOT granted AND relation = 'ledger.period'::regclass",
    );
  await expect.poll(async () => closed || (await blocked()) === 1).toBe(true);
  expect(closed).toBe(false);
  await r1.client.query("COMMIT");
  await closing;
  expect(await centre.one("SELECT day::text FROM ledger.entry WHERE amount = 5")).toBe(today(-3));
});

test("the office sees how each till is, in its own words and in the centre's", async () => {
  const { office, r1 } = await shop();
  await r1.send(sale("R1"), Buffer.from("nonsense"));
  const chain = r1.epoch.chains[1]?.toString("base64");
  const at = new Date(Date.now() + 90_000).toISOString();
  const head = { epoch: r1.epoch.id, position: 2, chain, count: 2 };
  await r1.call("SELECT api.heartbeat($1)", [{ version: "0.1.0", at, outbox: 0, head }]);
  const tills = await office.call<Record<string, unknown>[]>("SELECT api.tills()");
  const seen = tills.find(({ till }) => till === "R1");
  expect(seen).toMatchObject({
    kind: "till",
    scope: ["RETAIL"],
    active: true,
    stored: 2,
    count: 2,
    outbox: 0,
    version: "0.1.0",
    chainEqual: true,
    held: [{ state: "quarantined", reason: expect.stringMatching(/^unreadable/) }],
    incidents: [],
  });
  expect(Math.abs((seen?.["clockOffsetMs"] as number) - 90_000)).toBeLessThan(10_000);
  await r1.call("SELECT api.heartbeat($1)", [
    {
      version: "0.1.0",
      at,
      outbox: 0,
      head: { ...head, chain: Buffer.alloc(32).toString("base64") },
    },
  ]);
  expect(
    (await office.call<Record<string, unknown>[]>("SELECT api.tills()")).find(
      ({ till }) => till === "R1",
    ),
  ).toMatchObject({ chainEqual: false });
});

test("the owner tries a fact again after what was wrong has been put right", async () => {
  const { centre, office, r1 } = await shop();
  const foreign = water("R1", 5);
  expect((await r1.send(foreign)).quarantined).toHaveLength(1);
  expect(await office.call("SELECT api.retry($1)", [foreign.id])).toBe("quarantined");
  await centre.enrol("R1", "till", ["RETAIL", "WATER"]);
  expect(await office.call("SELECT api.retry($1)", [foreign.id])).toBe("posted");
  expect(await office.call("SELECT api.retry($1)", [foreign.id])).toBe("posted");
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(5);
});
