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
  return typeof cell === "number" ? numberText(cell) : String(cell);
}

/** Far above what is lost where a sheet adds up binary fractions, far below a tenth of a cent. */
const BINARY_NOISE = 1e-6;

/**
 * A sheet's amounts are binary fractions: 0.1 + 0.2 is thirty cents. What really has parts of a
 * cent stays as it is, and is refused by whoever reads it as money: nothing is rounded away.
 */
function numberText(cell: number): string {
  const cents = Number(cell.toFixed(2));
  return String(Math.abs(cell - cents) < BINARY_NOISE ? cents : cell);
}
