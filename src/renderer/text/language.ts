import { useSyncExternalStore } from "react";
import type { Language } from "#shared/kernel/text.ts";

export type { Language } from "#shared/kernel/text.ts";

/** Each language as those who speak it call it. */
export const LANGUAGES = [
  { code: "en", name: "English", change: "Change the language of the screen" },
  { code: "sw", name: "Kiswahili", change: "Badilisha lugha ya skrini" },
] as const satisfies readonly { code: Language; name: string; change: string }[];

/** What someone chose here, and what the books said of them then. */
interface Choice {
  readonly chosen: Language;
  readonly books: Language;
}

interface Kept {
  /** As this computer was left. */
  readonly window: Language;
  /** By the person's id: each chose for herself, at this computer. */
  readonly people: Readonly<Record<string, Choice>>;
}

interface Person {
  readonly user: string;
  /** As the office has written it down. */
  readonly language: Language;
}

const KEY = "tomtin-language";
const NOTHING: Kept = { window: "en", people: {} };

let kept: Kept | undefined;
/** Chosen at the lock, for whoever signs in there next. */
let chosenAtLock: Language | undefined;
const listeners = new Set<() => void>();

function now(): Kept {
  kept ??= stored();
  return kept;
}

function stored(): Kept {
  if (typeof window === "undefined") return NOTHING;
  try {
    const found = JSON.parse(window.localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    return { ...NOTHING, ...found, window: found.window === "sw" ? "sw" : "en" };
  } catch {
    return NOTHING;
  }
}

function keep(change: Partial<Kept>): void {
  kept = { ...now(), ...change };
  if (typeof window !== "undefined") {
    window.localStorage.setItem(KEY, JSON.stringify(kept));
    document.documentElement.lang = kept.window;
  }
  for (const listener of listeners) listener();
}

/** The language of this window at this moment. */
export function language(): Language {
  return now().window;
}

/** The person's own language from now on, at this computer; at the lock, the next person's. */
export function chooseLanguage(chosen: Language, person: Person | null): void {
  if (person === null) chosenAtLock = chosen;
  keep({ window: chosen, ...(person === null ? {} : { people: with_(person, chosen) }) });
}

function with_({ user, language }: Person, chosen: Language): Kept["people"] {
  return { ...now().people, [user]: { chosen, books: language } };
}

/**
 * Someone has signed in. What was chosen at the lock holds; then what this person chose here
 * before, unless the office has written down another language since; then the office's word.
 */
export function greet(person: Person): void {
  if (chosenAtLock !== undefined) {
    const chosen = chosenAtLock;
    chosenAtLock = undefined;
    return chooseLanguage(chosen, person);
  }
  const before = now().people[person.user];
  const own = before?.books === person.language ? before.chosen : person.language;
  if (own !== language()) keep({ window: own });
  return undefined;
}

/**
 * This window speaks as the others of this computer do, from the moment one of them is changed:
 * the customer's screen as the counter, and a second window of the person who has signed in.
 */
export function follow(): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    kept = undefined;
    document.documentElement.lang = language();
    for (const listener of listeners) listener();
  };
  window.addEventListener("storage", onStorage);
  return () => window.removeEventListener("storage", onStorage);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Draws anew in the new language. The root of a window uses it, and all below it is drawn with
 * it; only what is memoised has to ask for itself.
 */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}
