import { nairobiDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { normalBalance } from "#shared/ledger/account.ts";
import { parkedCarts } from "#main/journal/device/drafts.ts";
import { business as readBusiness } from "#main/journal/read/business.ts";
import { balancesThrough } from "#main/journal/read/ledger.ts";
import { tillsWithOpenShift } from "#main/journal/read/shifts.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import type { Parts } from "./parts.ts";

/** What is still open in a business, and what it still owns and owes. */
export function businessRemains(parts: Parts): Handler<"business.remains"> {
  return ({ business }) =>
    parts.journal.readTogether((book) => {
      if (readBusiness(book, business) === undefined) {
        return refuse({ code: "business.unknown", business });
      }
      const held = balancesThrough(book, nairobiDay(parts.now()), business).filter(
        ({ account, debit, credit }) =>
          debit !== credit && (account.type === "asset" || account.type === "liability"),
      );
      return done({
        openAt: tillsWithOpenShift(book, business),
        parked: parkedCarts(book, business).length,
        balances: held.map(({ account, debit, credit }) => ({
          account: account.number,
          name: account.name,
          balance: cents(normalBalance[account.type] === "debit" ? debit - credit : credit - debit),
        })),
      });
    });
}

/** Closes a business or opens it again. Refused while a drawer of it has not been counted. */
export function setBusinessActive(parts: Parts): Handler<"business.setActive"> {
  return (request, caller) =>
    act(
      parts,
      "business.setActive",
      request,
      (book, coming) => {
        const found = readBusiness(book, request.business);
        if (found === undefined) {
          return refuse({ code: "business.unknown", business: request.business });
        }
        const { settings, settingsFact: _, ...business } = found;
        const tills = tillsWithOpenShift(book, business.id);
        if (!request.active && tills.length > 0) {
          return refuse({
            code: "business.shifts_open",
            name: business.name,
            tills: tills.join(", "),
          });
        }
        return done({
          kind: "business.saved" as const,
          day: nairobiDay(coming.at),
          business: business.id,
          by: actorOf(caller).author(),
          body: {
            business: { ...business, active: request.active },
            settings,
            accounts: [],
            categories: [],
            items: [],
            prices: [],
          },
          entry: null,
        });
      },
      ({ fact }) => ({ business: fact.body.business.id }),
    );
}
