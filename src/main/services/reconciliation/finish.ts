import type { Reply, Request } from "#shared/contract/index.ts";
import type { LineRef, Matched } from "#shared/facts/reconciliation.ts";
import { addDays, nairobiDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { differenceLeft, totalOf } from "#shared/ledger/reconciliation.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import {
  lastReconciliation,
  openLine,
  reconciliation,
  type MoneyPlaceKey,
} from "#main/journal/read/reconciliations.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { startOf, statementPlace } from "./place.ts";

type Asked = Request<"reconciliation.finish">;

/** Agrees a statement with the ledger. Posts nothing: what was missing has been recorded before. */
export function finishReconciliation(parts: Parts): Handler<"reconciliation.finish"> {
  return (request, caller) =>
    act<"reconciliation.finish", "reconciliation.done", Reply<"reconciliation.finish">>(
      parts,
      "reconciliation.finish",
      request,
      (book, coming) => decideFinish(book, coming, request, caller),
      ({ fact }) => ({ id: fact.id, through: fact.body.through }),
    );
}

function decideFinish(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"reconciliation.done">> {
  const { account: number, party, through, closing } = asked;
  const place = { account: number, party };
  const account = statementPlace(book, place, caller, "ledger.post");
  if (!account.ok) return account;
  const today = nairobiDay(coming.at);
  if (through > addDays(today, 1)) return refuse({ code: "day.out_of_range", day: through });
  const start = startOf(book, place, asked.since);
  if (!start.ok) return start;
  const { since, opening, last } = start.value;
  if (last !== undefined && through <= last.through) {
    return refuse({ code: "reconciliation.not_after", through: last.through });
  }
  if (through < since) return refuse({ code: "day.out_of_range", day: through });
  const agreed = agreedOf(book, place, since, asked);
  if (!agreed.ok) return agreed;
  const { matched, ticked } = agreed.value;
  const lines = [...matched.flatMap((group) => group.lines), ...ticked];
  const difference = differenceLeft(opening, closing, lines);
  if (difference !== 0) return refuse({ code: "reconciliation.difference", difference });
  return done({
    kind: "reconciliation.done",
    day: today,
    business: account.value.business,
    by: actorOf(caller).author(),
    body: { account: number, party, since, through, opening, closing, matched, ticked },
    entry: null,
  });
}

interface Agreed {
  readonly matched: readonly Matched[];
  readonly ticked: readonly LineRef[];
}

/** Every line is open, of this place, and named once; the two sides of a match are the same money. */
function agreedOf(
  book: Book,
  place: MoneyPlaceKey,
  since: string,
  asked: Pick<Asked, "matched" | "ticked">,
): Result<Agreed> {
  const named = new Set<string>();
  const lineOf = (line: Asked["ticked"][number]): LineRef | undefined => {
    const key = `${line.of} ${line.no}`;
    const found = openLine(book, place, line);
    if (found === undefined || found.day < since || named.has(key)) return undefined;
    named.add(key);
    return { ...line, amount: cents(found.amount) };
  };
  const ticked: LineRef[] = [];
  for (const each of asked.ticked) {
    const line = lineOf(each);
    if (line === undefined) return refuse({ code: "reconciliation.line_taken" });
    ticked.push(line);
  }
  const matched: Matched[] = [];
  for (const { statement, lines: refs } of asked.matched) {
    const lines = refs.map(lineOf);
    if (!lines.every((line) => line !== undefined)) {
      return refuse({ code: "reconciliation.line_taken" });
    }
    const difference = cents(totalOf(statement) - totalOf(lines));
    if (difference !== 0) return refuse({ code: "reconciliation.difference", difference });
    matched.push({ statement, lines });
  }
  return done({ matched, ticked });
}

/** Opens the lines of the latest reconciliation of a place again, for a reason. */
export function undoReconciliation(parts: Parts): Handler<"reconciliation.undo"> {
  return (request, caller) =>
    act<"reconciliation.undo", "reconciliation.undone", Reply<"reconciliation.undo">>(
      parts,
      "reconciliation.undo",
      request,
      (book, coming) => decideUndo(book, coming, request, caller),
      ({ fact }) => ({ id: fact.id }),
    );
}

function decideUndo(
  book: Book,
  coming: Coming,
  asked: Request<"reconciliation.undo">,
  caller: Caller,
): Result<Draft<"reconciliation.undone">> {
  const row = reconciliation(book, asked.reconciliation);
  if (row === undefined) return refuse({ code: "reconciliation.unknown" });
  const account = statementPlace(book, row, caller, "ledger.reverse");
  if (!account.ok) return account;
  if (row.undone !== null) return refuse({ code: "reconciliation.unknown" });
  const last = lastReconciliation(book, row);
  if (last !== undefined && last.seq !== row.seq) {
    return refuse({ code: "reconciliation.not_latest", through: last.through });
  }
  return done({
    kind: "reconciliation.undone",
    day: nairobiDay(coming.at),
    business: account.value.business,
    by: actorOf(caller).author(asked.reason.trim()),
    body: { reconciliation: row.id },
    entry: null,
  });
}
