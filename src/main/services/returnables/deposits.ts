import type { Reply, Request } from "#shared/contract/index.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import type { Tender } from "#shared/facts/tender.ts";
import { addDays, nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, ZERO, type Money } from "#shared/kernel/money.ts";
import { parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { returnTo } from "#shared/ledger/fifo.ts";
import { credit, journalEntry, mergeLines } from "#shared/ledger/journal-entry.ts";
import { depositLines } from "#shared/trades/returnables-entry.ts";
import { returnedDeposit, serialOf, type TypeOnDay } from "#shared/trades/returnables.ts";
import type { Book } from "#main/journal/book.ts";
import { addPrintJob } from "#main/journal/device/print-jobs.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import { businesses } from "#main/journal/read/business.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import {
  daysOut,
  deposit as readDeposit,
  depositsHeld,
  lentWith,
  openDeposits,
  type DepositRow,
} from "#main/journal/read/deposits.ts";
import { cylinder, returnableType } from "#main/journal/read/returnables.ts";
import { receiptPaidBy } from "#main/journal/read/sales.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { automaticPaper } from "../printer-settings.ts";
import { act, actorOf, businessesSeen } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";

/** A deposit as the screens show it. */
export function shownDeposit(
  row: DepositRow,
  today: BusinessDay,
): Reply<"deposit.find">["deposits"][number] {
  const { id, business, type, name, serialised, serial, customer, customerName } = row;
  const { receipt, day, count, amount, cost } = row;
  return {
    id,
    business,
    type,
    name,
    serialised,
    serial,
    customer,
    customerName,
    receipt,
    day,
    days: daysOut(row, today),
    count,
    amount,
    cost,
  };
}

/** Open deposits of a business, for the counter: latest first. */
export function findDeposits(parts: Parts): Handler<"deposit.find"> {
  return ({ business, text, type, count, offset, limit }) => {
    const found = openDeposits(parts.journal.book, {
      within: [business],
      business,
      type,
      text,
      count,
      upTo: null,
      offset,
      limit,
      oldestFirst: false,
    });
    const today = nairobiDay(parts.now());
    const deposits = found.deposits.map((row) => shownDeposit(row, today));
    return done({ total: found.total, deposits });
  };
}

/** Who holds what for how long, the longest first, and what the ledger says is held. */
export function listDeposits(parts: Parts): Handler<"deposit.list"> {
  return (request, caller) => {
    const today = nairobiDay(parts.now());
    return parts.journal.readTogether((book) => {
      const seen = businessesSeen(caller, businesses(book));
      const { business, type, text, offset, limit } = request;
      const within = business === null ? seen : seen.filter((id) => id === business);
      const upTo = request.days === 0 ? null : addDays(today, -request.days);
      const found = openDeposits(book, {
        within,
        business,
        type,
        text,
        count: null,
        upTo,
        offset,
        limit,
        oldestFirst: true,
      });
      return done({
        total: found.total,
        deposits: found.deposits.map((row) => shownDeposit(row, today)),
        held: depositsHeld(book, within),
      });
    });
  };
}

/** An open record with its type and business, in a business the caller may act in. */
export interface FoundDeposit {
  readonly record: DepositRow;
  readonly type: TypeOnDay;
  readonly place: BusinessRow;
}

export function openRecord(book: Book, id: string, day: BusinessDay): Result<FoundDeposit> {
  const record = readDeposit(book, id);
  const type = record === undefined ? undefined : returnableType(book, record.type, day);
  if (record === undefined || type === undefined) return refuse({ code: "deposit.unknown" });
  const place = activeBusiness(book, record.business);
  if (!place.ok) return place;
  if (record.count <= 0) return refuse({ code: "deposit.closed", name: record.name, left: 0 });
  return done({ record, type, place: place.value });
}

/** Takes back what was on deposit and gives the recorded amount back, once (J13b, J15). */
export function returnDeposit(parts: Parts): Handler<"deposit.return"> {
  return (request, caller) => {
    const returned = act<"deposit.return", "deposit.returned", Reply<"deposit.return">>(
      parts,
      "deposit.return",
      request,
      (book, coming) => decideReturn(book, coming, parts.sealer, request, caller),
      ({ fact, seq }, book) => ({
        id: fact.id,
        name: fact.body.name,
        amount: cents(-fact.body.deposit.amount),
        left: readDeposit(book, fact.body.deposit.deposit)?.count ?? 0,
        entry: seq,
      }),
    );
    if (returned.ok) parts.paper();
    return returned;
  };
}

