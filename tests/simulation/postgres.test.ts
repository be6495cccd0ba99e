import { afterAll, beforeAll, expect, test } from "vitest";
import { startTrialServer, type TrialServer } from "#main/central/trial-server.ts";
import { removeFiles } from "#main/simulation/disk.ts";
import { PostgresReplay } from "#main/simulation/replay.ts";
import { begin, newFolder } from "#main/simulation/run.ts";

const folder = newFolder();
let server: TrialServer;
let replay: PostgresReplay;

beforeAll(async () => {
  server = await startTrialServer({ settings: ["fsync = off"] });
  replay = await PostgresReplay.open(server, await begin(folder));
}, 120_000);
afterAll(async () => {
  await server.stop();
  removeFiles(folder);
});

const SEEDS = 24;

test("the real centre says and keeps what the model does, through the same histories", async () => {
  let calls = 0;
  let replayed = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const one = await replay.replay(seed);
    expect.soft(one.differences, `seed ${seed}`).toEqual([]);
    if (one.skipped !== null) continue;
    replayed += 1;
    calls += one.calls;
  }
  expect(replayed).toBeGreaterThan(SEEDS / 2);
  expect(calls).toBeGreaterThan(replayed * 100);
}, 600_000);
