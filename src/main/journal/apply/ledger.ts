import type { FactEntry } from "#shared/facts/fact.ts";
import type { EntryRecorded, EntryReversed, PeriodClosed } from "#shared/facts/books.ts";
import type { AnyFact } from "#shared/facts/index.ts";
import { postingDay } from "#shared/ledger/period.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";
import { partOf } from "../shared-act.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { writeSettlements } from "./payments.ts";
import { writeDeposits } from "./positions.ts";

/**
 * Writes a fact's entry, its lines and the seal; the seal's triggers check the balance and keep
 * the running balances. A fact dated in a closed period stands and posts on the first open day,
 * marked late, its business day kept (docs/ledger.md, rule 6).
 */
export function applyEntry(
  book: Book,
  fact: AnyFact,
  entry: FactEntry,
  seq: number,
  elsewhere: Elsewhere | null,
): void {
  const { day, late } = dayOf(book, fact, elsewhere);
  const reverses = entry.reverses === null ? null : reversed(book, entry.reverses, elsewhere);
  book.run(
    `INSERT INTO entry (seq, day, business_day, late, type, memo, reverses, part_of)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    day,
    fact.day,
    late ? 1 : 0,
    entry.type,
    entry.memo,
    reverses,
    partOf(fact),
  );
  book.insert(
    "INSERT INTO line (entry, no, day, business, account, debit, credit, party)",
    entry.lines.map(([business, account, debit, credit, party], at) => [
      seq,
      at + 1,
      day,
      business,
      account,
      debit,
      credit,
      party,
    ]),
  );
  book.run("INSERT INTO seal (entry) VALUES (?)", seq);
}

/** The centre's day where the fact came through it: all devices that pull it post on that one. */
function dayOf(
  book: Book,
  fact: AnyFact,
  elsewhere: Elsewhere | null,
): { readonly day: BusinessDay; readonly late: boolean } {
  const given = elsewhere?.postedOn ?? null;
  if (given !== null) return { day: given, late: given !== fact.day };
  const lock = book.seldom("period lock", () =>
    book.get<{ through: BusinessDay }>("SELECT through FROM period_lock"),
  );
  return postingDay(fact.day, lock?.through ?? null);
}

/** An entry has one reversal: a second one, from elsewhere, stands without the reference. */
function reversed(book: Book, id: string, elsewhere: Elsewhere | null): number | null {
  const seq = book.get<{ seq: number }>("SELECT seq FROM fact WHERE id = ?", id)?.seq ?? null;
  if (seq === null || elsewhere === null) return seq;
  const taken = book.get("SELECT 1 FROM entry WHERE reverses = ?", seq) !== undefined;
  const posted = book.get("SELECT 1 FROM entry WHERE seq = ?", seq) !== undefined;
  return taken || !posted ? null : seq;
}

/** Its content is the entry; a payment to a supplier says which bills it is for. */
export function applyRecorded(book: Book, fact: EntryRecorded, seq: number): void {
  writeSettlements(book, fact.body.settles ?? [], seq);
  writeDeposits(book, fact, seq, fact.body.deposits ?? []);
}

/** The lock only moves forward. */
export function applyPeriodClosed(book: Book, fact: PeriodClosed): void {
  const { through } = fact.body;
  book.run("UPDATE period_lock SET through = max(through, ?)", through);
  book.run(
    `INSERT INTO period_lock (one, through)
     SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM period_lock)`,
    through,
  );
}

/** A payment taken back gives its M-Pesa code free: it may have been meant for somebody else. */
export function applyReversed(book: Book, fact: EntryReversed): void {
  book.run(
    `UPDATE mpesa_receipt SET state = 'reversed'
     WHERE seq = (SELECT seq FROM fact WHERE id = ?)`,
    fact.body.entry,
  );
}
