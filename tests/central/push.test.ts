import { expect, test } from "vitest";
import { sha256 } from "#main/journal/chain.ts";
import { account, CASH, centres, entry, fact, sale, SALES, today, WATER_SALES } from "./centre.ts";
import type { TestCentre, TestDevice } from "./centre.ts";

const { open } = centres();

async function shop() {
  const centre = await open();
  const office = await centre.withBooks();
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  return { centre, office, till };
}

let shared: Promise<{ centre: TestCentre; office: TestDevice }> | undefined;
let tills = 0;

/** A till of its own in a centre that many tests share; its books are closed through ten days ago. */
async function anotherTill() {
  shared ??= (async () => {
    const centre = await open(true);
    const office = await centre.withBooks();
    await office.send(fact("HQ", "period.closed", { body: { through: today(-10) } }));
    return { centre, office };
  })();
  const { centre } = await shared;
  tills += 1;
  const till = await centre.device(`T${tills}`, "till", ["RETAIL"]);
  await till.begin();
  const own = `(SELECT no FROM sync.device WHERE till = '${till.till}')`;
  return { centre, till, own };
}

test("sales of a till are in the registry, in the chain and in the ledger, to the byte", async () => {
  const { centre, till } = await shop();
  const sales = Array.from({ length: 50 }, (_, i) => sale("R1", 100 + i));
  const pushed = await till.send(...sales);
  expect(pushed).toMatchObject({
    outcome: "stored",
    acked: 50,
    head: till.epoch.chains.at(-1)?.toString("base64"),
    ingest: { first: 1, last: 50 },
    waiting: [],
    quarantined: [],
    late: [],
  });
  const kept = await centre.rows<{ bytes: Buffer; chain: Buffer }>(
    `SELECT f.bytes, p.chain FROM sync.position p JOIN sync.fact f ON f.id = p.fact
     WHERE p.epoch = $1 ORDER BY p.position`,
    [till.epoch.id],
  );
  expect(kept.map((row) => row.bytes)).toEqual(till.epoch.facts);
  expect(kept.map((row) => row.chain)).toEqual(till.epoch.chains);
  const total = sales.length * 100 + (49 * 50) / 2;
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(total);
  expect(
    await centre.rows(
      "SELECT account, debit::int, credit::int FROM ledger.balance ORDER BY account",
    ),
  ).toEqual([
    { account: CASH, debit: total, credit: 0 },
    { account: SALES, debit: 0, credit: total },
  ]);
});

test("the same batch again, whole or in part, changes nothing and says the same", async () => {
  const { centre, till } = await shop();
  till.add(...Array.from({ length: 10 }, () => sale("R1")));
  const first = await till.push();
  const state = () =>
    centre.rows("SELECT (SELECT count(*) FROM sync.fact), (SELECT sum(debit) FROM ledger.line)");
  const before = await state();
  expect(await till.push()).toEqual({ ...first, ingest: null });
  expect(await till.push(4, 6)).toMatchObject({ outcome: "stored", acked: 6 });
  expect(await state()).toEqual(before);
  // A batch that begins in what is known and goes beyond it.
  till.add(sale("R1"), sale("R1"));
  expect(await till.push(8)).toMatchObject({ acked: 12, ingest: { first: 11, last: 12 } });
});

test("a gap is told, and an epoch that nobody opened is unknown", async () => {
  const { till } = await shop();
  till.add(sale("R1"), sale("R1"), sale("R1"));
  expect(await till.push(3)).toEqual({ outcome: "gap", expected: 1 });
  await till.push(1, 1);
  expect(await till.push(3)).toEqual({ outcome: "gap", expected: 2 });
  const { rows } = await till.client.query("SELECT api.push($1, 1, $2) AS p", [
    "00000000-0000-4000-8000-000000000000",
    [till.epoch.facts[0]],
  ]);
  expect(rows[0].p).toEqual({ outcome: "unknown_epoch" });
});

type Lines = readonly (readonly [
  account: number,
  debit: unknown,
  credit: unknown,
  party?: null | string,
])[];
/** A fact of the till whose lines are as said; cash has the till as its party. */
const booked = (lines: Lines) => (till: string) =>
  entry(
    till,
    lines.map(([number, debit, credit, party]) => [
      "RETAIL",
      number,
      debit,
      credit,
      party === undefined ? (number === CASH ? till : null) : party,
    ]),
  );

