import type { EntryRecorded } from "#shared/facts/books.ts";
import type { Author, EntryType } from "#shared/facts/fact.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { EntryLine } from "#shared/ledger/journal-entry.ts";
import { journalEntry, mergeLines } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import type { Draft } from "#main/journal/command.ts";
import { entryRow } from "#main/journal/read/entries.ts";
import { factEntry } from "../lines.ts";

export interface Recording {
  readonly form: EntryRecorded["body"]["form"];
  readonly type: EntryType;
  readonly day: BusinessDay;
  readonly by: Author;
  readonly memo: string;
  readonly reference?: string;
  readonly settles?: EntryRecorded["body"]["settles"];
  readonly deposits?: EntryRecorded["body"]["deposits"];
  /** The business whose act it is, where it is not the first line's. */
  readonly leading?: string;
  readonly lines: readonly EntryLine[];
}

/**
 * The fact of an office form; of several businesses one leads, and the journal makes a fact of each
 * of the others. Lines must balance.
 */
export function recorded(form: Recording): Draft<"entry.recorded"> {
  const business = form.leading ?? form.lines[0]?.business;
  assert(business !== undefined, "an entry has lines");
  return {
    kind: "entry.recorded",
    day: form.day,
    business,
    by: form.by,
    body: {
      form: form.form,
      reference: form.reference ?? "",
      ...(form.settles === undefined ? {} : { settles: form.settles }),
      ...(form.deposits === undefined ? {} : { deposits: form.deposits }),
    },
    entry: factEntry(journalEntry(mergeLines(form.lines)), form.type, form.memo),
  };
}

export interface Posted {
  readonly entry: number;
  readonly id: string;
  readonly day: BusinessDay;
  readonly late: boolean;
}

interface OfficeFact {
  readonly fact: { readonly id: string; readonly day: BusinessDay };
  readonly seq: number;
}

/** Where a fact's entry stands in the books. A fact that moved no money stands on its own day. */
export function posted({ fact, seq }: OfficeFact, book: Book): Posted {
  const row = entryRow(book, seq);
  return { entry: seq, id: fact.id, day: row?.day ?? fact.day, late: row?.late ?? false };
}

/** What a person wrote about an entry, or what it is where they wrote nothing. */
export function memoOr(memo: string, otherwise: string): string {
  return memo.trim() === "" ? otherwise : memo.trim();
}
