import { USUAL_ALERTS } from "#shared/businesses/alert-limits.ts";
import type { Alert } from "#shared/contract/alert.ts";
import type { Reply } from "#shared/contract/index.ts";
import type { AlertLimits } from "#shared/facts/master.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Book } from "#main/journal/book.ts";
import type { Check } from "../office/check.ts";

/** What the readers of alerts look at. */
export interface Situation {
  /** Null: all of them. */
  readonly business: string | null;
  /** Codes of the businesses that are looked at. */
  readonly within: readonly string[];
  /** The limits that the owner set for each business. */
  readonly limits: ReadonlyMap<string, AlertLimits>;
  readonly today: BusinessDay;
  readonly now: Instant;
  readonly money: Reply<"report.dashboard">["money"];
  /** M-Pesa received that belongs to no sale yet, in cents. */
  readonly unallocated: number;
  readonly health: readonly Check[];
}

/** One kind of worry, read from the books. A trade adds its own beside these. */
export type AlertReader = (book: Book, now: Situation) => Alert[];

/** The businesses by a limit of theirs: what is told is told once for each limit. */
export function byLimit<Of extends keyof AlertLimits>(
  { within, limits }: Situation,
  of: Of,
): [limit: AlertLimits[Of], within: string[]][] {
  const groups = Map.groupBy(within, (id) => (limits.get(id) ?? USUAL_ALERTS)[of]);
  return [...groups];
}
