import type { Reply, Request } from "#shared/contract/index.ts";

import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { payOutEntry } from "#shared/trades/customer-payment.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { creditHeld, partyBalance } from "#main/journal/read/customers.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, approvedActor, type Actor } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { paymentReply, printPayment, whereAndWho, whereOf } from "./place.ts";
import { takePayment } from "./tender.ts";

type Asked = Request<"customer.payOut">;

/** Hands store credit back: by who may refund, within what is held and what the drawer has. */
export function payOutCredit(parts: Parts): Handler<"customer.payOut"> {
  return async (request, caller) => {
    const actor = await approvedActor(parts, caller, request.approval);
    if (!actor.ok) return actor;
    const paid = act<"customer.payOut", "credit.paidOut", Reply<"customer.payOut">>(
      parts,
      "customer.payOut",
      request,
      (book, coming) => decidePayOut(book, coming, parts.sealer, request, actor.value),
      paymentReply,
    );
    if (paid.ok) parts.paper();
    return paid;
  };
}

function decidePayOut(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Asked,
  actor: Actor,
): Result<Draft<"credit.paidOut">> {
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  if (!actor.may("refund", asked.business)) {
    return refuse({ code: "approval.required", permission: "refund" });
  }
  const found = whereAndWho(book, coming, place.value, asked.customer);
  if (!found.ok) return found;
  const { shift, day, head } = found.value;
  const { accounts, cashRounding } = place.value.settings;
  const held = creditHeld(book, accounts.storeCredit, asked.business, asked.customer);
  const { amount } = asked.payment;
  if (amount > held) return refuse({ code: "credit.insufficient", held });
  if (asked.payment.kind === "cash") {
    const inDrawer = partyBalance(book, accounts.cash, asked.business, coming.till);
    if (amount > inDrawer) return refuse({ code: "cash.short", held: inDrawer, wanted: amount });
  }
  const tender = takePayment(book, sealer, asked.payment, {
    shift: shift !== null,
    business: asked.business,
    cashRounding,
    rounding: 0,
  });
  if (!tender.ok) return tender;
  const where = whereOf(coming, place.value, asked.customer);
  return done({
    kind: "credit.paidOut",
    day,
    business: asked.business,
    by: actor.author(asked.reason.trim() === "" ? null : asked.reason.trim()),
    body: { ...head, shift, customer: asked.customer, amount, tender: tender.value },
    entry: factEntry(payOutEntry(where, tender.value), "payment", "Store credit paid out"),
    also: printPayment(coming, shift),
  });
}
