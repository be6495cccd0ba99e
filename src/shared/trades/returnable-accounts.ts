import type { ReturnableAccounts, ReturnableType } from "../facts/returnables.ts";

/** Where a kind posts unless its form says otherwise (journals J13 to J18l). */
export const USUAL_ACCOUNTS: Readonly<Record<ReturnableType["kind"], ReturnableAccounts>> = {
  cylinder: { held: 2210, loan: null, paid: 1360, forfeited: 4910, loss: 5160 },
  container: { held: 2220, loan: 1214, paid: null, forfeited: 4910, loss: 5152 },
};
