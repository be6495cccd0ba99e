import type { Category, Item, Price, Recipe } from "../facts/master.ts";
import { assert } from "../kernel/assert.ts";
import type { BusinessDay } from "../kernel/date.ts";
import { cents } from "../kernel/money.ts";
import { quantity } from "../kernel/quantity.ts";
import type { ReturnableSaved } from "../facts/returnables.ts";
import { cylinderName, startingCylinder } from "./starting-cylinders.ts";
import type { BusinessTemplate } from "./template.ts";

/** What a business may sell, in the shape in which facts carry it. */
export interface Catalog {
  readonly categories: readonly Category[];
  readonly items: readonly Item[];
  readonly prices: readonly Price[];
  readonly recipes: readonly Recipe[];
  readonly returnables: readonly ReturnableSaved["body"][];
}

const EMPTY_CATALOG: Catalog = {
  categories: [],
  items: [],
  prices: [],
  recipes: [],
  returnables: [],
};

/**
 * What a business of a template starts to sell; without the items, its categories alone. Kinds of
 * cylinders take their ids by name, so that they draw nothing from `newId`.
 */
export function startingCatalog(
  template: BusinessTemplate,
  today: BusinessDay,
  newId: () => string,
  idOfKind: (name: string) => string,
  withItems: boolean,
): Catalog {
  const categories = template.categories.map((category, position): Category => ({
    id: newId(),
    business: template.id,
    name: category.name,
    colour: category.colour,
    position,
    active: true,
  }));
  if (!withItems) return { ...EMPTY_CATALOG, categories };
  const ids = new Map(template.items.map((item) => [item.sku, newId()]));
  const idOf = (sku: string): string => {
    const id = ids.get(sku);
    assert(id !== undefined, `the template names no item ${sku}`);
    return id;
  };
  const items = template.items.map((sample, position): Item => ({
    id: idOf(sample.sku),
    business: template.id,
    category: categories.find((category) => category.name === sample.category)?.id ?? null,
    kind: sample.kind,
    name: sample.name,
    sku: sample.sku,
    barcodes: sample.barcode === undefined ? [] : [sample.barcode],
    unit: sample.unit,
    fractional: sample.fractional ?? false,
    tax: sample.tax,
    revenue: sample.revenue,
    cogs: sample.cogs,
    inventory: sample.inventory,
    components: (sample.uses ?? []).map(([sku, amount]) => ({
      item: idOf(sku),
      quantity: quantity(amount),
    })),
    reorderAt: sample.reorderAt === undefined ? null : quantity(sample.reorderAt),
    sellable: sample.sellable ?? true,
    active: true,
    position,
  }));
  const prices = template.items.flatMap((sample): Price[] =>
    sample.price === null
      ? []
      : [{ item: idOf(sample.sku), from: today, price: cents(sample.price) }],
  );
  const recipes = template.items.flatMap(({ sku, made }): Recipe[] =>
    made === undefined
      ? []
      : [
          {
            business: template.id,
            product: idOf(sku),
            container: idOf(made.container),
            materials: made.takes.map(([part, amount]) => ({
              item: idOf(part),
              quantity: quantity(amount),
            })),
            lossBasisPoints: made.lossBasisPoints,
            litres: quantity(made.litres),
            shelfDays: made.shelfDays,
            active: true,
          },
        ],
  );
  const { id: business, cylinders, containers = [] } = template;
  const returnables = [
    ...(cylinders?.kinds ?? []).map((kind) => {
      const of = { id: idOfKind(cylinderName(kind)), content: idOf(cylinders?.content ?? "") };
      return startingCylinder(kind, { ...of, business }, today);
    }),
    ...containers.map(({ kind, content, empty }) => {
      const of = { id: idOfKind(cylinderName(kind)), content: idOf(content), empty: idOf(empty) };
      return startingCylinder(kind, { ...of, business }, today);
    }),
  ];
  return { categories, items, prices, recipes, returnables };
}
