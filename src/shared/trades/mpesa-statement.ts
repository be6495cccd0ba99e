import type { BusinessDay } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import { parseMpesaCode } from "../kernel/mpesa-code.ts";
import { done, type Result } from "../kernel/result.ts";
import { amountOf, momentOf } from "./statement-cells.ts";

/** One completed line of the organisation portal's statement. */
export interface StatementLine {
  readonly code: string;
  readonly day: BusinessDay;
  /** HH:mm, Nairobi. */
  readonly time: string;
  readonly details: string;
  /** What it is: a customer's payment, a charge, money sent to the bank, anything else. */
  readonly reason: "payment" | "charge" | "settlement" | "other";
  /** One of the two is nothing; both are positive, whichever sign the portal wrote. */
  readonly paidIn: Money;
  readonly withdrawn: Money;
  readonly balance: Money | null;
  /** The other party, its number masked as the portal masks it. */
  readonly party: string;
}

export interface Statement {
  /** Oldest first, each once. */
  readonly lines: readonly StatementLine[];
  /** Rows that were not completed, or that cannot be read; named by their number in the file. */
  readonly skipped: readonly { readonly row: number; readonly why: string }[];
}

type Column = "code" | "at" | "details" | "status" | "in" | "out" | "balance" | "reason" | "party";

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ["code", /^receipt\s*no\.?$/],
  ["at", /^completion\s*time$/],
  ["details", /^details$/],
  ["status", /^transaction\s*status$/],
  ["in", /^paid\s*in$/],
  ["out", /^withdrawn$/],
  ["balance", /^balance$/],
  ["reason", /^reason\s*type$/],
  ["party", /^other\s*party\s*info$/],
];

/**
 * Reads a statement's table as the portal exports it: rows before the header, dates in three forms,
 * newest or oldest first, thousands in quotes, withdrawals with either sign, failed rows, masked
 * numbers, lower-case receipts (domain: organisation portal statement). A charge may carry the
 * receipt of its payment, so a line is known by receipt, reason and amounts together.
 * Refuses a table in which no header is found.
 */
export function readMpesaStatement(
  rows: readonly (readonly string[])[],
): Result<Statement, { code: "statement.unread" }> {
  const at = rows.findIndex((row) => headerOf(row) !== undefined);
  const header = at < 0 ? undefined : headerOf(rows[at] ?? []);
  if (header === undefined) return { ok: false, refusal: { code: "statement.unread" } };
  const lines = new Map<string, StatementLine>();
  const skipped: { row: number; why: string }[] = [];
  for (const [index, row] of rows.entries()) {
    if (index <= at || row.every((cell) => cell.trim() === "")) continue;
    const read = lineOf(row, header);
    if (typeof read === "string") {
      skipped.push({ row: index + 1, why: read });
      continue;
    }
    const key = `${read.code} ${read.reason} ${read.paidIn} ${read.withdrawn}`;
    if (!lines.has(key)) lines.set(key, read);
  }
  const ordered = [...lines.values()].toSorted((a, b) =>
    `${a.day} ${a.time}`.localeCompare(`${b.day} ${b.time}`),
  );
  return done({ lines: ordered, skipped });
}

type Header = ReadonlyMap<Column, number>;

function headerOf(row: readonly string[]): Header | undefined {
  const found = new Map<Column, number>();
  for (const [index, cell] of row.entries()) {
    const name = cell.trim().toLowerCase().replaceAll(/\s+/g, " ");
    for (const [column, words] of COLUMNS) {
      if (words.test(name) && !found.has(column)) found.set(column, index);
    }
  }
  const needed = ["code", "at", "in", "out"] as const;
  return needed.every((column) => found.has(column)) ? found : undefined;
}

/** The line, or why there is none. */
function lineOf(row: readonly string[], header: Header): StatementLine | string {
  const cell = (column: Column): string => (row[header.get(column) ?? -1] ?? "").trim();
  const status = cell("status").toLowerCase();
  if (status !== "" && status !== "completed") return `not completed: ${cell("status")}`;
  const code = parseMpesaCode(cell("code"));
  if (code === undefined) return `no receipt: ${cell("code")}`;
  const moment = momentOf(cell("at"));
  if (moment === undefined) return `no time: ${cell("at")}`;
  const paidIn = amountOf(cell("in"));
  const withdrawn = amountOf(cell("out"));
  if (paidIn === undefined || withdrawn === undefined) return "an amount cannot be read";
  const balance = cell("balance") === "" ? null : (amountOf(cell("balance")) ?? null);
  const details = cell("details");
  return {
    code,
    ...moment,
    details,
    reason: reasonOf(`${cell("reason")} ${details}`),
    paidIn,
    withdrawn,
    balance,
    party: cell("party"),
  };
}

function reasonOf(words: string): StatementLine["reason"] {
  if (/\bcharge/i.test(words)) return "charge";
  if (/settle|withdraw funds|to bank/i.test(words)) return "settlement";
  if (/pay\s?bill|buy goods|pay merchant|pay utility|payment/i.test(words)) return "payment";
  return "other";
}
