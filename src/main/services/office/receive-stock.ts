import type { Request } from "#shared/contract/index.ts";
import type { ReceivedLine } from "#shared/facts/layers.ts";
import type { Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { credit, journalEntry, mergeLines, type EntryLine } from "#shared/ledger/journal-entry.ts";
import { paidFor, RULED } from "#shared/ledger/office-entries.ts";
import {
  deliveryLines,
  deliveryTotal,
  receivedLines,
  type ArrivingLine,
} from "#shared/trades/purchase.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import { item as readItem, shortLayers } from "#main/journal/read/catalog.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { supplier as readSupplier } from "#main/journal/read/suppliers.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, type Actor } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { mayPayFrom, moneyPlace, officeDay } from "./checks.ts";
import { posted } from "./recorded.ts";
import { swappedReturnables } from "../returnables/swap.ts";

type Asked = Request<"stock.receive">;

/**
 * Receives goods: stock sold before it was there is covered first, the rest of each line opens a
 * layer; owed to the supplier (J7, J7g), paid at once, or opening stock against 3900.
 */
export function receiveStock(parts: Parts): Handler<"stock.receive"> {
  return (request, caller) =>
    act(
      parts,
      "stock.receive",
      request,
      (book, coming) => decideDelivery(book, coming, request, actorOf(caller), caller),
      (appended, book) => ({ ...posted(appended, book), total: appended.fact.body.total }),
    );
}

/** Gathers and decides; exported for bulk writers, who hold every right: their caller is null. */
function decideDelivery(
  book: Book,
  coming: Coming,
  asked: Asked,
  actor: Actor,
  caller: Caller | null,
): Result<Draft<"stock.received">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const arriving = gatherLines(book, asked);
  if (!arriving.ok) return arriving;
  const lines = receivedLines(arriving.value.lines, {
    reclaims: place.value.settings.vatRegistered && !asked.opening,
    layerOf: (no) => `${coming.id}:${no}`,
    shortsOf: (item) => shortLayers(book, item),
  });
  const total = deliveryTotal(lines);
  const owed = owedFor(book, place.value, asked, total, caller);
  if (!owed.ok) return owed;
  const entry = deliveryEntry(place.value, lines, arriving.value.costOf, owed.value);
  const swapped = swappedReturnables(book, asked.business, asked.day, asked.swapped);
  if (!swapped.ok) return swapped;
  const memo = asked.opening ? "Opening stock" : ["Delivery", asked.reference].join(" ").trim();
  return done({
    kind: "stock.received",
    day: asked.day,
    business: asked.business,
    by: actor.author(),
    body: {
      supplier: asked.supplier,
      reference: asked.reference,
      opening: asked.opening,
      total,
      lines,
      ...(swapped.value.length === 0 ? {} : { swapped: swapped.value }),
    },
    entry: factEntry(entry, asked.opening ? "opening" : "purchase", memo),
  });
}

function deliveryEntry(
  place: BusinessRow,
  lines: readonly ReceivedLine[],
  costs: ReadonlyMap<string, number>,
  owed: readonly EntryLine[],
): ReturnType<typeof journalEntry> | null {
  const { accounts } = place.settings;
  const costOf = (item: string): number => costs.get(item) ?? accounts.shrinkage;
  const delivered = deliveryLines(place.id, lines, { inputTax: accounts.inputTax, costOf });
  const merged = mergeLines([...delivered, ...owed]);
  // Free goods move stock and no money: the fact stands without an entry.
  return merged.length === 0 ? null : journalEntry(merged);
}

interface Arriving {
  readonly lines: ArrivingLine[];
  /** The cost-of-sales account of each item. */
  readonly costOf: ReadonlyMap<string, number>;
}

/** Stocked items of this business, in quantities they come in. */
function gatherLines(book: Book, asked: Asked): Result<Arriving> {
  const lines: ArrivingLine[] = [];
  const costOf = new Map<string, number>();
  for (const line of asked.lines) {
    const found = readItem(book, line.item, asked.day);
    if (found === undefined || found.business !== asked.business || found.inventory === null) {
      return refuse({ code: "item.unknown", item: line.item });
    }
    if (!found.active) return refuse({ code: "item.inactive", name: found.name });
    if (!found.fractional && line.quantity % 1000 !== 0) {
      return refuse({ code: "quantity.invalid", name: found.name });
    }
    if (found.cogs !== null) costOf.set(found.id, found.cogs);
    lines.push({ ...line, name: found.name, account: found.inventory });
  }
  return done({ lines, costOf });
}

/** The credit of a delivery: the supplier's account, the place that pays now, or 3900. */
function owedFor(
  book: Book,
  place: BusinessRow,
  asked: Asked,
  total: Money,
  caller: Caller | null,
): Result<EntryLine[]> {
  if (asked.opening) {
    if (asked.supplier === null && asked.paidFrom === null) {
      return done([credit(place.id, RULED.opening, total)]);
    }
    const problem = "opening stock comes from nobody";
    return refuse({ code: "request.invalid", path: "supplier", problem });
  }
  const supplier = asked.supplier === null ? undefined : readSupplier(book, asked.supplier);
  if (supplier === undefined || !supplier.active) return refuse({ code: "supplier.unknown" });
  if (asked.paidFrom === null) {
    return done([credit(place.id, place.settings.accounts.payable, total, supplier.id)]);
  }
  const { paidFrom, party } = asked;
  const owner = accountRow(book, paidFrom)?.business ?? null;
  const account = moneyPlace(book, { business: owner ?? place.id, account: paidFrom, party });
  if (!account.ok) return account;
  if (caller !== null) {
    const allowed = mayPayFrom(caller, account.value, place.id);
    if (!allowed.ok) return allowed;
  }
  return done(paidFor(place.id, { account: paidFrom, owner, party }, total));
}
