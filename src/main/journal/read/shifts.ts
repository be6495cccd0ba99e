import type { ShiftClosed, ShiftTotals } from "#shared/facts/cash.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../stored.ts";

export interface ShiftRow {
  readonly id: string;
  readonly till: string;
  readonly business: string;
  readonly number: number;
  readonly day: BusinessDay;
  readonly openedBy: string;
  readonly openedByName: string;
  readonly openedAt: string;
  readonly float: Money;
  readonly closedSeq: number | null;
  readonly variance: number | null;
  readonly mpesaVariance: number | null;
  readonly sales: number;
}

const SELECT = `
  SELECT s.id, s.till, s.business, s.number, s.day, s.opened_by AS openedBy,
    coalesce(u.name, '') AS openedByName, s.opened_at AS openedAt, s.float,
    s.closed_seq AS closedSeq, s.variance, s.mpesa_variance AS mpesaVariance,
    (SELECT count(*) FROM sale WHERE shift = s.id AND kind = 'sale') AS sales
  FROM shift s LEFT JOIN user u ON u.id = s.opened_by`;

export function openShifts(book: Book, till: string): ShiftRow[] {
  return book.all<ShiftRow>(
    `${SELECT} WHERE s.till = ? AND s.closed_seq IS NULL ORDER BY s.seq`,
    till,
  );
}

/** Tills, here or elsewhere, whose drawer of a business has not been counted yet. */
export function tillsWithOpenShift(book: Book, business: string): string[] {
  return book
    .all<{ till: string }>(
      `SELECT DISTINCT till FROM shift WHERE business = ? AND closed_seq IS NULL ORDER BY till`,
      business,
    )
    .map((row) => row.till);
}

/** A shift of a business, at any till, that was begun by a day and is not closed yet. */
export function openShiftThrough(
  book: Book,
  business: string,
  day: BusinessDay,
): ShiftRow | undefined {
  return book.get<ShiftRow>(
    `${SELECT} WHERE s.business = ? AND s.day <= ? AND s.closed_seq IS NULL ORDER BY s.seq LIMIT 1`,
    business,
    day,
  );
}

/** The open shift of a till in a business, without counting its sales: on the path of each sale. */
export function openShift(
  book: Book,
  till: string,
  business: string,
): { readonly id: string; readonly day: BusinessDay } | undefined {
  return book.seldom(`open shift ${till} ${business}`, () =>
    book.get(
      `SELECT id, day FROM shift INDEXED BY shift_open
       WHERE till = ? AND business = ? AND closed_seq IS NULL`,
      till,
      business,
    ),
  );
}

export function shift(book: Book, id: string): ShiftRow | undefined {
  return book.get<ShiftRow>(`${SELECT} WHERE s.id = ?`, id);
}

export function nextShiftNumber(book: Book, till: string, business: string): number {
  const row = book.get<{ n: number }>(
    "SELECT coalesce(max(number), 0) + 1 AS n FROM shift WHERE till = ? AND business = ?",
    till,
    business,
  );
  return row?.n ?? 1;
}

export function lastClosed(book: Book, till: string, business: string): BusinessDay | null {
  const row = book.get<{ day: BusinessDay }>(
    `SELECT day FROM shift WHERE till = ? AND business = ? AND closed_seq IS NOT NULL
     ORDER BY number DESC LIMIT 1`,
    till,
    business,
  );
  return row?.day ?? null;
}

