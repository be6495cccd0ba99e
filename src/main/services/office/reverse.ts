import type { Request } from "#shared/contract/index.ts";
import type { AnyFact } from "#shared/facts/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { journalEntry, reversal, type EntryLine } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import {
  entryLines,
  entryRow,
  factAt,
  isReversible,
  type EntryRow,
} from "#main/journal/read/entries.ts";
import { actOf } from "#main/journal/shared-act.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { officeDay } from "./checks.ts";
import { posted } from "./recorded.ts";

/**
 * Undoes an office entry by its mirror image, once. What has a screen of its own (a sale, a
 * delivery, a shift) is undone there, with its stock; a reversal is not reversed: record it anew.
 * An act of several businesses is undone in all of them, whichever part was asked for.
 */
export function reverseEntry(parts: Parts): Handler<"entry.reverse"> {
  return (request, caller) =>
    act(
      parts,
      "entry.reverse",
      request,
      (book, coming) => decideReversal(book, coming, request, caller),
      posted,
    );
}

/** One entry of an act, as it stands. */
interface Standing {
  readonly row: EntryRow;
  readonly fact: AnyFact;
  readonly lines: readonly EntryLine[];
}

function decideReversal(
  book: Book,
  coming: Coming,
  asked: Request<"entry.reverse">,
  caller: Caller,
): Result<Draft<"entry.reversed">> {
  const fact = factAt(book, asked.entry);
  const seen = entryLines(book, asked.entry);
  if (fact === undefined || seen.length === 0) return refuse({ code: "entry.unknown" });
  if (!seen.every((line) => caller.sees(line.business))) return refuse({ code: "entry.unknown" });
  const whole = actOf(book, { seq: asked.entry, fact });
  const standing = whole.facts.flatMap(({ seq, fact: of }): Standing[] => {
    const row = entryRow(book, seq);
    return row === undefined ? [] : [{ row, fact: of, lines: entryLines(book, seq) }];
  });
  const lines = standing.flatMap((each) => each.lines);
  if (!lines.every((line) => caller.may("ledger.reverse", line.business))) {
    return refuse({ code: "permission.denied", permission: "ledger.reverse" });
  }
  if (!whole.whole) return refuse({ code: "entry.not_whole" });
  const [leading, ...others] = standing;
  if (leading === undefined || !isReversible(whole)) {
    return refuse({ code: "entry.not_reversible", kind: (whole.facts[0]?.fact ?? fact).kind });
  }
  if (standing.some(({ row }) => row.reversedBy !== null)) {
    return refuse({ code: "entry.already_reversed" });
  }
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  if (standing.some(({ row }) => asked.day < row.day)) {
    return refuse({ code: "day.out_of_range", day: asked.day });
  }
  for (const { account } of lines) {
    if (accountRow(book, account)?.active !== true) {
      return refuse({ code: "account.inactive", account });
    }
  }
  const memo = `Reversal of ${leading.row.seq}: ${leading.row.memo}`;
  const undo = (of: Standing): Draft<"entry.reversed"> => ({
    kind: "entry.reversed",
    day: asked.day,
    business: of.fact.business,
    by: actorOf(caller).author(asked.reason.trim()),
    body: { entry: of.fact.id },
    entry: factEntry(reversal(journalEntry(of.lines)), "reversal", memo, of.fact.id),
  });
  const elsewhere = others.map((of) => ({ business: businessOf(of), draft: undo(of) }));
  return done({ ...undo(leading), ...(elsewhere.length === 0 ? {} : { elsewhere }) });
}

/** A part is of one business. */
function businessOf({ fact, lines }: Standing): string {
  const business = fact.business ?? lines[0]?.business;
  assert(business !== undefined, "a part has a business");
  return business;
}
