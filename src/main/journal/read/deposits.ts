import { assert } from "#shared/kernel/assert.ts";
import { daysBetween, type BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import type { OpenDeposit } from "#shared/trades/returnables.ts";
import type { Book } from "../book.ts";
import { factAt } from "./facts.ts";

export interface DepositRow extends OpenDeposit {
  readonly seq: number;
  readonly business: string;
  readonly name: string;
  readonly serialised: boolean;
  readonly customerName: string | null;
  readonly receipt: string;
  readonly day: BusinessDay;
}

interface Row extends Omit<DepositRow, "serialised" | "astray"> {
  readonly serialised: number;
  readonly astray: number;
}

const SELECT = `
  SELECT d.id, d.seq, d.business, d.type, d.serial, d.customer, d.account, d.loan, d.count,
    d.amount, d.cost, d.day, t.name, t.serialised, k.name AS customerName,
    coalesce(s.number, '') AS receipt,
    t.serialised = 1 AND (
      NOT EXISTS (SELECT 1 FROM cylinder c
        WHERE c.serial = d.serial AND c.type = d.type AND c.place = 'customer')
      OR EXISTS (SELECT 1 FROM deposit o
        WHERE o.serial = d.serial AND o.id <> d.id AND o.count > 0)) AS astray
  FROM deposit d JOIN returnable_type t ON t.id = d.type
    LEFT JOIN customer k ON k.id = d.customer LEFT JOIN sale s ON s.seq = d.seq`;

const rowOf = (row: Row): DepositRow => ({
  ...row,
  serialised: row.serialised === 1,
  astray: row.astray === 1,
});

/** A deposit record, open or closed. */
export function deposit(book: Book, id: string): DepositRow | undefined {
  const row = book.get<Row>(`${SELECT} WHERE d.id = ?`, id);
  return row === undefined ? undefined : rowOf(row);
}

/** The open record of what has a serial. */
export function depositOfSerial(book: Book, serial: string): DepositRow | undefined {
  const row = book.get<Row>(`${SELECT} WHERE d.serial = ? AND d.count > 0`, serial);
  return row === undefined ? undefined : rowOf(row);
}

export interface DepositFilter {
  readonly within: readonly string[];
  readonly business: string | null;
  readonly type: string | null;
  readonly text: string;
  /** Only those for exactly so many. */
  readonly count: number | null;
  /** Only those taken on or before this day. */
  readonly upTo: BusinessDay | null;
  readonly offset: number;
  readonly limit: number;
  readonly oldestFirst: boolean;
}

/** A page of open deposits, and how many there are. */
export function openDeposits(
  book: Book,
  wanted: DepositFilter,
): { readonly total: number; readonly deposits: DepositRow[] } {
  const where = ["d.count > 0", "d.business IN (SELECT value FROM json_each(?))"];
  const values: (string | number)[] = [JSON.stringify(wanted.within)];
  const also = (condition: string, ...given: (string | number)[]): void => {
    where.push(condition);
    values.push(...given);
  };
  if (wanted.business !== null) also("d.business = ?", wanted.business);
  if (wanted.type !== null) also("d.type = ?", wanted.type);
  if (wanted.count !== null) also("d.count = ?", wanted.count);
  if (wanted.upTo !== null) also("d.day <= ?", wanted.upTo);
  const text = wanted.text.trim();
  if (text !== "") {
    const like = `%${text.replaceAll(/[%_\\]/g, "\\$&")}%`;
    also(
      `(s.number LIKE ? ESCAPE '\\' OR k.name LIKE ? ESCAPE '\\' OR d.serial LIKE ? ESCAPE '\\')`,
      like,
      like,
      `%${text
        .replaceAll(/\s+/g, "")
        .toUpperCase()
        .replaceAll(/[%_\\]/g, "\\$&")}%`,
    );
  }
  const condition = where.join(" AND ");
  const count = book.get<{ n: number }>(
    `SELECT count(*) AS n FROM deposit d LEFT JOIN customer k ON k.id = d.customer
       LEFT JOIN sale s ON s.seq = d.seq WHERE ${condition}`,
    ...values,
  );
  const deposits = book
    .all<Row>(
      `${SELECT} WHERE ${condition} ORDER BY d.seq ${wanted.oldestFirst ? "" : "DESC"}, d.id
       LIMIT ? OFFSET ?`,
      ...values,
      wanted.limit,
      wanted.offset,
    )
    .map(rowOf);
  return { total: count?.n ?? 0, deposits };
}

/** Days that something is out, as whole days of the calendar. */
export function daysOut(row: { readonly day: BusinessDay }, today: BusinessDay): number {
  return Math.max(0, daysBetween(row.day, today));
}

/** What is held by record and what the control account says, by account and business, in cents. */
export function depositsHeld(
  book: Book,
  within: readonly string[],
): {
  readonly account: number;
  readonly accountName: string;
  readonly business: string;
  readonly recorded: Money;
  readonly ledger: Money;
}[] {
  return book.all(
    `SELECT a.number AS account, a.name AS accountName, x.business,
       coalesce((SELECT sum(amount) FROM deposit d
                 WHERE d.account = a.number AND d.business = x.business), 0) AS recorded,
       coalesce((SELECT sum(credit - debit) FROM account_month m
                 WHERE m.account = a.number AND m.business = x.business), 0) AS ledger
     FROM account a JOIN (SELECT DISTINCT account, business FROM deposit
                          UNION SELECT DISTINCT account, business FROM account_month) x
       ON x.account = a.number
     WHERE a.subledger = 'deposit' AND x.business IN (SELECT value FROM json_each(?))
     ORDER BY a.number, x.business`,
    JSON.stringify(within),
  );
}

/** The layers that the containers of a record left, from the fact that lent them. */
export function lentWith(book: Book, record: DepositRow): readonly StockIssue[] {
  const fact = factAt(book, record.seq);
  assert(fact !== undefined, `deposit ${record.id} has its fact`);
  if (fact.kind === "deposit.opened") return fact.body.lent;
  if (fact.kind !== "sale.posted") return [];
  const line = fact.body.lines.find((each) => each.returnable?.deposit?.deposit === record.id);
  return line?.returnable?.lent ?? [];
}
