import { csvRows } from "#shared/trades/statement-cells.ts";

type Cell = string | number | boolean | Date | null;

/**
 * The rows of a file that a person chose, as text: CSV, or the first sheet of an XLSX. Nothing
 * leaves this window. Throws where the file is neither.
 */
export async function tableRows(file: File): Promise<string[][]> {
  if (!/\.xlsx$/i.test(file.name)) return csvRows(await file.text());
  // Read only by those who have such a file.
  const { readSheet } = await import("read-excel-file/universal");
  const rows = (await readSheet(file)) as readonly (readonly Cell[])[];
  return rows.map((row) => row.map(cellText));
}

/** A spreadsheet's days have no zone: the library answers with midnight in Greenwich. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace("T", " ");
  // Amounts are kept as binary fractions there: 0.1 + 0.2 is thirty cents.
  if (typeof cell === "number") return String(Number(cell.toFixed(2)));
  return String(cell);
}
