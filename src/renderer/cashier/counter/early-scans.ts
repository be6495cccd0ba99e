import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStable } from "../../ui/use-stable.ts";

/**
 * Scans that came while the till could not take them: a sale is being written down, the counter
 * has just come up and what there is to sell is still being read, or the program is asked what the
 * scan before was. They are kept in their order until the answer is there. A quick cashier scans
 * the next customer's goods before the till has answered; none of them may be lost, or be added to
 * what is already paid.
 */
export interface EarlyScans {
  /** It is taken later; always true: nobody else need hear it. */
  readonly keep: (scanned: string) => true;
  /** What is scanned until this is answered, and its answer told to the counter, is kept. */
  readonly until: <Value>(answer: Promise<Value>) => Promise<Value>;
  /** Whether such an answer is awaited. */
  readonly waits: () => boolean;
  /** The first of those that are kept, unless an answer is awaited. */
  readonly next: () => string | undefined;
  /** Another one each time that there may be a next one. */
  readonly turn: number;
  readonly turnOn: () => void;
}

export function useEarlyScans(): EarlyScans {
  const [turn, setTurn] = useState(0);
  const kept = useRef<string[]>([]);
  const awaited = useRef(0);
  return useMemo(() => {
    const turnOn = () => setTurn((before) => before + 1);
    const waits = () => awaited.current > 0;
    return {
      keep(scanned) {
        kept.current.push(scanned);
        return true;
      },
      async until(answer) {
        awaited.current += 1;
        try {
          return await answer;
        } finally {
          awaited.current -= 1;
          turnOn();
        }
      },
      waits,
      next: () => (waits() ? undefined : kept.current.shift()),
      turn,
      turnOn,
    };
  }, [turn]);
}

/**
 * Takes each of them, in the order they came, while nothing lies over the sale and all there is to
 * sell is known; and each next one once the counter shows what became of the one before, which may
 * have opened a dialog.
 */
export function useKeptScans(
  early: EarlyScans,
  free: boolean,
  take: (scanned: string) => void,
): void {
  const latest = useStable(take);
  useLayoutEffect(() => {
    const scanned = free ? early.next() : undefined;
    if (scanned === undefined) return;
    latest(scanned);
    early.turnOn();
  }, [early, free, latest]);
}

/** Whether these screens are still the ones that are shown: false once another business is. */
export function useHere(): RefObject<boolean> {
  const here = useRef(true);
  useLayoutEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return here;
}
