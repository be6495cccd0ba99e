import type { Reply, Request } from "#shared/contract/index.ts";
import type { EntryRecorded } from "#shared/facts/books.ts";
import { assert } from "#shared/kernel/assert.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { customerPaymentLines } from "#shared/ledger/office-entries.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/journal.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import { customer as readCustomer, partyBalance, standing } from "#main/journal/read/customers.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, approvedActor, type Actor } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { gatherTenders } from "../post-sale.ts";
import { memoOr, recorded } from "./recorded.ts";

type Asked = Request<"customer.pay">;

/**
 * A customer pays what is owed to this business (J5); what is over becomes store credit. Cash goes
 * into this till's drawer and needs an open shift; an M-Pesa code pays once, like a sale's.
 */
export function payCustomer(parts: Parts): Handler<"customer.pay"> {
  const pay = (request: Asked, actor: Actor): Result<Reply<"customer.pay">> =>
    act<"customer.pay", "entry.recorded", Reply<"customer.pay">>(
      parts,
      "customer.pay",
      request,
      (book, coming) => decidePayment(book, coming, parts.sealer, request, actor),
      ({ seq }, book) => ({ entry: seq, ...standing(book, request.customer) }),
    );
  return (request, caller) => {
    if (request.approval === undefined) return pay(request, actorOf(caller));
    return approvedActor(parts, caller, request.approval).then((actor) =>
      actor.ok ? pay(request, actor.value) : actor,
    );
  };
}

/** Gathers and decides; exported for bulk writers, who have no screen to answer. */
export function decidePayment(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Asked,
  actor: Actor,
): Result<Draft<"entry.recorded">> {
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const customer = readCustomer(book, asked.customer);
  if (customer === undefined) return refuse({ code: "customer.unknown" });
  const paid = receivePayment(book, coming, sealer, place.value, asked);
  if (!paid.ok) return paid;
  const { receivable, storeCredit } = place.value.settings.accounts;
  const owed = partyBalance(book, receivable, place.value.id, customer.id);
  const lines = customerPaymentLines(
    { business: place.value.id, receivable, storeCredit },
    customer.id,
    paid.value.into,
    { amount: asked.payment.amount, owed },
  );
  return done(
    recorded({
      form: "payment",
      type: "payment",
      day: paid.value.day,
      by: actor.author(),
      memo: memoOr(asked.memo, "Customer paid"),
      reference: paid.value.reference,
      mpesa: paid.value.mpesa,
      lines,
    }),
  );
}

interface Received {
  readonly day: BusinessDay;
  readonly into: { readonly account: number; readonly party: string | null };
  readonly reference: string;
  readonly mpesa: EntryRecorded["body"]["mpesa"];
}

/** Where the payment goes, on the shift's day where one is open, otherwise today. */
function receivePayment(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  place: BusinessRow,
  { payment }: Asked,
): Result<Received> {
  const { cash, mpesa, bank } = place.settings.accounts;
  const shift = openShift(book, coming.till, place.id);
  const day = shift?.day ?? nairobiDay(coming.at);
  switch (payment.kind) {
    case "cash": {
      if (shift === undefined) return refuse({ code: "shift.not_open", business: place.id });
      if (payment.amount % place.settings.cashRounding !== 0) {
        return refuse({ code: "tender.whole_shillings", amount: payment.amount });
      }
      return done({ day, into: { account: cash, party: coming.till }, reference: "", mpesa: null });
    }
    case "mpesa": {
      if (payment.amount % 100 !== 0) {
        return refuse({ code: "tender.whole_shillings", amount: payment.amount });
      }
      const tenders = gatherTenders(book, sealer, { tenders: [payment] });
      if (!tenders.ok) return tenders;
      const [tender] = tenders.value;
      assert(tender?.kind === "mpesa", "an M-Pesa payment has one M-Pesa tender");
      const sealed = { code: tender.code, amount: payment.amount };
      return done({ day, into: { account: mpesa, party: null }, reference: "", mpesa: sealed });
    }
    case "bank": {
      const { reference } = payment;
      return done({ day, into: { account: bank, party: null }, reference, mpesa: null });
    }
  }
}
