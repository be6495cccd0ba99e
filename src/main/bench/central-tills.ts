import { FIRST_FACTS, nextFacts } from "#main/replication/batch-size.ts";
import { median, percentile, type Figure } from "./figures.ts";

export interface BusyTill {
  push(facts: readonly Buffer[]): Promise<void>;
}

/** What each till has to send, and how many of its sales go in one push. */
interface Work {
  readonly name: string;
  readonly sales: number;
  /** By what the last push held and how long it took. */
  readonly next: (sales: number, tookMs: number) => number;
  readonly first: number;
  readonly target: Figure["target"];
}

const same = (sales: number): number => sales;

const WORK: readonly Work[] = [
  // Online: each sale is sent as it is made.
  { name: "a push of one sale", sales: 40, first: 1, next: same, target: { most: 2000 } },
  // After an outage: as many as a device sends at a time.
  {
    name: "600 sales each, as devices send them",
    sales: 600,
    first: FIRST_FACTS,
    next: nextFacts,
    target: { most: 2000 },
  },
  // What devices sent before they took the centre's time into account.
  { name: "a push of 200 sales", sales: 600, first: 200, next: same, target: null },
];

/**
 * All tills at once, each sending its next push as soon as the last one is answered: more than any
 * shop does, and therefore where they would wait for one another.
 */
export async function busyTills(
  tills: readonly BusyTill[],
  batch: (till: number, sales: number) => readonly Buffer[],
  progress: (line: string) => void,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, sales, first, next, target } of WORK) {
    progress(`${tills.length} tills at once, ${name} …`);
    const took: number[] = [];
    const ends = await Promise.all(
      tills.map(async (till, index) => {
        const facts = batch(index, sales);
        const began = performance.now();
        for (let at = 0, many = first; at < facts.length;) {
          const start = performance.now();
          await till.push(facts.slice(at, at + many));
          const ms = performance.now() - start;
          took.push(ms);
          at += many;
          many = next(many, ms);
        }
        return performance.now() - began;
      }),
    );
    const who = `${tills.length} tills, ${name}`;
    figures.push(
      { name: `${who}: half`, value: median(took), unit: "ms", target: null },
      { name: `${who}: 99 of 100`, value: percentile(took, 99), unit: "ms", target },
      {
        // All had the same to send: one that starves ends long after the others.
        name: `${who}: the last till beside the middle one`,
        value: Math.max(...ends) / median(ends),
        unit: "×",
        target: { most: 1.5 },
      },
    );
  }
  return figures;
}
