import { contract, type Request, type RequestInput } from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { addDays, nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { openDemoBooks, actorOf, expectDone, type DemoBooks } from "#main/demo/demo-books.ts";
import { hireUsers, openShop, type DemoShop } from "#main/demo/opening.ts";
import { openChance } from "#main/demo/random.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import { act } from "#main/services/act.ts";
import { catalogHandlers } from "#main/services/catalog.ts";
import { doOnJob } from "#main/services/jobs/act-on-job.ts";
import { decideMove } from "#main/services/jobs/move-job.ts";
import { decideReceipt } from "#main/services/jobs/receive-job.ts";
import type { Parts } from "#main/services/parts.ts";
import { decideSale } from "#main/services/post-sale.ts";
import { mpesaCode, nameOf, itemName, phoneOf } from "./lists-names.ts";
import { AT_ONCE, Stores } from "./lists-stores.ts";

/** Facts to a commit while the shop is filled. */
const CHUNK = 5000;
/** Sales and jobs of a day. */
const A_DAY = 1000;

/** How many of each there are. */
export interface Sizes {
  readonly customers: number;
  readonly items: number;
  /** Jobs, and as many sales by M-Pesa. */
  readonly jobs: number;
}

/** Of everything that has a long list so much as this: a shop of many years. */
export async function fillLists(
  parts: Parts,
  { customers, items, jobs }: Sizes,
  progress: (line: string) => void,
): Promise<void> {
  const books = openDemoBooks(parts, openChance(7));
  const users = await hireUsers(parts, books);
  const days = Math.ceil(jobs / A_DAY);
  const first = addDays(nairobiDay(parts.now()), -days);
  let shop: DemoShop | undefined;
  books.inBulk(() => void (shop = openShop(books, addDays(first, -1), users)));
  assert(shop !== undefined, "the shop is open");
  const people = shop;
  const filling = new Filling(books, people);
  const each = (what: string, rows: number, once: (n: number) => void): void => {
    for (let n = 0; n < rows; n += CHUNK) {
      progress(`${what}: ${n} of ${rows} …`);
      books.inBulk(() => {
        for (let at = n; at < Math.min(rows, n + CHUNK); at += 1) once(at);
      });
    }
  };
  each("customers", customers, (n) => filling.customer(n));
  each("items", items, (n) => filling.item(n));
  each("sales and jobs", jobs, (n) => {
    if (n % A_DAY === 0) filling.beginDay(addDays(first, n / A_DAY));
    books.at(filling.day, 8 * 3600 + (n % A_DAY) * 40);
    filling.sale(n);
    filling.job(n);
  });
  books.at(filling.day, 20 * 3600);
  let stores: Stores | undefined;
  books.inBulk(() => void (stores = new Stores(books, people, filling.day)));
  assert(stores !== undefined, "the stores are open");
  const kept = stores;
  progress("goods on credit …");
  books.inBulk(() => kept.deliver(filling.goods));
  each("write-offs", items / 4, (n) => kept.writeOff(filling.goods[n] ?? ""));
  each("cylinders", customers / 10 / AT_ONCE, (n) => kept.cylinders(n));
  each("deposits", customers / 5, (n) => kept.deposit(filling.customers[n] ?? "", n));
  each("money without a sale", customers / 50, (n) => kept.unmatched(n));
}

class Filling {
  readonly #books: DemoBooks;
  readonly #shop: DemoShop;
  readonly customers: string[] = [];
  /** What is stocked. */
  readonly goods: string[] = [];
  readonly #services: { id: string; price: number }[] = [];
  readonly #saveItem: ReturnType<typeof catalogHandlers>["catalog.saveItem"];
  readonly #shirt: string;
  readonly #open = new Map<string, string>();
  day: BusinessDay = "2026-01-01" as BusinessDay;

  constructor(books: DemoBooks, shop: DemoShop) {
    this.#books = books;
    this.#shop = shop;
    this.#saveItem = catalogHandlers(books.parts)["catalog.saveItem"];
    const shirt = shop.items.get("LAUNDRY")?.find((item) => item.price === 10_000);
    assert(shirt !== undefined, "the laundry washes shirts");
    this.#shirt = shirt.id;
  }

  customer(n: number): void {
    const asked = { name: nameOf(n), phone: phoneOf(n), creditLimit: 10_000_000 };
    this.customers.push(this.#books.call(this.#shop.cashier, "customer.save", asked).id);
  }

  item(n: number): void {
    const price = 5000 + (n % 900) * 100;
    const service = n % 50 === 0;
    const saved = this.#saveItem(
      contract["catalog.saveItem"].request.parse({
        command: this.#books.newId(),
        business: "RETAIL",
        name: itemName(n),
        sku: `L${String(n).padStart(6, "0")}`,
        barcodes: [`8${String(n).padStart(12, "0")}`],
        kind: service ? "service" : "goods",
        unit: "piece",
        tax: "B",
        price,
      }),
      CALLER(this.#shop.cashier.id),
    );
    assert(!(saved instanceof Promise) && saved.ok, "an item of the bench was refused");
    if (service) this.#services.push({ id: saved.value.id, price });
    else this.goods.push(saved.value.id);
  }

  /** Yesterday's drawers are counted, today's opened. */
  beginDay(day: BusinessDay): void {
    this.day = day;
    this.#books.at(day, 7 * 3600);
    for (const business of ["RETAIL", "LAUNDRY"]) {
      const shift = this.#open.get(business);
      const { cashier } = this.#shop;
      const closing = { counts: {}, mpesaCounted: null, leaveInDrawer: 0 };
      if (shift !== undefined) this.#books.call(cashier, "shift.close", { shift, ...closing });
      const opening = { business, day, counts: {}, fromSafe: 0 };
      const opened = this.#books.call(cashier, "shift.open", opening);
      this.#open.set(business, opened.shift.id);
    }
  }

  #someone(n: number): string {
    return this.customers[(n * 7919) % this.customers.length] ?? "";
  }

  sale(n: number): void {
    const service = this.#services[n % this.#services.length];
    assert(service !== undefined, "there is something to sell");
    const request = this.#parsed("sale.post", {
      business: "RETAIL",
      customer: this.#someone(n),
      lines: [{ item: service.id, quantity: 1000, unitPrice: service.price }],
      tenders: [{ kind: "mpesa", amount: service.price, code: mpesaCode(n) }],
    });
    const { parts, book } = this.#books;
    const actor = actorOf(this.#shop.cashier);
    const sold = act<"sale.post", "sale.posted", null>(
      parts,
      "sale.post",
      request,
      (_, coming) => decideSale(book, coming, parts.sealer, request, actor),
      () => null,
    );
    expectDone("a sale of the bench", sold);
  }

  /** Four of five are fetched by nobody yet: the board is as long as it ever gets. */
  job(n: number): void {
    const line = { item: this.#shirt, quantity: 1000, unitPrice: 10_000, pieces: 1 };
    const request = this.#parsed("job.receive", {
      business: "LAUNDRY",
      customer: this.#someone(n + 1),
      lines: [line],
    });
    const { parts, book } = this.#books;
    const actor = actorOf(this.#shop.cashier);
    const taken = act<"job.receive", "job.received", string>(
      parts,
      "job.receive",
      request,
      (_, coming) => decideReceipt(book, coming, parts.sealer, request, actor),
      ({ fact }) => fact.id,
    );
    const job = expectDone("a job of the bench", taken);
    if (n % 5 !== 0) return;
    const moving = this.#parsed("job.move", { job, to: "ready" });
    expectDone("a job that is ready", doOnJob(parts, "job.move", decideMove, moving, actor));
  }

  #parsed<Name extends "sale.post" | "job.receive" | "job.move">(
    name: Name,
    request: Omit<RequestInput<Name>, "command">,
  ): Request<Name> {
    const command = this.#books.newId();
    return contract[name].request.parse({ command, ...request }) as Request<Name>;
  }
}

const CALLER = (user: string): Caller => ({
  session: { user, name: "", access: [] },
  connection: "bench",
  may: () => true,
  sees: () => true,
});
