import type { Request } from "#shared/contract/index.ts";
import type { DepositChange, ReturnableMove } from "#shared/facts/returnables.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import { cents } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { debit, journalEntry, mergeLines } from "#shared/ledger/journal-entry.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import { depositLines, forfeitLines } from "#shared/trades/returnables-entry.ts";
import { forfeitedDeposit, serialOf, type TypeOnDay } from "#shared/trades/returnables.ts";
import { costOf, stockTaker } from "#shared/trades/stock-taking.ts";
import { SHILLING } from "#shared/trades/counter-sale.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { taxRate } from "#main/journal/read/business.ts";
import { stockOf } from "#main/journal/read/catalog.ts";
import { customer } from "#main/journal/read/customers.ts";
import { cylinder } from "#main/journal/read/returnables.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { officeDay } from "../office/checks.ts";
import { posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { openRecord } from "./deposits.ts";
import { activeType, depositId } from "./sold.ts";

/** What never came back: its deposit is earned, what it was for is written off (J13c, J18l). */
export function forfeitDeposit(parts: Parts): Handler<"deposit.forfeit"> {
  return (request, caller) =>
    act(
      parts,
      "deposit.forfeit",
      request,
      (book, coming) => decideForfeit(book, coming, request, caller),
      posted,
    );
}

function decideForfeit(
  book: Book,
  coming: Coming,
  asked: Request<"deposit.forfeit">,
  caller: Caller,
): Result<Draft<"deposit.forfeited">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const found = openRecord(book, asked.deposit, asked.day);
  if (!found.ok) return found;
  const { record, type, place } = found.value;
  if (!caller.may("ledger.post", place.id)) return refuse({ code: "deposit.unknown" });
  if (asked.day < record.day) return refuse({ code: "day.out_of_range", day: asked.day });
  const ended = forfeitedDeposit(type, record);
  const rate = taxRate(place.settings, type.forfeitTax, asked.day);
  const supplierDeposit = cents(
    type.accounts.paid === null ? 0 : type.supplierDeposit * record.count,
  );
  const { lines, tax } = forfeitLines({
    business: place.id,
    type,
    change: ended.deposit,
    basisPoints: rate.basisPoints,
    outputTax: place.settings.accounts.outputTax,
    supplierDeposit,
  });
  const reason = asked.reason.trim();
  const merged = mergeLines(lines);
  return done({
    kind: "deposit.forfeited",
    day: asked.day,
    business: place.id,
    by: actorOf(caller).author(reason),
    body: { ...ended, tax, taxLetter: rate.letter, supplierDeposit, reason },
    entry: factEntry(
      merged.length === 0 ? null : journalEntry(merged),
      "adjustment",
      `Deposit forfeited: ${record.count} × ${record.name} ${record.receipt}`.trim(),
    ),
  });
}

/** A deposit that was held before these books began: who holds what, against 3900. */
export function openDeposit(parts: Parts): Handler<"deposit.open"> {
  return (request, caller) =>
    act(
      parts,
      "deposit.open",
      request,
      (book, coming) => decideOpen(book, coming, request, caller),
      (appended, book) => ({
        ...posted(appended, book),
        deposit: appended.fact.body.deposit.deposit,
      }),
    );
}

function decideOpen(
  book: Book,
  coming: Coming,
  asked: Request<"deposit.open">,
  caller: Caller,
): Result<Draft<"deposit.opened">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const type = activeType(book, asked.type, asked.business, asked.day);
  if (!type.ok) return type;
  if (asked.amount % (SHILLING * asked.count) !== 0) {
    return refuse({ code: "tender.whole_shillings", amount: asked.amount });
  }
  if (asked.customer !== null && customer(book, asked.customer) === undefined) {
    return refuse({ code: "customer.unknown" });
  }
  const move = leftBefore(book, type.value, asked.count, serialOf(asked.serial));
  if (!move.ok) return move;
  const lent = lentBefore(book, coming, type.value, asked.count);
  if (!lent.ok) return lent;
  const change: DepositChange = {
    deposit: depositId(coming.id, 0),
    how: "taken",
    type: type.value.id,
    serial: move.value.serial,
    customer: asked.customer,
    account: type.value.accounts.held,
    count: asked.count,
    amount: asked.amount,
    cost: costOf(lent.value),
    loan: lent.value.length === 0 ? null : type.value.accounts.loan,
  };
  const lines = mergeLines([
    ...depositLines(place.value.id, change, lent.value),
    debit(place.value.id, RULED.opening, asked.amount),
  ]);
  const reference = asked.reference.trim();
  return done({
    kind: "deposit.opened",
    day: asked.day,
    business: place.value.id,
    by: actorOf(caller).author(),
    body: { deposit: change, moves: [move.value], lent: lent.value, reference },
    entry: factEntry(
      lines.length === 0 ? null : journalEntry(lines),
      "opening",
      `Deposit held: ${asked.count} × ${type.value.name} ${reference}`.trim(),
    ),
  });
}

/** It is out with the customer already; a serial that is here cannot be. */
function leftBefore(
  book: Book,
  type: TypeOnDay,
  count: number,
  serial: string,
): Result<ReturnableMove> {
  const from = type.empty === null ? ("opening" as const) : ("stock" as const);
  const move = { type: type.id, from, to: "customer" as const, count };
  if (!type.serialised) return done({ ...move, serial: null });
  if (count !== 1) return refuse({ code: "returnable.one_by_one", name: type.name });
  if (serial === "") return refuse({ code: "returnable.serial_required", name: type.name });
  const now = cylinder(book, serial);
  if (now !== undefined && (now.type !== type.id || !FREE.has(now.place))) {
    return refuse({ code: "returnable.serial_elsewhere", serial, place: now.place });
  }
  return done({ ...move, serial });
}

const FREE: ReadonlySet<string> = new Set(["opening", "acquired", "traded"]);

/** Owned containers are counted into stock first, with those that are out; these leave it. */
function lentBefore(
  book: Book,
  coming: Coming,
  type: TypeOnDay,
  count: number,
): Result<StockIssue[]> {
  if (type.empty === null) return done([]);
  const take = stockTaker(
    (item) => stockOf(book, item),
    "refuse",
    (item) => `${coming.id}/${item}`,
  );
  return take({ item: type.empty, quantity: pieces(count) });
}
