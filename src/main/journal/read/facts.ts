import type { AnyFact } from "#shared/facts/index.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../stored.ts";

export interface StoredFact {
  readonly seq: number;
  readonly fact: AnyFact;
}

export function factWithId(book: Book, id: string): StoredFact | undefined {
  const row = book.get<{ seq: number; bytes: Uint8Array }>(
    "SELECT seq, bytes FROM fact WHERE id = ?",
    id,
  );
  return row === undefined ? undefined : { seq: row.seq, fact: parseFact(row.bytes) };
}

/** Own and others': it only ever grows. */
export function factCount(book: Book): number {
  return book.get<{ n: number }>("SELECT coalesce(max(seq), 0) AS n FROM fact")?.n ?? 0;
}

export function factAt(book: Book, seq: number): AnyFact | undefined {
  const row = book.get<{ bytes: Uint8Array }>("SELECT bytes FROM fact WHERE seq = ?", seq);
  return row === undefined ? undefined : parseFact(row.bytes);
}

/** What the books stand on, in the order in which it was saved: people, businesses, items, customers. */
export function masterFacts(book: Book): AnyFact[] {
  return book
    .all<{ bytes: Uint8Array }>(
      "SELECT bytes FROM fact WHERE kind = 'books.opened' OR kind LIKE '%.saved' ORDER BY seq",
    )
    .map(({ bytes }) => parseFact(bytes));
}
