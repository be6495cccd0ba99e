import type { Request } from "#shared/contract/index.ts";
import { cents, negate } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { supplierPaymentLines } from "#shared/ledger/office-entries.ts";
import { allocatePayment } from "#shared/trades/customer-payment.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { documentsOf } from "#main/journal/read/open-items.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { supplier as readSupplier } from "#main/journal/read/suppliers.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { chosenOf, settlements } from "../payments/pay-customer.ts";
import { activeBusiness } from "../place.ts";
import { mayPayFrom, moneyPlace, officeDay } from "./checks.ts";
import { memoOr, posted, recorded } from "./recorded.ts";

type Asked = Request<"supplier.pay">;

/** Pays a supplier, no more than this business owes, with the charge of the payment (J8). */
export function paySupplier(parts: Parts): Handler<"supplier.pay"> {
  return (request, caller) =>
    act(
      parts,
      "supplier.pay",
      request,
      (book, coming) => decidePayment(book, coming, request, caller),
      posted,
    );
}

function decidePayment(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"entry.recorded">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const supplier = readSupplier(book, asked.supplier);
  if (supplier === undefined) return refuse({ code: "supplier.unknown" });
  const { payable, charges } = place.value.settings.accounts;
  const owed = negate(partyBalance(book, payable, asked.business, supplier.id));
  if (asked.amount > owed) {
    return refuse({ code: "payment.exceeds_balance", balance: cents(Math.max(0, owed)) });
  }
  const open = documentsOf(book, "supplier", [supplier.id]).filter(
    (item) => item.business === asked.business && item.open > 0,
  );
  const chosen = chosenOf(open, asked.first);
  if (!chosen.ok) return chosen;
  const { paidFrom, party } = asked;
  const owner = accountRow(book, paidFrom)?.business ?? null;
  const account = moneyPlace(book, { business: owner ?? asked.business, account: paidFrom, party });
  if (!account.ok) return account;
  const allowed = mayPayFrom(caller, account.value, asked.business);
  if (!allowed.ok) return allowed;
  const lines = supplierPaymentLines(
    { business: asked.business, payable, charges },
    supplier.id,
    { account: paidFrom, owner, party },
    asked,
  );
  return done(
    recorded({
      form: "payment",
      type: "payment",
      day: asked.day,
      by: actorOf(caller).author(),
      memo: memoOr(asked.memo, "Supplier paid"),
      settles: settlements(allocatePayment(open, asked.amount, chosen.value), open),
      lines,
    }),
  );
}
