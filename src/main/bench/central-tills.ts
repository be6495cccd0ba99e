import { median, percentile, type Figure } from "./figures.ts";

export interface BusyTill {
  push(facts: readonly Buffer[]): Promise<void>;
}

/** Pushes of each till in a row, of so many sales. */
interface Work {
  readonly name: string;
  readonly pushes: number;
  readonly sales: number;
  readonly target: Figure["target"];
}

const WORK: readonly Work[] = [
  // Online: each sale is sent as it is made. After an outage: as many as a device sends at a time.
  { name: "of one sale", pushes: 40, sales: 1, target: { most: 2000 } },
  { name: "of 200 sales", pushes: 3, sales: 200, target: null },
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
  for (const { name, pushes, sales, target } of WORK) {
    progress(`${tills.length} tills at once, pushes ${name} …`);
    const took: number[] = [];
    const ends = await Promise.all(
      tills.map(async (till, index) => {
        const batches = Array.from({ length: pushes }, () => batch(index, sales));
        const began = performance.now();
        for (const facts of batches) {
          const start = performance.now();
          await till.push(facts);
          took.push(performance.now() - start);
        }
        return performance.now() - began;
      }),
    );
    const who = `${tills.length} tills, a push ${name}`;
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
