import type { Reply } from "#shared/contract/index.ts";
import type { AnyFact } from "#shared/facts/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import {
  amountOf,
  entriesLatestFirst,
  entryRow,
  factAt,
  isReversible,
  linesOf,
  movesOf,
  type EntryRow,
} from "#main/journal/read/entries.ts";
import { user } from "#main/journal/read/people.ts";
import { actOf, partOf } from "#main/journal/shared-act.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { reportWindow } from "./checks.ts";

/** Acts that a customer gets a paper of, which can be shown and printed again. */
const ON_PAPER: ReadonlySet<AnyFact["kind"]> = new Set([
  "sale.posted",
  "sale.refunded",
  "customer.paid",
  "credit.paidOut",
  "deposit.returned",
  "job.received",
  "job.paid",
  "job.collected",
  "job.cancelled",
  "job.compensated",
]);

/** Entries of a window, the latest day first, a page at a time. */
export function reportJournal(parts: Parts): Handler<"report.journal"> {
  return ({ from, to, limit, text, ...wanted }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    return parts.journal.readTogether((book) => {
      const page = entriesLatestFirst(book, {
        ...wanted,
        from,
        to,
        text: text.trim(),
        limit: limit + 1,
      });
      const shown = page.slice(0, limit);
      return done({
        entries: shown.map((row) => entryLine(book, row, wanted.business === null)),
        next: page.length > limit ? (shown.at(-1)?.seq ?? null) : null,
      });
    });
  };
}

/** `together`: with what the same act posted in other businesses on that day. */
function entryLine(
  book: Book,
  row: EntryRow,
  together: boolean,
): Reply<"report.journal">["entries"][number] {
  const fact = factOf(book, row.seq);
  const act = together && partOf(fact) === null ? actOf(book, { seq: row.seq, fact }).facts : [];
  const others = act.filter(({ seq }) => entryRow(book, seq)?.day === row.day);
  return {
    entry: row.seq,
    day: row.day,
    type: row.type,
    memo: row.memo,
    ...amountOf(book, [...new Set([row.seq, ...others.map(({ seq }) => seq)])]),
    by: nameOf(book, fact.by.user) ?? "",
    late: row.late,
    reversed: row.reversedBy !== null,
  };
}

/**
 * One entry with all that is known of it, to those who may read each of its businesses; and what
 * the same act posted in others, as far as it is here and they may read it.
 */
export function reportEntry(parts: Parts): Handler<"report.entry"> {
  return ({ entry: seq }, caller) =>
    parts.journal.readTogether((book) => {
      const mayRead = (entry: number): boolean =>
        linesOf(book, entry).every((line) => caller.may("reports.read", line.business));
      const row = entryRow(book, seq);
      if (row === undefined || !mayRead(seq)) return refuse({ code: "entry.unknown" });
      const fact = factOf(book, seq);
      const act = actOf(book, { seq, fact });
      // Goods that cost nothing move without an entry.
      const rows = act.facts.flatMap((each) => entryRow(book, each.seq) ?? []);
      const entries = rows.map((each) => each.seq).filter(mayRead);
      const whole = act.whole && entries.length === rows.length;
      const undone = rows.some((each) => each.reversedBy !== null);
      const { reverses, reversedBy } = row;
      return done({
        entry: seq,
        id: fact.id,
        day: row.day,
        businessDay: row.businessDay,
        late: row.late,
        at: fact.at,
        type: row.type,
        memo: row.memo,
        by: nameOf(book, fact.by.user) ?? "",
        approver: nameOf(book, fact.by.approver),
        reason: fact.by.reason,
        till: fact.till,
        fact: { id: fact.id, kind: fact.kind, seq },
        hasReceipt: ON_PAPER.has(fact.kind),
        reverses,
        reversedBy,
        reversible: whole && isReversible(act) && !undone,
        lines: entries.flatMap((each) => linesOf(book, each)),
        moves: entries.flatMap((each) => movesOf(book, each)),
        others: entries.filter((each) => each !== seq),
        whole,
      });
    });
}

export function factOf(book: Book, seq: number): AnyFact {
  const fact = factAt(book, seq);
  assert(fact !== undefined, `entry ${seq} has no fact`);
  return fact;
}

export function nameOf(book: Book, id: string | null): string | null {
  return id === null ? null : (user(book, id)?.name ?? null);
}
