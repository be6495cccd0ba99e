import type { SaleBody, SalePosted, SaleRefunded } from "#shared/facts/selling.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import type { Book } from "../book.ts";
import { applySoldReturnables } from "./positions.ts";
import { move, type Move } from "./stock.ts";
import { applyTenders } from "./tenders.ts";

export function applySale(book: Book, fact: SalePosted, seq: number): void {
  const { lines, tenders } = fact.body;
  writeSale(book, fact, seq, null);
  applyTenders(book, at(fact, seq), tenders, "in");
  writeLines(book, seq, lines, () => null);
  const issues = lines.flatMap((line) => [...line.issues, ...(line.returnable?.lent ?? [])]);
  move(
    book,
    seq,
    1,
    issues.map((issue) => moveOf(fact, issue, -1)),
  );
  applySoldReturnables(book, fact, seq, lines);
}

/** Amounts of a refund are positive, as on its receipt; the kind says which way they went. */
export function applyRefund(book: Book, fact: SaleRefunded, seq: number): void {
  const original = book.get<{ seq: number }>("SELECT seq FROM sale WHERE id = ?", fact.body.sale);
  writeSale(book, fact, seq, original?.seq ?? null);
  applyTenders(book, at(fact, seq), fact.body.tenders, "out");
  const { lines } = fact.body;
  writeLines(book, seq, lines, ({ of }) => of);
  const issues = lines.flatMap((line) => [
    ...(line.restock ? line.issues : []),
    // What was lent comes back whole, whatever happened to what was in it.
    ...(line.returnable?.lent ?? []),
  ]);
  move(
    book,
    seq,
    1,
    issues.map((issue) => moveOf(fact, issue, 1)),
  );
  applySoldReturnables(book, fact, seq, lines);
}

function moveOf(
  { business, day }: SalePosted | SaleRefunded,
  { item, account, layer, quantity, cost }: StockIssue,
  sign: 1 | -1,
): Move {
  const signed = { quantity: sign * quantity, cost: sign * cost };
  return { item, business: business ?? "", account, layer, day, ...signed };
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

function writeLines<Line extends SaleBody["lines"][number]>(
  book: Book,
  seq: number,
  lines: readonly Line[],
  of: (line: Line) => number | null,
): void {
  book.insert(
    `INSERT INTO sale_line (sale, no, item, quantity, gross, tax, tax_letter, discount, cost, of_no)`,
    lines.map((line, at) => [
      seq,
      at + 1,
      line.item,
      line.quantity,
      line.gross,
      line.tax,
      line.taxLetter,
      line.discount,
      costOf(line),
      of(line),
    ]),
  );
}

function at({ business, day, body }: SalePosted | SaleRefunded, seq: number) {
  return { seq, business, day, shift: body.shift };
}
