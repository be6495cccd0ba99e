import type { Account } from "#shared/ledger/account.ts";

import { CURRENCY } from "./export-entry.ts";
import type { ExportEntry } from "./export-entry.ts";
import { transactions } from "./plain-text.ts";

/**
 * A journal for hledger (1.20 or later), which reads it with `--strict` too. Accounts are named
 * 'assets:current:1110 Cash (Water):WATER'; entry and party ids are tags. Text comes in pieces
 * that end with a line, to be written one after another.
 */
export function* writeJournal(
  entries: Iterable<ExportEntry>,
  accounts: Iterable<Account>,
): Iterable<string> {
  yield `; Journal export, amounts in ${CURRENCY}\n`;
  // Said outright, so that no reader has to guess what 1.000 would mean.
  yield `decimal-mark .\ncommodity ${CURRENCY} 1000.00\n\n`;
  yield* transactions(entries, accounts);
}
