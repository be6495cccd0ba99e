import type { SaleBody, SalePosted, SaleRefunded } from "#shared/facts/selling.ts";
import type { Book } from "../book.ts";
import { applySoldReturnables } from "./positions.ts";
import { move } from "./stock.ts";
import { applyTenders } from "./tenders.ts";

export function applySale(book: Book, fact: SalePosted, seq: number): void {
  writeSale(book, fact, seq, null);
  applyTenders(book, at(fact, seq), fact.body.tenders, "in");
  let no = 0;
  for (const [index, line] of fact.body.lines.entries()) {
    writeLine(book, seq, index + 1, line, null);
    for (const issue of [...line.issues, ...(line.returnable?.lent ?? [])]) {
      no += 1;
      move(book, seq, no, {
        item: issue.item,
        business: fact.business ?? "",
        account: issue.account,
        layer: issue.layer,
        day: fact.day,
        quantity: -issue.quantity,
        cost: -issue.cost,
      });
    }
  }
  applySoldReturnables(book, fact, seq, fact.body.lines);
}

/** Amounts of a refund are positive, as on its receipt; the kind says which way they went. */
export function applyRefund(book: Book, fact: SaleRefunded, seq: number): void {
  const original = book.get<{ seq: number }>("SELECT seq FROM sale WHERE id = ?", fact.body.sale);
  writeSale(book, fact, seq, original?.seq ?? null);
  applyTenders(book, at(fact, seq), fact.body.tenders, "out");
  let no = 0;
  for (const [index, line] of fact.body.lines.entries()) {
    writeLine(book, seq, index + 1, line, line.of);
    // What was lent comes back whole, whatever happened to what was in it.
    const issues = [...(line.restock ? line.issues : []), ...(line.returnable?.lent ?? [])];
    for (const issue of issues) {
      no += 1;
      move(book, seq, no, {
        item: issue.item,
        business: fact.business ?? "",
        account: issue.account,
        layer: issue.layer,
        day: fact.day,
        quantity: issue.quantity,
        cost: issue.cost,
      });
    }
  }
  applySoldReturnables(book, fact, seq, fact.body.lines);
}

function writeSale(
  book: Book,
  fact: SalePosted | SaleRefunded,
  seq: number,
  original: number | null,
): void {
  const { body } = fact;
  let discount = 0;
  let cost = 0;
  for (const line of body.lines) {
    discount += line.discount;
    cost += costOf(line);
  }
  book.run(
    `INSERT INTO sale (seq, id, number, counter, till, business, shift, day, at, kind, original,
       customer, cashier, total, tax, discount, cost)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    fact.id,
    body.number,
    body.counter,
    fact.till,
    fact.business,
    body.shift,
    fact.day,
    fact.at,
    fact.kind === "sale.posted" ? "sale" : "refund",
    original,
    body.customer,
    fact.by.user,
    body.total,
    body.tax,
    discount,
    cost,
  );
}

function costOf(line: SaleBody["lines"][number]): number {
  let cost = 0;
  for (const issue of line.issues) cost += issue.cost;
  return cost;
}

function writeLine(
  book: Book,
  seq: number,
  no: number,
  line: SaleBody["lines"][number],
  of: number | null,
): void {
  book.run(
    `INSERT INTO sale_line (sale, no, item, quantity, gross, tax, tax_letter, discount, cost, of_no)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    no,
    line.item,
    line.quantity,
    line.gross,
    line.tax,
    line.taxLetter,
    line.discount,
    costOf(line),
    of,
  );
}

function at({ business, body }: SalePosted | SaleRefunded, seq: number) {
  return { seq, business, shift: body.shift };
}
