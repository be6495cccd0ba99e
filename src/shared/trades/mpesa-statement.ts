import { businessDay, isBusinessDay, type BusinessDay } from "../kernel/date.ts";
import { cents, parseMoney, type Money } from "../kernel/money.ts";
import { parseMpesaCode } from "../kernel/mpesa-code.ts";
import { done, type Result } from "../kernel/result.ts";

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
 * Reads a statement in CSV as the portal exports it: rows before the header, dates in three forms,
 * newest or oldest first, thousands in quotes, withdrawals with either sign, failed rows, masked
 * numbers, lower-case receipts (domain: organisation portal statement). A charge may carry the
 * receipt of its payment, so a line is known by receipt, reason and amounts together.
 * Refuses a text in which no header is found.
 */
export function readMpesaStatement(text: string): Result<Statement, { code: "statement.unread" }> {
  const rows = csvRows(text);
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

function amountOf(text: string): Money | undefined {
  if (text === "" || text === "-") return cents(0);
  const amount = parseMoney(text.replaceAll(",", "").replace(/^-/, ""));
  return amount === undefined ? undefined : amount;
}

const FORMS = [
  /^(?<d>\d{1,2})-(?<m>\d{1,2})-(?<y>\d{4})(?:\s+(?<h>\d{1,2}):(?<i>\d{2})(?::\d{2})?)?$/,
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[\sT]+(?<h>\d{1,2}):(?<i>\d{2})(?::\d{2})?)?$/,
  /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})(?:\s+(?<h>\d{1,2}):(?<i>\d{2})(?::\d{2})?\s*(?<half>[AP]M)?)?$/i,
] as const;

function momentOf(text: string): Pick<StatementLine, "day" | "time"> | undefined {
  for (const form of FORMS) {
    const { d = "", m = "", y = "", h = "0", i = "00", half = "" } = form.exec(text)?.groups ?? {};
    const day = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
    if (!isBusinessDay(day)) continue;
    const late = half.toUpperCase() === "PM" ? 12 : 0;
    const hour = half === "" ? Number(h) : (Number(h) % 12) + late;
    return { day: businessDay(day), time: `${String(hour).padStart(2, "0")}:${i}` };
  }
  return undefined;
}

/** Cells of a CSV: quotes, doubled quotes, line breaks within quotes, any line ending, a BOM. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const source = text.replace(/^\ufeff/, "");
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
      continue;
    }
    if (sign === '"' && cell.trim() === "") {
      cell = "";
      quoted = true;
    } else if (sign === ",") {
      row.push(cell);
      cell = "";
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && source.charAt(at + 1) === "\n") at += 1;
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}
