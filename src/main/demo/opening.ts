import { templates } from "#shared/businesses/index.ts";
import type { SampleItem } from "#shared/businesses/template.ts";
import type { User } from "#shared/facts/master.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, price, share, ZERO } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { categories, items as readItems } from "#main/journal/read/catalog.ts";
import type { Parts } from "#main/services/parts.ts";
import { openBooks } from "#main/services/set-up.ts";
import { expectDone, type DemoBooks, type Person } from "./demo-books.ts";
import { dailyUse, SHOPS, type Demand } from "./demand.ts";
import {
  BRANDED,
  DEMO_CUSTOMERS,
  DEMO_REGULARS,
  DEMO_SUPPLIERS,
  DEMO_USERS,
  type DemoCustomer,
} from "./names.ts";

/** An item as the demo buys and sells it. */
export interface DemoItem {
  readonly id: string;
  readonly sku: string;
  readonly business: string;
  /** Null: not sold at the counter. */
  readonly price: number | null;
  /** Cents a unit, before tax; null where it is not stocked. */
  readonly cost: number | null;
  readonly taxed: boolean;
  /** Pieces are bought whole; what is sold by the kg is bought by the kg too. */
  readonly supplier: Person | null;
  /** Filled here rather than bought. */
  readonly made: boolean;
  /** Lasts a day or two: comes each morning. */
  readonly fresh: boolean;
  readonly dailyUse: number;
  readonly demand: Demand | null;
}

const FRESH = new Set(["G-BREAD", "G-MILK"]);

/** Bottles of our own that the retail shop sells too. */
export const OUR_WATER = { sku: "G-MAJI", from: "W-500", price: 3500 } as const;

export type Known = Person & DemoCustomer;

/** Who and what the demo shop consists of. */
export interface DemoShop {
  readonly owner: Person;
  readonly manager: Person;
  readonly cashier: Person;
  readonly accountant: Person;
  readonly customers: readonly Known[];
  /** The laundry's own customers, none of whom may owe for long. */
  readonly regulars: readonly Known[];
  readonly items: ReadonlyMap<string, readonly DemoItem[]>;
}

/** Hashing PINs is slow on purpose, and asynchronous: before the books are opened. */
export async function hireUsers(parts: Parts, books: DemoBooks): Promise<User[]> {
  const users: User[] = [];
  for (const { name, pin, role } of DEMO_USERS) {
    const pinHash = expectDone("a PIN", await parts.pinCheck.choosePin(pin, true));
    const access =
      role === "cashier"
        ? SHOPS.map(({ business }) => ({ business, role }))
        : [{ business: "*", role }];
    users.push({ id: books.newId(), name, pinHash, language: "en", active: true, access });
  }
  return users;
}

/** The books on their first evening: people, catalogue, what is there and whose it is. */
export function openShop(books: DemoBooks, day: BusinessDay, users: readonly User[]): DemoShop {
  books.at(day, 16 * 3600);
  openTheBooks(books, day, users);
  const [owner, manager, cashier, accountant] = users;
  assert(owner && manager && cashier && accountant, "the demo shop has four people");
  const suppliers = DEMO_SUPPLIERS.map(({ name, phone, supplies }) => ({
    name,
    supplies: supplies as readonly string[],
    id: books.call(manager, "supplier.save", { name, phone }).id,
  }));
  const known = (each: DemoCustomer) => ({
    ...each,
    id: books.call(manager, "customer.save", { ...each }).id,
  });
  const customers = DEMO_CUSTOMERS.map(known);
  const regulars = DEMO_REGULARS.map(known);
  stockOurWater(books, manager);
  stockBrands(books, manager);
  const items = new Map(
    SHOPS.map((shop) => [shop.business, shopItems(books, shop.business, day, suppliers)]),
  );
  const opened = { owner, manager, cashier, accountant, customers, regulars, items };
  for (const { business } of SHOPS) openBalances(books, opened, business, day);
  return opened;
}

/** With the code on the bottle, and the one on a tray of twelve. */
function stockOurWater(books: DemoBooks, manager: Person): void {
  const groceries = categories(books.book, "RETAIL").find(({ name }) => name === "Groceries");
  books.call(manager, "catalog.saveItem", {
    business: "RETAIL",
    name: "Maji Safi water 500 ml",
    sku: OUR_WATER.sku,
    barcodes: ["6161100000017", "16161100000014"],
    category: groceries?.id ?? null,
    kind: "goods",
    unit: "piece",
    tax: "B",
    price: OUR_WATER.price,
    reorderAt: 12_000,
  });
}

function stockBrands(books: DemoBooks, manager: Person): void {
  const known = categories(books.book, "RETAIL");
  for (const { cost: _, barcode, category, ...item } of BRANDED) {
    books.call(manager, "catalog.saveItem", {
      ...item,
      business: "RETAIL",
      barcodes: [barcode],
      category: known.find(({ name }) => name === category)?.id ?? null,
      kind: "goods",
      unit: "piece",
      reorderAt: 6000,
      position: AFTER_THE_USUAL,
    });
  }
}

