import type { Account } from "#shared/ledger/account.ts";

import { CURRENCY } from "./export-entry.ts";
import type { ExportEntry } from "./export-entry.ts";
import { transactions } from "./plain-text.ts";

/**
 * A journal for ledger-cli (3.x), which reads it with `--pedantic` too. Accounts are named
 * 'assets:current:1110 Cash (Water):WATER'; entry and party ids are metadata. Text comes in
 * pieces that end with a line, to be written one after another.
 */
export function* writeJournal(
  entries: Iterable<ExportEntry>,
  accounts: Iterable<Account>,
): Iterable<string> {
  yield `; Journal export, amounts in ${CURRENCY}\n`;
  // Pedantic readers want every tag declared, like the accounts.
  yield `commodity ${CURRENCY}\n    format ${CURRENCY} 1000.00\n`;
  yield `tag id\ntag type\ntag reverses\ntag party\n\n`;
  yield* transactions(entries, accounts);
}
