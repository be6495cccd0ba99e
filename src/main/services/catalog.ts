import type { Reply, Request } from "#shared/contract/index.ts";
import type { Category, Item, Price } from "#shared/facts/master.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import type { Book } from "#main/journal/book.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { businesses, taxRate, type BusinessRow } from "#main/journal/read/business.ts";
import {
  catalogVersion,
  categories,
  item as readItem,
  items,
  itemsForTill,
  itemWithBarcode,
  itemWithSku,
  type ItemRow,
} from "#main/journal/read/catalog.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { Handler, Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf, businessesSeen } from "./act.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";
import { tillReturnables } from "./returnables/types.ts";

type CatalogHandlers = Pick<
  Handlers,
  | "catalog.forTill"
  | "catalog.stock"
  | "catalog.items"
  | "catalog.categories"
  | "catalog.saveCategory"
  | "catalog.saveItem"
>;

type TillItem = Reply<"catalog.forTill">["items"][number];

export function catalogHandlers(parts: Parts): CatalogHandlers {
  const { journal } = parts;
  const today = (): BusinessDay => nairobiDay(parts.now());
  return {
    "catalog.forTill": ({ business }) => {
      const { book } = journal;
      const place = activeBusiness(book, business);
      if (!place.ok) return place;
      const day = openShift(book, journal.till(), business)?.day ?? today();
      const { settings } = place.value;
      return done({
        version: catalogVersion(book, business),
        categories: categories(book, business).filter((each) => each.active),
        items: itemsForTill(book, business, day).map((row) => tillItem(row, place.value, day)),
        returnables: tillReturnables(book, business, day),
        negativeStock: settings.negativeStock,
        cashRounding: settings.cashRounding,
        mpesaTill: settings.mpesaTill,
      });
    },
    "catalog.stock": ({ business, items: wanted }) => {
      const { book } = journal;
      const stock = wanted.flatMap((id) => {
        const row = readItem(book, id, today());
        return row === undefined || row.business !== business
          ? []
          : [{ item: id, stock: row.stock }];
      });
      return done({ version: catalogVersion(book, business), stock });
    },
    "catalog.items": (request, caller) => {
      const { book } = journal;
      const places = businesses(book);
      const found = items(book, today(), { ...request, within: businessesSeen(caller, places) });
      return done({
        total: found.total,
        items: found.items.map((row) => officeItem(row, places, today())),
      });
    },
    "catalog.categories": ({ business }) =>
      done({ categories: categories(journal.book, business) }),
    "catalog.saveCategory": saveCategory(parts),
    "catalog.saveItem": saveItem(parts),
  };
}

function tillItem(row: ItemRow, place: BusinessRow, day: BusinessDay): TillItem {
  const { letter, basisPoints } = taxRate(place.settings, row.tax, day);
  return {
    id: row.id,
    name: row.name,
    sku: row.sku,
    barcodes: [...row.barcodes],
    category: row.category,
    kind: row.kind,
    unit: row.unit,
    fractional: row.fractional,
    price: row.price ?? (0 as TillItem["price"]),
    tax: letter,
    basisPoints,
    stock: row.stock,
    position: row.position,
  };
}

function officeItem(
  row: ItemRow,
  places: readonly BusinessRow[],
  day: BusinessDay,
): Reply<"catalog.items">["items"][number] {
  const place = places.find((each) => each.id === row.business);
  const rate = place === undefined ? null : taxRate(place.settings, row.tax, day);
  return {
    id: row.id,
    business: row.business,
    name: row.name,
    sku: row.sku,
    barcodes: [...row.barcodes],
    category: row.category,
    kind: row.kind,
    unit: row.unit,
    fractional: row.fractional,
    price: row.price,
    tax: row.tax,
    basisPoints: rate?.basisPoints ?? 0,
    stock: row.stock,
    stockCost: row.stockCost,
    position: row.position,
    active: row.active,
    sellable: row.sellable,
    reorderAt: row.reorderAt,
    revenue: row.revenue,
    cogs: row.cogs,
    inventory: row.inventory,
    components: row.components.map(({ item, quantity }) => ({ item, quantity })),
  };
}

function saveCategory(parts: Parts): Handler<"catalog.saveCategory"> {
  return (request, caller) =>
    act(
      parts,
      "catalog.saveCategory",
      request,
      (book, coming) => {
        const place = activeBusiness(book, request.business);
        if (!place.ok) return place;
        const known = categories(book, request.business).some((each) => each.id === request.id);
        if (request.id !== null && !known) {
          return refuse({ code: "category.unknown", category: request.id });
        }
        const { command: _, ...given } = request;
        const category: Category = { ...given, id: request.id ?? coming.id };
        return done({
          kind: "catalog.saved" as const,
          day: nairobiDay(coming.at),
          business: request.business,
          by: actorOf(caller).author(),
          body: { categories: [category], items: [], prices: [] },
          entry: null,
        });
      },
      ({ fact }) => ({ id: fact.body.categories[0]?.id ?? fact.id }),
    );
}

