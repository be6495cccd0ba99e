import { partyBalance } from "#main/journal/read/customers.ts";
import type { Shop } from "./fixture.ts";
import { TODAY as day } from "./fixture.ts";

/** A shop with what the worked journals need: shifts, people, and an item for each sale. */
export interface WorkedShop extends Shop {
  readonly customer: string;
  readonly supplier: string;
  /** Makes an item with opening stock at this total cost, and gives its id. */
  item(wanted: WantedItem): Promise<string>;
  /** Sells one line and gives the sale's id and its entry's number. */
  sell(wanted: WantedSale): Promise<{ readonly sale: string; readonly entry: number }>;
  /** The entry of the fact just written. */
  last(): number;
  /** An M-Pesa code that was not used yet. */
  code(): string;
  readonly shifts: Readonly<Record<string, string>>;
  /** Every amount of the flows is so many times the document's. */
  readonly times: number;
}

export interface WantedItem {
  readonly business: string;
  readonly name: string;
  readonly kind?: "goods" | "service";
  /** Cents per unit, tax included. */
  readonly price: number;
  readonly tax?: "A" | "B" | "C";
  readonly unit?: "piece" | "kg";
  readonly revenue: number;
  readonly cogs: number;
  readonly inventory?: number;
  readonly uses?: string;
  /** Thousandths in stock, and what they cost in cents. */
  readonly stock?: readonly [quantity: number, cost: number];
}

export interface WantedSale {
  readonly business: string;
  readonly item: string;
  readonly quantity?: number;
  readonly price: number;
  readonly tender: "cash" | "mpesa" | "account";
  /** Cents, as the tender has them; for cash what is handed over. */
  readonly amount: number;
}

/** What is an amount of money in a request; of notes and coins there are more. */
const MONEY: ReadonlySet<string> = new Set([
  "amount",
  "cost",
  "credit",
  "creditLimit",
  "debit",
  "deposit",
  "fee",
  "fromSafe",
  "gross",
  "leaveInDrawer",
  "perLitre",
  "price",
  "supplierDeposit",
  "tax",
  "tendered",
  "unitPrice",
]);

function scaled(value: unknown, times: number, key = ""): unknown {
  if (typeof value === "number") return MONEY.has(key) ? value * times : value;
  if (Array.isArray(value)) return value.map((each) => scaled(each, times));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      key === "counts" ? (each as number) * times : scaled(each, times, name),
    ]),
  );
}

/** The same shop, in which whoever says 1,160 pays so many times that. */
const scaledShop = (shop: Shop, times: number): Shop =>
  times === 1
    ? shop
    : {
        ...shop,
        must: (name, request, who) => shop.must(name, scaled(request, times) as never, who),
      };

export async function workedShop(real: Shop, times = 1): Promise<WorkedShop> {
  const shop = scaledShop(real, times);
  const shifts: Record<string, string> = {};
  for (const business of ["WATER", "LAUNDRY", "RETAIL"]) {
    const account = { WATER: 1110, LAUNDRY: 1120, RETAIL: 1130 }[business] ?? 0;
    await shop.must("entry.capital", {
      day,
      direction: "in",
      amount: 10_000_000,
      place: { business, account, party: "SAFE" },
      memo: "To begin with",
    });
    const opened = await shop.must("shift.open", {
      business,
      day,
      counts: { "1000": 100 },
      fromSafe: 10_000_000,
    });
    shifts[business] = opened.shift.id;
  }
  const customer = await shop.must("customer.save", { name: "Kamau", creditLimit: 1_000_000 });
  const supplier = await shop.must("supplier.save", { name: "Bidco", phone: "0712 345 678" });
  let codes = 0;
  const code = (): string => `TKK${String((codes += 1)).padStart(7, "0")}`;
  return {
    ...shop,
    times,
    shifts,
    customer: customer.id,
    supplier: supplier.id,
    code,
    item: (wanted) => makeItem(shop, wanted),
    sell: (wanted) => sell(shop, wanted, customer.id, code),
    last: () => shop.facts(),
  };
}

async function makeItem(shop: Shop, wanted: WantedItem): Promise<string> {
  const { business, name, kind = "goods", unit = "piece", price, stock } = wanted;
  const { id } = await shop.must("catalog.saveItem", {
    business,
    name,
    kind,
    unit,
    fractional: unit === "kg",
    tax: wanted.tax ?? "B",
    price,
    revenue: wanted.revenue,
    cogs: wanted.cogs,
    inventory: wanted.inventory ?? null,
    components: wanted.uses === undefined ? [] : [{ item: wanted.uses, quantity: 1000 }],
  });
  if (stock !== undefined) {
    const [quantity, cost] = stock;
    const lines = [{ item: id, quantity, cost }];
    await shop.must("stock.receive", { business, day, supplier: null, opening: true, lines });
  }
  return id;
}

async function sell(
  shop: Shop,
  wanted: WantedSale,
  customer: string,
  code: () => string,
): Promise<{ readonly sale: string; readonly entry: number }> {
  const { business, item, quantity = 1000, price: unitPrice, tender: kind, amount } = wanted;
  const tender = {
    cash: { kind: "cash" as const, tendered: amount },
    mpesa: { kind: "mpesa" as const, amount, code: code() },
    account: { kind: "account" as const, amount },
  }[kind];
  const sold = await shop.must("sale.post", {
    business,
    lines: [{ item, quantity, unitPrice }],
    tenders: [tender],
    customer: kind === "account" ? customer : null,
  });
  return { sale: sold.sale, entry: shop.facts() };
}

/** Notes and coins that come to an amount of whole shillings. */
export function counts(amount: number): Record<string, number> {
  let left = amount / 100;
  const found: Record<string, number> = {};
  for (const value of [1000, 500, 200, 100, 50, 20, 10, 5, 1]) {
    const many = Math.floor(left / value);
    if (many > 0) found[String(value)] = many;
    left -= many * value;
  }
  return found;
}

/** What the books say lies in this till's drawer, in cents. */
export function inDrawer(shop: Shop, business: string, account: number): number {
  return partyBalance(shop.journal.book, account, business, "R1");
}

export interface JournalLine {
  readonly side: "debit" | "credit";
  readonly account: string;
  readonly amount: string;
  readonly business?: string;
}

/** "1,160.00" without a float. */
export function centsOf(amount: string): number {
  return Number(amount.replace(/[.,]/g, ""));
}
