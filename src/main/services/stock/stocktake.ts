import type { Reply, Request } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { cents, price, sum, ZERO } from "#shared/kernel/money.ts";
import { lessQuantity, quantity, sumQuantities } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { countedLines, countEntry, type CountedItem } from "#shared/trades/stock-acts.ts";
import { costOf } from "#shared/trades/stock-taking.ts";
import type { Book } from "#main/journal/book.ts";
import {
  dropStocktake,
  forgetCount,
  keepCount,
  startStocktake,
  stocktake as readStocktake,
  stocktakeLines,
  stocktakes,
  type StocktakeRow,
} from "#main/journal/device/stocktakes.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { item as readItem, lastCost, shortLayers, stockOf } from "#main/journal/read/catalog.ts";
import { itemsToCount } from "#main/journal/read/stock-sheet.ts";
import { signedIn, type Caller, type Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { officeDay } from "../office/checks.ts";
import { posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { stockedItem, takeWhatIsThere } from "./goods.ts";

type StocktakeHandlers = Pick<
  Handlers,
  | "stocktake.start"
  | "stocktake.list"
  | "stocktake.sheet"
  | "stocktake.count"
  | "stocktake.forget"
  | "stocktake.discard"
  | "stocktake.review"
  | "stocktake.post"
>;

/** A count of this device that somebody may work on. */
function openCount(book: Book, id: string, caller: Caller): Result<StocktakeRow> {
  const row = readStocktake(book, id);
  if (row === undefined || !caller.may("stock.count", row.business)) {
    return refuse({ code: "stocktake.unknown" });
  }
  return done(row);
}

function told(row: StocktakeRow): Reply<"stocktake.list">["stocktakes"][number] {
  const { id, business, label, category, startedByName: by, startedAt: at, counted } = row;
  return { stocktake: id, business, label, category, by, at, counted };
}

/** Blind counts, kept on this device until they are posted as one fact. */
export function stocktakeHandlers(parts: Parts): StocktakeHandlers {
  const { journal } = parts;
  return {
    "stocktake.start": ({ business, label, category }, caller) => {
      const place = activeBusiness(journal.book, business);
      if (!place.ok) return place;
      const id = parts.newId();
      const { user: startedBy } = signedIn(caller);
      const startedAt = parts.now();
      const row = { id, business, category, label: label.trim(), startedBy, startedAt };
      journal.onDevice((book) => startStocktake(book, row));
      return done({ stocktake: id });
    },
    "stocktake.list": ({ business }, caller) => {
      const rows = stocktakes(journal.book).filter(
        (row) =>
          (business === null || row.business === business) &&
          caller.may("stock.count", row.business),
      );
      return done({ stocktakes: rows.map(told) });
    },
    "stocktake.sheet": ({ stocktake, text, limit }, caller) => {
      const row = openCount(journal.book, stocktake, caller);
      if (!row.ok) return row;
      const { total, items } = itemsToCount(journal.book, row.value, text, limit);
      return done({ ...told(row.value), total, items });
    },
    "stocktake.count": (request, caller) => countOne(parts, request, caller),
    "stocktake.forget": ({ stocktake, item }, caller) => {
      const row = openCount(journal.book, stocktake, caller);
      if (!row.ok) return row;
      journal.onDevice((book) => forgetCount(book, stocktake, item));
      return done({});
    },
    "stocktake.discard": ({ stocktake }, caller) => {
      const row = openCount(journal.book, stocktake, caller);
      if (!row.ok) return row;
      journal.onDevice((book) => dropStocktake(book, stocktake));
      return done({});
    },
    "stocktake.review": ({ stocktake }, caller) => review(parts, stocktake, caller),
    "stocktake.post": (request, caller) =>
      act(
        parts,
        "stocktake.post",
        request,
        (book, coming) => decideCount(book, coming, request, caller),
        (appended, book) => {
          const { lines } = appended.fact.body;
          const values = lines.map((line) =>
            cents((line.found?.cost ?? ZERO) - costOf(line.issues)),
          );
          return { ...posted(appended, book), lines: lines.length, value: sum(values) };
        },
      ),
  };
}

/** Counted now: what the books hold at this moment is what was expected. */
function countOne(
  parts: Parts,
  asked: Request<"stocktake.count">,
  caller: Caller,
): Result<Reply<"stocktake.count">> {
  const { book } = parts.journal;
  const row = openCount(book, asked.stocktake, caller);
  if (!row.ok) return row;
  const at = parts.now();
  const found = stockedItem(book, asked.item, row.value.business, nairobiDay(at));
  if (!found.ok) return found;
  const { name, fractional, stock } = found.value;
  if (!fractional && asked.quantity % 1000 !== 0) {
    return refuse({ code: "quantity.invalid", name });
  }
  const before = stocktakeLines(book, asked.stocktake).find((line) => line.item === asked.item);
  const so = asked.add && before !== undefined ? before.counted : quantity(0);
  const counted = sumQuantities([so, asked.quantity]);
  const line = { item: asked.item, counted, expected: stock ?? quantity(0), at };
  parts.journal.onDevice((writing) => keepCount(writing, asked.stocktake, line));
  return done({ counted });
}

function review(parts: Parts, id: string, caller: Caller): Result<Reply<"stocktake.review">> {
  const { book } = parts.journal;
  const row = readStocktake(book, id);
  if (row === undefined || !caller.may("stock.adjust", row.business)) {
    return refuse({ code: "stocktake.unknown" });
  }
  const lines = stocktakeLines(book, id).map((line) => {
    const found = readItem(book, line.item, nairobiDay(parts.now()));
    const off = lessQuantity(line.counted, line.expected);
    return {
      ...line,
      name: found?.name ?? "",
      unit: found?.unit ?? ("piece" as const),
      value: price(lastCost(book, line.item), off),
    };
  });
  return done({ lines });
}

function decideCount(
  book: Book,
  coming: Coming,
  { stocktake: id }: Request<"stocktake.post">,
  caller: Caller,
): Result<Draft<"stock.counted">> {
  const row = readStocktake(book, id);
  if (row === undefined || !caller.may("stock.adjust", row.business)) {
    return refuse({ code: "stocktake.unknown" });
  }
  const { business, label } = row;
  const place = activeBusiness(book, business);
  if (!place.ok) return place;
  const day = officeDay(book, nairobiDay(coming.at), coming.at);
  if (!day.ok) return day;
  const items: CountedItem[] = [];
  for (const { item, expected, counted, at } of stocktakeLines(book, id)) {
    const stock = stockOf(book, item);
    if (stock !== undefined) items.push({ stock, expected, counted, at });
  }
  if (items.length === 0) return refuse({ code: "stock.nothing_counted" });
  const lines = countedLines(items, {
    take: takeWhatIsThere(book),
    layerOf: (no) => `${coming.id}:${no}`,
    shortsOf: (item) => shortLayers(book, item),
  });
  if (!lines.ok) return lines;
  const { shrinkage } = place.value.settings.accounts;
  const cogsOf = (item: string): number => readItem(book, item, day.value)?.cogs ?? shrinkage;
  const entry = countEntry(business, lines.value, { shrinkage, costOf: cogsOf });
  return done({
    kind: "stock.counted",
    day: day.value,
    business,
    by: actorOf(caller).author(),
    body: { label, lines: lines.value },
    entry: factEntry(entry, "adjustment", `Stock count: ${label}`),
    // The count is a fact now, and no longer in the making.
    also: (writing) => dropStocktake(writing, id),
  });
}
