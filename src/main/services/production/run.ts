import type { Reply, Request } from "#shared/contract/index.ts";
import type { Recipe } from "#shared/facts/master.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import {
  exciseOf,
  excisePerLitre,
  inputsOf,
  produce,
  productionEntry,
  yieldOf,
  type Product,
} from "#shared/trades/production.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import { item as readItem, shortLayers } from "#main/journal/read/catalog.ts";
import { recipe as readRecipe, runsOn } from "#main/journal/read/production.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { officeDay } from "../office/checks.ts";
import { posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { stockedItem, takeWhatIsThere, type StockedItem } from "../stock/goods.ts";

/** A run: empties and materials become filled stock (worked journals J9 and J11). */
export function recordRun(parts: Parts): Handler<"production.record"> {
  return (request, caller) =>
    act(
      parts,
      "production.record",
      request,
      (book, coming) => decideRun(book, coming, request, caller),
      (appended, book) => {
        const { normal, abnormal, batch, expires } = appended.fact.body;
        const run = appended.fact.id;
        return { ...posted(appended, book), run, normal, abnormal, batch, expires };
      },
    );
}

interface Made {
  readonly place: BusinessRow;
  readonly recipe: Recipe;
  readonly item: StockedItem;
}

/** The business, and an active recipe of an item it stocks. */
function gather(
  book: Book,
  asked: { readonly business: string; readonly product: string; readonly day: BusinessDay },
): Result<Made> {
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const item = stockedItem(book, asked.product, asked.business, asked.day);
  if (!item.ok) return item;
  const recipe = readRecipe(book, asked.product);
  const { name } = item.value;
  if (recipe === undefined || !recipe.active) return refuse({ code: "recipe.unknown", name });
  return done({ place: place.value, recipe, item: item.value });
}

function decideRun(
  book: Book,
  coming: Coming,
  asked: Request<"production.record">,
  caller: Caller,
): Result<Draft<"production.recorded">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const made = gather(book, asked);
  if (!made.ok) return made;
  const { place, recipe, item } = made.value;
  const { settings } = place;
  const product: Product = {
    id: item.id,
    name: item.name,
    fractional: item.fractional,
    account: item.inventory,
    cogs: item.cogs ?? settings.accounts.shrinkage,
  };
  const batch = asked.batch.trim();
  const run = {
    good: asked.good,
    lost: asked.lost,
    batch: batch === "" ? nextBatch(book, place.id, asked.day) : batch,
    expires: asked.expires ?? expiry(recipe, asked.day),
    note: asked.note.trim(),
    perLitre: excisePerLitre(settings.excise ?? [], asked.day),
  };
  const body = produce(recipe, product, run, {
    nameOf: (id) => readItem(book, id, asked.day)?.name ?? "",
    take: takeWhatIsThere(book),
    layer: `${coming.id}:1`,
    shorts: shortLayers(book, item.id),
  });
  if (!body.ok) return body;
  const entry = productionEntry(place.id, body.value, product.cogs);
  return done({
    kind: "production.recorded",
    day: asked.day,
    business: place.id,
    by: actorOf(caller).author(),
    body: body.value,
    entry: factEntry(entry, "production", `${item.name}, batch ${run.batch}`),
  });
}

/** Year, month and day, and which run of the day it is: 261120-2. */
function nextBatch(book: Book, business: string, day: BusinessDay): string {
  return `${day.slice(2).replaceAll("-", "")}-${runsOn(book, business, day) + 1}`;
}

function expiry(recipe: Recipe, day: BusinessDay): BusinessDay | null {
  return recipe.shelfDays === null ? null : addDays(day, recipe.shelfDays);
}

/** What a run would use up, and what is there of it, before anything is written. */
export function planRun(parts: Parts): Handler<"production.plan"> {
  return (asked) => {
    const { book } = parts.journal;
    const made = gather(book, asked);
    if (!made.ok) return made;
    const { place, recipe, item } = made.value;
    const { begun, normal, abnormal } = yieldOf(recipe, { ...asked, fractional: item.fractional });
    const inputs: Reply<"production.plan">["inputs"] = [];
    for (const taken of inputsOf(recipe, begun)) {
      const input = stockedItem(book, taken.item, place.id, asked.day);
      if (!input.ok) return input;
      const { name, unit, stock } = input.value;
      inputs.push({
        item: taken.item,
        name,
        unit,
        needed: taken.quantity,
        left: stock ?? quantity(0),
      });
    }
    const perLitre = excisePerLitre(place.settings.excise ?? [], asked.day);
    return done({
      begun,
      normal,
      abnormal,
      inputs,
      excise: exciseOf(recipe.litres, asked.good, perLitre)?.amount ?? ZERO,
      expires: expiry(recipe, asked.day),
      batch: nextBatch(book, place.id, asked.day),
    });
  };
}
