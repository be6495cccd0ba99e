import type { BusinessDay } from "#shared/kernel/date.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import { stockTaker, type Taken } from "#shared/trades/stock-taking.ts";
import type { Book } from "#main/journal/book.ts";
import { item as readItem, stockOf, type ItemRow } from "#main/journal/read/catalog.ts";

/** A stocked item, with the account it lies in. */
export type StockedItem = ItemRow & { readonly inventory: number };

/** An item of this business that is kept in stock. */
export function stockedItem(
  book: Book,
  id: string,
  business: string,
  day: BusinessDay,
): Result<StockedItem> {
  const found = readItem(book, id, day);
  if (found === undefined || found.business !== business || found.inventory === null) {
    return refuse({ code: "item.unknown", item: id });
  }
  return done({ ...found, inventory: found.inventory });
}

/** The same, in a quantity it comes in. */
export function goodsOf(
  book: Book,
  line: { readonly item: string; readonly quantity: Quantity },
  business: string,
  day: BusinessDay,
): Result<StockedItem> {
  const found = stockedItem(book, line.item, business, day);
  if (!found.ok) return found;
  if (!found.value.fractional && line.quantity % 1000 !== 0) {
    return refuse({ code: "quantity.invalid", name: found.value.name });
  }
  return found;
}

/**
 * Takes stock for an act of the shop itself, first in, first out: never what is not there, also
 * where the business may oversell to a customer.
 */
export function takeWhatIsThere(book: Book): (taken: Taken) => Result<StockIssue[]> {
  const shortLayer = (item: string): string => {
    assert(false, `${item} went short where it was refused`);
    return "";
  };
  return stockTaker((item) => stockOf(book, item), "refuse", shortLayer);
}
