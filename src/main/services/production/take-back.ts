import type { Request } from "#shared/contract/index.ts";
import type { FactEntry } from "#shared/facts/fact.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { journalEntry, reversal } from "#shared/ledger/journal-entry.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { entryLines, entryRow } from "#main/journal/read/entries.ts";
import { factAt } from "#main/journal/read/facts.ts";
import { run as readRun, type RunRow } from "#main/journal/read/production.ts";
import { layer as readLayer } from "#main/journal/read/stock.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { officeDay } from "../office/checks.ts";
import { posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";

/** A run taken back whole, by its mirror image, while all of it is still on the shelf. */
export function takeBackRun(parts: Parts): Handler<"production.reverse"> {
  return (request, caller) =>
    act(
      parts,
      "production.reverse",
      request,
      (book, coming) => decideTakeBack(book, coming, request, caller),
      posted,
    );
}

function decideTakeBack(
  book: Book,
  coming: Coming,
  asked: Request<"production.reverse">,
  caller: Caller,
): Result<Draft<"production.reversed">> {
  const run = readRun(book, asked.run);
  const fact = run === undefined ? undefined : factAt(book, run.seq);
  if (run === undefined || fact?.kind !== "production.recorded" || !caller.sees(run.business)) {
    return refuse({ code: "run.unknown" });
  }
  if (!caller.may("stock.adjust", run.business)) {
    return refuse({ code: "permission.denied", permission: "stock.adjust" });
  }
  if (run.reversedSeq !== null) return refuse({ code: "run.already_reversed" });
  const day = officeDay(book, nairobiDay(coming.at), coming.at);
  if (!day.ok) return day;
  if (run.left !== run.good) return refuse({ code: "run.sold", name: run.name });
  const { output, inputs } = fact.body;
  const { item, layer, account } = output;
  const left = readLayer(book, layer);
  if (left === undefined) return refuse({ code: "run.unknown" });
  return done({
    kind: "production.reversed",
    day: day.value,
    business: run.business,
    by: actorOf(caller).author(asked.reason.trim()),
    body: {
      run: run.id,
      inputs: inputs.flatMap((input) => input.issues),
      output: { item, layer, account, quantity: left.quantity, cost: left.cost },
    },
    entry: mirror(book, run),
  });
}

/** Null where the run cost nothing and so posted nothing. */
function mirror(book: Book, run: RunRow): FactEntry | null {
  const entry = entryRow(book, run.seq);
  if (entry === undefined) return null;
  const mirrored = reversal(journalEntry(entryLines(book, run.seq)));
  return factEntry(mirrored, "reversal", `Taken back: ${entry.memo}`, run.id);
}
