import { canonical } from "#shared/facts/canonical.ts";
import type { Broken, ExceptionKind, ExceptionSettled } from "#shared/facts/exceptions.ts";
import type { AnyFact, FactKind } from "#shared/facts/index.ts";
import type { CustomerSaved } from "#shared/facts/master.ts";
import { INSIDE } from "#shared/facts/returnables.ts";
import type { Book } from "../book.ts";
import { lostWritings } from "../read/customer-writings.ts";
import { changedApart } from "../read/deposits-apart.ts";
import { brokenJobs } from "./jobs.ts";
import { returnablesOf } from "./positions.ts";

const INSIDE_LIST = INSIDE.map((place) => `'${place}'`).join(", ");

/**
 * Notes which rules the merged books now break: a fact from elsewhere has happened and stands, and
 * the owner gets a task. Called once it is applied; the same facts in the same order note the same.
 */
export function noteExceptions(book: Book, fact: AnyFact, seq: number): void {
  for (const { kind, detail } of brokenBy(book, fact, seq)) note(book, seq, kind, detail);
  if (fact.kind === "customer.saved") noteLostWritings(book, fact);
  const { moves, deposits } = returnablesOf(fact);
  const serials = moves.flatMap(({ serial }) => serial ?? []);
  if (serials.length > 0) noteCylindersApart(book, serials, seq);
  for (const { deposit } of deposits) noteDepositApart(book, deposit);
}

function note(book: Book, seq: number, kind: ExceptionKind, detail: Broken["detail"]): void {
  book.run(
    "INSERT INTO exception (seq, kind, detail) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    seq,
    kind,
    canonical(detail),
  );
}

/**
 * A customer who was changed on two tills that did not know of each other: the task is of the writing
 * that does not stand, which may have come before this one, so that every device has the same task
 * whichever of the two it heard of first.
 */
function noteLostWritings(book: Book, { body }: CustomerSaved): void {
  if (body.replaces === undefined) return;
  for (const { seq } of lostWritings(book, body.id)) {
    note(book, seq, "customer.changed_twice", { customer: body.id });
  }
}

/**
 * In order of time, a move that left from where the cylinder was not: the task is of that move, be it
 * this one or the one that now comes after it, so that every device has the same task whichever of the
 * two it heard of first.
 */
function noteCylindersApart(book: Book, serials: readonly string[], seq: number): void {
  const apart = book.all<{ of: number; serial: string; left: string; was: string }>(
    `SELECT seq AS of, serial, source AS left, coalesce(before, 'nowhere') AS was FROM (
       SELECT m.seq, m.serial, m.source, lag(m.target) OVER moves AS before,
         lag(m.seq) OVER moves AS after
       FROM returnable_move m JOIN fact f ON f.seq = m.seq
       WHERE m.serial IN (SELECT value FROM json_each(?))
       WINDOW moves AS (PARTITION BY m.serial ORDER BY m.clock, f.id, m.no))
     WHERE before IS NOT source AND (seq = ? OR after = ?)
       AND (before IN (${INSIDE_LIST}) OR source IN (${INSIDE_LIST}))`,
    JSON.stringify(serials),
    seq,
    seq,
  );
  for (const { of, ...detail } of apart) note(book, of, "cylinder.elsewhere", detail);
}

/**
 * In order of time, what was done to a deposit by somebody who did not know what it was then held for:
 * one till exchanged what another took back, or both exchanged it.
 */
function noteDepositApart(book: Book, deposit: string): void {
  for (const seq of changedApart(book, deposit)) {
    note(book, seq, "deposit.moved_apart", { deposit });
  }
}

/** Two offices may both have settled one: both words are kept. */
export function applyExceptionSettled(book: Book, fact: ExceptionSettled, seq: number): void {
  const { of, kind } = fact.body;
  book.run("INSERT INTO exception_settled (seq, of, kind) VALUES (?, ?, ?)", seq, of, kind);
}

