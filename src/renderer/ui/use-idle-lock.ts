import { useEffect } from "react";
import { useStable } from "./use-stable.ts";

/** Windows of one till share their time of rest: who works in the office is not away. */
const KEY = "tomtin-last-touch";
const LOOK_MS = 2000;
const TOUCHES = ["keydown", "pointerdown", "pointermove", "click", "wheel"] as const;

/**
 * Calls `lock` when nobody has touched keys, mouse or screen in any window for so many
 * milliseconds. The first touch after a long sleep of the computer locks too, and does nothing
 * else.
 */
export function useIdleLock(afterMs: number, lock: () => Promise<void>): void {
  const latestLock = useStable(lock);
  useEffect(() => {
    let last = Date.now();
    let locked = false;
    const touched = () => {
      last = Date.now();
      window.localStorage.setItem(KEY, String(last));
    };
    const away = () => {
      if (Date.now() - last < afterMs) return false; // asked at each key: nothing slow before it
      const elsewhere = Number(window.localStorage.getItem(KEY) ?? 0);
      return Date.now() - Math.max(last, elsewhere) >= afterMs;
    };
    const look = () => {
      if (locked || !away()) return;
      locked = true;
      // Where it did not work out, the next look or touch tries again.
      void latestLock().finally(() => (locked = false));
    };
    const onTouch = (event: Event) => {
      look();
      if (locked) {
        if (event.cancelable && event.type !== "wheel") event.preventDefault();
        event.stopImmediatePropagation();
        // A mouse tells of each pixel; once a second is enough to know.
      } else if (Date.now() - last >= 1000) touched();
    };
    touched();
    const timer = setInterval(look, LOOK_MS);
    for (const touch of TOUCHES) {
      // A wheel that might be stopped would make every list scroll late.
      const passive = touch === "wheel" || touch === "pointermove";
      window.addEventListener(touch, onTouch, { capture: true, passive });
    }
    return () => {
      clearInterval(timer);
      for (const touch of TOUCHES) window.removeEventListener(touch, onTouch, { capture: true });
    };
  }, [afterMs, latestLock]);
}
