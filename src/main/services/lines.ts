import type { EntryType, FactEntry, FactLine } from "#shared/facts/fact.ts";
import type { JournalEntry } from "#shared/ledger/journal-entry.ts";

/** A balanced entry as a fact carries it. */
export function factEntry(
  entry: JournalEntry | null,
  type: EntryType,
  memo: string,
  reverses: string | null = null,
): FactEntry | null {
  if (entry === null) return null;
  const lines = entry.lines.map((line): FactLine => [
    line.business,
    line.account,
    line.side === "debit" ? line.amount : 0,
    line.side === "credit" ? line.amount : 0,
    line.party ?? null,
  ]);
  return { type, memo, reverses, lines };
}