function brokenBy(book: Book, fact: AnyFact, seq: number): Broken[] {
  const wrote = writtenBy(book, seq);
  const broken = [
    ...(wrote.codes ? codesTwice(book, seq) : []),
    ...(refusesOverselling(book) ? oversold(book, seq) : []),
    ...reversals(book, fact, seq),
    ...(wrote.returnables
      ? [...returnablesShort(book, seq), ...cylindersElsewhere(book, seq)]
      : []),
    ...(wrote.deposits ? depositsTwice(book, fact.kind, seq) : []),
  ];
  switch (fact.kind) {
    case "sale.posted":
      return [...broken, ...numbersTwice(book, seq)];
    case "sale.refunded":
      return [...broken, ...numbersTwice(book, seq), ...refunds(book, fact.body.sale, seq)];
    case "shift.opened":
      return [...broken, ...shiftsTwice(book, fact, seq)];
    case "shift.closed":
      return [...broken, ...closedTwice(book, fact.body.shift, seq)];
    case "production.reversed":
      return [...broken, ...takenBackTwice(book, fact.body.run, seq)];
    case "mpesa.matched":
      return [...broken, ...matchedTwice(book, fact.body.received, seq)];
    case "reconciliation.done":
      return [...broken, ...reconciledOtherwise(book, seq)];
    case "customer.saved":
      return [...broken, ...phonesTwice(book, fact.body.id)];
    case "account.saved":
      return [...broken, ...accountsDiffer(book, [fact.body])];
    case "business.saved":
      return [...broken, ...accountsDiffer(book, fact.body.accounts)];
    case "job.received":
    case "job.moved":
    case "job.paid":
    case "job.collected":
    case "job.cancelled":
    case "job.compensated":
    case "job.written_off":
      return [...broken, ...brokenJobs(book, fact, seq)];
    default:
      return broken;
  }
}

/** Which tables have rows of this fact: most facts have none in any of these. */
function writtenBy(
  book: Book,
  seq: number,
): { readonly codes: number; readonly returnables: number; readonly deposits: number } {
  return (
    book.get(
      `SELECT EXISTS (SELECT 1 FROM mpesa_receipt m WHERE m.seq = s.seq) AS codes,
         EXISTS (SELECT 1 FROM returnable_move m WHERE m.seq = s.seq) AS returnables,
         EXISTS (SELECT 1 FROM deposit_change d WHERE d.seq = s.seq) AS deposits
       FROM (SELECT ? AS seq) s`,
      seq,
    ) ?? { codes: 1, returnables: 1, deposits: 1 }
  );
}

/** Whether any business refuses it; `business.saved` changes it. */
function refusesOverselling(book: Book): boolean {
  return book.seldom("a business refuses overselling", () => {
    const one = book.get("SELECT 1 FROM business WHERE negative_stock = 'refuse' LIMIT 1");
    return one !== undefined;
  });
}

const named = (kind: ExceptionKind, rows: readonly Broken["detail"][]): Broken[] =>
  rows.map((detail) => ({ kind, detail }));

function codesTwice(book: Book, seq: number): Broken[] {
  const others = book.all<{ other: string }>(
    `SELECT DISTINCT f.id AS other FROM mpesa_receipt mine
     JOIN mpesa_receipt m ON m.code_index = mine.code_index AND m.seq <> mine.seq
     JOIN fact f ON f.seq = m.seq
     WHERE mine.seq = ? AND m.state <> 'reversed' AND mine.direction = m.direction ORDER BY f.id`,
    seq,
  );
  return named("mpesa.code_twice", others);
}

/** Where the business refuses overselling; where it only warns, a sale beyond stock is usual. */
function oversold(book: Book, seq: number): Broken[] {
  const items = book.all<{ item: string; quantity: number }>(
    `SELECT DISTINCT l.item, l.quantity FROM stock_move m
     JOIN stock_level l ON l.item = m.item JOIN business b ON b.id = m.business
     WHERE m.seq = ? AND m.quantity < 0 AND l.quantity < 0 AND b.negative_stock = 'refuse'
     ORDER BY l.item`,
    seq,
  );
  return named("stock.oversold", items);
}

