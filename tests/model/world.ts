import { expect } from "vitest";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import type { RefusalCode } from "#shared/kernel/refusal.ts";
import { templates } from "#shared/businesses/index.ts";
import { openShop, type Shop } from "../books/fixture.ts";
import {
  ACCOUNTS,
  BUSINESSES,
  ExerciseBook,
  summed,
  type Business,
  type Line,
} from "./exercise-book.ts";
import type { Draws } from "./draws.ts";
import { Shelf } from "./shelf.ts";
import type { Cupboard } from "./cylinders.ts";
import type { Ticket } from "./jobs.ts";
import type { Recorded } from "./office.ts";
import type { Agreed } from "./statements.ts";
import { add, taxIn } from "./sums.ts";
import type { Delivery, Run } from "./stock.ts";
import type { Receipt, Seen } from "./selling.ts";

/** An item as the owner wrote it down when the business began. */
export interface Item {
  readonly sku: string;
  readonly id: string;
  readonly business: Business;
  readonly unit: string;
  readonly fractional: boolean;
  readonly tax: string;
  readonly revenue: number;
  readonly cogs: number;
  readonly inventory: number | null;
  readonly uses: readonly (readonly [sku: string, quantity: number])[];
  readonly made: {
    container: string;
    takes: readonly (readonly [string, number])[];
    litres: number;
  } | null;
  readonly sellable: boolean;
  price: number | null;
  /** By the day each holds from. */
  readonly prices: Map<string, number>;
}

export type Asked<Name extends ProcedureName> = Omit<RequestInput<Name>, "command">;

/** Refused with one of these; null: it has to be done. */
export type Expected = RefusalCode | null;

/** First day of the walk: a year ends in it. */
const FIRST_DAY = "2026-12-29";
const RATES: Readonly<Record<string, number>> = { A: 0, B: 1600, C: 0, D: 0, E: 800 };

/** A shop, and the exercise book that somebody keeps of it by hand. */
export class World {
  readonly shop: Shop;
  readonly vat: boolean;
  readonly book = new ExerciseBook();
  readonly items = new Map<string, Item>();
  readonly shelves = new Map<string, Shelf>();
  readonly shifts = new Map<Business, Seen>();
  readonly customers: string[] = [];
  /** Customers that turned out to be another, and who they are shown as. */
  readonly aliases = new Map<string, string>();
  readonly suppliers: string[] = [];
  readonly sales: Receipt[] = [];
  readonly deliveries: Delivery[] = [];
  readonly runs: Run[] = [];
  readonly recorded: Recorded[] = [];
  readonly tickets = new Map<string, Ticket>();
  readonly unmatched: { id: string; business: Business; amount: number }[] = [];
  cupboard: Cupboard = { types: [], records: [], marked: null };
  day = FIRST_DAY;
  lock = "2000-01-01";
  /** Tax rates that were changed, by business and letter: basis points by the day they hold from. */
  readonly rates = new Map<string, Map<string, number>>();
  /** Statements agreed on, by place of money: the latest last. */
  readonly agreed = new Map<string, Agreed[]>();
  /** Cents a litre, by the day each rate holds from. */
  readonly excise = new Map<string, number>();
  policy: "ready" | "collected" = "ready";
  /** Businesses whose cash these books have heard of. */
  readonly cashMoved = new Set<Business>();
  /** How many facts there were before the act just done. */
  #since = 0;
  readonly done = new Map<string, number>();
  readonly refused = new Map<string, number>();
  #codes = 0;
  #lots = 0;

  constructor(vat: boolean) {
    this.shop = openShop({ vatRegistered: vat });
    this.vat = vat;
    this.shop.clock(`${FIRST_DAY}T05:00:00.000Z`);
    for (const business of BUSINESSES) {
      for (const sample of templates[business].items) {
        const { sku, unit, revenue, cogs, inventory, price, made } = sample;
        this.items.set(sku, {
          sku,
          id: this.shop.items.get(sku) ?? "",
          business,
          unit,
          fractional: sample.fractional ?? false,
          tax: sample.tax,
          revenue,
          cogs: cogs ?? 0,
          inventory,
          uses: sample.uses ?? [],
          made: made === undefined ? null : made,
          sellable: sample.sellable ?? true,
          price,
          prices: new Map(price === null ? [] : [["2026-11-20", price]]),
        });
        if (inventory !== null) this.shelves.set(sku, new Shelf());
      }
    }
  }

  item(sku: string): Item {
    const item = this.items.get(sku);
    if (item === undefined) throw new Error(`no item ${sku}`);
    return item;
  }

