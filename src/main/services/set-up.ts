import type { Request } from "#shared/contract/index.ts";
import { startingRoles } from "#shared/businesses/roles.ts";
import { templates } from "#shared/businesses/index.ts";
import { startingSettings, type BusinessTemplate } from "#shared/businesses/template.ts";
import type { BooksOpened, Category, Item, Price, User } from "#shared/facts/master.ts";
import { assert } from "#shared/kernel/assert.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { ownersChart } from "#shared/ledger/chart.ts";
import { nameDevice } from "#main/journal/device/device.ts";
import type { Draft } from "#main/journal/journal.ts";
import { booksOpened } from "#main/journal/read/business.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act } from "./act.ts";
import type { Parts } from "./parts.ts";

/** Opens the books, once: the owner, this till, the businesses and their whole chart, one fact. */
export function setUp(parts: Parts): Handler<"program.setUp"> {
  return async (request) => {
    const pin = await parts.pinCheck.choosePin(request.pin, false);
    if (!pin.ok) return pin;
    const owner: User = {
      id: parts.newId(),
      name: request.owner.trim(),
      pinHash: pin.value,
      language: "en",
      active: true,
      access: [{ business: "*", role: "owner" }],
    };
    return act(
      parts,
      "program.setUp",
      request,
      // Asked inside the transaction: of two that set up at once, one finds the books open.
      (book, coming) =>
        booksOpened(book) !== undefined
          ? refuse({ code: "program.already_set_up" })
          : done(
              booksOpenedDraft({
                request,
                users: [owner],
                demo: false,
                today: nairobiDay(coming.at),
                newId: parts.newId,
              }),
            ),
      ({ fact }) => {
        const [first] = (fact as BooksOpened).body.users;
        assert(first !== undefined, "books are opened by an owner");
        return { owner: first.id };
      },
    );
  };
}

export interface OpeningParts {
  readonly request: Omit<Request<"program.setUp">, "command" | "pin">;
  /** The first is the owner. */
  readonly users: readonly User[];
  readonly demo: boolean;
  readonly today: BusinessDay;
  readonly newId: () => string;
}

/** The first fact of a journal, from a wizard's answers or the demo shop's. */
export function booksOpenedDraft(opening: OpeningParts): Draft<"books.opened"> {
  const { request, today } = opening;
  const chosen = request.businesses.map((each, position) => ({ ...each, position }));
  const businesses = chosen.map(({ template: id, name, position, ...given }) => {
    const template: BusinessTemplate = templates[id];
    return {
      business: {
        id: template.id,
        name,
        kind: template.kind,
        trades: template.trades,
        colour: template.colour,
        position,
        active: true,
      },
      settings: startingSettings(template, {
        ...given,
        title: name,
        vatRegistered: request.vatRegistered,
        from: firstDayOfRates,
      }),
    };
  });
  const samples = chosen.map(({ template }) =>
    sampleCatalog(templates[template], today, opening.newId, request.sampleItems),
  );
  return {
    kind: "books.opened",
    day: today,
    business: null,
    by: { user: opening.users[0]?.id ?? null, approver: null, reason: null },
    body: {
      owner: request.owner,
      currency: "KES",
      demo: opening.demo,
      till: request.till,
      roles: startingRoles,
      users: opening.users,
      accounts: accountsFor(chosen.map((each) => each.template)),
      businesses,
      categories: samples.flatMap((each) => each.categories),
      items: samples.flatMap((each) => each.items),
      prices: samples.flatMap((each) => each.prices),
    },
    entry: null,
    also: (book) => nameDevice(book, request.till.code, request.till.name),
  };
}

/** Before any business day, so that an opening entry of an earlier year finds its rate. */
const firstDayOfRates = "2000-01-01" as BusinessDay;

/** The owner's chart without the accounts of businesses that were not chosen. */
function accountsFor(chosen: readonly string[]): BooksOpened["body"]["accounts"] {
  return ownersChart().filter(
    (account) => account.business === null || chosen.includes(account.business),
  );
}

function sampleCatalog(
  template: BusinessTemplate,
  today: BusinessDay,
  newId: () => string,
  withItems: boolean,
): { categories: Category[]; items: Item[]; prices: Price[] } {
  const categories = template.categories.map((category, position): Category => ({
    id: newId(),
    business: template.id,
    name: category.name,
    colour: category.colour,
    position,
    active: true,
  }));
  if (!withItems) return { categories, items: [], prices: [] };
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
  return { categories, items, prices };
}
