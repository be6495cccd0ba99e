import { type BusinessDay, isBusinessDay } from "#shared/kernel/date.ts";

/** Where a page of the ledger begins: after this line. */
export interface Cursor {
  readonly day: BusinessDay;
  readonly entry: number;
  readonly no: number;
}

/** "2026-11-22.1834.2" in the address; anything else is the first page. */
export function readCursor(text: string | undefined): Cursor | null {
  const [day = "", entry = "", no = "", ...rest] = (text ?? "").split(".");
  const numbers = [entry, no].every((part) => /^\d{1,15}$/.test(part));
  if (!isBusinessDay(day) || !numbers || rest.length > 0) return null;
  return { day, entry: Number(entry), no: Number(no) };
}

export function writeCursor({ day, entry, no }: Cursor): string {
  return `${day}.${entry}.${no}`;
}
