import { z } from "zod";

/** What is compared whenever somebody looks at the dashboard. */
export const STANDING_CHECKS = [
  "Trial balance",
  "Inter-business clearing",
  "Stock",
  "Sub-ledgers",
  "Chain",
  "Running balances",
] as const;

export type StandingCheck = (typeof STANDING_CHECKS)[number];

/** One thing that was compared, and whether it was equal. */
export const health = z.object({
  /** A standing check, or one of those of `verify`. */
  name: z.string(),
  ok: z.boolean(),
  /** Of a standing check what differs, in names and figures; of another what it compared. */
  detail: z.string(),
});
