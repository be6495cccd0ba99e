import type { Supplier } from "#shared/facts/master.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { formatPhone, parsePhone } from "#shared/kernel/phone.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { businesses } from "#main/journal/read/business.ts";
import { owedToSuppliers, supplier, suppliersNamed } from "#main/journal/read/suppliers.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";

const TELLS_WHAT_IS_OWED = ["stock.receive", "ledger.post", "reports.read"] as const;

/** Suppliers by name; what is owed as far as the caller deals with it. */
export function listSuppliers(parts: Parts): Handler<"supplier.list"> {
  return ({ text }, caller) =>
    parts.journal.readTogether((book) => {
      const within = businesses(book)
        .map((each) => each.id)
        .filter((id) => TELLS_WHAT_IS_OWED.some((permission) => caller.may(permission, id)));
      const owed = owedToSuppliers(book, within);
      const suppliers = suppliersNamed(book, text.trim()).map(({ id, name, phone, active }) => ({
        id,
        name,
        active,
        phone: phone === null ? "" : formatPhone(parts.sealer.unseal(phone)),
        owed: owed.get(id) ?? ZERO,
      }));
      return done({ suppliers });
    });
}

/** Makes or changes a supplier; the phone is sealed. */
export function saveSupplier(parts: Parts): Handler<"supplier.save"> {
  return (request, caller) =>
    act(
      parts,
      "supplier.save",
      request,
      (book, coming) => {
        const before = request.id === null ? undefined : supplier(book, request.id);
        if (request.id !== null && before === undefined)
          return refuse({ code: "supplier.unknown" });
        const phone = request.phone.trim() === "" ? null : parsePhone(request.phone);
        if (phone === undefined) {
          return refuse({ code: "customer.phone_invalid", phone: request.phone });
        }
        const body: Supplier = {
          id: before?.id ?? coming.id,
          name: request.name.trim(),
          phone: phone === null ? null : parts.sealer.seal(phone, "phone"),
          active: request.active,
        };
        return done({
          kind: "supplier.saved" as const,
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
