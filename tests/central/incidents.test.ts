import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import {
  account,
  CASH,
  centres,
  copied,
  entry,
  fact,
  sale,
  type TestCentre,
  type TestDevice,
} from "./centre.ts";

const { open } = centres();

async function shop() {
  const centre = await open();
  const office = await centre.withBooks();
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  return { centre, office, till };
}

const incidents = (centre: TestCentre) =>
  centre.rows<{ no: string; kind: string }>("SELECT no, kind FROM sync.incident ORDER BY no");
const turnover = (centre: TestCentre) =>
  centre.one<number>("SELECT coalesce(sum(debit), 0)::int FROM ledger.line");
const decide = (office: TestDevice, decision: string) =>
  office.client.query(
    "SELECT api.decide((SELECT max((i ->> 'no')::bigint) FROM jsonb_path_query(api.tills(), '$[*].incidents[*]') i), $1)",
    [decision],
  );

test("a start that goes on from the head is no incident, and opening it twice says the same", async () => {
  const { centre, till } = await shop();
  await till.send(sale("R1"), sale("R1"));
  expect(await till.begin()).toEqual({ known: 0, head: null, heal: null, incident: null });
  await till.send(sale("R1"));
  expect(await till.open()).toMatchObject({ known: 1, incident: null });
  expect(await incidents(centre)).toEqual([]);
});

test("a start may be opened before the last one's facts have come", async () => {
  const { centre, till } = await shop();
  await till.send(sale("R1", 10));
  const first = till.epoch;
  till.add(sale("R1", 20), sale("R1", 30));
  expect(await till.begin()).toMatchObject({ incident: null });
  await till.send(sale("R1", 40));
  till.epoch = first;
  expect(await till.push(2)).toMatchObject({ acked: 3, waiting: [] });
  expect(await incidents(centre)).toEqual([]);
  expect(await turnover(centre)).toBe(100);
});

test("a disk that went back in time is healed by its own lost facts; its new sales stand", async () => {
  const { centre, till } = await shop();
  await till.send(sale("R1", 1), sale("R1", 2), sale("R1", 4));
  const lost = till.epoch;
  const opened = await till.begin(copied(lost, 1));
  expect(opened).toMatchObject({ incident: "rollback", heal: { epoch: lost.id, from: 2, to: 3 } });
  expect(await till.send(sale("R1", 8))).toMatchObject({
    waiting: [],
    ingest: { first: 4, last: 4 },
  });
  expect(await turnover(centre)).toBe(15);
  const pulled = await till.pull({ R1: 1, HQ: 3 });
  expect(pulled.facts.slice(0, 2).map((each) => Buffer.from(each.bytes, "base64"))).toEqual(
    lost.facts.slice(1),
  );
});

test("an empty disk under a known till's login is told, and may trade", async () => {
  const { till } = await shop();
  await till.send(sale("R1"));
  expect(await till.begin(null)).toMatchObject({ incident: "rollback", heal: null });
  expect(await till.send(sale("R1"))).toMatchObject({ waiting: [], quarantined: [] });
});

test("two children of one parent: the later one's facts are kept and wait for the owner", async () => {
  const { centre, office, till } = await shop();
  await till.send(sale("R1", 1));
  const common = copied(till.epoch);
  await till.begin(common);
  await till.send(sale("R1", 2));
  const first = till.epoch;
  expect(await till.begin(common)).toMatchObject({ incident: "fork" });
  expect((await till.send(sale("R1", 4))).waiting).toHaveLength(1);
  // And its children wait with it, under the same incident.
  expect(await till.begin()).toMatchObject({ incident: "fork" });
  expect((await till.send(sale("R1", 8))).waiting).toHaveLength(1);
  // The first copy goes on undisturbed.
  const later = till.epoch;
  till.epoch = first;
  expect(await till.send(sale("R1", 16))).toMatchObject({ waiting: [] });
  expect(await incidents(centre)).toMatchObject([{ kind: "fork" }]);
  expect(await turnover(centre)).toBe(1 + 2 + 16);

  await decide(office, "accept");
  expect(await turnover(centre)).toBe(31);
  till.epoch = later;
  expect(await till.send(sale("R1", 32))).toMatchObject({ waiting: [], quarantined: [] });
  expect(await turnover(centre)).toBe(63);
});