/** More cylinders or containers left a place than the merged books had there. */
function returnablesShort(book: Book, seq: number): Broken[] {
  const short = book.all<{ returnable: string; place: string; count: number }>(
    `SELECT DISTINCT l.type AS returnable, l.place, l.count FROM returnable_move m
     JOIN returnable_level l ON l.type = m.type AND l.place = m.source
     WHERE m.seq = ? AND l.count < 0
       AND l.place IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
     ORDER BY l.type, l.place`,
    seq,
  );
  return named("returnable.short", short);
}

/**
 * One cylinder left from a place where the move that came in before it had not left it. What is so in
 * order of time is noted beside it (`noteCylindersApart`); this is what programs from before that
 * noted, and what their owners have settled.
 */
function cylindersElsewhere(book: Book, seq: number): Broken[] {
  const elsewhere = book.all<{ serial: string; left: string; was: string }>(
    `SELECT m.serial, m.source AS left, b.target AS was FROM returnable_move m
     JOIN returnable_move b ON b.serial = m.serial
     WHERE m.seq = ? AND b.target <> m.source
       AND (b.seq, b.no) = (SELECT p.seq, p.no FROM returnable_move p
                            WHERE p.serial = m.serial AND (p.seq, p.no) < (m.seq, m.no)
                            ORDER BY p.seq DESC, p.no DESC LIMIT 1)
       AND (b.target IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
            OR m.source IN ('full', 'empty', 'customer', 'supplier', 'quarantine'))
     ORDER BY m.no`,
    seq,
  );
  return named("cylinder.elsewhere", elsewhere);
}

/**
 * A deposit that two tills gave back, or one whose taking is not known. An entry that makes good what
 * went too far is not what went too far.
 */
function depositsTwice(book: Book, kind: FactKind, seq: number): Broken[] {
  const over =
    kind === "entry.recorded" ? "d.amount < 0 AND c.amount < 0" : "d.count < 0 OR d.amount < 0";
  const rows = book.all<{ deposit: string; amount: number | null }>(
    `SELECT DISTINCT c.deposit, d.amount FROM deposit_change c LEFT JOIN deposit d ON d.id = c.deposit
     WHERE c.seq = ? AND (d.id IS NULL OR ${over}) ORDER BY c.deposit`,
    seq,
  );
  return rows.map(({ deposit, amount }) =>
    amount === null
      ? { kind: "deposit.unknown", detail: { deposit } }
      : { kind: "deposit.paid_twice", detail: { deposit, amount } },
  );
}

function numbersTwice(book: Book, seq: number): Broken[] {
  const others = book.all<{ number: string; other: string }>(
    `SELECT s.number, o.id AS other FROM sale s JOIN sale o ON o.number = s.number
     WHERE s.seq = ? AND o.seq <> s.seq ORDER BY o.id`,
    seq,
  );
  return named("receipt.number_twice", others);
}

function refunds(book: Book, sale: string, seq: number): Broken[] {
  const known = book.get<{ original: number | null }>(
    "SELECT original FROM sale WHERE seq = ?",
    seq,
  );
  if (known === undefined || known.original === null) {
    return [{ kind: "refund.sale_unknown", detail: { sale } }];
  }
  const over = book.all<{ line: number; over: number }>(
    `SELECT sold.no AS line, sum(back.quantity) - sold.quantity AS over
     FROM sale_line sold JOIN sale r ON r.original = sold.sale
     JOIN sale_line back ON back.sale = r.seq AND back.of_no = sold.no
     WHERE sold.sale = ? AND sold.no IN (SELECT of_no FROM sale_line WHERE sale = ?)
     GROUP BY sold.no HAVING sum(back.quantity) > sold.quantity ORDER BY sold.no`,
    known.original,
    seq,
  );
  return named(
    "refund.exceeds_sale",
    over.map((line) => ({ sale, ...line })),
  );
}

function reversals(book: Book, fact: AnyFact, seq: number): Broken[] {
  const entry = fact.entry?.reverses ?? null;
  if (entry === null) return [];
  const row = book.get<{ reverses: number | null }>(
    "SELECT reverses FROM entry WHERE seq = ?",
    seq,
  );
  if (row !== undefined && row.reverses !== null) return [];
  const known = book.get("SELECT 1 FROM fact WHERE id = ?", entry) !== undefined;
  return [{ kind: known ? "entry.reversed_twice" : "entry.reverses_unknown", detail: { entry } }];
}

