import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { Draft } from "../rpc/use-command.ts";

export type Recipe = Reply<"production.recipes">["recipes"][number];
export type Plan = Reply<"production.plan">;

export interface RunDraft {
  readonly product: string | null;
  readonly good: Quantity | null;
  readonly lost: Quantity | null;
  /** Empty: the next number of the day. */
  readonly batch: string;
  /** Null: by the recipe's shelf life. */
  readonly expires: BusinessDay | null;
  readonly note: string;
}

export const NO_RUN: RunDraft = {
  product: null,
  good: null,
  lost: null,
  batch: "",
  expires: null,
  note: "",
};

/** What the plan is asked for, and undefined while there is nothing to plan. */
export function planOf(
  draft: RunDraft,
  business: string,
  day: BusinessDay,
): { business: string; product: string; good: Quantity; lost: Quantity; day: BusinessDay } | null {
  const { product, good } = draft;
  if (product === null || good === null || good <= 0) return null;
  return { business, product, good, lost: draft.lost ?? quantity(0), day };
}

/** Inputs there is too little of. */
export function shortOf(plan: Plan): Plan["inputs"] {
  return plan.inputs.filter((input) => input.needed > input.left);
}

/** The command, or undefined while something is missing or short. */
export function runRequest(
  draft: RunDraft,
  business: string,
  day: BusinessDay,
  plan: Plan | undefined,
): Draft<"production.record"> | undefined {
  const planned = planOf(draft, business, day);
  if (planned === null || plan === undefined || shortOf(plan).length > 0) return undefined;
  const { expires } = draft;
  return { ...planned, batch: draft.batch.trim(), expires, note: draft.note.trim() };
}
