import { isUndecided } from "#shared/contract/centre.ts";
import type { Reply } from "#shared/contract/index.ts";
import { msOf, type Instant } from "#shared/kernel/date.ts";
import { t } from "../../text/text.ts";

export type Till = Reply<"centre.tills">["tills"][number];
export type Incident = Till["incidents"][number];
export type Held = Till["held"][number];
export type Parked = Reply<"centre.tills">["parked"][number];

export type Tone = "good" | "low" | "alarm";

/** A clock that is off by more than this is worth a look; sales are right all the same. */
const CLOCK_OFF_MS = 2 * 60_000;
/** An online till is heard of every few seconds. */
const QUIET_MS = 10 * 60_000;

export interface State {
  readonly tone: Tone;
  readonly text: string;
  /** What to do about it; null where nothing is to be done. */
  readonly todo: string | null;
}

/** The one thing to know of a till, with what ends it: the worst that is true of it. */
export function stateOf(till: Till, now: Instant): State {
  if (!till.active) return { tone: "alarm", text: t("Shut out"), todo: todo().revoked };
  if (till.incidents.some((each) => each.decision === null && each.kind !== "rollback")) {
    return { tone: "alarm", text: t("Needs your decision"), todo: todo().above };
  }
  if (till.chainEqual === false) {
    return { tone: "alarm", text: t("Its books differ"), todo: todo().differs };
  }
  const held = till.held.filter(isUndecided).length;
  if (held > 0) return { tone: "alarm", text: t("{held} held back", { held }), todo: todo().above };
  if (till.lastContact === null)
    return { tone: "low", text: t("Never connected"), todo: todo().never };
  if (msOf(now) - msOf(till.lastContact as Instant) > QUIET_MS) {
    return { tone: "low", text: t("Not heard of"), todo: todo().quiet };
  }
  if ((till.outbox ?? 0) > 0) return { tone: "low", text: t("Sending"), todo: null };
  if (clockWords(till.clockOffsetMs) !== null) {
    return { tone: "low", text: t("Wrong clock"), todo: todo().clock };
  }
  return { tone: "good", text: t("Up to date"), todo: null };
}

/** How many facts it had not sent yet when it was last heard; null where it had sent all. */
export function toSendWords({ outbox }: Till): string | null {
  if (outbox === null || outbox === 0) return null;
  return t("Waiting to be sent: {outbox}", { outbox: outbox.toLocaleString("en-KE") });
}

const todo = () =>
  ({
    revoked: t("What it sells stays on it. To let it in again, make it a new code."),
    above: t("See above."),
    differs: t("Stop selling there: its disk fails, or its file was changed. Have it looked at."),
    never: t("Choose “Connect to a centre” there and paste its code."),
    quiet: t("Is it on, and on the network? What it sells is kept there until then."),
    clock: t("Set its clock: its receipts show the wrong time. The money is right."),
  }) as const;

/** What will never post whatever is put right elsewhere: a word was spoken, or its own bytes are wrong. */
const FINAL =
  /^(?:dismissed|fork|conflict|oversize|unreadable|till\.other|office\.only):|debits and credits differ/;

export function mayHelpToTryAgain(fact: Held): boolean {
  return !FINAL.test(fact.reason);
}

/** "12 s ago", "5 min ago", "3 h ago", "2 days ago". */
export function agoWords(at: Instant, now: Instant): string {
  const seconds = Math.max(0, Math.round((msOf(now) - msOf(at)) / 1000));
  if (seconds < 60) return t("{seconds} s ago", { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t("{minutes} min ago", { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t("{hours} h ago", { hours });
  return t("{hours} days ago", { hours: Math.floor(hours / 24) });
}

/** Null where it is right enough: whole minutes, or what is larger. */
export function clockWords(offsetMs: number | null): string | null {
  if (offsetMs === null || Math.abs(offsetMs) <= CLOCK_OFF_MS) return null;
  const fast = offsetMs > 0;
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  if (minutes < 120) {
    return fast ? t("{minutes} min fast", { minutes }) : t("{minutes} min slow", { minutes });
  }
  const hours = Math.round(minutes / 60);
  if (hours < 72) return fast ? t("{hours} h fast", { hours }) : t("{hours} h slow", { hours });
  const days = Math.round(hours / 24);
  if (days < 730) return fast ? t("{days} days fast", { days }) : t("{days} days slow", { days });
  const years = Math.round(days / 365);
  return fast ? t("{years} years fast", { years }) : t("{years} years slow", { years });
}

export const incidentTitles = (): Readonly<Record<Incident["kind"], string>> => ({
  rollback: t("This till was put back to an earlier state"),
  fork: t("Two copies of this till went on"),
  conflict: t("One number stands for two different acts"),
});

/** What it means and what to do, before any button is pressed. */
export const incidentWords = (): Readonly<Record<Incident["kind"], string>> => ({
  rollback: t(
    "Its disk was restored or lost its last writes. Nothing is missing: what it had sent before is sent back to it, and its new sales count. Ask why the disk went back.",
  ),
  fork: t(
    "Its disk was copied and both copies sold, or it was put back to an earlier day and sold on. What came second is kept and waits. If those sales really happened, count them; if it was a test or a mistake, set them aside. From now on use only one of the two.",
  ),
  conflict: t(
    "The first stands, the other is kept beside it. Somebody tampered with this till's file, or its disk is failing. Have the till looked at before it sells on.",
  ),
});

export const parkedWords = (): Readonly<Record<string, string>> => ({
  unknown: t("Made by a newer Tomtin. Update this one; it is applied then."),
  missing: t("It names something that has not arrived yet. It is tried again by itself."),
  conflict: t("Another act with the same number is here already. Look at that till's incidents."),
  chain: t("It does not follow from what came before it. Look at that till's incidents."),
  unreadable: t("It cannot be read. Look at that till's incidents."),
});

/** Why the centre holds a fact back and what ends it; its own words where nobody foresaw them. */
export function heldWords(reason: string): string {
  const found = Object.entries(heldTexts()).find(([sign]) => reason.includes(sign));
  return found === undefined ? t("The centre says: {reason}.", { reason }) : found[1];
}

/** By a sign that the centre's own words carry, in whichever language the window is. */
const heldTexts = (): Readonly<Record<string, string>> => ({
  "scope:": t(
    "It is of a business that this till does not serve. Tick that business under Change … at the till, then try again.",
  ),
  "office.only:": t(
    "Only the office may do this, and a till did. Do it here if it was right; it counts nowhere else.",
  ),
  "till.other:": t("It says that another till made it. Have this till looked at."),
  "fork:": t("It was made on a copy of this till. Decide about the copy above."),
  "dismissed:": t("You decided that what this copy sold does not count. It stays here to be seen."),
  "conflict:": t("Another act has the same number, and the first one stands."),
  "oversize:": t("It is far too large to be an act of a shop. Have this till looked at."),
  "unreadable:": t("It cannot be read. Have this till's disk looked at."),
  "books are not opened": t(
    "The books have not reached the centre yet. It is tried again by itself.",
  ),
  "has no place yet": t("The centre has no room for that year: run “tomtin central migrate”."),
  "is unknown": t(
    "It names an account or business that has not arrived. It is tried again by itself.",
  ),
  "takes no postings": t(
    "It books to an account that is closed for posting. Open it, then try again.",
  ),
  "debits and credits differ": t(
    "Its debits and credits differ. It counts nowhere; record it anew here.",
  ),
});
