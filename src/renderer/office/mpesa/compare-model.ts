import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import { t } from "../../text/text.ts";

export type Checked = Reply<"mpesa.check">["lines"][number];

/** Money that came in, as a message or a statement tells it. */
export interface Arrived {
  readonly code: string;
  readonly amount: Money;
  readonly name: string;
  readonly phone: string;
  readonly day: BusinessDay | null;
}

export type Verdict =
  /** A claim: its money is here now. */
  | "confirm"
  /** In the books, and seen before. */
  | "known"
  /** In the books with another amount, or at another business. */
  | "differs"
  /** Not in the books: money without a sale. */
  | "new";

export interface Compared extends Arrived {
  readonly verdict: Verdict;
  readonly found: Checked["found"];
}

/** What is to be done with each, once the books have been asked. */
export function compared(
  arrived: readonly Arrived[],
  checked: readonly Checked[],
  business: string,
): Compared[] {
  return arrived.map((each, at) => {
    const found = checked[at]?.found ?? null;
    return { ...each, found, verdict: verdictOf(each, found, business) };
  });
}

function verdictOf(each: Arrived, found: Checked["found"], business: string): Verdict {
  if (found === null) return "new";
  if (found.amount !== each.amount || found.business !== business) return "differs";
  return found.state === "claimed" ? "confirm" : "known";
}

export const verdicts = (): Readonly<Record<Verdict, string>> => ({
  confirm: t("Confirms"),
  known: t("Seen before"),
  differs: t("Differs from"),
  new: t("Not in the books"),
});

/** How many of each, for the button. */
export function tally(rows: readonly Compared[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  return {
    confirm: count("confirm"),
    known: count("known"),
    differs: count("differs"),
    new: count("new"),
  };
}
