import type { Wrong } from "#main/simulation/oracles.ts";
import { UsageError, wholeOf, type Command, type Io, type Values } from "./command-line.ts";

const LAST_SEED = 4_294_967_295;

export const simulateCommand: Command = {
  name: "simulate",
  summary:
    "Let tills, an office and a centre live through what can go wrong, and judge what is left",
  words: {
    name: "mutations",
    summary: "Take each guard away in turn: some seed must fail",
    most: 1,
  },
  options: {
    seeds: { type: "string", value: "N", summary: "How many seeds", default: "1000" },
    from: { type: "string", value: "S", summary: "The first of them", default: "1" },
    seed: { type: "string", value: "S", summary: "This seed alone" },
    postgres: { type: "boolean", summary: "The same histories through a real Postgres centre too" },
    threads: { type: "string", value: "N", summary: "Cores to use", default: "all" },
    trace: { type: "boolean", summary: "With --seed: tell what happens, in words" },
  },
  async run(values, io, [what]) {
    if (what === "mutations") return mutations(values, io);
    if (what !== undefined) throw new UsageError(`'${what}' is not expected.`);
    if (values["postgres"] === true) return throughPostgres(values, io);
    return values["seed"] === undefined ? many(values, io) : one(values, io);
  },
};

async function one(values: Values, io: Io): Promise<number> {
  const { begin, newFolder, runSeed } = await import("#main/simulation/run.ts");
  const { removeFiles } = await import("#main/simulation/disk.ts");
  const seed = wholeOf(values, "seed", 0, LAST_SEED);
  const folder = newFolder();
  try {
    const tell = values["trace"] === true ? { tell: (line: string) => io.out(line) } : {};
    const { wrong, facts, faults } = await runSeed(seed, await begin(folder), tell);
    if (io.json) io.out(JSON.stringify({ seed, facts, faults, wrong }, null, 2));
    else {
      io.out(`Seed ${seed}: ${facts} facts; ${faults.join(", ")}.`);
      for (const each of wrong) io.out(`WRONG ${each.oracle}: ${each.what}`);
      if (wrong.length === 0) io.out("Nothing is missing, nothing is doubled, all books agree.");
    }
    return wrong.length === 0 ? 0 : 1;
  } finally {
    removeFiles(folder);
  }
}

/** Seeds between two words about how far it has come. */
const OFTEN = 500;

async function many(values: Values, io: Io): Promise<number> {
  const { runSeeds } = await import("#main/simulation/seeds.ts");
  const count = wholeOf(values, "seeds", 1, 10_000_000);
  const from = wholeOf(values, "from", 0, LAST_SEED);
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  const ahead = new Set<number>();
  let next = from;
  let done = 0;
  let facts = 0;
  let wrong = 0;
  const failed = await runSeeds({
    from,
    count,
    ...threadsOf(values),
    each(outcome) {
      done += 1;
      facts += outcome.facts;
      // Threads do not keep step: all seeds before `next` are done.
      for (ahead.add(outcome.seed); ahead.delete(next);) next += 1;
      const [first] = outcome.wrong;
      if (first !== undefined) {
        wrong += 1;
        if (!io.json) tellWrong(io, outcome.seed, first);
      }
      if (done % OFTEN !== 0) return;
      const left = from + count - next;
      io.progress(
        `${done} of ${count} seeds, ${wrong} failed, ${seconds()} s; --from ${next} --seeds ${left} goes on from here`,
      );
    },
  });
  if (io.json) {
    io.out(JSON.stringify({ from, count, facts, seconds: seconds(), failed }, null, 2));
  } else {
    io.out(
      `Seeds ${from} to ${from + count - 1}: ${facts} facts, ${failed.length} failed, in ${seconds()} s.`,
    );
  }
  return failed.length === 0 ? 0 : 1;
}

function tellWrong(io: Io, seed: number, { oracle, what }: Wrong): void {
  io.out(`WRONG seed ${seed}: ${oracle}: ${what}`);
  io.out(`      npm run tomtin -- simulate --seed ${seed} --trace`);
}

function threadsOf(values: Values): { readonly threads?: number } {
  return values["threads"] === "all" ? {} : { threads: wholeOf(values, "threads", 1, 256) };
}

/** One seed after the other: the model's answers and books against the real centre's. */
async function throughPostgres(values: Values, io: Io): Promise<number> {
  const { begin, newFolder } = await import("#main/simulation/run.ts");
  const { removeFiles } = await import("#main/simulation/disk.ts");
  const { PostgresReplay } = await import("#main/simulation/replay.ts");
  const { startTrialServer } = await import("#main/central/trial-server.ts");
  const from = wholeOf(values, values["seed"] === undefined ? "from" : "seed", 0, LAST_SEED);
  const count = values["seed"] === undefined ? wholeOf(values, "seeds", 1, 10_000_000) : 1;
  const folder = newFolder();
  const server = await startTrialServer({ settings: ["fsync = off"] });
  const sum = { replayed: 0, restored: 0, calls: 0, differ: 0 };
  try {
    const replay = await PostgresReplay.open(server, await begin(folder));
    for (let seed = from; seed < from + count; seed += 1) {
      const { restored, calls, differences } = await replay.replay(seed);
      if (restored > 0) sum.restored += 1;
      sum.replayed += 1;
      sum.calls += calls;
      if (differences.length > 0) sum.differ += 1;
      for (const each of differences) io.out(`DIFFERS seed ${seed}: ${each}`);
      if (sum.replayed % 50 === 0) io.progress(`${sum.replayed} replayed, --from ${seed + 1} next`);
    }
  } finally {
    await server.stop();
    removeFiles(folder);
  }
  if (io.json) io.out(JSON.stringify({ from, count, ...sum }, null, 2));
  else {
    io.out(
      `${sum.replayed} histories of ${sum.calls} calls through Postgres, ${sum.differ} differ; in ${sum.restored} a backup took the centre's place.`,
    );
  }
  return sum.differ === 0 ? 0 : 1;
}

/** Exit code 1 where a guard could be taken away and nobody noticed. */
async function mutations(values: Values, io: Io): Promise<number> {
  const { CAUGHT_ELSEWHERE, GUARDS, runWithout } = await import("#main/simulation/mutations.ts");
  const seeds = wholeOf(values, "seeds", 1, 1_000_000);
  let unnoticed = 0;
  const all = [];
  for (const guard of GUARDS) {
    const elsewhere = CAUGHT_ELSEWHERE[guard];
    if (elsewhere !== undefined) {
      if (!io.json) io.out(`--     without '${guard}' no seed is known to fail: ${elsewhere}`);
      continue;
    }
    const mutated = await runWithout(guard, seeds);
    all.push(mutated);
    const { noticed } = mutated;
    if (noticed === null) unnoticed += 1;
    if (io.json) continue;
    io.out(
      noticed === null
        ? `MISSED without '${guard}' all of ${mutated.seeds} seeds passed`
        : `ok     without '${guard}' seed ${noticed.seed} fails: ${noticed.oracle}: ${noticed.what}`,
    );
  }
  if (io.json) io.out(JSON.stringify(all, null, 2));
  else io.out(`${all.length} guards, ${unnoticed} of them missed by nobody.`);
  return unnoticed === 0 ? 0 : 1;
}
