import writeExcelFile, { type Cell, type SheetData } from "write-excel-file/node";
import { sum, type Money } from "#shared/kernel/money.ts";

/** A row of the trial balance, as the report has it. Cents; the opening is debit positive. */
export interface TrialBalanceSheetRow {
  readonly account: number;
  readonly name: string;
  readonly type: string;
  readonly opening: Money;
  readonly debit: Money;
  readonly credit: Money;
  readonly closingDebit: Money;
  readonly closingCredit: Money;
}

export interface TrialBalanceSheet {
  readonly rows: readonly TrialBalanceSheetRow[];
  readonly totals: {
    readonly debit: Money;
    readonly credit: Money;
    readonly closingDebit: Money;
    readonly closingCredit: Money;
  };
}

const HEADINGS = [
  "Account",
  "Name",
  "Type",
  "Opening",
  "Debit",
  "Credit",
  "Closing debit",
  "Closing credit",
] as const;

/** Comma-separated, RFC 4180, with the mark by which Excel knows UTF-8. Amounts as 1234.50. */
export function csvOfTrialBalance(report: TrialBalanceSheet): string {
  const { totals } = report;
  const opening = sum(report.rows.map((row) => row.opening));
  const lines = [
    [...HEADINGS],
    ...report.rows.map((row) => [
      String(row.account),
      row.name,
      row.type,
      ...[row.opening, row.debit, row.credit, row.closingDebit, row.closingCredit].map(plain),
    ]),
    [
      "",
      "Total",
      "",
      ...[opening, totals.debit, totals.credit, totals.closingDebit, totals.closingCredit].map(
        plain,
      ),
    ],
  ];
  return `\uFEFF${lines.map((line) => `${line.map(csvField).join(",")}\r\n`).join("")}`;
}

/** A point, two decimals, no grouping: what every spreadsheet reads back as a number. */
function plain(amount: Money): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A name that begins like a formula is text all the same. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A workbook of one sheet; amounts are numbers with two decimals, the top row stays in sight. */
export async function xlsxOfTrialBalance(
  report: TrialBalanceSheet,
  title: string,
): Promise<Buffer> {
  const { totals } = report;
  const opening = sum(report.rows.map((row) => row.opening));
  const data: SheetData = [
    HEADINGS.map((value): Cell => ({ value, fontWeight: "bold" })),
    ...report.rows.map((row): Cell[] => [
      row.account,
      row.name,
      row.type,
      ...[row.opening, row.debit, row.credit, row.closingDebit, row.closingCredit].map((amount) =>
        amountCell(amount, false),
      ),
    ]),
    [
      null,
      { value: "Total", fontWeight: "bold" },
      null,
      ...[opening, totals.debit, totals.credit, totals.closingDebit, totals.closingCredit].map(
        (amount) => amountCell(amount, true),
      ),
    ],
  ];
  const widths = [10, 32, 12, 16, 16, 16, 16, 16];
  return writeExcelFile(data, {
    sheet: title,
    stickyRowsCount: 1,
    columns: widths.map((width) => ({ width })),
  }).toBuffer();
}

/** A sheet's number is a double: cents leave as their decimal text, read once, at the very end. */
function amountCell(amount: Money, total: boolean): Cell {
  const cell = { value: Number(plain(amount)), format: "#,##0.00" };
  return total ? { ...cell, fontWeight: "bold" } : cell;
}
