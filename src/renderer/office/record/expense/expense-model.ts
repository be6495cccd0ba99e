import type { BusinessDay } from "#shared/kernel/date.ts";
import { allocate, less, type Money, sum, ZERO } from "#shared/kernel/money.ts";
import type { Draft } from "../../../rpc/use-command.ts";

/** An expense on its way: what has been typed so far. */
export interface ExpenseDraft {
  readonly day: BusinessDay | null;
  readonly account: number | null;
  readonly total: Money | null;
  readonly businesses: readonly string[];
  /** Null while the total is split equally; typed amounts by business otherwise. */
  readonly own: Readonly<Record<string, Money | null>> | null;
  readonly paidFrom: number | null;
  readonly party: string | null;
  readonly fee: Money | null;
  readonly tax: Money | null;
  readonly reference: string;
  readonly memo: string;
}

export interface Share {
  readonly business: string;
  readonly amount: Money | null;
}

/** What each business bears: equal parts to the cent, or what was typed. */
export function sharesOf(draft: ExpenseDraft): readonly Share[] {
  const { businesses, total, own } = draft;
  if (own !== null)
    return businesses.map((business) => ({ business, amount: own[business] ?? null }));
  const parts =
    total === null || businesses.length === 0
      ? []
      : allocate(
          total,
          businesses.map(() => 1),
        );
  return businesses.map((business, index) => ({ business, amount: parts[index] ?? null }));
}

/** Total less shares: what is still to be divided, negative where too much was. */
export function undivided(draft: ExpenseDraft): Money {
  const shared = sum(sharesOf(draft).map((share) => share.amount ?? ZERO));
  return less(draft.total ?? ZERO, shared);
}

/** Types one share; the others stay as they were when the split was still equal. */
export function withShare(
  draft: ExpenseDraft,
  business: string,
  amount: Money | null,
): ExpenseDraft {
  const own = Object.fromEntries(sharesOf(draft).map((share) => [share.business, share.amount]));
  return { ...draft, own: { ...own, [business]: amount } };
}

export function withBusiness(draft: ExpenseDraft, businesses: readonly string[]): ExpenseDraft {
  return { ...draft, businesses, own: null };
}

/** The command, or undefined while something is missing or not all of the total is divided. */
export function expenseRequest(
  draft: ExpenseDraft,
  needsParty: boolean,
): Draft<"entry.expense"> | undefined {
  const { day, account, total, paidFrom, party } = draft;
  if (day === null || account === null || total === null || paidFrom === null) return undefined;
  if (total <= 0 || undivided(draft) !== 0) return undefined;
  if (needsParty && party === null) return undefined;
  const shares: { business: string; amount: Money }[] = [];
  for (const { business, amount } of sharesOf(draft)) {
    if (amount !== null && amount > 0) shares.push({ business, amount });
  }
  if (shares.length === 0) return undefined;
  return {
    day,
    account,
    shares,
    paidFrom,
    party: needsParty ? party : null,
    fee: draft.fee ?? ZERO,
    tax: draft.tax ?? ZERO,
    reference: draft.reference.trim(),
    memo: draft.memo.trim(),
  };
}
