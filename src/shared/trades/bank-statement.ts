import type { BusinessDay } from "../kernel/date.ts";
import { cents, type Money } from "../kernel/money.ts";
import { done, type Result } from "../kernel/result.ts";
import { readMpesaStatement, type StatementLine } from "./mpesa-statement.ts";
import { amountOf, momentOf } from "./statement-cells.ts";

/** A line of a statement of any kind, seen from our side: what came in is positive. */
export interface BankLine {
  readonly day: BusinessDay;
  readonly text: string;
  readonly amount: Money;
  readonly balance: Money | null;
  /** M-Pesa's receipt number. */
  readonly code: string | null;
  readonly reason: StatementLine["reason"];
  /** Who paid, as far as the statement says. */
  readonly party: string;
}

export interface BankStatement {
  readonly kind: "mpesa" | "bank";
  /** Oldest first. */
  readonly lines: readonly BankLine[];
  /** Rows that cannot be read, by their number in the file. */
  readonly skipped: readonly { readonly row: number; readonly why: string }[];
  /** What the account held after the last line, where the statement says so. */
  readonly closing: Money | null;
}

type Column = "day" | "text" | "in" | "out" | "amount" | "balance";

/** Column names of the banks that shops here keep accounts with, lower case, one space. */
const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ["day", /^((transaction|trans|txn|posting|post|book(ing)?|entry|value) )?date( time)?$/],
  ["in", /^(credits?|deposits?|money in|paid in|credit amount|lodgements?|cr)( \(?kes\)?)?$/],
  ["out", /^(debits?|withdrawals?|money out|paid out|debit amount|withdrawn|dr)( \(?kes\)?)?$/],
  ["amount", /^(transaction )?amount( \(?kes\)?)?$/],
  ["balance", /^((running|closing|book|available|ledger) )?balance( \(?kes\)?)?$/],
  ["text", /^(narrat(ive|ion)|description|particulars?|details?|transaction details|remarks)$/],
];

/**
 * Reads the table of a statement: the M-Pesa portal's, or a bank's with a column for the day and
 * either one signed amount or one column in and one out; anything may stand above the row of names.
 * A row without an amount (a balance brought forward) is no line. Refuses a table without such a row.
 */
export function readStatement(
  rows: readonly (readonly string[])[],
): Result<BankStatement, { code: "statement.unread" }> {
  const mpesa = readMpesaStatement(rows);
  if (mpesa.ok) return done(ofMpesa(mpesa.value));
  const at = rows.findIndex((row) => headerOf(row) !== undefined);
  const header = at < 0 ? undefined : headerOf(rows[at] ?? []);
  if (header === undefined) return { ok: false, refusal: { code: "statement.unread" } };
  const lines: BankLine[] = [];
  const skipped: { row: number; why: string }[] = [];
  for (const [index, row] of rows.entries()) {
    if (index <= at || row.every((cell) => cell.trim() === "")) continue;
    const read = lineOf(row, header);
    if (read === null) continue;
    if (typeof read === "string") skipped.push({ row: index + 1, why: read });
    else lines.push(read);
  }
  const ordered = newestFirst(lines) ? lines.toReversed() : lines;
  return done({
    kind: "bank",
    // Stable: lines of one day stay in the order in which the bank has them.
    lines: ordered.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))),
    skipped,
    closing: ordered.findLast((line) => line.balance !== null)?.balance ?? null,
  });
}

function newestFirst(lines: readonly BankLine[]): boolean {
  const [first, last] = [lines[0], lines.at(-1)];
  return first !== undefined && last !== undefined && first.day > last.day;
}

type Header = ReadonlyMap<Column, number>;

function headerOf(row: readonly string[]): Header | undefined {
  const found = new Map<Column, number>();
  for (const [index, cell] of row.entries()) {
    const name = cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_.]+/g, " ")
      .trim();
    const column = COLUMNS.find(([, words]) => words.test(name))?.[0];
    if (column !== undefined && !found.has(column)) found.set(column, index);
  }
  const both = found.has("in") && found.has("out");
  return found.has("day") && (both || found.has("amount")) ? found : undefined;
}

/** The line; null where nothing moved; otherwise why it cannot be read. */
function lineOf(row: readonly string[], header: Header): BankLine | string | null {
  const cell = (column: Column): string => (row[header.get(column) ?? -1] ?? "").trim();
  const amount =
    header.has("amount") && cell("amount") !== "" ? signed(cell("amount")) : sided(cell);
  if (amount === undefined) return "an amount cannot be read";
  if (amount === 0) return null;
  const moment = momentOf(cell("day"));
  if (moment === undefined) return `no day: ${cell("day")}`;
  const text = cell("text");
  const balance = cell("balance") === "" ? null : (signed(cell("balance")) ?? null);
  return {
    day: moment.day,
    text,
    amount,
    balance,
    code: null,
    reason: /\b(charges?|fees?|commission|levy|excise duty)\b/i.test(text) ? "charge" : "other",
    party: "",
  };
}

function sided(cell: (column: Column) => string): Money | undefined {
  const [into, out] = [amountOf(bare(cell("in"))), amountOf(bare(cell("out")))];
  return into === undefined || out === undefined ? undefined : cents(into - out);
}

/** "1,200.50", "-1,200.50", "(1,200.50)", "1,200.50 DR". */
function signed(text: string): Money | undefined {
  const amount = amountOf(bare(text));
  if (amount === undefined) return undefined;
  const out = /^-|^\(.*\)$|\bdr\.?$/i.test(text.trim());
  return cents(out ? -amount : amount);
}

const bare = (text: string): string =>
  text
    .replaceAll(/[()]/g, "")
    .replace(/^(kes|ksh)\.?\s*/i, "")
    .replace(/\s*(cr|dr)\.?$/i, "")
    .trim();

function ofMpesa(statement: {
  readonly lines: readonly StatementLine[];
  readonly skipped: BankStatement["skipped"];
}): BankStatement {
  return {
    kind: "mpesa",
    skipped: statement.skipped,
    closing: statement.lines.findLast((line) => line.balance !== null)?.balance ?? null,
    lines: statement.lines.map(
      ({ day, details, reason, paidIn, withdrawn, balance, code, party }) => ({
        day,
        text: details,
        amount: cents(paidIn - withdrawn),
        balance,
        code,
        reason,
        party,
      }),
    ),
  };
}