function decideReturn(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"deposit.return">,
  caller: Caller,
): Result<Draft<"deposit.returned">> {
  const shift = openShift(book, coming.till, asked.business);
  if (shift === undefined) return refuse({ code: "shift.not_open", business: asked.business });
  const found = openRecord(book, asked.deposit, shift.day);
  if (!found.ok) return found;
  const { record, type, place } = found.value;
  if (record.business !== asked.business) return refuse({ code: "deposit.unknown" });
  if (asked.count > record.count) {
    return refuse({ code: "deposit.closed", name: record.name, left: record.count });
  }
  const lent = backToStock(book, record, asked.count);
  const back = returnedDeposit(
    type,
    record,
    { count: asked.count, serialIn: serialOf(asked.serialIn), lent },
    (serial) => cylinder(book, serial),
  );
  if (!back.ok) return back;
  const amount = cents(-back.value.deposit.amount);
  const tender = givenBack(book, sealer, asked.tender, amount, place, coming.till);
  if (!tender.ok) return tender;
  const lines = depositLines(place.id, back.value.deposit, lent);
  const { accounts } = place.settings;
  const paid = {
    cash: credit(place.id, accounts.cash, amount, coming.till),
    mpesa: credit(place.id, accounts.mpesa, amount),
    bank: credit(place.id, accounts.bank, amount),
  }[asked.tender.kind];
  const merged = mergeLines([...lines, paid]);
  return done({
    kind: "deposit.returned",
    day: shift.day,
    business: place.id,
    by: actorOf(caller).author(),
    body: {
      shift: shift.id,
      tenders: amount === 0 ? [] : [tender.value],
      settings: place.settingsFact,
      name: record.name,
      receipt: record.receipt,
      ...back.value,
      lent,
    },
    entry: factEntry(
      // Nothing was ever held for some that were lent before these books began.
      merged.length === 0 ? null : journalEntry(merged),
      "deposit",
      `Deposit back: ${asked.count} × ${record.name} ${record.receipt}`.trim(),
    ),
    also: (writing) => {
      if (!automaticPaper(writing)) return;
      const slip = { fact: coming.id, document: "deposit", copy: false, at: coming.at };
      addPrintJob(writing, slip);
    },
  });
}

/** The layers that so many of the lent containers return to, after those that came back before. */
function backToStock(book: Book, record: DepositRow, count: number): StockIssue[] {
  const lent = lentWith(book, record);
  const [first] = lent;
  if (first === undefined) return [];
  const all = lent.reduce((total, part) => total + part.quantity, 0) / 1000;
  const back = returnTo(lent, pieces(all - record.count), pieces(count));
  const { item, account } = first;
  return back.returns.map((part) => ({ ...part, item, account }));
}

/** Money back by one tender; cash within the drawer. Deposits are whole shillings. */
function givenBack(
  book: Book,
  sealer: Sealer,
  asked: Request<"deposit.return">["tender"],
  amount: Money,
  place: BusinessRow,
  drawer: string,
): Result<Tender> {
  switch (asked.kind) {
    case "cash": {
      const held = partyBalance(book, place.settings.accounts.cash, place.id, drawer);
      if (amount > 0 && amount > held) {
        return refuse({ code: "cash.short", held, wanted: amount });
      }
      return done({ kind: "cash", amount, tendered: amount, change: ZERO, rounding: 0 });
    }
    case "mpesa": {
      const code = parseMpesaCode(asked.code);
      if (code === undefined) return refuse({ code: "mpesa.code_invalid", mpesaCode: asked.code });
      const used = receiptPaidBy(book, sealer.index(code, "mpesa"));
      if (used !== undefined) {
        return refuse({ code: "mpesa.code_used", mpesaCode: code, number: used });
      }
      return done({ kind: "mpesa", amount, code: sealer.seal(code, "mpesa"), rounding: 0 });
    }
    case "bank":
      return done({ kind: "bank", amount, reference: asked.reference });
  }
}
