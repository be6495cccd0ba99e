import { assert } from "#shared/kernel/assert.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { DemoBooks } from "#main/demo/demo-books.ts";
import type { DemoShop } from "#main/demo/opening.ts";
import { mpesaCode } from "./lists-names.ts";

const RETAIL = "RETAIL";
/** Lines of one delivery, cylinders of one count, serials that a form takes at once. */
export const AT_ONCE = 50;
const SUPPLIERS = 200;
const DEPOSIT = 250_000;
/** Codes of sales begin lower. */
const OTHER_CODES = 50_000_000;

/** What lies in the stores of the bench's shop: goods on credit, cylinders, deposits, money without a sale. */
export class Stores {
  readonly #books: DemoBooks;
  readonly #shop: DemoShop;
  readonly #day: BusinessDay;
  readonly #suppliers: readonly string[];
  readonly #type: string;

  constructor(books: DemoBooks, shop: DemoShop, day: BusinessDay) {
    this.#books = books;
    this.#shop = shop;
    this.#day = day;
    this.#suppliers = Array.from(
      { length: SUPPLIERS },
      (_, n) => books.call(shop.manager, "supplier.save", { name: `Supplier ${n}` }).id,
    );
    const gas = shop.items.get(RETAIL)?.find((item) => item.sku === "GAS-KG");
    assert(gas !== undefined, "the shop sells gas");
    this.#type = books.call(shop.manager, "returnable.saveType", {
      business: RETAIL,
      id: null,
      kind: "cylinder",
      name: "Bench gas 13 kg",
      brand: "Bench gas",
      size: 13_000,
      serialised: true,
      content: gas.id,
      deposit: DEPOSIT,
      depositFrom: day,
    }).id;
  }

  /** Goods on credit, so that each is in stock and each supplier has bills open. */
  deliver(items: readonly string[]): void {
    for (let n = 0; n < items.length; n += AT_ONCE) {
      this.#books.call(this.#shop.manager, "stock.receive", {
        business: RETAIL,
        day: this.#day,
        supplier: this.#suppliers[(n / AT_ONCE) % SUPPLIERS] ?? null,
        reference: `INV-${n}`,
        lines: items
          .slice(n, n + AT_ONCE)
          .map((item, at) => ({ item, quantity: 10_000, cost: 20_000 + at * 100 })),
      });
    }
  }

  /** One broke: an act of stock. */
  writeOff(item: string): void {
    this.#books.call(this.#shop.manager, "stock.writeOff", {
      business: RETAIL,
      day: this.#day,
      reason: "broken",
      lines: [{ item, quantity: 1000 }],
    });
  }

  /** Fifty cylinders with serials: on the shelf, each written down. */
  cylinders(n: number): void {
    const type = this.#type;
    const serials = Array.from({ length: AT_ONCE }, (_, at) => serialOf(n * AT_ONCE + at));
    this.#books.call(this.#shop.manager, "returnable.move", {
      business: RETAIL,
      day: this.#day,
      form: "opening",
      place: "full",
      moves: [{ type, count: AT_ONCE, serials }],
    });
    for (const serial of serials) {
      this.#books.call(this.#shop.manager, "returnable.saveCylinder", {
        serial,
        type,
        testDue: this.#day,
      });
    }
  }

  /** A cylinder that a customer holds. */
  deposit(customer: string, n: number): void {
    this.#books.call(this.#shop.accountant, "deposit.open", {
      business: RETAIL,
      day: this.#day,
      type: this.#type,
      amount: DEPOSIT,
      serial: `OUT${n}`,
      customer,
      reference: `Old book, line ${n}`,
    });
  }

  /** Money by M-Pesa that belongs to no sale yet. */
  unmatched(n: number): void {
    this.#books.call(this.#shop.accountant, "mpesa.receive", {
      business: RETAIL,
      day: this.#day,
      code: mpesaCode(OTHER_CODES + n),
      amount: 10_000 + (n % 900) * 100,
      name: `Payer ${n}`,
      phone: "",
      seen: "message",
    });
  }
}

export const serialOf = (n: number): string => `CY${String(n).padStart(6, "0")}`;