test("what the owner dismisses is quarantined, then and later, and never lost", async () => {
  const { centre, office, till } = await shop();
  await till.send(sale("R1", 1));
  const common = copied(till.epoch);
  await till.begin(common);
  await till.send(sale("R1", 2));
  await till.begin(common);
  await till.send(sale("R1", 4));
  await decide(office, "dismiss");
  expect((await till.send(sale("R1", 8))).quarantined).toHaveLength(1);
  await till.begin();
  expect((await till.send(sale("R1", 16))).quarantined).toHaveLength(1);
  expect(await turnover(centre)).toBe(3);
  expect(
    await centre.one("SELECT count(*)::int FROM sync.fact WHERE reason LIKE 'dismissed%'"),
  ).toBe(3);
  await decide(office, "accept"); // said after the fact: once decided is decided
  expect(await turnover(centre)).toBe(3);
  // Tried again one by one: those that came before the word, and those that came after it.
  const asides = await centre.rows<{ id: string }>(
    "SELECT id FROM sync.fact WHERE reason LIKE 'dismissed%'",
  );
  for (const { id } of asides) {
    expect(await office.call("SELECT api.retry($1)", [id])).toBe("quarantined");
  }
  expect(await turnover(centre)).toBe(3);
});

test("what the owner accepts is what others may have waited for", async () => {
  const { centre, office, till } = await shop();
  const common = copied(office.epoch);
  await office.begin(common);
  await office.send(fact("HQ", "account.saved", { body: account(4998) }));
  await office.begin(common);
  const made = await office.send(fact("HQ", "account.saved", { body: account(4999) }));
  expect(made.waiting).toHaveLength(1);
  const early = entry("R1", [
    ["RETAIL", CASH, 700, 0, "R1"],
    ["RETAIL", 4999, 0, 700, null],
  ]);
  expect((await till.send(early)).waiting).toMatchObject([{ reason: "account 4999 is unknown" }]);
  await decide(office, "accept");
  expect(await centre.rows("SELECT reason FROM sync.fact WHERE state <> 'posted'")).toEqual([]);
  expect(await turnover(centre)).toBe(700);
});

test("new facts of a start that already has a child are another live copy", async () => {
  const { centre, till } = await shop();
  await till.send(sale("R1", 1));
  const old = till.epoch;
  await till.begin();
  await till.send(sale("R1", 2));
  till.epoch = old;
  const pushed = await till.send(sale("R1", 4));
  expect(pushed).toMatchObject({ outcome: "stored", acked: 2 });
  expect(pushed.waiting).toHaveLength(1);
  expect(await incidents(centre)).toMatchObject([{ kind: "fork" }]);
  expect(await turnover(centre)).toBe(3);
});

test("a machine that was suspended and resumed twice: each copy keeps its own chain", async () => {
  const { centre, office, till } = await shop();
  await till.send(sale("R1", 1), sale("R1", 2));
  const other = copied(till.epoch);
  await till.send(sale("R1", 4));
  const mine = till.epoch;

  till.epoch = other;
  till.add(sale("R1", 8));
  const forked = await till.push(3, 3, other.chains[1]);
  expect(forked).toMatchObject({
    outcome: "stored",
    acked: 3,
    head: other.chains[2]?.toString("base64"),
  });
  expect(forked.waiting).toHaveLength(1);
  expect(await till.push(3, 3, other.chains[1])).toEqual(forked); // its reply was lost
  till.add(sale("R1", 16));
  expect((await till.push(4, 4, other.chains[2])).head).toBe(other.chains[3]?.toString("base64"));
  till.epoch = mine;
  till.add(sale("R1", 32));
  expect((await till.push(4, 4, mine.chains[2])).waiting).toEqual([]);
  expect(await incidents(centre)).toMatchObject([{ kind: "conflict" }]);
  expect(await turnover(centre)).toBe(1 + 2 + 4 + 32);
  await decide(office, "accept");
  expect(await turnover(centre)).toBe(63);
  till.epoch = other;
  till.add(sale("R1", 64));
  expect((await till.push(5, 5, other.chains[3])).waiting).toEqual([]);
});

