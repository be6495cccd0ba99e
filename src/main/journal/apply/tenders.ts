import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Tender } from "#shared/facts/tender.ts";
import type { Book } from "../book.ts";

/**
 * What a fact took at a counter or, going out, gave back: for X, Z and the drawer's count. Without
 * a shift (the office took it) only the M-Pesa codes are kept, each of which pays once.
 */
export function applyTenders(
  book: Book,
  of: {
    readonly seq: number;
    readonly business: string | null;
    readonly day: BusinessDay;
    readonly shift: string | null;
  },
  tenders: readonly Tender[],
  direction: "in" | "out",
): void {
  const sign = direction === "in" ? 1 : -1;
  for (const [index, tender] of tenders.entries()) {
    if (of.shift !== null) {
      book.run(
        "INSERT INTO tender (seq, no, shift, kind, amount) VALUES (?, ?, ?, ?, ?)",
        of.seq,
        index + 1,
        of.shift,
        tender.kind,
        sign * tender.amount,
      );
    }
    if (tender.kind !== "mpesa") continue;
    book.run(
      `INSERT INTO mpesa_receipt (code_index, code_cipher, seq, business, amount, direction, day, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'claimed')`,
      tender.code.index,
      tender.code.cipher,
      of.seq,
      of.business,
      tender.amount,
      direction,
      of.day,
    );
  }
}
