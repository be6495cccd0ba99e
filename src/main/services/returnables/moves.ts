import type { Request } from "#shared/contract/index.ts";
import type { ReceivedLine } from "#shared/facts/layers.ts";
import type { ReturnableMove, ReturnablePlace } from "#shared/facts/returnables.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, price, ZERO } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import {
  credit,
  debit,
  journalEntry,
  mergeLines,
  type EntryLine,
} from "#shared/ledger/journal-entry.ts";
import { paidFor, throughClearing } from "#shared/ledger/office-entries.ts";
import { foundAgain, lostToSupplier } from "#shared/trades/returnables-entry.ts";
import { contentOf, serialOf, type TypeOnDay } from "#shared/trades/returnables.ts";
import { deliveryLines, receivedLines, type ArrivingLine } from "#shared/trades/purchase.ts";
import { isTooLarge, stockTaker, type Taken } from "#shared/trades/stock-taking.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import { item as readItem, shortLayers, stockOf } from "#main/journal/read/catalog.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { cylinder, returnableType } from "#main/journal/read/returnables.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { mayPayFrom, moneyPlace, officeDay } from "../office/checks.ts";
import { posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { countedMoves } from "./serials.ts";
import { activeType } from "./sold.ts";

type Asked = Request<"returnable.move">;

/**
 * Positions moved in the office: counted in at the start, added (with the deposit paid to the
 * supplier, J18), set aside, released, or written off as lost with what the supplier keeps for
 * them and the gas that was in them. What was lost may be found again, with gas where it is found
 * full. What goes back to the supplier for good takes its deposit off what he holds of ours.
 */
export function moveReturnables(parts: Parts): Handler<"returnable.move"> {
  return (request, caller) =>
    act(
      parts,
      "returnable.move",
      request,
      (book, coming) => decideMove(book, coming, request, caller),
      posted,
    );
}

function decideMove(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"returnables.moved">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  if (asked.form === "lost" && asked.reason.trim() === "") {
    return refuse({ code: "request.invalid", path: "reason", problem: "is empty" });
  }
  const ends = endsOf(asked);
  if (!ends.ok) return ends;
  const types: { type: TypeOnDay; count: number }[] = [];
  const moves: ReturnableMove[] = [];
  for (const wanted of asked.moves) {
    const type = activeType(book, wanted.type, asked.business, asked.day);
    if (!type.ok) return type;
    if (types.some((each) => each.type.id === type.value.id)) {
      return refuse({ code: "request.invalid", path: "moves.type", problem: "is named twice" });
    }
    const counted = countedMoves(book, type.value, { ...wanted, ...ends.value });
    if (!counted.ok) return counted;
    moves.push(...counted.value);
    types.push({ type: type.value, count: wanted.count });
  }
  const cost = costLines(book, coming, asked, place.value, types, caller);
  if (!cost.ok) return cost;
  const merged = mergeLines(cost.value.lines);
  const entry = merged.length === 0 ? null : journalEntry(merged);
  const what = types.map(({ type, count }) => `${count} × ${type.name}`).join(", ");
  return done({
    kind: "returnables.moved",
    day: asked.day,
    business: asked.business,
    by: actorOf(caller).author(asked.reason.trim() === "" ? null : asked.reason.trim()),
    body: {
      form: asked.form,
      reason: asked.reason.trim(),
      moves,
      issues: cost.value.issues,
      ...(cost.value.gas === undefined ? {} : { gas: cost.value.gas }),
    },
    entry: factEntry(
      entry,
      asked.form === "lost" ? "adjustment" : "deposit",
      `${WORDS[asked.form]}: ${what}`,
    ),
  });
}

const WORDS: Readonly<Record<Asked["form"], string>> = {
  opening: "Counted in",
  acquired: "Deposit paid to the supplier",
  quarantine: "Set aside",
  release: "Released",
  lost: "Lost",
  found: "Found again",
  returned: "Back to the supplier",
};

/** The two ends of each form; quarantine is entered from full or empty, and left to either. */
function endsOf(asked: Asked): Result<{ from: ReturnablePlace; to: ReturnablePlace }> {
  const { form, place } = asked;
  const shelf = place === "full" || place === "empty";
  const odd = refuse({ code: "request.invalid", path: "place", problem: "does not fit" });
  switch (form) {
    case "opening":
      return done({ from: "opening", to: place });
    case "acquired":
      return shelf ? done({ from: "acquired", to: place }) : odd;
    case "quarantine":
      return shelf ? done({ from: place, to: "quarantine" }) : odd;
    case "release":
      return shelf ? done({ from: "quarantine", to: place }) : odd;
    case "lost":
      return done({ from: place, to: "lost" });
    case "found":
      return shelf ? done({ from: "lost", to: place }) : odd;
    // A full one has gas in it, which goes back by a form of its own.
    case "returned":
      return place === "full" ? odd : done({ from: place, to: "acquired" });
  }
}

interface Cost {
  readonly lines: EntryLine[];
  readonly issues: readonly StockIssue[];
  readonly gas?: readonly ReceivedLine[];
}

/** What the move costs: deposits paid for what is added, or lost with what is lost. */
function costLines(
  book: Book,
  coming: Coming,
  asked: Asked,
  place: BusinessRow,
  types: readonly { readonly type: TypeOnDay; readonly count: number }[],
  caller: Caller,
): Result<Cost> {
  if (asked.form === "acquired") return paidLines(book, asked, place, types, caller);
  if (asked.form === "returned") return paidBackLines(book, asked, place, types, caller);
  if (asked.paid !== null) {
    return refuse({ code: "request.invalid", path: "paid", problem: "is for what is added" });
  }
  if (asked.form === "found") {
    const lines = types.flatMap(({ type, count }) =>
      foundAgain(place.id, type.accounts, cents(type.supplierDeposit * count)),
    );
    if (asked.place !== "full") return done({ lines, issues: [] });
    const found = contentFound(book, coming, asked.day, place, types);
    if (!found.ok) return found;
    return done({ ...found.value, lines: [...lines, ...found.value.lines] });
  }
  if (asked.form !== "lost") return done({ lines: [], issues: [] });
  const lines: EntryLine[] = [];
  const issues: StockIssue[] = [];
  const take = stockTaker(
    (item) => stockOf(book, item),
    place.settings.negativeStock,
    (item) => `${coming.id}/${item}`,
  );
  for (const { type, count } of types) {
    const amount = cents(type.supplierDeposit * count);
    lines.push(...lostToSupplier(place.id, type.accounts, amount));
    if (asked.place !== "full") continue;
    const gas = contentLost(book, place.id, type, count, take);
    if (!gas.ok) return gas;
    lines.push(...gas.value.lines);
    issues.push(...gas.value.issues);
  }
  return done({ lines, issues });
}

/** A full one that is lost takes its gas with it. */
function contentLost(
  book: Book,
  business: string,
  type: TypeOnDay,
  count: number,
  take: (taken: Taken) => Result<StockIssue[]>,
): Result<Cost> {
  if (stockOf(book, type.content) === undefined) return done({ lines: [], issues: [] });
  const taken = take({ item: type.content, quantity: contentOf(type, count) });
  if (!taken.ok) return taken;
  const lines = taken.value.flatMap((part) => [
    debit(business, type.accounts.loss, part.cost),
    credit(business, part.account, part.cost),
  ]);
  return done({ lines, issues: taken.value });
}

/**
 * A full one that is found has its gas in it, wherever it was lost from: as goods that a count finds,
 * it comes back at the last known cost, and covers what was sold short.
 */
function contentFound(
  book: Book,
  coming: Coming,
  day: BusinessDay,
  place: BusinessRow,
  types: Types,
): Result<Cost> {
  const found: { readonly arriving: ArrivingLine; readonly loss: number }[] = [];
  for (const { type, count } of types) {
    const stock = stockOf(book, type.content);
    if (stock === undefined) continue;
    const quantity = contentOf(type, count);
    const unit = stock.lastCost();
    if (isTooLarge(unit, quantity)) return refuse({ code: "sale.too_large" });
    const { item, name, account } = stock;
    const arriving = { item, name, account, quantity, cost: price(unit, quantity), tax: ZERO };
    found.push({ arriving, loss: type.accounts.loss });
  }
  if (found.length === 0) return done({ lines: [], issues: [] });
  const gas = receivedLines(
    found.map(({ arriving }) => arriving),
    {
      reclaims: false,
      layerOf: (no) => `${coming.id}:${no}`,
      shortsOf: (item) => shortLayers(book, item),
    },
  );
  const { inputTax, shrinkage } = place.settings.accounts;
  const costOf = (item: string): number => readItem(book, item, day)?.cogs ?? shrinkage;
  const lines = [
    ...deliveryLines(place.id, gas, { inputTax, costOf }),
    ...found.map(({ arriving, loss }) => credit(place.id, loss, arriving.cost)),
  ];
  return done({ lines, issues: [], gas });
}

/** J18: the deposit that a supplier takes for more cylinders is ours to get back. */
function paidLines(
  book: Book,
  asked: Asked,
  place: BusinessRow,
  types: readonly { readonly type: TypeOnDay }[],
  caller: Caller,
): Result<Cost> {
  const { paid } = asked;
  if (paid === null || paid.amount === ZERO) return done({ lines: [], issues: [] });
  const account = depositAccount(types);
  if (account === null) {
    return refuse({ code: "request.invalid", path: "paid", problem: "fits no single account" });
  }
  const owner = accountRow(book, paid.account)?.business ?? null;
  const from = { business: owner ?? place.id, account: paid.account, party: paid.party };
  const money = moneyPlace(book, from);
  if (!money.ok) return money;
  if (!caller.may("ledger.post", place.id)) {
    return refuse({ code: "permission.denied", permission: "ledger.post" });
  }
  const allowed = mayPayFrom(caller, money.value, place.id);
  if (!allowed.ok) return allowed;
  const lines = [
    debit(place.id, account, paid.amount),
    ...paidFor(place.id, { account: paid.account, owner, party: paid.party }, paid.amount),
  ];
  return done({ lines, issues: [] });
}

type Types = readonly { readonly type: TypeOnDay; readonly count: number }[];

/** Where deposits paid for all of these lie; null where they are ours, or lie apart. */
function depositAccount(types: readonly { readonly type: TypeOnDay }[]): number | null {
  const [account = null, ...others] = new Set(types.map(({ type }) => type.accounts.paid));
  return others.length === 0 ? account : null;
}

/** What the supplier pays back; what he keeps of his deposit is lost, what he adds is not. */
function paidBackLines(
  book: Book,
  asked: Asked,
  place: BusinessRow,
  types: Types,
  caller: Caller,
): Result<Cost> {
  const { paid } = asked;
  const held = cents(types.reduce((all, { type, count }) => all + type.supplierDeposit * count, 0));
  const account = depositAccount(types);
  const [first] = types;
  if (account === null || first === undefined) {
    if (paid === null || paid.amount === ZERO) return done({ lines: [], issues: [] });
    return refuse({ code: "request.invalid", path: "paid", problem: "fits no single account" });
  }
  const amount = paid?.amount ?? ZERO;
  const { loss } = first.type.accounts;
  const lines: EntryLine[] = [
    credit(place.id, account, held),
    debit(place.id, loss, cents(Math.max(0, held - amount))),
    credit(place.id, loss, cents(Math.max(0, amount - held))),
  ];
  if (paid === null || amount === ZERO) return done({ lines, issues: [] });
  const owner = accountRow(book, paid.account)?.business ?? null;
  const to = { business: owner ?? place.id, account: paid.account, party: paid.party };
  const money = moneyPlace(book, to);
  if (!money.ok) return money;
  if (!caller.may("ledger.post", place.id)) {
    return refuse({ code: "permission.denied", permission: "ledger.post" });
  }
  const allowed = mayPayFrom(caller, money.value, place.id);
  if (!allowed.ok) return allowed;
  lines.push(debit(to.business, to.account, amount, to.party));
  lines.push(...throughClearing(place.id, to.business, amount));
  return done({ lines, issues: [] });
}

/** Writes down what stands on a cylinder; one that was never seen is registered as outside. */
export function saveCylinder(parts: Parts): Handler<"returnable.saveCylinder"> {
  return (request, caller) =>
    act(
      parts,
      "returnable.saveCylinder",
      request,
      (book, coming) => {
        const today = nairobiDay(coming.at);
        const type = returnableType(book, request.type, today);
        if (type === undefined || !type.serialised || !caller.may("catalog.edit", type.business)) {
          return refuse({ code: "returnable.unknown" });
        }
        const serial = serialOf(request.serial);
        const now = cylinder(book, serial);
        if (now !== undefined && now.type !== type.id) {
          return refuse({ code: "returnable.serial_elsewhere", serial, place: now.place });
        }
        const { tare, tested, testDue, owner } = request;
        return done({
          kind: "cylinder.saved" as const,
          day: today,
          business: type.business,
          by: actorOf(caller).author(),
          body: { serial, type: type.id, tare, tested, testDue, owner },
          entry: null,
        });
      },
      ({ fact }) => ({ serial: fact.body.serial }),
    );
}
