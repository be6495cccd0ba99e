import type { Reply, Request } from "#shared/contract/index.ts";
import type { MatchedTo, MpesaMatched } from "#shared/facts/mpesa.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { parsePhone } from "#shared/kernel/phone.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { credit, debit, journalEntry, type JournalEntry } from "#shared/ledger/journal-entry.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import { SHILLING } from "#shared/trades/counter-sale.ts";
import { allocatePayment, paymentEntry } from "#shared/trades/customer-payment.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import { customer as readCustomer, partiesOf } from "#main/journal/read/customers.ts";
import { receiptOf, received as readReceived, type ReceivedRow } from "#main/journal/read/mpesa.ts";
import { documentsOf } from "#main/journal/read/open-items.ts";
import { receiptPaidBy } from "#main/journal/read/sales.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { officeDay } from "../office/checks.ts";
import type { Parts } from "../parts.ts";
import { settlements } from "../payments/pay-customer.ts";
import { activeBusiness } from "../place.ts";

/** Money came and nobody knows what for (J3): it is owed until somebody does. */
export function receiveMoney(parts: Parts): Handler<"mpesa.receive"> {
  return (request, caller) =>
    act<"mpesa.receive", "mpesa.received", Reply<"mpesa.receive">>(
      parts,
      "mpesa.receive",
      request,
      (book, coming) => decideReceived(book, coming, parts.sealer, request, caller),
      ({ fact, seq }) => ({ entry: seq, id: fact.id, day: fact.day }),
    );
}

function decideReceived(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"mpesa.receive">,
  caller: Caller,
): Result<Draft<"mpesa.received">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  if (asked.amount % SHILLING !== 0) {
    return refuse({ code: "tender.whole_shillings", amount: asked.amount });
  }
  const code = parseMpesaCode(asked.code);
  if (code === undefined) return refuse({ code: "mpesa.code_invalid", mpesaCode: asked.code });
  const used = receiptPaidBy(book, sealer.index(code, "mpesa"));
  if (used !== undefined) return refuse({ code: "mpesa.code_used", mpesaCode: code, number: used });
  // A statement masks the payer's number: then there is none to find a customer by.
  const phone = parsePhone(asked.phone);
  const { mpesa } = place.value.settings.accounts;
  const entry = journalEntry([
    debit(asked.business, mpesa, asked.amount),
    credit(asked.business, RULED.unallocated, asked.amount),
  ]);
  return done({
    kind: "mpesa.received",
    day: asked.day,
    business: asked.business,
    by: actorOf(caller).author(),
    body: {
      code: sealer.seal(code, "mpesa"),
      amount: asked.amount,
      name: asked.name.trim(),
      phone: phone === undefined ? null : sealer.seal(phone, "phone"),
      seen: asked.seen,
    },
    entry: factEntry(entry, "deposit", "M-Pesa without a sale"),
  });
}

/** Says what such money was for, once. */
export function matchMoney(parts: Parts): Handler<"mpesa.match"> {
  return (request, caller) =>
    act<"mpesa.match", "mpesa.matched", Reply<"mpesa.match">>(
      parts,
      "mpesa.match",
      request,
      (book, coming) => decideMatch(book, coming, parts.sealer, request, caller),
      ({ fact, seq }) => ({ entry: seq, id: fact.id, day: fact.day }),
    );
}

function decideMatch(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"mpesa.match">,
  caller: Caller,
): Result<Draft<"mpesa.matched">> {
  const money = readReceived(book, asked.received);
  if (money === undefined || !caller.may("ledger.post", money.business)) {
    return refuse({ code: "mpesa.unknown" });
  }
  if (money.matched !== null) return refuse({ code: "mpesa.matched" });
  const place = activeBusiness(book, money.business);
  if (!place.ok) return place;
  const matched = matchOf(book, coming, sealer, place.value, money, asked.to);
  if (!matched.ok) return matched;
  const { to, entry, memo } = matched.value;
  const body: MpesaMatched["body"] = { received: money.id, amount: money.amount, to };
  const why = asked.reason.trim();
  return done({
    kind: "mpesa.matched",
    day: nairobiDay(coming.at),
    business: money.business,
    by: actorOf(caller).author(why === "" ? null : why),
    body,
    entry: factEntry(entry, "payment", memo),
  });
}

interface Match {
  readonly to: MatchedTo;
  readonly entry: JournalEntry;
  readonly memo: string;
}

function matchOf(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  place: BusinessRow,
  money: ReceivedRow,
  to: Request<"mpesa.match">["to"],
): Result<Match> {
  const { amount } = money;
  const back = journalEntry([
    debit(place.id, RULED.unallocated, amount),
    credit(place.id, place.settings.accounts.mpesa, amount),
  ]);
  switch (to.kind) {
    case "customer":
      return ofCustomer(book, coming, place, money, to);
    case "receipt": {
      const row = receiptOf(book, sealer.index(parseMpesaCode(to.code) ?? to.code, "mpesa"));
      if (row?.of !== to.of || row.business !== place.id || row.state !== "claimed") {
        return refuse({ code: "mpesa.unknown" });
      }
      if (row.amount !== amount) {
        return refuse({ code: "mpesa.amount_differs", mpesaCode: to.code, amount: row.amount });
      }
      const receipt = { of: row.of, code: row.index };
      // The sale has posted this money already: here it stood twice.
      const memo = `M-Pesa of ${row.number}, its code was mistyped`;
      return done({ to: { kind: "receipt", receipt }, entry: back, memo });
    }
    case "returned": {
      const code = parseMpesaCode(to.code);
      if (code === undefined) return refuse({ code: "mpesa.code_invalid", mpesaCode: to.code });
      const used = receiptPaidBy(book, sealer.index(code, "mpesa"));
      if (used !== undefined) {
        return refuse({ code: "mpesa.code_used", mpesaCode: code, number: used });
      }
      const sealed = sealer.seal(code, "mpesa");
      return done({
        to: { kind: "returned", code: sealed },
        entry: back,
        memo: "M-Pesa sent back",
      });
    }
    case "mistake":
      return done({ to: { kind: "mistake" }, entry: back, memo: "M-Pesa that never came" });
  }
}

/** A customer's payment, from what was held instead of from the till. */
function ofCustomer(
  book: Book,
  coming: Coming,
  place: BusinessRow,
  { amount }: ReceivedRow,
  { customer, toCredit }: { readonly customer: string; readonly toCredit: boolean },
): Result<Match> {
  const who = readCustomer(book, customer);
  if (who === undefined) return refuse({ code: "customer.unknown" });
  const open = toCredit
    ? []
    : documentsOf(book, "customer", partiesOf(book, customer)).filter(
        (item) => item.business === place.id && item.open > 0,
      );
  const allocated = allocatePayment(open, amount);
  const held = { ...place.settings.accounts, bank: RULED.unallocated };
  const where = { business: place.id, drawer: coming.till, customer, accounts: held };
  const entry = paymentEntry(where, { kind: "bank", amount, reference: "" }, allocated);
  const settles = settlements(allocated, open);
  return done({
    to: { kind: "customer", customer, settles, toCredit: allocated.over },
    entry,
    memo: `M-Pesa of ${who.name}`,
  });
}
