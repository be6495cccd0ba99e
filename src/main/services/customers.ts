import type { CustomerSaved } from "#shared/facts/master.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { parsePhone } from "#shared/kernel/phone.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import {
  customer as readCustomer,
  customersNamed,
  customersWithPhone,
  customerWithPhone,
} from "#main/journal/read/customers.ts";
import { businesses } from "#main/journal/read/business.ts";
import { writingOf } from "#main/journal/read/customer-writings.ts";
import type { Handler, Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import { customerCard } from "./customer-card.ts";
import { customerAgeing, customerOpen, customerStatement } from "./customer-accounts.ts";
import { mergeCustomers } from "./merge-customers.ts";
import type { Parts } from "./parts.ts";
import { payCustomer } from "./payments/pay-customer.ts";
import { payOutCredit } from "./payments/pay-out.ts";

export function customerHandlers(
  parts: Parts,
): Pick<
  Handlers,
  | "customer.search"
  | "customer.save"
  | "customer.statement"
  | "customer.open"
  | "customer.ageing"
  | "customer.merge"
  | "customer.pay"
  | "customer.payOut"
> {
  return {
    "customer.search": ({ text, limit }) => {
      const { book } = parts.journal;
      const phone = parsePhone(text);
      const found =
        phone === undefined
          ? customersNamed(book, text.trim(), limit)
          : [customerWithPhone(book, parts.sealer.index(phone, "phone"))].filter(
              (each) => each !== undefined,
            );
      return done({ customers: found.map((row) => customerCard(book, parts.sealer, row)) });
    },
    "customer.save": saveCustomer(parts),
    "customer.statement": customerStatement(parts),
    "customer.open": customerOpen(parts),
    "customer.ageing": customerAgeing(parts),
    "customer.merge": mergeCustomers(parts),
    "customer.pay": payCustomer(parts),
    "customer.payOut": payOutCredit(parts),
  };
}

/** A phone belongs to one customer; raising a limit takes the right to sell on credit freely. */
function saveCustomer(parts: Parts): Handler<"customer.save"> {
  return (request, caller) =>
    act(
      parts,
      "customer.save",
      request,
      (book, coming) => {
        const before = request.id === null ? undefined : readCustomer(book, request.id);
        if (request.id !== null && before === undefined)
          return refuse({ code: "customer.unknown" });
        const id = before?.id ?? coming.id;
        const phone = request.phone.trim() === "" ? null : parsePhone(request.phone);
        if (phone === undefined) {
          return refuse({ code: "customer.phone_invalid", phone: request.phone });
        }
        const index = phone === null ? null : parts.sealer.index(phone, "phone");
        // Two tills may have given one number to two: what else is changed of either goes on.
        if (index !== null && index !== before?.phone?.index) {
          const other = customersWithPhone(book, index).find((each) => each.id !== id);
          if (other !== undefined) {
            return refuse({ code: "customer.phone_taken", name: other.name });
          }
        }
        const limit = request.creditLimit ?? before?.creditLimit ?? ZERO;
        const address = (request.address ?? before?.address ?? "").trim();
        const mayRaise = businesses(book).some((each) => caller.may("sell.credit", each.id));
        if (limit > (before?.creditLimit ?? ZERO) && !mayRaise) {
          return refuse({ code: "permission.denied", permission: "sell.credit" });
        }
        const body: CustomerSaved["body"] = {
          id,
          name: request.name.trim(),
          phone: phone === null ? null : parts.sealer.seal(phone, "phone"),
          creditLimit: limit,
          note: request.note,
          ...(address === "" ? {} : { address }),
          active: request.active,
          ...(before === undefined ? {} : { replaces: writingOf(book, id) }),
        };
        return done({
          kind: "customer.saved" as const,
          day: nairobiDay(coming.at),
          business: null,
          by: actorOf(caller).author(),
          body,
          entry: null,
        });
      },
      ({ fact }) => ({ id: fact.body.id }),
    );
}
