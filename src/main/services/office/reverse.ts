import type { Request } from "#shared/contract/index.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { journalEntry, reversal } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { entryLines, entryRow, factAt, isReversible } from "#main/journal/read/entries.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { officeDay } from "./checks.ts";
import { posted } from "./recorded.ts";

/**
 * Undoes an office entry by its mirror image, once. What has a screen of its own (a sale, a
 * delivery, a shift) is undone there, with its stock; a reversal is not reversed: record it anew.
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

function decideReversal(
  book: Book,
  coming: Coming,
  asked: Request<"entry.reverse">,
  caller: Caller,
): Result<Draft<"entry.reversed">> {
  const entry = entryRow(book, asked.entry);
  const fact = entry === undefined ? undefined : factAt(book, asked.entry);
  if (entry === undefined || fact === undefined) return refuse({ code: "entry.unknown" });
  const lines = entryLines(book, asked.entry);
  const businesses = new Set(lines.map((line) => line.business));
  for (const business of businesses) {
    if (!caller.sees(business)) return refuse({ code: "entry.unknown" });
    if (!caller.may("ledger.reverse", business)) {
      return refuse({ code: "permission.denied", permission: "ledger.reverse" });
    }
  }
  if (!isReversible(fact)) return refuse({ code: "entry.not_reversible", kind: fact.kind });
  if (entry.reversedBy !== null) return refuse({ code: "entry.already_reversed" });
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  if (asked.day < entry.day) return refuse({ code: "day.out_of_range", day: asked.day });
  for (const { account } of lines) {
    if (accountRow(book, account)?.active !== true) {
      return refuse({ code: "account.inactive", account });
    }
  }
  return done({
    kind: "entry.reversed",
    day: asked.day,
    business: fact.business,
    by: actorOf(caller).author(asked.reason.trim()),
    body: { entry: fact.id },
    entry: factEntry(
      reversal(journalEntry(lines)),
      "reversal",
      `Reversal of ${entry.seq}: ${entry.memo}`,
      fact.id,
    ),
  });
}