test.each<[string, ((till: string) => object) | Buffer, RegExp]>([
  [
    "unbalanced",
    booked([
      [CASH, 100, 0],
      [SALES, 0, 99],
    ]),
    /debits and credits differ/,
  ],
  ["of one line", booked([[CASH, 100, 0]]), /entry_lines_check|differ/],
  ["of no lines", booked([]), /check/],
  [
    "negative",
    booked([
      [CASH, -100, 0],
      [SALES, 0, -100],
    ]),
    /check/,
  ],
  [
    "of nothing",
    booked([
      [CASH, 0, 0],
      [SALES, 0, 0],
    ]),
    /check/,
  ],
  [
    "both debit and credit",
    booked([
      [CASH, 100, 100],
      [SALES, 100, 100],
    ]),
    /check/,
  ],
  [
    "in text",
    booked([
      [CASH, "100", 0],
      [SALES, 0, "100"],
    ]),
    /null value/,
  ],
  [
    "in parts of a cent",
    booked([
      [CASH, 1.5, 0],
      [SALES, 0, 1.5],
    ]),
    /invalid input syntax/,
  ],
  [
    "beyond 2^53",
    booked([
      [CASH, 2 ** 53, 0],
      [SALES, 0, 2 ** 53],
    ]),
    /check/,
  ],
  [
    "without a party",
    booked([
      [CASH, 5, 0, null],
      [SALES, 0, 5],
    ]),
    /needs a party/,
  ],
  [
    "with a party too many",
    booked([
      [CASH, 5, 0],
      [SALES, 0, 5, "x"],
    ]),
    /party/,
  ],
  [
    "of another business' account",
    booked([
      [CASH, 5, 0],
      [WATER_SALES, 0, 5],
    ]),
    /another business/,
  ],
  ["of another till", () => sale("R2"), /^till\.other/],
  ["of another business", (till) => sale(till, 5, { business: "WATER" }), /^scope/],
  [
    "of the office",
    (till) => fact(till, "period.closed", { body: { through: "2020-01-01" } }),
    /^office\.only/,
  ],
  ["not JSON", Buffer.from("{"), /^unreadable/],
  ["not text", Buffer.from([0xff, 0xfe, 0]), /^unreadable/],
  ["empty", Buffer.alloc(0), /^unreadable/],
  ["without an id", Buffer.from('{"kind":"sale.posted"}'), /^unreadable/],
  ["deep", Buffer.from("[".repeat(200_000)), /^unreadable/],
])("a fact that is %s is kept and set aside, and the rest posts", async (_name, bad, reason) => {
  const { centre, till, own } = await anotherTill();
  const bytes = Buffer.isBuffer(bad) ? bad : unsafely(bad(till.till));
  const pushed = await till.send(sale(till.till, 100), bytes, sale(till.till, 200));
  expect(pushed).toMatchObject({
    outcome: "stored",
    acked: 3,
    waiting: [],
    ingest: { first: 1, last: 2 },
  });
  expect(pushed.quarantined).toEqual([
    { id: expect.any(String), reason: expect.stringMatching(reason) },
  ]);
  expect(pushed.head).toBe(till.epoch.chains.at(-1)?.toString("base64"));
  expect(await centre.one(`SELECT sum(debit)::int FROM ledger.line WHERE device = ${own}`)).toBe(
    300,
  );
  expect(
    await centre.one(`SELECT bytes FROM sync.fact WHERE state = 'quarantined' AND device = ${own}`),
  ).toEqual(bytes);
  expect((await till.push()).quarantined).toEqual(pushed.quarantined);
});

