import type { BusinessDay } from "#shared/kernel/date.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { assert } from "#shared/kernel/assert.ts";
import { categories } from "#main/journal/read/catalog.ts";
import type { DemoBooks } from "./demo-books.ts";
import { levelsOf } from "./office-day.ts";
import { OUR_WATER, type DemoItem, type DemoShop } from "./opening.ts";

const pieces = (count: number) => quantity(count * 1000);

/** The retail shop's fridge is filled up when it would not last so many days, for so many. */
const FRIDGE_LASTS = 2;
const FRIDGE_TAKES = 5;

/** Our own bottles go from where they are filled to the shop that sells them too, at cost. */
export function fillFridge(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const into = itemOf(people, "RETAIL", OUR_WATER.sku);
  const item = itemOf(people, "WATER", OUR_WATER.from);
  const there = levelsOf(books, "RETAIL", day).get(into.id) ?? 0;
  if (there >= into.dailyUse * FRIDGE_LASTS) return;
  const filled = Math.floor((levelsOf(books, "WATER", day).get(item.id) ?? 0) / 1000);
  const count = Math.min(Math.ceil((into.dailyUse * FRIDGE_TAKES) / 1000), filled);
  if (count === 0) return;
  books.call(people.manager, "stock.transfer", {
    day,
    from: { business: "WATER" },
    to: { business: "RETAIL" },
    lines: [{ item: item.id, into: into.id, quantity: pieces(count) }],
    memo: "Water for the fridge of the shop",
  });
}

/** Now and then something breaks on the way to the shelf, or bread stays too long. */
export function loseSomething(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  if (books.chance.happens(40)) {
    const made = (people.items.get("WATER") ?? []).filter((item) => item.made);
    const levels = levelsOf(books, "WATER", day);
    const there = made.filter((item) => (levels.get(item.id) ?? 0) >= 10_000);
    if (there.length > 0) writeOff(books, people, day, books.chance.pick(there), "broken");
  }
  if (books.chance.happens(60)) {
    const bread = itemOf(people, "RETAIL", "G-BREAD");
    const there = (levelsOf(books, "RETAIL", day).get(bread.id) ?? 0) >= 10_000;
    if (there) writeOff(books, people, day, bread, "expired");
  }
}

const WHY = { broken: "Fell from the trolley", expired: "Past its date" } as const;

function writeOff(
  books: DemoBooks,
  people: DemoShop,
  day: BusinessDay,
  item: DemoItem,
  reason: keyof typeof WHY,
): void {
  books.call(people.manager, "stock.writeOff", {
    business: item.business,
    day,
    reason,
    lines: [{ item: item.id, quantity: pieces(books.chance.whole(1, 3)) }],
    memo: WHY[reason],
  });
}

/** What came leaking goes back to the dairy, off what is owed to it. */
export function sendMilkBack(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const { id: milk, supplier } = itemOf(people, "RETAIL", "G-MILK");
  assert(supplier !== null, "somebody brings milk");
  const asked = { business: "RETAIL", supplier: supplier.id };
  const { layers } = books.call(people.manager, "stock.fromSupplier", asked);
  const fresh = layers.findLast((each) => each.item === milk && each.left >= 12_000);
  if (fresh === undefined) return;
  books.call(people.manager, "stock.sendBack", {
    ...asked,
    day,
    reference: `CN-${books.chance.whole(1000, 9999)}`,
    lines: [{ layer: fresh.layer, quantity: pieces(books.chance.whole(2, 6)) }],
    memo: "Leaking packets",
  });
}

/** In the evening the manager counts a shelf; one thing is missing, another turns up. */
export function countHousehold(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const { manager } = people;
  const shelf = categories(books.book, "RETAIL").find(({ name }) => name === "Household");
  assert(shelf !== undefined, "the shop has a shelf of household goods");
  const { stocktake } = books.call(manager, "stocktake.start", {
    business: "RETAIL",
    label: "Household shelf",
    category: shelf.id,
  });
  const levels = levelsOf(books, "RETAIL", day);
  const { items } = books.call(manager, "stocktake.sheet", { stocktake });
  for (const [at, { item }] of items.entries()) {
    const off = at === 0 ? -2000 : at === 1 ? 1000 : 0;
    const counted = quantity(Math.max(0, (levels.get(item) ?? 0) + off));
    books.call(manager, "stocktake.count", { stocktake, item, quantity: counted });
  }
  books.call(manager, "stocktake.post", { stocktake });
}

function itemOf(people: DemoShop, business: string, sku: string): DemoItem {
  const found = people.items.get(business)?.find((item) => item.sku === sku);
  assert(found !== undefined, `${business} has ${sku}`);
  return found;
}
