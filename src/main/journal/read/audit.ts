import type { AnyFact } from "#shared/facts/index.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../stored.ts";
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

/** Kinds of facts that save a record as a whole: those of the index on records. */
export const SAVING: ReadonlySet<AnyFact["kind"]> = new Set([
  "business.saved",
  "account.saved",
  "user.saved",
  "customer.saved",
  "supplier.saved",
  "role.saved",
]);

/** As the index says it, word for word: otherwise SQLite would not use it. */
const RECORD = `CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN coalesce(
    json_extract(CAST(bytes AS TEXT), '$.body.id'),
    json_extract(CAST(bytes AS TEXT), '$.body.number'),
    json_extract(CAST(bytes AS TEXT), '$.body.business.id')
  ) END`;

/** The writing of the same record before this one; undefined where this is the first. */
export function writingBefore(book: Book, fact: AnyFact, seq: number): AnyFact | undefined {
  const id = recordId(fact.body);
  if (!SAVING.has(fact.kind) || id === undefined) return undefined;
  const row = book.get<{ bytes: Uint8Array }>(
    `SELECT bytes FROM fact INDEXED BY fact_by_record
     WHERE kind = ? AND kind IN
         ('business.saved', 'account.saved', 'user.saved', 'customer.saved', 'supplier.saved', 'role.saved')
       AND ${RECORD} = ? AND seq < ?
     ORDER BY seq DESC LIMIT 1`,
    fact.kind,
    id,
    seq,
  );
  return row === undefined ? undefined : parseFact(row.bytes);
}

function recordId(body: unknown): string | number | undefined {
  const of = body as { id?: string; number?: number; business?: { id?: string } };
  return of.id ?? of.number ?? of.business?.id;
}
