import type { Reply } from "#shared/contract/index.ts";
import type { Customer } from "#shared/facts/master.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { cents, ZERO } from "#shared/kernel/money.ts";
import { formatPhone, parsePhone } from "#shared/kernel/phone.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import {
  customer as readCustomer,
  customersNamed,
  customerWithPhone,
  partyBalances,
  partyLines,
  standing,
  type CustomerRow,
} from "#main/journal/read/customers.ts";
import { businesses } from "#main/journal/read/business.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler, Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import type { Parts } from "./parts.ts";

type Card = Reply<"customer.search">["customers"][number];

/** A customer as a screen shows one: the phone opened, the standing over all businesses. */
export function customerCard(book: Book, sealer: Sealer, row: CustomerRow): Card {
  const { owed, credit } = standing(book, row.id);
  return {
    id: row.id,
    name: row.name,
    phone: row.phone === null ? "" : formatPhone(sealer.unseal(row.phone)),
    creditLimit: row.creditLimit,
    owed,
    credit,
    note: row.note,
    active: row.active,
  };
}

export function customerHandlers(
  parts: Parts,
): Pick<Handlers, "customer.search" | "customer.save" | "customer.statement"> {
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
  };
}

/** Every line on the customer's accounts in order: what was bought on account, and what was paid. */
function customerStatement(parts: Parts): Handler<"customer.statement"> {
  return ({ customer: id, business }, caller) => {
    const { book } = parts.journal;
    const row = readCustomer(book, id);
    if (row === undefined) return refuse({ code: "customer.unknown" });
    const shown = (place: string): boolean =>
      caller.sees(place) && (business === null || place === business);
    let balance = 0;
    const lines = partyLines(book, id)
      .filter((line) => shown(line.business))
      .map((line) => {
        balance += line.debit - line.credit;
        return { ...line, balance: cents(balance) };
      });
    const balances = partyBalances(book, id)
      .filter((each) => shown(each.business))
      .map((each) => ({ business: each.business, account: each.account, owed: each.balance }));
    return done({ customer: customerCard(book, parts.sealer, row), balances, lines });
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
        if (phone !== null) {
          const other = customerWithPhone(book, parts.sealer.index(phone, "phone"));
          if (other !== undefined && other.id !== id) {
            return refuse({ code: "customer.phone_taken", name: other.name });
          }
        }
        const limit = request.creditLimit ?? before?.creditLimit ?? ZERO;
        const mayRaise = businesses(book).some((each) => caller.may("sell.credit", each.id));
        if (limit > (before?.creditLimit ?? ZERO) && !mayRaise) {
          return refuse({ code: "permission.denied", permission: "sell.credit" });
        }
        const body: Customer = {
          id,
          name: request.name.trim(),
          phone: phone === null ? null : parts.sealer.seal(phone, "phone"),
          creditLimit: limit,
          note: request.note,
          active: request.active,
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
