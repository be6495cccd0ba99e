import { useLayoutEffect, useRef } from "react";
import { type KeyAct, keyAct, type Pressed } from "./keys.ts";

interface KeysContext {
  /** A dialog or another screen has the keyboard. */
  readonly off: boolean;
  /** +, − and Del mean the lines: nothing is being typed. */
  readonly lineKeys: () => boolean;
  readonly onAct: (act: KeyAct) => void;
  /** A letter while nothing has the keyboard: somebody begins to search. */
  readonly onText: () => void;
}

/** Keys that the browser would take for itself, and must not even where they do nothing here. */
const OURS = new Set(["F1", "F3", "F6", "F7", "F10"]);

export function useKeys(context: KeysContext): void {
  const latest = useRef(context);
  // Before the next key can come: a layout effect, since a passive one may wait for its turn until
  // after it, and the key of a quick hand would be judged by the dialog that has just gone.
  useLayoutEffect(() => {
    latest.current = context;
  });
  // At once, like the above: a key between a new counter's first sight and a passive effect would
  // be heard by nobody.
  useLayoutEffect(() => {
    // A dialog that closes on this very key must not pass it on to what lies below: whether the
    // keys are off is decided before any dialog has heard it.
    let off = false;
    const before = () => {
      off = latest.current.off;
    };
    const onKey = (event: KeyboardEvent) => {
      const taken = event.defaultPrevented;
      if (OURS.has(event.key)) event.preventDefault();
      const { lineKeys, onAct, onText } = latest.current;
      if (off || taken) return;
      const pressed = {
        key: event.key,
        code: event.code,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
      };
      const act = keyAct(pressed, lineKeys());
      if (act === undefined && isText(pressed) && document.activeElement === document.body)
        onText();
      if (act === undefined || (event.repeat && act.act !== "step" && act.act !== "move")) return;
      event.preventDefault();
      onAct(act);
    };
    window.addEventListener("keydown", before, { capture: true });
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", before, { capture: true });
      window.removeEventListener("keydown", onKey);
    };
  }, []);
}

function isText({ key, ctrl, alt }: Pressed): boolean {
  return !ctrl && !alt && key !== " " && [...key].length === 1;
}

/** Esc on a screen of its own: one step back, unless a dialog on top of it takes the step. */
export function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  useLayoutEffect(() => {
    latest.current = onEscape;
  });
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !somethingLiesOver()) latest.current();
    };
    // First of all, while a dialog that this key closes is still there to be seen.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

function somethingLiesOver(): boolean {
  const list = document.activeElement?.getAttribute("aria-expanded") === "true";
  return list || document.querySelector("[role=dialog], [data-dates-dropdown]") !== null;
}
