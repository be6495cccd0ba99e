import type { Reply } from "#shared/contract/index.ts";
import type { BusinessSettings } from "#shared/facts/master.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Draft } from "#main/journal/command.ts";
import { business as readBusiness, type BusinessRow } from "#main/journal/read/business.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf, type Actor } from "./act.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";

export function businessHandlers(
  parts: Parts,
): Pick<Handlers, "business.settings" | "business.saveSettings" | "business.saveLogo"> {
  return {
    "business.settings": ({ business }) => {
      const found = readBusiness(parts.journal.book, business);
      if (found === undefined) return refuse({ code: "business.unknown", business });
      const { settings } = found;
      const { logo = null, ...receipt } = { language: "en" as const, ...settings.receipt };
      const reply: Reply<"business.settings"> = {
        id: found.id,
        name: found.name,
        colour: found.colour,
        vatRegistered: settings.vatRegistered,
        negativeStock: settings.negativeStock,
        cashRounding: settings.cashRounding,
        mpesaTill: settings.mpesaTill,
        mpesaStore: settings.mpesaStore,
        receipt,
        logo,
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
          const { settings } = place.value;
          const { vatRegistered, negativeStock, cashRounding, mpesaTill, mpesaStore } = request;
          const { logo } = settings.receipt;
          const receipt = { ...request.receipt, ...(logo === undefined ? {} : { logo }) };
          const own = { vatRegistered, negativeStock, cashRounding, mpesaTill, mpesaStore };
          const next = { ...place.value, name: request.name.trim() };
          const day = nairobiDay(coming.at);
          return done(resaved(next, { ...settings, ...own, receipt }, day, actorOf(caller)));
        },
        ({ fact }) => ({ business: fact.body.business.id }),
      ),
    "business.saveLogo": (request, caller) =>
      act(
        parts,
        "business.saveLogo",
        request,
        (book, coming) => {
          const place = activeBusiness(book, request.business);
          if (!place.ok) return place;
          const { settings } = place.value;
          const { logo: _, ...words } = settings.receipt;
          const receipt = request.logo === null ? words : { ...words, logo: request.logo };
          const day = nairobiDay(coming.at);
          return done(resaved(place.value, { ...settings, receipt }, day, actorOf(caller)));
        },
        ({ fact }) => ({ business: fact.body.business.id }),
      ),
  };
}

/** The business as it is, under new settings. */
function resaved(
  place: BusinessRow,
  settings: BusinessSettings,
  day: ReturnType<typeof nairobiDay>,
  actor: Actor,
): Draft<"business.saved"> {
  const { settings: _, settingsFact: __, ...business } = place;
  return {
    kind: "business.saved",
    day,
    business: business.id,
    by: actor.author(),
    body: { business, settings, accounts: [], categories: [], items: [], prices: [] },
    entry: null,
  };
}
