import type { MpesaConfirmed, MpesaMatched, MpesaReceived } from "#shared/facts/mpesa.ts";
import { unreachable } from "#shared/kernel/assert.ts";
import type { Book } from "../book.ts";
import { writeSettlements } from "./payments.ts";

/** Claimed codes become confirmed; what was reversed or reconciled meanwhile stays so. */
export function applyMpesaConfirmed(book: Book, fact: MpesaConfirmed): void {
  for (const { of, code } of fact.body.receipts) setState(book, of, code, "claimed", "confirmed");
}

export function applyMpesaReceived(book: Book, fact: MpesaReceived, seq: number): void {
  const { code, amount, name, phone } = fact.body;
  writeReceipt(book, fact, seq, code, "in", "confirmed");
  book.run(
    `INSERT INTO mpesa_received (seq, id, business, code_index, amount, name, phone_cipher,
       phone_index) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    fact.id,
    fact.business,
    code.index,
    amount,
    name,
    phone?.cipher ?? null,
    phone?.index ?? null,
  );
}

/** The first match stands; a second one, from another till, becomes an exception. */
export function applyMpesaMatched(book: Book, fact: MpesaMatched, seq: number): void {
  const { received, to } = fact.body;
  book.run(
    "UPDATE mpesa_received SET matched_seq = ? WHERE id = ? AND matched_seq IS NULL",
    seq,
    received,
  );
  switch (to.kind) {
    case "customer":
      return writeSettlements(book, to.settles, seq);
    case "receipt":
      return setState(book, to.receipt.of, to.receipt.code, "claimed", "confirmed");
    case "returned":
      return writeReceipt(book, fact, seq, to.code, "out", "claimed");
    case "mistake":
      return book.run(
        `UPDATE mpesa_receipt SET state = 'reversed'
         WHERE seq = (SELECT seq FROM fact WHERE id = ?)`,
        received,
      );
    default:
      unreachable(to);
  }
}

function writeReceipt(
  book: Book,
  fact: MpesaReceived | MpesaMatched,
  seq: number,
  code: MpesaReceived["body"]["code"],
  direction: "in" | "out",
  state: "claimed" | "confirmed",
): void {
  book.run(
    `INSERT INTO mpesa_receipt (code_index, code_cipher, seq, business, amount, direction, state, day)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    code.index,
    code.cipher,
    seq,
    fact.business,
    fact.body.amount,
    direction,
    state,
    fact.day,
  );
}

function setState(book: Book, of: string, code: string, from: string, to: string): void {
  book.run(
    `UPDATE mpesa_receipt SET state = ?
     WHERE seq = (SELECT seq FROM fact WHERE id = ?) AND code_index = ? AND state = ?`,
    to,
    of,
    code,
    from,
  );
}
