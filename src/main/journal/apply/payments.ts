import type { CreditPaidOut, CustomerPaid, Settlement } from "#shared/facts/payments.ts";
import type { Book } from "../book.ts";
import { applyTenders } from "./tenders.ts";

export function applyCustomerPaid(book: Book, fact: CustomerPaid, seq: number): void {
  writePayment(book, fact, seq, "paid");
  writeSettlements(book, fact.body.settles, seq);
  const { shift, tender } = fact.body;
  applyTenders(book, { seq, business: fact.business, day: fact.day, shift }, [tender], "in");
}

export function applyCreditPaidOut(book: Book, fact: CreditPaidOut, seq: number): void {
  writePayment(book, fact, seq, "paid out");
  const { shift, tender } = fact.body;
  applyTenders(book, { seq, business: fact.business, day: fact.day, shift }, [tender], "out");
}

/** What a payment names as settled by it, in its own order. */
export function writeSettlements(book: Book, settles: readonly Settlement[], seq: number): void {
  for (const [index, { of, amount }] of settles.entries()) {
    book.run(
      "INSERT INTO settlement (seq, no, of, amount) VALUES (?, ?, ?, ?)",
      seq,
      index + 1,
      of,
      amount,
    );
  }
}

function writePayment(
  book: Book,
  fact: CustomerPaid | CreditPaidOut,
  seq: number,
  kind: "paid" | "paid out",
): void {
  const { number, counter, shift, customer, amount } = fact.body;
  book.run(
    `INSERT INTO payment (seq, id, number, counter, till, business, shift, day, customer, kind,
       amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    fact.id,
    number,
    counter,
    fact.till,
    fact.business,
    shift,
    fact.day,
    customer,
    kind,
    amount,
  );
}
