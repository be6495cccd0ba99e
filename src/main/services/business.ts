import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { business as readBusiness } from "#main/journal/read/business.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";

export function businessHandlers(
  parts: Parts,
): Pick<Handlers, "business.settings" | "business.saveSettings"> {
  return {
    "business.settings": ({ business }) => {
      const found = readBusiness(parts.journal.book, business);
      if (found === undefined) return refuse({ code: "business.unknown", business });
      const { settings } = found;
      const reply: Reply<"business.settings"> = {
        id: found.id,
        name: found.name,
        colour: found.colour,
        vatRegistered: settings.vatRegistered,
        negativeStock: settings.negativeStock,
        cashRounding: settings.cashRounding,
        mpesaTill: settings.mpesaTill,
        mpesaStore: settings.mpesaStore,
        receipt: settings.receipt,
      };
      return done(reply);
    },
    "business.saveSettings": (request, caller) =>
      act(
        parts,
        "business.saveSettings",
        request,
        (book, coming) => {
          const place = activeBusiness(book, request.business);
          if (!place.ok) return place;
          const { settings, settingsFact: _, ...before } = place.value;
          const { vatRegistered, negativeStock, cashRounding, mpesaTill, mpesaStore, receipt } =
            request;
          return done({
            kind: "business.saved" as const,
            day: nairobiDay(coming.at),
            business: before.id,
            by: actorOf(caller).author(),
            body: {
              business: { ...before, name: request.name.trim() },
              settings: {
                ...settings,
                vatRegistered,
                negativeStock,
                cashRounding,
                mpesaTill,
                mpesaStore,
                receipt,
              },
              accounts: [],
              categories: [],
              items: [],
              prices: [],
            },
            entry: null,
          });
        },
        ({ fact }) => ({ business: fact.body.business.id }),
      ),
  };
}
