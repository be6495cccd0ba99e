import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Book } from "#main/journal/book.ts";
import type { Check } from "../office/check.ts";

export type Alert = Reply<"alert.list">["alerts"][number];

/** What the readers of alerts look at. */
export interface Situation {
  /** Null: all of them. */
  readonly business: string | null;
  /** Codes of the businesses that are looked at. */
  readonly within: readonly string[];
  readonly today: BusinessDay;
  readonly now: Instant;
  readonly money: Reply<"report.dashboard">["money"];
  /** M-Pesa received that belongs to no sale yet, in cents. */
  readonly unallocated: number;
  readonly health: readonly Check[];
}

/** One kind of worry, read from the books. A trade adds its own beside these. */
export type AlertReader = (book: Book, now: Situation) => Alert[];

/** `todo` says in a few words what ends it; `link` leads there. */
export function alert(
  kind: string,
  severity: Alert["severity"],
  text: string,
  todo: string,
  link: string,
): Alert {
  return { kind, severity, text, todo, link };
}

/** "1 item", "2 items". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
