import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { saveAll } from "../rpc/unsaved.ts";
import { abandonDrafts } from "./counter/use-draft.ts";

/** Whether this window is the counter: not known yet, it is, or another window is. */
export type CounterPlace = "asking" | "here" | "elsewhere";

/** Before anybody is told that the counter is elsewhere: a page that is reloaded lets go of it late. */
const PATIENCE_MS = 400;
/** A window that does not answer has hung, and is not waited for. */
const HUNG_MS = 2000;

/**
 * Of all windows of this program in one browser, one at a time is the counter: two would keep two
 * carts in one place, and each would undo what the other did. The browser's own lock decides; it
 * comes to the next window by itself where one closes. Who takes it over asks first, so that what
 * was done to the last moment is kept before it is read again.
 *
 * @param training practice has a counter of its own
 */
export function useOneCounter(training: boolean): {
  readonly place: CounterPlace;
  readonly takeOver: () => void;
} {
  const [place, setPlace] = useState<CounterPlace>("asking");
  const ask = useRef(() => {});
  useLayoutEffect(() => {
    const name = training ? "tomtin-counter-practice" : "tomtin-counter";
    const { locks } = navigator;
    /** The one request that counts: queued, or holding the lock. */
    let turn: AbortController | undefined;
    let letGo: (() => void) | undefined;
    const channel = new BroadcastChannel(name);
    const patience = setTimeout(() => setPlace("elsewhere"), PATIENCE_MS);
    let hung: ReturnType<typeof setTimeout> | undefined;

    /** In the queue until it is this window's turn, and again when another one took it. */
    const stand = async (steal: boolean): Promise<void> => {
      turn?.abort();
      const mine = new AbortController();
      turn = mine;
      const hold = async (): Promise<void> => {
        if (turn !== mine) return;
        clearTimeout(patience);
        clearTimeout(hung);
        setPlace("here");
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
      };
      const options: LockOptions = steal ? { steal } : { signal: mine.signal };
      await locks.request(name, options, hold).catch(() => undefined);
      if (turn !== mine) return;
      letGo = undefined;
      abandonDrafts();
      setPlace("elsewhere");
      void stand(false);
    };
    const handOver = async (): Promise<void> => {
      await saveAll();
      letGo?.();
    };
    channel.addEventListener("message", () => {
      if (letGo !== undefined) void handOver();
    });
    ask.current = () => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this origin alone
      channel.postMessage("take-over");
      clearTimeout(hung);
      hung = setTimeout(() => void stand(true), HUNG_MS);
    };
    void stand(false);
    return () => {
      turn?.abort();
      turn = undefined;
      letGo?.();
      clearTimeout(patience);
      clearTimeout(hung);
      channel.close();
    };
  }, [training]);
  return { place, takeOver: useCallback(() => ask.current(), []) };
}