test("other bytes at a known place go on in a branch, also where the copy says nothing of its chain", async () => {
  const { centre, till } = await shop();
  await till.send(sale("R1", 1), sale("R1", 2));
  const other = copied(till.epoch, 1);
  till.epoch = other;
  till.add(sale("R1", 4));
  const pushed = await till.push(1, 2);
  expect(pushed).toMatchObject({ outcome: "stored", acked: 2 });
  expect(pushed.waiting).toHaveLength(1);
  expect(pushed.head).toBe(other.chains[1]?.toString("base64"));
  expect(await incidents(centre)).toMatchObject([{ kind: "conflict" }]);
  expect(await turnover(centre)).toBe(3);
});

test("a start on top of a copy's branch waits with it, and is posted after it", async () => {
  const { centre, office, till } = await shop();
  await till.send(sale("R1", 1));
  const other = copied(till.epoch);
  await till.send(sale("R1", 2));

  // The copy went on for longer than the one that was first, and then started again.
  till.epoch = other;
  till.add(sale("R1", 4), sale("R1", 8));
  expect((await till.push(2, 3, other.chains[0])).waiting).toHaveLength(2);
  expect(await till.begin()).toMatchObject({ incident: "conflict" });
  expect((await till.send(sale("R1", 16))).waiting).toHaveLength(1);
  expect(await incidents(centre)).toHaveLength(1);
  expect(await turnover(centre)).toBe(3);

  await decide(office, "accept");
  expect(await turnover(centre)).toBe(31);
  const pulled = await till.pull({ R1: 2, HQ: 3 });
  expect(
    pulled.facts.map(({ bytes }) => JSON.parse(atob(bytes)).entry.lines[0][2] as number),
  ).toEqual([4, 8, 16]);
});

test("a parent that is not what the centre has is another live copy", async () => {
  const { till } = await shop();
  await till.send(sale("R1"));
  const strange = copied(till.epoch);
  strange.chains[0] = Buffer.alloc(32, 1);
  expect(await till.begin(strange)).toMatchObject({ incident: "fork" });
});

test("an epoch belongs to the device that opened it", async () => {
  const { centre, office, till } = await shop();
  await till.send(sale("R1"));
  office.epoch = { ...till.epoch, facts: [], chains: [] };
  await expect(office.open()).rejects.toThrow(/another device/);
  expect(await office.send(sale("HQ"))).toEqual({ outcome: "unknown_epoch" });
  expect(
    await centre.one("SELECT count(*)::int FROM sync.epoch WHERE id = $1", [randomUUID()]),
  ).toBe(0);
});

test("a restored centre is filled from the newest start on, and nobody comes under suspicion", async () => {
  const { centre, till } = await shop();
  // As after a restore: of this till the centre has an earlier start only.
  const root = { ...till.epoch, id: randomUUID() };
  const other = await centre.device("R2", "till", ["RETAIL"]);
  other.epoch = root;
  other.add(sale("R2", 1));
  const first = other.epoch;
  const second = { ...first, id: randomUUID(), facts: [], chains: [] };
  const parent = { id: first.id, position: 1, chain: first.chains[0] as Buffer };
  expect(await other.open({ ...second, parent })).toMatchObject({ incident: null });
  expect(await other.open({ ...first, parent: null })).toMatchObject({ incident: null });
  expect(await incidents(centre)).toEqual([]);
});

test("two starts from one place are two copies, also where the centre has lost that place", async () => {
  const { centre, till } = await shop();
  await till.send(sale("R1", 1));
  const lost = { ...till.epoch, id: randomUUID(), parent: null };
  const parent = { id: lost.id, position: 1, chain: till.epoch.chains[0] as Buffer };
  const start = () => ({ id: randomUUID(), parent, facts: [], chains: [] });
  expect(await till.open(start())).toMatchObject({ incident: null });
  expect(await till.open(start())).toMatchObject({ incident: "fork" });
  expect(await incidents(centre)).toHaveLength(1);
});
