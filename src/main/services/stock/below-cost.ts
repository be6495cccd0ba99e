import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { less, share, type Money } from "#shared/kernel/money.ts";
import { splitTax } from "#shared/kernel/tax.ts";
import type { Book } from "#main/journal/book.ts";
import { taxRate, type BusinessRow } from "#main/journal/read/business.ts";
import { narrowlyPriced } from "#main/journal/read/stock.ts";

/** Goods whose price, less its tax, is under what a unit of them cost last. */
export function belowCost(
  book: Book,
  places: readonly BusinessRow[],
  within: readonly string[],
  today: BusinessDay,
): Reply<"price.belowCost">["items"] {
  return narrowlyPriced(book, within, today).flatMap((row) => {
    const place = places.find((each) => each.id === row.business);
    if (place === undefined) return [];
    const cost = share(row.cost, 1000, row.received);
    const { basisPoints } = taxRate(place.settings, row.tax, today);
    const net: Money = less(row.price, splitTax(row.price, basisPoints).tax);
    if (net >= cost) return [];
    const { item, business, name, price } = row;
    return [{ item, business, name, price, net, cost }];
  });
}
