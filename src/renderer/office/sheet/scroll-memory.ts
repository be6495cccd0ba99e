import { type RefObject, useLayoutEffect } from "react";

/** How far each list was scrolled, by address: what Back comes back to. */
const remembered = new Map<string, number>();
const PLACES_MAX = 200;

export function useScrollMemory(
  frame: RefObject<HTMLElement | null>,
  name: string,
  filled: boolean,
): void {
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null || !filled) return undefined;
    const key = `${window.location.hash} ${name}`;
    element.scrollTo({ top: remembered.get(key) ?? 0 });
    const note = () => {
      if (remembered.size >= PLACES_MAX) remembered.clear();
      remembered.set(key, element.scrollTop);
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [frame, name, filled]);
}