/** A barcode and an sku name one item of a business; accounts must fit the business. */
function saveItem(parts: Parts): Handler<"catalog.saveItem"> {
  return (request, caller) =>
    act(
      parts,
      "catalog.saveItem",
      request,
      (book, coming) => {
        const place = activeBusiness(book, request.business);
        if (!place.ok) return place;
        const today = nairobiDay(coming.at);
        const item = decideItem(book, place.value, request, coming.id, today);
        if (!item.ok) return item;
        const prices: Price[] =
          request.price === null
            ? []
            : [{ item: item.value.id, from: request.priceFrom ?? today, price: request.price }];
        return done({
          kind: "catalog.saved" as const,
          day: today,
          business: request.business,
          by: actorOf(caller).author(),
          body: { categories: [], items: [item.value], prices },
          entry: null,
        });
      },
      ({ fact }) => ({ id: fact.body.items[0]?.id ?? fact.id }),
    );
}

function decideItem(
  book: Book,
  place: BusinessRow,
  asked: Request<"catalog.saveItem">,
  newId: string,
  today: BusinessDay,
): Result<Item> {
  const before = asked.id === null ? undefined : readItem(book, asked.id, today);
  if (asked.id !== null && before?.business !== place.id) {
    return refuse({ code: "item.unknown", item: asked.id });
  }
  const id = before?.id ?? newId;
  const clash = nameClash(book, asked, id);
  if (clash !== null) return clash;
  if (asked.category !== null) {
    const known = categories(book, place.id).some((each) => each.id === asked.category);
    if (!known) return refuse({ code: "category.unknown", category: asked.category });
  }
  for (const part of asked.components) {
    const used = readItem(book, part.item, today);
    const usable = used?.business === place.id && used.inventory !== null && used.id !== id;
    if (!usable) return refuse({ code: "item.unknown", item: part.item });
  }
  const accounts = itemAccounts(book, place, asked, before);
  if (!accounts.ok) return accounts;
  return done({
    id,
    business: place.id,
    category: asked.category,
    kind: before?.kind ?? asked.kind,
    name: asked.name.trim(),
    sku: asked.sku.trim(),
    barcodes: [...new Set(asked.barcodes)],
    unit: asked.unit,
    fractional: asked.fractional,
    tax: asked.tax,
    ...accounts.value,
    components: asked.components,
    reorderAt: asked.reorderAt,
    sellable: asked.sellable,
    active: asked.active,
    position: asked.position,
  });
}

function nameClash(
  book: Book,
  asked: Request<"catalog.saveItem">,
  id: string,
): ReturnType<typeof refuse> | null {
  const sku = asked.sku.trim();
  if (sku !== "" && itemWithSku(book, asked.business, sku, id) !== undefined) {
    return refuse({ code: "item.sku_taken", sku });
  }
  for (const barcode of asked.barcodes) {
    if (itemWithBarcode(book, asked.business, barcode, id) !== undefined) {
      return refuse({ code: "item.barcode_taken", barcode });
    }
  }
  return null;
}

type ItemAccounts = Pick<Item, "revenue" | "cogs" | "inventory">;

/**
 * The usual accounts of the business unless the form names others. Where stock lies does not
 * change afterwards: its layers are booked there.
 */
function itemAccounts(
  book: Book,
  place: BusinessRow,
  asked: Request<"catalog.saveItem">,
  before: Item | undefined,
): Result<ItemAccounts> {
  const usual = place.settings.itemAccounts;
  const goods = (before?.kind ?? asked.kind) === "goods";
  if (goods && usual.goods === null && asked.inventory === null) {
    return refuse({ code: "account.wrong_kind", account: 0, wanted: "inventory" });
  }
  const chosen: ItemAccounts = {
    revenue:
      asked.revenue ??
      before?.revenue ??
      (goods ? usual.goods : usual.service)?.revenue ??
      usual.service.revenue,
    cogs: asked.cogs ?? before?.cogs ?? (goods ? usual.goods : usual.service)?.cogs ?? null,
    inventory: goods
      ? (before?.inventory ?? asked.inventory ?? usual.goods?.inventory ?? null)
      : null,
  };
  const wanted = [
    [chosen.revenue, "revenue"],
    [chosen.cogs, "expense"],
    [chosen.inventory, "asset"],
  ] as const;
  const { inventory } = chosen;
  for (const [number, type] of wanted) {
    if (number === null) continue;
    const account = accountRow(book, number);
    if (account === undefined) return refuse({ code: "account.unknown", account: number });
    if (account.type !== type)
      return refuse({ code: "account.wrong_kind", account: number, wanted: type });
    if (!account.posting) return refuse({ code: "account.not_posting", account: number });
    if (account.business !== null && account.business !== place.id) {
      return refuse({ code: "account.wrong_business", account: number, business: place.id });
    }
    // The first item that lies in an account makes it one that only goods may move.
    const holdsStock = account.class === CLASS.inventory && account.subledger === null;
    if (number === inventory && before === undefined && !holdsStock) {
      return refuse({
        code: "account.wrong_kind",
        account: number,
        wanted: "an inventory account",
      });
    }
    if (asked.active && !account.active) {
      return refuse({ code: "account.inactive", account: number });
    }
  }
  return done(chosen);
}
