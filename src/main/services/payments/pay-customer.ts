import type { Reply, Request } from "#shared/contract/index.ts";
import type { CustomerPaid, Settlement } from "#shared/facts/payments.ts";
import { cents, sum } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import {
  allocatePayment,
  owedOf,
  paymentEntry,
  paymentRounding,
  type Allocation,
} from "#shared/trades/customer-payment.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { documentsOf, type Document } from "#main/journal/read/open-items.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, approvedActor, type Actor } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { paymentReply, printPayment, whereAndWho, whereOf } from "./place.ts";
import { takePayment } from "./tender.ts";

type Asked = Request<"customer.pay">;

/**
 * A customer pays what is owed to this business (J5); what is over becomes store credit (J25). In
 * a shift it is part of its X and Z like a sale; cash needs one, for it goes into the drawer.
 */
export function payCustomer(parts: Parts): Handler<"customer.pay"> {
  const pay = (request: Asked, actor: Actor): Result<Reply<"customer.pay">> => {
    const paid = act<"customer.pay", "customer.paid", Reply<"customer.pay">>(
      parts,
      "customer.pay",
      request,
      (book, coming) => decidePayment(book, coming, parts.sealer, request, actor),
      paymentReply,
    );
    if (paid.ok) parts.paper();
    return paid;
  };
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
): Result<Draft<"customer.paid">> {
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const found = whereAndWho(book, coming, place.value, asked.customer);
  if (!found.ok) return found;
  const { shift, day, parties } = found.value;
  const open = documentsOf(book, "customer", parties).filter(
    (item) => item.business === asked.business && item.open > 0,
  );
  const settling = asked.toCredit ? [] : open;
  const { cashRounding } = place.value.settings;
  const { kind, amount } = asked.payment;
  const rounding = paymentRounding(kind, amount, owedOf(settling), cashRounding);
  const tender = takePayment(book, sealer, asked.payment, {
    shift: shift !== null,
    business: asked.business,
    cashRounding,
    rounding,
  });
  if (!tender.ok) return tender;
  const chosen = chosenOf(settling, asked.first);
  if (!chosen.ok) return chosen;
  const allocated = allocatePayment(settling, cents(amount + rounding), chosen.value);
  const where = whereOf(coming, place.value, asked.customer);
  const body: CustomerPaid["body"] = {
    ...found.value.head,
    shift,
    customer: asked.customer,
    amount,
    tender: tender.value,
    settles: settlements(allocated, open),
    toCredit: allocated.over,
  };
  const memo = asked.memo.trim() === "" ? "Customer paid" : asked.memo.trim();
  return done({
    kind: "customer.paid",
    day,
    business: asked.business,
    by: actor.author(),
    body,
    entry: factEntry(paymentEntry(where, tender.value, allocated), "payment", memo),
    also: printPayment(coming, shift),
  });
}

/** The entries of the chosen documents; one that is settled, or of somebody else, is refused. */
export function chosenOf(open: readonly Document[], first: readonly string[]): Result<number[]> {
  const chosen: number[] = [];
  for (const id of first) {
    const item = open.find((each) => each.id === id);
    if (item === undefined) return refuse({ code: "payment.not_open" });
    chosen.push(item.entry);
  }
  return done(chosen);
}

/** As the fact says it: by the documents' own ids, one line a document. */
export function settlements({ parts }: Allocation, open: readonly Document[]): Settlement[] {
  const ids = new Map(open.map((item) => [item.entry, item.id]));
  const byId = new Map<string, Settlement>();
  for (const { entry, amount } of parts) {
    const of = ids.get(entry) ?? "";
    const before = byId.get(of)?.amount;
    byId.set(of, { of, amount: before === undefined ? amount : sum([before, amount]) });
  }
  return [...byId.values()];
}
