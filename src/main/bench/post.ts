import { closeSync, fsyncSync, openSync } from "node:fs";
import path from "node:path";
import { openBenchCounter, type BenchCounter } from "./counter.ts";
import { median, percentile, type Figure } from "./figures.ts";
import { openYardstick, type Yardstick } from "./yardstick.ts";

export interface PostOptions {
  readonly folder: string;
  /** How long the journal is at the end. */
  readonly sales: number;
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

const SALES_OF_A_ROUND = 200;
const EARLY = 1000;
const FILL = 1000;

/** What one side did in one round: milliseconds of each sale. */
type Round = readonly number[];

/**
 * How fast a counter sells, durable, beside a bare transaction that writes the same rows: the two
 * take turns, so that whatever else the machine does slows both.
 */
export async function benchPost(options: PostOptions): Promise<readonly Figure[]> {
  const counter = openBenchCounter(options.folder);
  const yardstick = openYardstick(path.join(options.folder, "yardstick.db"), counter.journal.book);
  try {
    options.progress(`Warming up with ${EARLY} sales …`);
    await takeTurns(counter, yardstick, EARLY / SALES_OF_A_ROUND);
    options.progress(
      `Measuring at ${EARLY} sales, ${options.rounds} rounds of ${SALES_OF_A_ROUND} …`,
    );
    const early = await takeTurns(counter, yardstick, options.rounds);
    grow(counter, options);
    // What was written in bulk is still on its way to the disk: it would be measured too.
    counter.journal.checkpoint();
    flush(counter.journal.file);
    flush(`${counter.journal.file}-wal`);
    await takeTurns(counter, yardstick, EARLY / SALES_OF_A_ROUND);
    options.progress(`Measuring at ${options.sales} sales …`);
    const late = await takeTurns(counter, yardstick, options.rounds);
    return figures(options, early, late);
  } finally {
    yardstick.close();
    counter.journal.close();
  }
}

interface Turns {
  readonly ours: Round[];
  readonly bare: Round[];
}

async function takeTurns(
  counter: BenchCounter,
  yardstick: Yardstick,
  rounds: number,
): Promise<Turns> {
  const turns: Turns = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    const requests = counter.requests(SALES_OF_A_ROUND);
    const first = lastSeq(counter) + 1;
    const ours: number[] = [];
    for (const request of requests) {
      const start = performance.now();
      await counter.post(request);
      ours.push(performance.now() - start);
    }
    const copies = yardstick.copy(first, lastSeq(counter));
    const bare: number[] = [];
    for (const rows of copies) {
      const start = performance.now();
      yardstick.write(rows);
      bare.push(performance.now() - start);
    }
    turns.ours.push(ours);
    turns.bare.push(bare);
    // As the till in its pauses (`journal/checkpoints.ts`): both files, and none of it measured.
    counter.journal.checkpoint();
    yardstick.checkpoint();
  }
  return turns;
}

function lastSeq(counter: BenchCounter): number {
  return counter.journal.book.get<{ seq: number }>("SELECT max(seq) AS seq FROM fact")?.seq ?? 0;
}

/** The journal grows under large commits: the way there is not what is measured. */
function grow(counter: BenchCounter, { sales, rounds, progress }: PostOptions): void {
  const have = counter.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM sale")?.n ?? 0;
  const wanted = sales - rounds * SALES_OF_A_ROUND;
  let said = 0;
  for (let n = have; n < wanted; n += FILL) {
    counter.fill(counter.requests(Math.min(FILL, wanted - n)));
    const percent = Math.floor((n * 100) / wanted);
    if (percent >= said + 5) progress(`Growing to ${sales} sales: ${(said = percent)} %`);
  }
}

function flush(file: string): void {
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}

function rate(round: Round): number {
  return (round.length * 1000) / round.reduce((total, ms) => total + ms, 0);
}

function ratios({ ours, bare }: Turns): number[] {
  return ours.map((round, at) => rate(round) / rate(bare[at] ?? []));
}

function figures(options: PostOptions, early: Turns, late: Turns): Figure[] {
  const told = (name: string, value: number, unit: string): Figure => ({
    name,
    value,
    unit,
    target: null,
  });
  const ours = median(early.ours.map(rate));
  const all = early.ours.flat();
  return [
    told("counter sales", ours, "a second"),
    told("bare transactions of the same rows", median(early.bare.map(rate)), "a second"),
    {
      name: "sales beside bare transactions",
      value: median(ratios(early)),
      unit: "×",
      target: { least: 0.55 },
    },
    told("half of all sales within", percentile(all, 50), "ms"),
    { name: "99 of 100 sales within", value: percentile(all, 99), unit: "ms", target: { most: 3 } },
    told("99 of 100 bare transactions within", percentile(early.bare.flat(), 99), "ms"),
    told(`counter sales at ${options.sales}`, median(late.ours.map(rate)), "a second"),
    told(`sales beside bare transactions at ${options.sales}`, median(ratios(late)), "×"),
    told(
      "bare transactions then beside before: the machine itself",
      median(late.bare.map(rate)) / median(early.bare.map(rate)),
      "×",
    ),
    {
      name: `rate at ${options.sales} sales beside the rate at ${EARLY}`,
      value: median(late.ours.map(rate)) / ours,
      unit: "×",
      target: { least: 0.8 },
    },
  ];
}
