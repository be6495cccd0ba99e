import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, sum } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { item as readItem, lastCost } from "#main/journal/read/catalog.ts";
import {
  heldBefore,
  movesOfItem,
  openLayers,
  pricesOf,
  stockActs,
} from "#main/journal/read/stock.ts";
import { stockAccounts, valuedItems } from "#main/journal/read/valuation.ts";
import type { Handler, Handlers } from "#main/rpc/handlers.ts";
import { businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";
import { belowCost } from "./below-cost.ts";

type StockReports = Pick<
  Handlers,
  "stock.card" | "stock.valuation" | "stock.acts" | "price.history" | "price.belowCost"
>;

/** What the office reads about stock and prices. */
export function stockReports(parts: Parts): StockReports {
  const today = (): BusinessDay => nairobiDay(parts.now());
  return {
    "stock.card": stockCard(parts, today),
    "stock.valuation": ({ business, ...page }, caller) =>
      parts.journal.readTogether((book) => {
        const seen = businessesSeen(caller, businesses(book));
        return done(valuation(book, business === null ? seen : [business], page));
      }),
    "stock.acts": ({ business, offset, limit }, caller) =>
      parts.journal.readTogether((book) => {
        const within = businessesSeen(caller, businesses(book));
        const { total, acts } = stockActs(book, { business, within, offset, limit });
        return done({ total, acts: acts.map(({ seq: entry, ...act }) => ({ entry, ...act })) });
      }),
    "price.history": ({ item }, caller) => {
      const { book } = parts.journal;
      const found = readItem(book, item, today());
      if (found === undefined || !caller.sees(found.business)) {
        return refuse({ code: "item.unknown", item });
      }
      const cost = lastCost(book, item);
      return done({
        lastCost: cost > 0 ? cost : null,
        prices: pricesWithState(book, item, today()),
      });
    },
    "price.belowCost": ({ business }, caller) =>
      parts.journal.readTogether((book) => {
        const places = businesses(book);
        const seen = businessesSeen(caller, places);
        const within = business === null ? seen : [business];
        return done({ items: belowCost(book, places, within, today()) });
      }),
  };
}

function stockCard(parts: Parts, today: () => BusinessDay): Handler<"stock.card"> {
  return ({ item, before, limit }, caller) =>
    parts.journal.readTogether((book) => {
      const found = readItem(book, item, today());
      if (found === undefined || found.inventory === null || !caller.sees(found.business)) {
        return refuse({ code: "item.unknown", item });
      }
      const rows = movesOfItem(book, item, before, limit + 1);
      const held = heldBefore(book, item, before);
      let balance: number = held.quantity;
      let value: number = held.cost;
      const moves = rows.slice(0, limit).map(({ seq: entry, ...row }) => {
        const after = { balance: quantity(balance), value: cents(value) };
        balance -= row.quantity;
        value -= row.cost;
        return { entry, ...row, ...after };
      });
      const { business, name, unit, inventory: account, stock, stockCost } = found;
      return done({
        item,
        business,
        name,
        unit,
        account,
        quantity: stock ?? quantity(0),
        cost: stockCost ?? cents(0),
        layers: openLayers(book, item).map(({ layer, seq: entry, day, quantity: left, cost }) => ({
          layer,
          entry,
          day,
          quantity: left,
          cost,
        })),
        moves,
        more: rows.length > limit,
      });
    });
}

/** Account by account: what the layers are worth, beside what the ledger says; a page of the items. */
function valuation(
  book: Book,
  within: readonly string[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Reply<"stock.valuation"> {
  let before = 0;
  const accounts = stockAccounts(book, within).map(({ items: held, ...account }) => {
    const from = Math.max(0, offset - before);
    const most = Math.min(offset + limit - before, held) - from;
    before += held;
    const items = most > 0 ? valuedItems(book, account, { offset: from, limit: most }) : [];
    return { ...account, items };
  });
  return { accounts, count: before, total: sum(accounts.map((each) => each.stock)) };
}

function pricesWithState(
  book: Book,
  item: string,
  today: BusinessDay,
): Reply<"price.history">["prices"] {
  const prices = pricesOf(book, item);
  const now = prices.find((each) => each.from <= today);
  return prices.map((each) => ({
    ...each,
    state:
      each === now ? ("now" as const) : each.from > today ? ("coming" as const) : ("past" as const),
  }));
}