/** As the program would never write it. */
function unsafely(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

test("a fact that lacks an account waits, and posts when the account arrives", async () => {
  const { centre, office, till } = await shop();
  const early = booked([
    [CASH, 700, 0],
    [4999, 0, 700],
  ])("R1");
  const pushed = await till.send(sale("R1"), early, sale("R1"));
  expect(pushed.waiting).toEqual([{ id: early.id, reason: "account 4999 is unknown" }]);
  expect(pushed.ingest).toEqual({ first: 1, last: 2 });
  await office.send(fact("HQ", "account.saved", { body: account(4999) }));
  expect(
    await centre.rows("SELECT state, ingest::int FROM sync.fact WHERE id = $1", [early.id]),
  ).toEqual([{ state: "posted", ingest: 3 }]);
  expect(await centre.one("SELECT credit::int FROM ledger.balance WHERE account = 4999")).toBe(700);
});

test("an entry that balances only across businesses is set aside, and one that does in each is not", async () => {
  const { office } = await shop();
  const lines = (water: number) => [
    ["RETAIL", CASH, 500, 0, "HQ"],
    ["RETAIL", SALES, 0, 500 - water, null],
    ["WATER", WATER_SALES, 0, water, null],
  ];
  const across = entry("HQ", lines(200), { business: null });
  expect((await office.send(across)).quarantined).toEqual([
    { id: across.id, reason: "debits and credits differ" },
  ]);
  const each = entry(
    "HQ",
    [...lines(200), ["WATER", CASH, 200, 0, "HQ"], ["RETAIL", CASH, 0, 200, "HQ"]],
    { business: null },
  );
  expect(await office.send(each)).toMatchObject({ quarantined: [], waiting: [] });
});

test("a fact that posts to a heading waits, and posts once it takes postings", async () => {
  const { centre, office, till } = await shop();
  const heading = { type: "asset", posting: false };
  await office.send(fact("HQ", "account.saved", { body: account(1190, heading) }));
  const early = booked([
    [1190, 30, 0, null],
    [SALES, 0, 30],
  ])("R1");
  expect((await till.send(early)).waiting).toEqual([
    { id: early.id, reason: "account 1190 takes no postings" },
  ]);
  const saved = account(1190, { ...heading, posting: true });
  await office.send(fact("HQ", "account.saved", { body: saved }));
  expect(await centre.one("SELECT debit::int FROM ledger.balance WHERE account = 1190")).toBe(30);
});

test("an id that is taken by other bytes: both are kept, the first stands, somebody is told", async () => {
  const { centre, till } = await shop();
  const first = sale("R1", 100);
  await till.send(first);
  const pushed = await till.send({ ...first, at: "2026-01-01T00:00:00Z" }, sale("R1", 300));
  expect(pushed.quarantined).toMatchObject([{ reason: "conflict: another fact has this id" }]);
  expect(
    await centre.one(
      "SELECT count(*)::int FROM sync.fact f JOIN sync.device d ON d.no = f.device WHERE till = 'R1'",
    ),
  ).toBe(3);
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(400);
  expect(await centre.one("SELECT kind FROM sync.incident")).toBe("conflict");
});

test("the same fact under another start of the till is one fact at two places", async () => {
  const { centre, till } = await shop();
  const same = sale("R1", 100);
  await till.send(same);
  await till.begin();
  expect(await till.send(same, sale("R1", 50))).toMatchObject({
    acked: 2,
    quarantined: [],
    waiting: [],
  });
  expect(await centre.one("SELECT sum(debit)::int FROM ledger.line")).toBe(150);
  expect(
    await centre.one("SELECT count(*)::int FROM sync.position WHERE fact = $1", [same.id]),
  ).toBe(2);
});

test("a fact too large to be true is cut, and the till goes on", async () => {
  const { centre, till } = await shop();
  const large = unsafely(sale("R1", 5, { memo: "x".repeat(9 * 1024 * 1024) }));
  const pushed = await till.send(large);
  expect(pushed.quarantined).toMatchObject([{ reason: expect.stringMatching(/^oversize/) }]);
  expect(
    await centre.one("SELECT octet_length(bytes) FROM sync.fact WHERE state = 'quarantined'"),
  ).toBe(65_536);
  expect(
    await centre.one<Buffer>("SELECT hash FROM sync.fact WHERE state = 'quarantined'"),
  ).toEqual(sha256(large));
  expect(await till.send(sale("R1"))).toMatchObject({ acked: 2, quarantined: [] });
});

test.each([
  ["closed", -20, "late", -9],
  ["of 1970", "1970-01-01", "late", -9],
  ["of 2099", "2099-01-01", "late", 0],
  ["open", -5, "on its day", -5],
  ["of tomorrow", 1, "on its day", 1],
])("a sale on a day that is %s (%s) posts %s", async (_name, day, how, on) => {
  const { centre, till, own } = await anotherTill();
  const its = typeof day === "number" ? today(day) : day;
  const pushed = await till.send(sale(till.till, 100, { day: its }), sale(till.till, 200));
  const late = how === "late";
  expect(pushed.late).toEqual(late ? [{ id: expect.any(String), postedOn: today(on) }] : []);
  expect(
    await centre.rows(
      `SELECT day::text, business_day::text, late FROM ledger.entry WHERE amount = 100 AND device = ${own}`,
    ),
  ).toEqual([{ day: today(on), business_day: its, late }]);
});

test("a day long before the books began is not believed, and posts when they did", async () => {
  const { till } = await shop();
  const old = [-500, -200].map((days) => sale("R1", 100, { day: today(days) }));
  expect((await till.send(...old)).late).toEqual([{ id: old[0]?.id, postedOn: today(-30) }]);
});
