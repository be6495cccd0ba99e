/** What the cashier's keys mean. Pure, so that the list in the design is a test. */
export type KeyAct =
  | { readonly act: "help" }
  | { readonly act: "search" }
  | { readonly act: "customer" }
  | { readonly act: "park" }
  | { readonly act: "recall" }
  | { readonly act: "drawer" }
  | { readonly act: "discount" }
  | { readonly act: "pay" }
  | { readonly act: "menu" }
  /** Another cashier: with a digit for the name and four for the PIN, six keys. */
  | { readonly act: "switch" }
  | { readonly act: "intake" }
  | { readonly act: "jobs" }
  | { readonly act: "undo" }
  | { readonly act: "back" }
  | { readonly act: "business"; readonly at: number }
  | { readonly act: "method"; readonly at: number }
  | { readonly act: "move"; readonly by: 1 | -1 }
  | { readonly act: "step"; readonly by: 1 | -1 }
  | { readonly act: "remove" };

export interface Pressed {
  readonly key: string;
  /** The physical key: Alt+2 types another sign on some keyboards. */
  readonly code: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

const FUNCTION_KEYS: Readonly<Record<string, KeyAct>> = {
  F1: { act: "help" },
  F2: { act: "search" },
  F3: { act: "customer" },
  F4: { act: "park" },
  F6: { act: "recall" },
  F7: { act: "drawer" },
  F8: { act: "discount" },
  F9: { act: "pay" },
  F10: { act: "menu" },
  Escape: { act: "back" },
};

/** Keys of the lines: only while the search is empty, for there they are text. */
const LINE_KEYS: Readonly<Record<string, KeyAct>> = {
  ArrowUp: { act: "move", by: -1 },
  ArrowDown: { act: "move", by: 1 },
  "+": { act: "step", by: 1 },
  "-": { act: "step", by: -1 },
  Delete: { act: "remove" },
};

export function keyAct(pressed: Pressed, lineKeys: boolean): KeyAct | undefined {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(pressed.code)?.[1];
  if (pressed.ctrl && !pressed.alt) {
    if (digit !== undefined && Number(digit) <= 4)
      return { act: "business", at: Number(digit) - 1 };
    return pressed.key.toLowerCase() === "z" ? { act: "undo" } : undefined;
  }
  if (pressed.alt && !pressed.ctrl) {
    if (pressed.code === "KeyN") return { act: "intake" };
    if (pressed.code === "KeyJ") return { act: "jobs" };
    if (pressed.code === "KeyS") return { act: "switch" };
    return digit !== undefined && Number(digit) <= 5
      ? { act: "method", at: Number(digit) - 1 }
      : undefined;
  }
  if (pressed.ctrl || pressed.alt) return undefined;
  if (Object.hasOwn(FUNCTION_KEYS, pressed.key)) return FUNCTION_KEYS[pressed.key];
  return lineKeys && Object.hasOwn(LINE_KEYS, pressed.key) ? LINE_KEYS[pressed.key] : undefined;
}