function shiftsTwice(
  book: Book,
  fact: { readonly till: string; readonly business: string | null },
  seq: number,
): Broken[] {
  const others = book.all<{ other: string }>(
    `SELECT id AS other FROM shift
     WHERE till = ? AND business = ? AND closed_seq IS NULL AND seq <> ? ORDER BY id`,
    fact.till,
    fact.business,
    seq,
  );
  return named("shift.open_twice", others);
}

function closedTwice(book: Book, shift: string, seq: number): Broken[] {
  const row = book.get<{ closed: number | null }>(
    "SELECT closed_seq AS closed FROM shift WHERE id = ?",
    shift,
  );
  if (row?.closed === seq) return [];
  return [{ kind: row === undefined ? "shift.unknown" : "shift.closed_twice", detail: { shift } }];
}

/** Two tills that took back one run both did: its bottles went twice, its empties came twice. */
function takenBackTwice(book: Book, run: string, seq: number): Broken[] {
  const row = book.get<{ reversed: number | null }>(
    "SELECT reversed_seq AS reversed FROM production_run WHERE id = ?",
    run,
  );
  if (row?.reversed === seq) return [];
  return [{ kind: row === undefined ? "run.unknown" : "run.taken_back_twice", detail: { run } }];
}

function matchedTwice(book: Book, received: string, seq: number): Broken[] {
  const row = book.get<{ matched: number | null }>(
    "SELECT matched_seq AS matched FROM mpesa_received WHERE id = ?",
    received,
  );
  if (row?.matched === seq) return [];
  return [
    { kind: row === undefined ? "mpesa.unknown" : "mpesa.matched_twice", detail: { received } },
  ];
}

/** Two devices agreed on one line, or a line is agreed on that this journal does not have so. */
function reconciledOtherwise(book: Book, seq: number): Broken[] {
  const twice = book.all<{ other: string }>(
    `SELECT DISTINCT r.id AS other FROM reconciled_line mine
     JOIN reconciled_line l ON l.entry = mine.entry AND l.no = mine.no AND l.seq <> mine.seq
     JOIN reconciliation r ON r.seq = l.seq AND r.undone_seq IS NULL
     WHERE mine.seq = ? ORDER BY r.id`,
    seq,
  );
  const unlike = book.all<{ of: string; no: number }>(
    `SELECT l.of, l.no FROM reconciled_line l
     LEFT JOIN line k ON k.entry = l.entry AND k.no = l.no
     WHERE l.seq = ? AND l.entry IS NOT NULL AND k.debit - k.credit IS NOT l.amount
     ORDER BY l.place`,
    seq,
  );
  return [
    ...named("reconciliation.line_twice", twice),
    ...named("reconciliation.line_unlike", unlike),
  ];
}

function phonesTwice(book: Book, customer: string): Broken[] {
  const others = book.all<{ other: string }>(
    `SELECT o.id AS other FROM customer c JOIN customer o ON o.phone_index = c.phone_index
     WHERE c.id = ? AND o.id <> c.id
       AND NOT EXISTS (SELECT 1 FROM customer_alias
         WHERE (alias = o.id AND customer = c.id) OR (alias = c.id AND customer = o.id))
     ORDER BY o.id`,
    customer,
  );
  return named(
    "customer.phone_twice",
    others.map(({ other }) => ({ customer, other })),
  );
}

/** Two offices gave one number to two accounts: the first stands, as whoever posted to it knew it. */
function accountsDiffer(
  book: Book,
  accounts: readonly {
    readonly number: number;
    readonly type: string;
    readonly business: string | null;
    readonly subledger: string | null;
  }[],
): Broken[] {
  const differ = accounts.filter(({ number, type, business, subledger }) => {
    const row = book.get<{ type: string; business: string | null; subledger: string | null }>(
      "SELECT type, business, subledger FROM account WHERE number = ?",
      number,
    );
    if (row === undefined) return false;
    return row.type !== type || row.business !== business || row.subledger !== subledger;
  });
  return named(
    "account.number_twice",
    differ.map(({ number }) => ({ account: number })),
  );
}