const AFTER_THE_USUAL = 1000;

function openTheBooks(books: DemoBooks, day: BusinessDay, users: readonly User[]): void {
  const request = {
    owner: DEMO_USERS[0]?.name ?? "",
    till: { code: "T1", name: "Front till" },
    vatRegistered: true,
    sampleItems: true,
    businesses: SHOPS.map(({ business: template, name, mpesaTill }) => ({
      template,
      name,
      mpesaTill,
      pin: "P051234567K",
      address: "Biashara Street, Nairobi",
      contact: "0722 000 111",
    })),
  };
  const { parts } = books;
  const opened = openBooks(
    parts.journal,
    { id: books.newId(), digest: parts.sealer.digest("demo shop") },
    { request, users, demo: true, today: day, newId: books.newId },
  );
  expectDone("opening the books", opened);
}

function shopItems(
  books: DemoBooks,
  business: "WATER" | "LAUNDRY" | "RETAIL",
  day: BusinessDay,
  suppliers: readonly (Person & { readonly supplies: readonly string[] })[],
): DemoItem[] {
  const shop = SHOPS.find((each) => each.business === business);
  assert(shop !== undefined, `${business} is in the demo`);
  const samples = new Map<string, SampleItem>(
    templates[business].items.map((sample) => [sample.sku, sample]),
  );
  const costs = new Map([...samples.values(), ...BRANDED].map(({ sku, cost }) => [sku, cost]));
  const found = readItems(books.book, day, {
    business,
    within: [business],
    text: "",
    filter: "active",
    offset: 0,
    limit: 500,
  });
  const uses = usedByOthers([...samples.values()], (sku) => dailyUse(shop, sku));
  return found.items.map((item): DemoItem => ({
    id: item.id,
    sku: item.sku,
    business,
    price: item.sellable ? item.price : null,
    cost: item.inventory === null ? null : (costs.get(item.sku) ?? null),
    taxed: item.tax === "B",
    supplier:
      suppliers.find((each) => each.supplies.some((start) => item.sku.startsWith(start))) ?? null,
    made: samples.get(item.sku)?.made !== undefined,
    fresh: FRESH.has(item.sku),
    dailyUse: dailyUse(shop, item.sku) + (uses.get(item.sku) ?? 0),
    demand: shop.items.find((each) => each.sku === item.sku) ?? null,
  }));
}

/** A refill uses up a cap, a filled bottle an empty: what is sold of one is used of the other. */
function usedByOthers(
  samples: readonly SampleItem[],
  sold: (sku: string) => number,
): Map<string, number> {
  const uses = new Map<string, number>();
  for (const sample of samples) {
    const { made } = sample;
    const filling = made === undefined ? [] : [[made.container, 1000] as const, ...made.takes];
    for (const [sku, amount] of [...(sample.uses ?? []), ...filling]) {
      uses.set(sku, (uses.get(sku) ?? 0) + Math.ceil((sold(sample.sku) * amount) / 1000));
    }
  }
  return uses;
}

/** Shillings in the safe, at M-Pesa, at the bank and in equipment when the books begin. */
const OPENING = {
  WATER: [60_000, 45_000, 420_000, 650_000],
  LAUNDRY: [25_000, 20_000, 180_000, 480_000],
  RETAIL: [80_000, 70_000, 650_000, 150_000],
} as const;

function openBalances(
  books: DemoBooks,
  shop: DemoShop,
  business: keyof typeof OPENING,
  day: BusinessDay,
): void {
  const [safe, mpesa, bank, equipment] = OPENING[business].map((shillings) =>
    cents(shillings * 100),
  );
  const { accounts } = templates[business];
  books.call(shop.accountant, "entry.opening", {
    day,
    business,
    lines: [
      { account: accounts.cash, debit: safe ?? ZERO, party: "SAFE" },
      { account: accounts.mpesa, debit: mpesa ?? ZERO },
      { account: accounts.bank, debit: bank ?? ZERO },
      { account: 1510, debit: equipment ?? ZERO },
    ],
  });
  const lines = (shop.items.get(business) ?? []).flatMap((item) =>
    delivered(item, item.made ? 3 : item.fresh ? 1 : 8),
  );
  if (lines.length === 0) return;
  books.call(shop.manager, "stock.receive", {
    business,
    day,
    supplier: null,
    opening: true,
    lines,
  });
}

/** A delivery line that lasts some days: whole units, at cost, with its input tax. */
export function delivered(item: DemoItem, days: number) {
  if (item.cost === null) return [];
  const units = Math.max(4, Math.ceil((item.dailyUse * days) / 1000));
  const amount = quantity(units * 1000);
  const cost = price(cents(item.cost), amount);
  const tax = item.taxed ? share(cost, 1600, 10_000) : ZERO;
  return [{ item: item.id, quantity: amount, cost, tax }];
}
