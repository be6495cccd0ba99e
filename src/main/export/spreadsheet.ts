import writeExcelFile, { type Cell, type SheetData } from "write-excel-file/node";
import type { Money } from "#shared/kernel/money.ts";

/** A text, a whole number, or an amount of money. */
export type TableCell = string | number | { readonly amount: Money };

/** A list as a spreadsheet has it: headings, rows, and what they come to. */
export interface Table {
  /** Name of the sheet in its workbook. */
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly TableCell[])[];
  readonly total: readonly TableCell[];
}

export interface TableFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** The file of a table, as it is handed to a person. */
export async function fileOf(
  table: Table,
  format: "csv" | "xlsx",
  name: string,
): Promise<TableFile> {
  const fileName = `${name}.${format}`;
  if (format === "xlsx") {
    const workbook = await xlsxOf(table);
    return { fileName, mediaType: XLSX, base64: workbook.toString("base64") };
  }
  const base64 = Buffer.from(csvOf(table), "utf8").toString("base64");
  return { fileName, mediaType: "text/csv; charset=utf-8", base64 };
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Comma-separated, RFC 4180, with the mark by which Excel knows UTF-8. Amounts as 1234.50. */
export function csvOf({ columns, rows, total }: Table): string {
  const lines = [columns.map(({ title }) => title), ...rows, total];
  return `\uFEFF${lines.map((line) => `${line.map(csvField).join(",")}\r\n`).join("")}`;
}

/** A point, two decimals, no grouping: what every spreadsheet reads back as a number. */
function plain(amount: Money): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A name that begins like a formula is text all the same. */
function csvField(cell: TableCell): string {
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object") return plain(cell.amount);
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A workbook of one sheet; amounts are numbers with two decimals, the top row stays in sight. */
export async function xlsxOf({ title, columns, rows, total }: Table): Promise<Buffer> {
  const data: SheetData = [
    columns.map((column): Cell => ({ value: column.title, fontWeight: "bold" })),
    ...rows.map((row) => row.map((cell) => xlsxCell(cell, false))),
    total.map((cell) => xlsxCell(cell, true)),
  ];
  return writeExcelFile(data, {
    sheet: title,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
  }).toBuffer();
}

/** A sheet's number is a double: cents leave as their decimal text, read once, at the very end. */
function xlsxCell(cell: TableCell, bold: boolean): Cell {
  if (cell === "") return null;
  const weight = bold ? { fontWeight: "bold" as const } : {};
  if (typeof cell !== "object") return { value: cell, ...weight };
  return { value: Number(plain(cell.amount)), format: "#,##0.00", ...weight };
}
