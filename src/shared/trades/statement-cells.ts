import { businessDay, isBusinessDay, type BusinessDay } from "../kernel/date.ts";
import { cents, parseMoney, type Money } from "../kernel/money.ts";

// How banks and the M-Pesa portal write days, amounts and tables.

/** An amount without its sign; an empty cell or a dash is nothing. */
export function amountOf(text: string): Money | undefined {
  if (text === "" || text === "-") return cents(0);
  const amount = parseMoney(text.replaceAll(",", "").replace(/^-/, ""));
  return amount === undefined ? undefined : amount;
}

const FORMS = [
  /^(?<d>\d{1,2})-(?<m>\d{1,2})-(?<y>\d{4})(?:\s+(?<h>\d{1,2}):(?<i>\d{2})(?::\d{2})?)?$/,
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[\sT]+(?<h>\d{1,2}):(?<i>\d{2})(?::\d{2})?)?$/,
  /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})(?:\s+(?<h>\d{1,2}):(?<i>\d{2})(?::\d{2})?\s*(?<half>[AP]M)?)?$/i,
  /^(?<d>\d{1,2})[-\s/](?<word>[a-z]{3})[a-z]*[-\s/,]+(?<y>\d{4}|\d{2})(?:\s+(?<h>\d{1,2}):(?<i>\d{2})(?::\d{2})?)?$/i,
] as const;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "20-11-2026 10:05:11", "2026-11-20", "20/11/2026 7:37 PM", "20 Nov 2026", "20-NOV-26". */
export function momentOf(
  text: string,
): { readonly day: BusinessDay; readonly time: string } | undefined {
  for (const form of FORMS) {
    const {
      d = "",
      m = "",
      y = "",
      h = "0",
      i = "00",
      half = "",
      word,
    } = form.exec(text)?.groups ?? {};
    const month = word === undefined ? m : String(MONTHS.indexOf(word.toLowerCase()) + 1);
    const year = y.length === 2 ? `20${y}` : y;
    const day = `${year}-${month.padStart(2, "0")}-${d.padStart(2, "0")}`;
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
