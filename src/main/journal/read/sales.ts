import type { SaleRefunded, SalePosted } from "#shared/facts/selling.ts";
import type { TenderKind } from "#shared/facts/tender.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../stored.ts";

/** Dense within a till, also after its lost sales came back from the centre. */
export function nextCounter(book: Book, till: string): number {
  const last = book.get<{ n: number }>(
    "SELECT coalesce(max(counter), 0) AS n FROM sale WHERE till = ?",
    till,
  );
  return (last?.n ?? 0) + 1;
}

/** The receipt that a sealed M-Pesa code has paid already, by its blind index. */
export function receiptPaidBy(book: Book, codeIndex: string): string | undefined {
  const paid = book.get<{ seq: number }>(
    "SELECT seq FROM mpesa_receipt WHERE code_index = ? AND state <> 'reversed'",
    codeIndex,
  );
  if (paid === undefined) return undefined;
  const paper = book.get<{ number: string }>(
    `SELECT number FROM sale WHERE seq = ? UNION ALL SELECT number FROM payment WHERE seq = ?
     UNION ALL SELECT j.number FROM job_act a JOIN job j ON j.id = a.job WHERE a.seq = ?`,
    paid.seq,
    paid.seq,
    paid.seq,
  );
  return paper?.number ?? "a payment";
}

export interface SaleHead {
  readonly seq: number;
  readonly id: string;
  readonly number: string;
  readonly kind: "sale" | "refund";
  readonly business: string;
  readonly shift: string;
  readonly day: BusinessDay;
  readonly at: string;
  readonly total: Money;
  readonly customer: string | null;
  readonly customerName: string | null;
  readonly cashierName: string;
  readonly original: number | null;
}

const SELECT = `
  SELECT s.seq, s.id, s.number, s.kind, s.business, s.shift, s.day, s.at, s.total, s.customer,
    c.name AS customerName, coalesce(u.name, '') AS cashierName, s.original
  FROM sale s LEFT JOIN customer c ON c.id = s.customer LEFT JOIN user u ON u.id = s.cashier`;

export function saleHead(book: Book, id: string): SaleHead | undefined {
  return book.get<SaleHead>(`${SELECT} WHERE s.id = ?`, id);
}

export function saleHeadBySeq(book: Book, seq: number): SaleHead | undefined {
  return book.get<SaleHead>(`${SELECT} WHERE s.seq = ?`, seq);
}

export function lastSaleHere(book: Book, till: string): SaleHead | undefined {
  return book.get<SaleHead>(`${SELECT} WHERE s.till = ? ORDER BY s.seq DESC LIMIT 1`, till);
}

export function refundsOf(book: Book, seq: number): SaleHead[] {
  return book.all<SaleHead>(`${SELECT} WHERE s.original = ? ORDER BY s.seq`, seq);
}

export function tenderKinds(book: Book, seq: number): TenderKind[] {
  return book
    .all<{ kind: TenderKind }>("SELECT kind FROM tender WHERE seq = ? ORDER BY no", seq)
    .map((row) => row.kind);
}

export function saleFact(book: Book, seq: number): SalePosted | SaleRefunded {
  const row = book.get<{ bytes: Uint8Array }>("SELECT bytes FROM fact WHERE seq = ?", seq);
  if (row === undefined) throw new Error(`no fact ${seq}`);
  return parseFact(row.bytes) as SalePosted | SaleRefunded;
}

/** What came back of each line of a sale so far: thousandths and cents, by line number. */
export function refundedSoFar(
  book: Book,
  seq: number,
): Map<number, { readonly quantity: Quantity; readonly gross: Money }> {
  const rows = book.all<{ no: number; quantity: number; gross: number }>(
    `SELECT l.of_no AS no, sum(l.quantity) AS quantity, sum(l.gross) AS gross
     FROM sale s JOIN sale_line l ON l.sale = s.seq WHERE s.original = ? GROUP BY l.of_no`,
    seq,
  );
  return new Map(
    rows.map((row) => [row.no, { quantity: quantity(row.quantity), gross: cents(row.gross) }]),
  );
}

export interface SaleFilter {
  readonly business: string | null;
  readonly within: readonly string[];
  /** Part of a receipt's number. */
  readonly text: string;
  /** Whoever the text may name: a sale of any of them matches like its number. */
  readonly parties: readonly string[];
  readonly from: BusinessDay | null;
  readonly to: BusinessDay | null;
  /** What it came to, or what crossed the counter by any of its tenders. */
  readonly amount: Money | null;
  readonly customer: string | null;
  readonly kind: "all" | "sale" | "refund";
  readonly offset: number;
  readonly limit: number;
}

/** A page of sales and refunds, latest first, and how many there are in all. */
export function findSales(
  book: Book,
  wanted: SaleFilter,
): { readonly total: number; readonly sales: SaleHead[] } {
  const where = ["s.business IN (SELECT value FROM json_each(?))"];
  const values: (string | number)[] = [JSON.stringify(wanted.within)];
  const also = (condition: string, ...given: (string | number)[]): void => {
    where.push(condition);
    values.push(...given);
  };
  if (wanted.business !== null) also("s.business = ?", wanted.business);
  if (wanted.from !== null) also("s.day >= ?", wanted.from);
  if (wanted.to !== null) also("s.day <= ?", wanted.to);
  if (wanted.amount !== null) {
    // With a deposit, or in coins, people paid another sum than the goods came to.
    const paid = "s.seq IN (SELECT seq FROM tender WHERE amount IN (?, ?))";
    also(`(s.total = ? OR ${paid})`, wanted.amount, wanted.amount, -wanted.amount);
  }
  if (wanted.customer !== null) also("s.customer = ?", wanted.customer);
  if (wanted.kind !== "all") also("s.kind = ?", wanted.kind);
  if (wanted.text !== "") {
    const safe = wanted.text
      .trim()
      .toUpperCase()
      .replaceAll(/[%_\\]/g, "\\$&");
    const bought = "s.customer IN (SELECT value FROM json_each(?))";
    also(`(s.number LIKE ? ESCAPE '\\' OR ${bought})`, `%${safe}%`, JSON.stringify(wanted.parties));
  }
  const condition = where.join(" AND ");
  const count = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM sale s WHERE ${condition}`,
    ...values,
  );
  // Which are on the page comes first: of a month's thousands only those are looked at.
  const sales = book.all<SaleHead>(
    `${SELECT} WHERE s.seq IN (SELECT s.seq FROM sale s WHERE ${condition}
       ORDER BY s.seq DESC LIMIT ? OFFSET ?) ORDER BY s.seq DESC`,
    ...values,
    wanted.limit,
    wanted.offset,
  );
  return { total: count?.n ?? 0, sales };
}
