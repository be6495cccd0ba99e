import type { AnyFact, FactKind } from "#shared/facts/index.ts";
import { applyFact } from "../apply/index.ts";
import type { Book } from "../book.ts";
import { checkNamed, type Check } from "./check.ts";
import { withEmptyBooks } from "./schema.ts";

/** Facts that make or change what the books are about, rather than what happened. */
const MASTER_KINDS: ReadonlySet<FactKind> = new Set([
  "books.opened",
  "business.saved",
  "account.saved",
  "role.saved",
  "user.saved",
  "catalog.saved",
  "recipe.saved",
  "customer.saved",
  "customer.merged",
  "supplier.saved",
  "period.closed",
  "returnable.saved",
  "cylinder.saved",
]);

const MASTER_TABLES = [
  "books",
  "business",
  "business_settings",
  "account",
  "role",
  "user",
  "business_access",
  "mpesa_till",
  "category",
  "item",
  "item_barcode",
  "item_price",
  "recipe",
  "customer",
  "customer_alias",
  "merging_wait",
  "customer_writing",
  "supplier",
  "period_lock",
  "record_clock",
  "returnable_type",
  "returnable_deposit",
] as const;

/**
 * People, rights, catalogue, chart, settings and the lock: applied again from their facts to
 * empty books in memory, and compared row by row. Here a changed row would open a door: a PIN of
 * somebody else, a right, a price, a closed month.
 */
export function mastersAreTheirFacts(
  book: Book,
  facts: readonly { readonly fact: AnyFact; readonly seq: number }[],
): Check {
  return withEmptyBooks((fresh) => {
    for (const { fact, seq } of facts) applyFact(fresh, { ...fact, entry: null } as AnyFact, seq);
    const wrong = MASTER_TABLES.filter((table) => rowsOf(book, table) !== rowsOf(fresh, table));
    return checkNamed(
      "people, catalogue and settings",
      wrong,
      `${MASTER_TABLES.length} tables are what ${facts.length} facts made of them`,
    );
  });
}

export const isMaster = (fact: AnyFact): boolean => MASTER_KINDS.has(fact.kind);

function rowsOf(book: Book, table: string): string {
  return book
    .all<object>(`SELECT * FROM ${table}`)
    .map((row) => JSON.stringify(row))
    .toSorted()
    .join("\n");
}
