import type { Reply } from "#shared/contract/index.ts";
import { countCash, type CashCount } from "#shared/kernel/denomination.ts";
import { less, type Money, sum, ZERO } from "#shared/kernel/money.ts";
import { t } from "../../text/text.ts";

export type Proposal = Reply<"shift.proposal">;

export interface Float {
  readonly counted: Money;
  /** Counted less what the books expect in the drawer and what was brought. */
  readonly difference: Money;
  /** More is said to come from the safe than it holds, or than was counted. */
  readonly wrong: string | undefined;
}

export function float(counts: CashCount, fromSafe: Money | null, proposal: Proposal): Float {
  const counted = countCash(counts);
  const brought = fromSafe ?? ZERO;
  return {
    counted,
    difference: less(counted, sum([proposal.inDrawer, brought])),
    wrong: wrongOf(brought, counted, proposal),
  };
}

function wrongOf(brought: Money, counted: Money, proposal: Proposal): string | undefined {
  if (brought > counted) return t("More than was counted");
  return brought > proposal.inSafe ? t("More than the safe holds") : undefined;
}
