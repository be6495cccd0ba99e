import { useSyncExternalStore } from "react";

/** What belongs to this desk: how loud it is, what its scanner sends, how soon it locks. */
export interface WindowSettings {
  readonly volume: "off" | "quiet" | "usual" | "loud";
  /** Sent by the scanner before each code, and not part of it; "" where there is nothing. */
  readonly prefix: string;
  /** Sent after each code, before or instead of Enter; "" where there is nothing. */
  readonly suffix: string;
  /** At most between two keys of the scanner, in milliseconds: over Bluetooth they come slowly. */
  readonly gapMs: 50 | 150;
  /** Minutes without a touch after which the counter locks. */
  readonly lockAfter: 2 | 5 | 10 | 30;
}

const USUAL: WindowSettings = {
  volume: "usual",
  prefix: "",
  suffix: "",
  gapMs: 50,
  lockAfter: 10,
};
const KEY = "tomtin-window";

let known: WindowSettings | undefined;
const listeners = new Set<() => void>();

/** As saved on this computer; the usual ones where nothing, or nonsense, is stored. */
export function windowSettings(): WindowSettings {
  known ??= stored();
  return known;
}

function stored(): WindowSettings {
  try {
    const found = JSON.parse(window.localStorage.getItem(KEY) ?? "{}") as Partial<WindowSettings>;
    return { ...USUAL, ...found };
  } catch {
    return USUAL;
  }
}

export function saveWindowSettings(change: Partial<WindowSettings>): void {
  known = { ...windowSettings(), ...change };
  window.localStorage.setItem(KEY, JSON.stringify(known));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useWindowSettings(): WindowSettings {
  return useSyncExternalStore(subscribe, windowSettings);
}