/** What a shift took and gave so far: X while it runs, Z when it closes. Refunds are taken off. */
export function shiftTotals(book: Book, id: string): ShiftTotals {
  const sums = new Map(
    book
      .all<{ kind: string; n: number; total: number; tax: number; discount: number }>(
        `SELECT kind, count(*) AS n, sum(total) AS total, sum(tax) AS tax, sum(discount) AS discount
         FROM sale WHERE shift = ? GROUP BY kind`,
        id,
      )
      .map((row) => [row.kind, row]),
  );
  const sold = sums.get("sale");
  const back = sums.get("refund");
  const signed = "CASE s.kind WHEN 'sale' THEN 1 ELSE -1 END";
  const tenders = book.all<{ kind: string; amount: number }>(
    "SELECT kind, sum(amount) AS amount FROM tender WHERE shift = ? GROUP BY kind ORDER BY kind",
    id,
  );
  const others = book.all<{ kind: string; count: number; amount: number }>(
    `SELECT f.kind, count(DISTINCT t.seq) AS count, sum(t.amount) AS amount
     FROM tender t JOIN fact f ON f.seq = t.seq
     WHERE t.shift = ? AND f.kind NOT IN ('sale.posted', 'sale.refunded')
     GROUP BY f.kind
     UNION ALL
     SELECT 'sale.deposits', count(*), sum(c.amount)
     FROM sale s JOIN deposit_change c ON c.seq = s.seq
     WHERE s.shift = ? AND c.amount <> 0 HAVING count(*) > 0
     ORDER BY 1`,
    id,
    id,
  );
  const taxes = book.all<{ letter: string; gross: number; tax: number }>(
    `SELECT l.tax_letter AS letter, sum(l.gross * ${signed}) AS gross, sum(l.tax * ${signed}) AS tax
     FROM sale s JOIN sale_line l ON l.sale = s.seq WHERE s.shift = ? GROUP BY l.tax_letter
     ORDER BY l.tax_letter`,
    id,
  );
  const moves = new Map(
    book
      .all<{ direction: string; amount: number }>(
        "SELECT direction, sum(amount) AS amount FROM cash_move WHERE shift = ? GROUP BY direction",
        id,
      )
      .map((row) => [row.direction, row.amount]),
  );
  return {
    sales: sold?.n ?? 0,
    refunds: back?.n ?? 0,
    gross: cents(sold?.total ?? 0),
    refunded: cents(back?.total ?? 0),
    tax: (sold?.tax ?? 0) - (back?.tax ?? 0),
    discount: cents(sold?.discount ?? 0),
    byTender: Object.fromEntries(tenders.map((row) => [row.kind, row.amount])),
    others,
    cashIn: cents(moves.get("in") ?? 0),
    cashOut: cents(moves.get("out") ?? 0),
    taxes,
  };
}

/** Without the cash taken: with it, an X would tell what a blind count should come to. */
export function blindTotals(totals: ShiftTotals): ShiftTotals {
  const { cash: _, ...byTender } = totals.byTender;
  return { ...totals, byTender };
}

/** The closing fact of a shift, from which its Z is printed for ever. */
export function closingOf(book: Book, shiftId: string): ShiftClosed | undefined {
  const row = book.get<{ bytes: Uint8Array }>(
    "SELECT f.bytes FROM shift s JOIN fact f ON f.seq = s.closed_seq WHERE s.id = ?",
    shiftId,
  );
  return row === undefined ? undefined : (parseFact(row.bytes) as ShiftClosed);
}

export interface ClosedShift {
  readonly shift: string;
  readonly business: string;
  readonly number: number;
  readonly day: BusinessDay;
  readonly openedBy: string;
  readonly closedBy: string;
  readonly closedAt: Instant;
  readonly gross: Money;
  readonly variance: Money;
  readonly mpesaVariance: Money;
}

/**
 * A page of closed shifts, the latest first. A closing names each code of its day: of a hundred
 * kilobytes a row no more is read than is shown.
 */
export function closedShifts(
  book: Book,
  business: string | null,
  within: readonly string[],
  offset: number,
  limit: number,
): { readonly total: number; readonly shifts: ClosedShift[] } {
  const where = `s.closed_seq IS NOT NULL AND s.business IN (SELECT value FROM json_each(?))
    AND (? IS NULL OR s.business = ?)`;
  const values = [JSON.stringify(within), business, business];
  const count = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM shift s WHERE ${where}`,
    ...values,
  );
  const rows = book.all<Omit<ClosedShift, "closedAt" | "gross"> & { readonly said: string }>(
    `WITH page AS MATERIALIZED (
       SELECT s.*, (SELECT json_extract(CAST(f.bytes AS TEXT), '$.at', '$.by.user',
         '$.body.totals.gross') FROM fact f WHERE f.seq = s.closed_seq) AS said
       FROM shift s WHERE ${where} ORDER BY s.closed_seq DESC LIMIT ? OFFSET ?)
     SELECT s.id AS shift, s.business, s.number, s.day, coalesce(o.name, '') AS openedBy,
       coalesce(c.name, '') AS closedBy, coalesce(s.variance, 0) AS variance,
       coalesce(s.mpesa_variance, 0) AS mpesaVariance, s.said
     FROM page s LEFT JOIN user o ON o.id = s.opened_by
       LEFT JOIN user c ON c.id = s.said ->> 1 ORDER BY s.closed_seq DESC`,
    ...values,
    limit,
    offset,
  );
  const shifts = rows.map(({ said, ...row }) => {
    const [closedAt, , gross] = JSON.parse(said) as [Instant, string | null, Money];
    return { ...row, closedAt, gross };
  });
  return { total: count?.n ?? 0, shifts };
}
