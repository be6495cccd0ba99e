import { afterAll, beforeAll, expect, test } from "vitest";
import { centralMigrations } from "#main/central/migrate.ts";
import type { TrialServer } from "#main/central/trial-server.ts";
import { removeFiles } from "#main/simulation/disk.ts";
import { PostgresReplay } from "#main/simulation/replay.ts";
import { begin, newFolder, type Beginning } from "#main/simulation/run.ts";
import { startPrepared } from "../central/prepared.ts";

const folder = newFolder();
let server: TrialServer;
let beginning: Beginning;

beforeAll(async () => {
  server = await startPrepared();
  beginning = await begin(folder);
}, 120_000);
afterAll(async () => {
  await server.stop();
  removeFiles(folder);
});

const SEEDS = 24;

test("the real centre says and keeps what the model does, through the same histories", async () => {
  const replay = await PostgresReplay.open(server, beginning);
  let calls = 0;
  let restored = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const one = await replay.replay(seed);
    expect.soft(one.differences, `seed ${seed}`).toEqual([]);
    calls += one.calls;
    restored += one.restored;
  }
  expect(calls).toBeGreaterThan(SEEDS * 100);
  expect(restored).toBeGreaterThan(1);
}, 600_000);

/** What a mutilated centre says, keeps and sums up otherwise than the model; and how that is told. */
const WRONGS: readonly (readonly [find: string, wrong: string, told: RegExp])[] = [
  [
    "FILTER (WHERE f.state = 'waiting'), '[]')",
    "FILTER (WHERE false), '[]')",
    /^call \d+, push of /,
  ],
  [
    "UPDATE sync.incident SET decision = p_decision,",
    "UPDATE sync.incident SET decision = 'dismiss',",
    /^only Postgres has \["incident",.*"dismiss"\]$/,
  ],
  [
    "DO UPDATE SET debit = b.debit + excluded.debit,",
    "DO UPDATE SET debit = b.debit,",
    /^verify: balances: /,
  ],
];
/** Of these, one at least has two copies of a till, one of them accepted. */
const MOST_SEEDS = 12;

test("a centre that says, keeps or sums up something else than the model is found out", async () => {
  const migrations = centralMigrations().map((each) => ({
    ...each,
    sql: WRONGS.reduce((sql, [find, wrong]) => sql.replace(find, wrong), each.sql),
  }));
  const replay = await PostgresReplay.open(server, beginning, migrations);
  const missed = new Set(WRONGS.map(([, , told]) => told));
  for (let seed = 1; seed <= MOST_SEEDS && missed.size > 0; seed += 1) {
    for (const each of (await replay.replay(seed)).differences) {
      for (const told of missed) if (told.test(each)) missed.delete(told);
    }
  }
  expect([...missed]).toEqual([]);
}, 300_000);
