import { nairobiDay } from "#shared/kernel/date.ts";
import { done } from "#shared/kernel/result.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { listRecipes, listRuns, saveRecipe } from "./recipes.ts";
import { planRun, recordRun } from "./run.ts";
import { takeBackRun } from "./take-back.ts";

/** What a business that fills, packs or bakes does: recipes, runs, and the excise on them. */
export function productionHandlers(parts: Parts) {
  return {
    "production.recipes": listRecipes(parts),
    "production.saveRecipe": saveRecipe(parts),
    "production.plan": planRun(parts),
    "production.record": recordRun(parts),
    "production.reverse": takeBackRun(parts),
    "production.runs": listRuns(parts),
    "production.excise": ({ business }) => {
      const place = activeBusiness(parts.journal.book, business);
      if (!place.ok) return place;
      return done({ rates: [...(place.value.settings.excise ?? [])] });
    },
    "production.saveExcise": (request, caller) =>
      act(
        parts,
        "production.saveExcise",
        request,
        (book, coming) => {
          const place = activeBusiness(book, request.business);
          if (!place.ok) return place;
          const { settings, settingsFact: _, ...business } = place.value;
          const { from, perLitre } = request;
          const others = (settings.excise ?? []).filter((each) => each.from !== from);
          const excise = [...others, { from, perLitre }].toSorted((a, b) =>
            a.from < b.from ? -1 : 1,
          );
          return done({
            kind: "business.saved" as const,
            day: nairobiDay(coming.at),
            business: business.id,
            by: actorOf(caller).author(),
            body: {
              business,
              settings: { ...settings, excise },
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
  } satisfies Partial<Handlers>;
}
