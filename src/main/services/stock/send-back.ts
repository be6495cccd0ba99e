import type { Request } from "#shared/contract/index.ts";
import type { SentBackLine } from "#shared/facts/stock.ts";
import { sumQuantities, type Quantity } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { MoneyPlace } from "#shared/ledger/office-entries.ts";
import { sentBackEntry, sentBackLine, sentBackTotal } from "#shared/trades/stock-acts.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { item as readItem } from "#main/journal/read/catalog.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { factAt } from "#main/journal/read/facts.ts";
import { layer as readLayer, layersFrom, sentBackBefore } from "#main/journal/read/stock.ts";
import { supplier as readSupplier } from "#main/journal/read/suppliers.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { mayPayFrom, moneyPlace, officeDay } from "../office/checks.ts";
import { memoOr, posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";

type Asked = Request<"stock.sendBack">;

/** What a supplier delivered and is still on the shelf: what can go back. */
export function listFromSupplier(parts: Parts): Handler<"stock.fromSupplier"> {
  return ({ business, supplier }) => {
    const { book } = parts.journal;
    const layers = layersFrom(book, business, supplier).map((row) => {
      const fact = factAt(book, row.seq);
      const found = readItem(book, row.item, row.day);
      return {
        layer: row.layer,
        item: row.item,
        name: found?.name ?? "",
        unit: found?.unit ?? ("piece" as const),
        day: row.day,
        reference: fact?.kind === "stock.received" ? fact.body.reference : "",
        left: row.quantity,
        cost: row.cost,
      };
    });
    return done({ layers });
  };
}

/** Goods go back at their own cost: less is owed to the supplier, or the money comes back. */
export function sendBack(parts: Parts): Handler<"stock.sendBack"> {
  return (request, caller) =>
    act(
      parts,
      "stock.sendBack",
      request,
      (book, coming) => decideSendBack(book, coming, request, caller),
      (appended, book) => ({ ...posted(appended, book), total: appended.fact.body.total }),
    );
}

function decideSendBack(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"stock.returned">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  if (readSupplier(book, asked.supplier) === undefined) return refuse({ code: "supplier.unknown" });
  const lines: SentBackLine[] = [];
  for (const line of asked.lines) {
    const earlier = asked.lines.slice(0, lines.length).some((each) => each.layer === line.layer);
    if (earlier) {
      const path = `lines.${lines.length}.layer`;
      return refuse({ code: "request.invalid", path, problem: "is named twice" });
    }
    const back = gatherLine(book, asked, line);
    if (!back.ok) return back;
    lines.push(back.value);
  }
  const into = paidInto(book, asked, caller);
  if (!into.ok) return into;
  const { payable, inputTax } = place.value.settings.accounts;
  const at = { business: asked.business, payable, inputTax };
  const entry = sentBackEntry(at, asked.supplier, lines, into.value);
  const memo = memoOr(asked.memo, ["Returned to supplier", asked.reference].join(" ").trim());
  return done({
    kind: "stock.returned",
    day: asked.day,
    business: asked.business,
    by: actorOf(caller).author(),
    body: {
      supplier: asked.supplier,
      reference: asked.reference,
      total: sentBackTotal(lines),
      lines,
    },
    entry: factEntry(entry, "adjustment", memo),
  });
}

/** A layer that this supplier brought to this business, and what of it is here. */
function gatherLine(
  book: Book,
  asked: Asked,
  line: { readonly layer: string; readonly quantity: Quantity },
): Result<SentBackLine> {
  const found = readLayer(book, line.layer);
  const fact = found === undefined ? undefined : factAt(book, found.seq);
  if (found === undefined || found.business !== asked.business) {
    return refuse({ code: "item.unknown", item: line.layer });
  }
  const stocked = readItem(book, found.item, asked.day);
  const name = stocked?.name ?? "";
  if (fact?.kind !== "stock.received" || fact.body.supplier !== asked.supplier) {
    return refuse({ code: "stock.not_from_supplier", name });
  }
  if (stocked?.fractional === false && line.quantity % 1000 !== 0) {
    return refuse({ code: "quantity.invalid", name });
  }
  const received = fact.body.lines.find((each) => each.layer === line.layer);
  if (received === undefined) return refuse({ code: "stock.not_from_supplier", name });
  return sentBackLine({
    item: found.item,
    name,
    account: found.account,
    layer: { id: found.layer, quantity: found.quantity, cost: found.cost },
    quantity: line.quantity,
    received: {
      // What covered earlier overselling was sold before it came: it cannot go back.
      quantity: received.quantity,
      tax: received.tax,
    },
    before: sumQuantities([sentBackBefore(book, line.layer, found.item)]),
  });
}

/** Where the supplier's money came back to; null where less is owed instead. */
function paidInto(book: Book, asked: Asked, caller: Caller): Result<MoneyPlace | null> {
  const { paidInto: account, party, business } = asked;
  if (account === null) return done(null);
  const owner = accountRow(book, account)?.business ?? null;
  const place = moneyPlace(book, { business: owner ?? business, account, party });
  if (!place.ok) return place;
  const allowed = mayPayFrom(caller, place.value, business);
  return allowed.ok ? done({ account, owner, party }) : allowed;
}
