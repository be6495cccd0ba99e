import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStable } from "../../ui/use-stable.ts";

/**
 * Scans that came while the till could not take them: a sale is being written down, or the counter
 * has just come up and what there is to sell is still being read. They are kept in their order
 * until the answer is there. A quick cashier scans the next customer's goods before the till has
 * answered; none of them may be lost, or be added to what is already paid.
 */
export interface EarlyScans {
  /** True: it is kept, and taken later. */
  readonly keep: (scanned: string) => boolean;
  /** The answer has been told to the counter: they are taken when it is drawn. */
  readonly open: () => void;
  readonly kept: RefObject<string[]>;
  readonly opened: number;
}

export function useEarlyScans(): EarlyScans {
  const kept = useRef<string[]>([]);
  const [opened, setOpened] = useState(0);
  const keep = useCallback((scanned: string) => kept.current.push(scanned) > 0, []);
  const open = useCallback(() => setOpened((before) => before + 1), []);
  return useMemo(() => ({ keep, open, kept, opened }), [keep, open, opened]);
}

/**
 * Takes each of them, in the order they came, once the counter shows what the answer said; and
 * each next one once it shows what became of the one before, which may have opened a dialog.
 */
export function useKeptScans(early: EarlyScans, take: (scanned: string) => void): void {
  const latest = useStable(take);
  const { kept, open, opened } = early;
  useLayoutEffect(() => {
    if (opened === 0) return;
    const scanned = kept.current.shift();
    if (scanned === undefined) return;
    latest(scanned);
    if (kept.current.length > 0) open();
  }, [kept, latest, open, opened]);
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
