import type { Reply, Request } from "#shared/contract/index.ts";
import type { Recipe } from "#shared/facts/master.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { item as readItem } from "#main/journal/read/catalog.ts";
import { recipes, runs, type RunRow } from "#main/journal/read/production.ts";
import { yieldBasisPoints } from "#shared/trades/production.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { stockedItem } from "../stock/goods.ts";

type Told = Reply<"production.recipes">["recipes"][number];

export function listRecipes(parts: Parts): Handler<"production.recipes"> {
  return ({ business }) => {
    const { book } = parts.journal;
    const today = nairobiDay(parts.now());
    return done({
      recipes: recipes(book, business).flatMap((recipe) => toldRecipe(book, recipe, today)),
    });
  };
}

function toldRecipe(book: Book, recipe: Recipe, today: BusinessDay): Told[] {
  const product = readItem(book, recipe.product, today);
  if (product === undefined) return [];
  const container = recipe.container === null ? undefined : readItem(book, recipe.container, today);
  const { name, unit, fractional, stock } = product;
  return [
    {
      ...recipe,
      name,
      unit,
      fractional,
      stock: stock ?? quantity(0),
      containerName: container?.name ?? null,
      containers: container?.stock ?? null,
      materials: recipe.materials.map((part) => ({
        ...part,
        name: readItem(book, part.item, today)?.name ?? "",
      })),
    },
  ];
}

/** One recipe a product, of stocked items of its own business, never of itself. */
export function saveRecipe(parts: Parts): Handler<"production.saveRecipe"> {
  return (request, caller) =>
    act(
      parts,
      "production.saveRecipe",
      request,
      (book, coming) => {
        const recipe = decideRecipe(book, request, nairobiDay(coming.at));
        if (!recipe.ok) return recipe;
        return done({
          kind: "recipe.saved" as const,
          day: nairobiDay(coming.at),
          business: request.business,
          by: actorOf(caller).author(),
          body: recipe.value,
          entry: null,
        });
      },
      ({ fact }) => ({ product: fact.body.product }),
    );
}

function decideRecipe(
  book: Book,
  asked: Request<"production.saveRecipe">,
  today: BusinessDay,
): Result<Recipe> {
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const product = stockedItem(book, asked.product, asked.business, today);
  if (!product.ok) return product;
  const { container, materials } = asked;
  const inputs = [
    ...(container === null ? [] : [container]),
    ...materials.map((each) => each.item),
  ];
  for (const [at, item] of inputs.entries()) {
    if (item === asked.product) {
      return refuse({ code: "recipe.uses_itself", name: product.value.name });
    }
    const input = stockedItem(book, item, asked.business, today);
    if (!input.ok) return input;
    if (inputs.indexOf(item) !== at) {
      return refuse({ code: "request.invalid", path: "materials", problem: "names an item twice" });
    }
  }
  const { business, product: id, lossBasisPoints, litres, shelfDays, active } = asked;
  const rest = { lossBasisPoints, litres, shelfDays, active };
  return done({ business, product: id, container, materials, ...rest });
}

export function listRuns(parts: Parts): Handler<"production.runs"> {
  return ({ business, offset, limit }, caller) =>
    parts.journal.readTogether((book) => {
      const within = businessesSeen(caller, businesses(book)).filter((each) =>
        caller.may("produce", each),
      );
      const found = runs(book, { business, within, offset, limit });
      return done({ total: found.total, runs: found.runs.map((row) => toldRun(row, caller)) });
    });
}

/** Who fills bottles need not know what they cost. */
function toldRun(row: RunRow, caller: Caller): Reply<"production.runs">["runs"][number] {
  const { seq, id, cost, abnormalCost, reversedSeq, layer: _layer, ...rest } = row;
  const may = caller.may("reports.read", row.business);
  return {
    ...rest,
    entry: seq,
    run: id,
    yieldBasisPoints: yieldBasisPoints(row),
    cost: may ? cost : null,
    abnormalCost: may ? abnormalCost : null,
    reversedBy: reversedSeq,
  };
}
