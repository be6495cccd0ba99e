import type { Account } from "./account.ts";
import type { EntryLine } from "./journal-entry.ts";

/** Why a line may not be posted to its account, whatever its amount. */
export type PostingFault =
  | "account-unknown"
  | "account-is-parent"
  | "account-inactive"
  | "party-missing";

/**
 * Posting is to active leaves only, and with a party where the account has a sub-ledger: a
 * control account with an anonymous line could never again equal the list behind it.
 * `undefined` where the line may be posted. Manual entries refuse a fault, our own rules assert
 * that there is none.
 */
export function postingFault(
  line: Pick<EntryLine, "party">,
  account: Account | undefined,
): PostingFault | undefined {
  if (account === undefined) return "account-unknown";
  if (!account.posting) return "account-is-parent";
  if (!account.active) return "account-inactive";
  const anonymous = (line.party ?? null) === null;
  return account.subledger !== null && anonymous ? "party-missing" : undefined;
}
