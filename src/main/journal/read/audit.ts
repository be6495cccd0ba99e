import type { AnyFact } from "#shared/facts/index.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../journal.ts";
import type { StoredFact } from "./facts.ts";

/** Facts in the order in which they came here, latest first, by the start of their kind. */
export function* factsLatestFirst(
  book: Book,
  kind: string,
  before: number | null,
): Generator<StoredFact> {
  const from = before ?? Number.MAX_SAFE_INTEGER;
  const selling = kind === "" || "sale.".startsWith(kind) || kind.startsWith("sale.");
  const rows = book.each<{ seq: number; bytes: Uint8Array }>(
    selling
      ? "SELECT seq, bytes FROM fact WHERE seq < ? AND kind >= ? AND kind < ? ORDER BY seq DESC"
      : // Said as the partial index says it: among all sales, other kinds are few.
        `SELECT seq, bytes FROM fact INDEXED BY fact_by_seldom_kind
         WHERE seq < ? AND kind >= ? AND kind < ? AND kind NOT IN ('sale.posted', 'sale.refunded')
         ORDER BY seq DESC`,
    from,
    kind,
    `${kind}\uffff`,
  );
  for (const { seq, bytes } of rows) yield { seq, fact: parseFact(bytes) };
}

/** The writing of the same record before this one; undefined where this is the first. */
export function writingBefore(book: Book, fact: AnyFact, seq: number): AnyFact | undefined {
  const id = recordId(fact.body);
  const rows = book.each<{ bytes: Uint8Array }>(
    `SELECT bytes FROM fact INDEXED BY fact_by_seldom_kind
     WHERE kind = ? AND seq < ? AND kind NOT IN ('sale.posted', 'sale.refunded')
     ORDER BY seq DESC`,
    fact.kind,
    seq,
  );
  for (const { bytes } of rows) {
    const earlier = parseFact(bytes);
    if (recordId(earlier.body) === id) return earlier;
  }
  return undefined;
}

function recordId(body: unknown): unknown {
  const of = body as { id?: unknown; number?: unknown; business?: { id?: unknown } };
  return of.id ?? of.number ?? of.business?.id;
}