  /** The tax on a letter in a business on a day; a shop outside VAT has none. */
  rate(business: Business, letter: string, day = this.day): number {
    const usual = RATES[letter] ?? 0;
    if (!this.vat) return 0;
    return heldOn(this.rates.get(`${business} ${letter}`) ?? new Map(), day) ?? usual;
  }

  /** What an item's price holds of tax. */
  taxOn({ business, tax }: Item, gross: number, day = this.day): number {
    return taxIn(gross, this.rate(business, tax, day));
  }

  shelf(sku: string): Shelf {
    const shelf = this.shelves.get(sku);
    if (shelf === undefined) throw new Error(`${sku} is not stocked`);
    return shelf;
  }

  code(): string {
    return `TKK${String((this.#codes += 1)).padStart(7, "0")}`;
  }

  lot(): string {
    return `lot ${(this.#lots += 1)}`;
  }

  /** Every name under which a customer has lines. */
  namesOf(customer: string): string[] {
    return [
      customer,
      ...[...this.aliases].flatMap(([alias, of]) => (of === customer ? [alias] : [])),
    ];
  }

  customer(draws: Draws): string {
    const known = this.customers.filter((each) => !this.aliases.has(each));
    return draws.of(known);
  }

  drawer(business: Business): number {
    return this.book.of(business, ACCOUNTS.cash[business], "R1");
  }

  /** Store credit, under every name: what was spent beyond it stands where it was spent. */
  credit(business: Business, customer: string): number {
    const names = this.namesOf(this.aliases.get(customer) ?? customer);
    return 0 - add(names.map((name) => this.book.of(business, ACCOUNTS.credit, name)));
  }

  facts(): number {
    return this.shop.facts();
  }

  /** Everything a refused act must leave as it was, in a few sums. */
  #fingerprint(): string {
    return JSON.stringify(
      this.shop.journal.book.all(
        `SELECT (SELECT count(*) FROM fact) AS facts, (SELECT count(*) FROM line) AS lines,
           (SELECT total(debit) || total(credit) FROM account_day) AS balances,
           (SELECT total(debit) || total(credit) FROM party_balance) AS parties,
           (SELECT total(quantity) FROM stock_level) AS stock,
           (SELECT total(quantity) || total(cost) || count(*) FROM layer) AS layers,
           (SELECT count(*) FROM tender) AS tenders, (SELECT count(*) FROM job_act) AS jobs,
           (SELECT count(*) FROM deposit_change) AS deposits,
           (SELECT count(*) FROM returnable_move) AS moves`,
      ),
    );
  }

  /**
   * Does an act, which is done or refused as the model says. A refusal leaves everything as it
   * was; what is done is one fact, and one more in each other business. Undefined where it was refused.
   */
  async attempt<Name extends ProcedureName>(
    name: Name,
    request: Asked<Name>,
    expected: Expected,
  ): Promise<Reply<Name> | undefined> {
    const facts = this.facts();
    const before = expected === null ? "" : this.#fingerprint();
    const result = await this.shop.call(name, request);
    if (!result.ok) {
      expect(result.refusal, `${name} is refused`).toMatchObject({ code: expected ?? "nothing" });
      expect(this.#fingerprint(), `${name} was refused and changed something`).toBe(before);
      count(this.refused, `${name} ${result.refusal.code}`);
      return undefined;
    }
    expect(expected, `${name} was done`).toBe(null);
    expect(this.shop.acts(facts)).toBe(1);
    this.#since = facts;
    count(this.done, name);
    return result.value;
  }

  /** What the act just done posted is what the exercise book says, to the cent and the day. */
  posted(lines: readonly Line[], day = this.day, closing = false): void {
    const rows = this.shop.journal.book.all<Line & { day: string }>(
      `SELECT business, account, party, day, sum(debit - credit) AS amount FROM line
       WHERE entry > ? GROUP BY business, account, party`,
      this.#since,
    );
    expect(summed(rows), `entry ${this.facts()}`).toEqual(summed(lines));
    for (const row of rows) expect(row.day).toBe(day);
    this.book.post(day, lines, closing);
    for (const { account, business, amount } of lines) {
      if (amount === 0) continue;
      if (account === ACCOUNTS.cash[business as Business]) this.cashMoved.add(business as Business);
    }
  }

  /** Of an office form dated so: closed months take nothing more. */
  closed(day: string): Expected {
    return day <= this.lock ? "period.closed" : null;
  }

  close(): void {
    this.shop.close();
  }
}

/** Of what holds from its own day on: what holds on this one. */
export function heldOn(by: ReadonlyMap<string, number>, day: string): number | undefined {
  const from = [...by.keys()].filter((each) => each <= day).toSorted();
  return by.get(from.at(-1) ?? "");
}

function count(into: Map<string, number>, key: string): void {
  into.set(key, (into.get(key) ?? 0) + 1);
}
