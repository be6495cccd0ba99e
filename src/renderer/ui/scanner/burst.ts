/**
 * Tells a keyboard-wedge scanner from a person by rhythm alone: characters at most 50 ms apart,
 * four or more, ended by Enter, Tab or the scanner's suffix just as fast. Pure: the caller brings the clock.
 */
export interface Burst {
  readonly text: string;
  /** When the latest character came; while `text` is empty, when a suffix ended the last code. */
  readonly last: number;
}

export interface ScannerSettings {
  readonly gapMs: number;
  readonly shortest: number;
  /** Sent by the scanner before each code, and not part of it; "" where there is none. */
  readonly prefix: string;
  /** Sent after each code, before or instead of Enter or Tab; "" where there is none. */
  readonly suffix: string;
}

export const USUAL: ScannerSettings = { gapMs: 50, shortest: 4, prefix: "", suffix: "" };

export const QUIET: Burst = { text: "", last: 0 };

export type Heard =
  /** The first character of what may become a burst: remember what the input held before it. */
  | { readonly kind: "start"; readonly burst: Burst }
  | { readonly kind: "more"; readonly burst: Burst }
  | { readonly kind: "scan"; readonly code: string; readonly burst: Burst }
  /** The Enter or Tab after a suffix: the code was heard already, and it must press nothing. */
  | { readonly kind: "tail"; readonly burst: Burst }
  /** A key that is no part of a burst. */
  | { readonly kind: "other"; readonly burst: Burst };

export interface KeyPress {
  readonly key: string;
  readonly at: number;
  /** Ctrl, Alt or Meta is held: a shortcut, never a scanner. */
  readonly shortcut: boolean;
}

export function hear(burst: Burst, press: KeyPress, settings = USUAL): Heard {
  if (press.key === "Shift") return { kind: "other", burst }; // scanners press it for capitals
  if (press.shortcut) return { kind: "other", burst: QUIET };
  const soon = press.at - burst.last <= settings.gapMs;
  const fast = burst.text !== "" && soon;
  if (press.key === "Enter" || press.key === "Tab") {
    if (burst !== QUIET && burst.text === "" && soon) return { kind: "tail", burst: QUIET };
    const code = fast ? codeOf(burst.text, settings) : undefined;
    return code === undefined
      ? { kind: "other", burst: QUIET }
      : { kind: "scan", code, burst: QUIET };
  }
  if ([...press.key].length !== 1) return { kind: "other", burst: QUIET };
  const next = { text: fast ? burst.text + press.key : press.key, last: press.at };
  if (settings.suffix !== "" && fast && next.text.endsWith(settings.suffix)) {
    const code = codeOf(next.text, settings);
    if (code !== undefined) return { kind: "scan", code, burst: { text: "", last: press.at } };
  }
  return { kind: fast ? "more" : "start", burst: next };
}

function codeOf(text: string, settings: ScannerSettings): string | undefined {
  if (!text.startsWith(settings.prefix)) return undefined;
  const { suffix } = settings;
  const end = suffix !== "" && text.endsWith(suffix) ? -suffix.length : undefined;
  const code = text.slice(settings.prefix.length, end);
  return code.length >= settings.shortest ? code : undefined;
}
