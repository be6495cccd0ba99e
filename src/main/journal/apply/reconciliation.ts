import type {
  LineRef,
  ReconciliationDone,
  ReconciliationUndone,
} from "#shared/facts/reconciliation.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import type { Book } from "../book.ts";

/** Lines first: the row itself is refused unless they come to the statement's balance. */
export function applyReconciliation(book: Book, fact: ReconciliationDone, seq: number): void {
  const { account, party, since, through, opening, closing } = fact.body;
  const lines = agreedLines(fact.body);
  for (const [index, { of, no, amount }] of lines.entries()) {
    book.run(
      `INSERT INTO reconciled_line (seq, place, of, entry, no, amount)
       VALUES (?, ?, ?, (SELECT e.seq FROM fact f JOIN entry e ON e.seq = f.seq WHERE f.id = ?),
         ?, ?)`,
      seq,
      index + 1,
      of,
      of,
      no,
      amount,
    );
  }
  book.run(
    `INSERT INTO reconciliation (seq, id, account, party, since, through, opening, closing)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    fact.id,
    account,
    party,
    since,
    through,
    opening,
    closing,
  );
  setReceipts(book, seq, account, ["claimed", "confirmed"], "reconciled");
}

/** The first undoing stands, as with everything that two devices may do once each. */
export function applyReconciliationUndone(
  book: Book,
  fact: ReconciliationUndone,
  seq: number,
): void {
  const done = book.get<{ seq: number; account: number }>(
    "SELECT seq, account FROM reconciliation WHERE id = ? AND undone_seq IS NULL",
    fact.body.reconciliation,
  );
  if (done === undefined) return;
  book.run("UPDATE reconciliation SET undone_seq = ? WHERE seq = ?", seq, done.seq);
  // Its money was seen on the statement all the same.
  setReceipts(book, done.seq, done.account, ["reconciled"], "confirmed");
}

/** Every line of the ledger that a reconciliation agreed on, in the fact's order. */
export function agreedLines(
  body: Pick<ReconciliationDone["body"], "matched" | "ticked">,
): readonly LineRef[] {
  return [...body.matched.flatMap((group) => group.lines), ...body.ticked];
}

/** Codes of an M-Pesa till follow the lines that they were paid with. */
function setReceipts(
  book: Book,
  seq: number,
  account: number,
  from: readonly string[],
  to: string,
): void {
  book.run(
    `UPDATE mpesa_receipt SET state = ?
     WHERE seq IN (SELECT entry FROM reconciled_line WHERE seq = ?)
       AND state IN (SELECT value FROM json_each(?))
       AND (SELECT class FROM account WHERE number = ?) = ?`,
    to,
    seq,
    JSON.stringify(from),
    account,
    CLASS.mobileMoney,
  );
}
