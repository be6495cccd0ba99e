import path from "node:path";
import { v7 } from "uuid";
import type { Request } from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { addDays, instantFromMs, nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { cents, price } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { actorOf, openDemoBooks, type Person } from "#main/demo/demo-books.ts";
import { openShop, type DemoItem } from "#main/demo/opening.ts";
import { openChance, type Chance } from "#main/demo/random.ts";
import { openParts } from "#main/index.ts";
import { savePrinter } from "#main/journal/device/device.ts";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act } from "#main/services/act.ts";
import type { Parts } from "#main/services/parts.ts";
import { decideSale, postSale } from "#main/services/post-sale.ts";
import { openShiftNow } from "#main/services/shift/open-shift.ts";

export type SaleRequest = Request<"sale.post">;

/** A counter in a shop with ample stock, its printer on, its shift open. */
export interface BenchCounter {
  readonly journal: Journal;
  readonly parts: Parts;
  /** The next customers: three goods each, every third pays by M-Pesa. */
  requests(count: number): SaleRequest[];
  /** As the door would, after it has read the request. */
  post(request: SaleRequest): Promise<void>;
  /** Many at once under one commit: only to make the journal long. */
  fill(requests: readonly SaleRequest[]): void;
}

const now = (): Instant => instantFromMs(Date.now());

/** @param committed told of each sale, as the program tells its link and its drawer */
export function openBenchCounter(folder: string, committed = (): void => undefined): BenchCounter {
  const journal = openJournal(path.join(folder, "journal.db"), { now });
  const after = { paper: () => undefined, committed };
  const parts = openParts({ ownerKey: Buffer.alloc(32, 1) }, journal, now, after);
  const chance = openChance(42);
  const { cashier, goods } = openCounter(parts, chance);
  const caller: Caller = {
    session: { user: cashier.id, name: cashier.name, access: [] },
    connection: "bench",
    may: () => true,
    sees: () => true,
  };
  const handler: Handler<"sale.post"> = postSale(parts);
  let codes = 0;
  return {
    journal,
    parts,
    requests: (count) => Array.from({ length: count }, () => request(chance, goods, (codes += 1))),
    async post(asked) {
      const posted = await handler(asked, caller);
      assert(posted.ok, `a sale was refused: ${JSON.stringify(posted)}`);
    },
    fill(requests) {
      journal.inBulk(() => {
        for (const asked of requests) {
          const posted = act(
            parts,
            "sale.post",
            asked,
            (book, coming) => decideSale(book, coming, parts.sealer, asked, actorOf(cashier)),
            () => null,
          );
          assert(posted.ok, `a sale was refused: ${JSON.stringify(posted)}`);
        }
      });
    },
  };
}

/** Goods of the demo's retail shop in three layers each, the last of them inexhaustible. */
function openCounter(parts: Parts, chance: Chance): { cashier: Person; goods: DemoItem[] } {
  const books = openDemoBooks(parts, chance);
  const today = nairobiDay(parts.now());
  const users = ["Owner", "Manager", "Cashier", "Accountant"].map((name) => ({
    id: books.newId(),
    name,
    pinHash: "",
    language: "en" as const,
    active: true,
    access: [{ business: "*", role: "owner" }],
  }));
  let goods: DemoItem[] = [];
  books.inBulk(() => {
    const shop = openShop(books, addDays(today, -1), users);
    goods = (shop.items.get("RETAIL") ?? []).filter((item) => item.sku !== "GAS-KG");
    for (const units of [40, 5_000_000]) {
      const lines = goods.map((item) => ({
        item: item.id,
        quantity: quantity(units * 1000),
        cost: price(cents(item.cost ?? 1), quantity(units * 1000)),
      }));
      const supplier = goods[0]?.supplier?.id ?? "";
      books.call(shop.manager, "stock.receive", {
        business: "RETAIL",
        day: addDays(today, -1),
        supplier,
        lines,
      });
    }
  });
  const [, , cashier] = users;
  assert(cashier !== undefined, "the bench has a cashier");
  parts.journal.onDevice((book) =>
    savePrinter(
      book,
      JSON.stringify({ name: "Bench", transport: "file", target: "", paper: 80, automatic: true }),
    ),
  );
  const opened = openShiftNow(parts)(
    {
      command: v7(),
      business: "RETAIL",
      day: today,
      counts: { 1000: 5 },
      fromSafe: cents(500_000),
    },
    {
      session: { user: cashier.id, name: "", access: [] },
      connection: "bench",
      may: () => true,
      sees: () => true,
    },
  );
  assert(!(opened instanceof Promise) && opened.ok, "the bench's shift opens");
  return { cashier, goods };
}

function request(chance: Chance, goods: readonly DemoItem[], code: number): SaleRequest {
  const chosen = new Set<DemoItem>();
  while (chosen.size < 3) chosen.add(chance.pick(goods));
  let due = 0;
  const lines = [...chosen].map((item) => {
    const units = chance.whole(1, 2);
    due += (item.price ?? 0) * units;
    return {
      item: item.id,
      quantity: quantity(units * 1000),
      unitPrice: cents(item.price ?? 0),
      discount: cents(0),
    };
  });
  const mpesa = { kind: "mpesa" as const, amount: cents(due), code: codeOf(code) };
  const cash = { kind: "cash" as const, tendered: cents(Math.ceil(due / 50_000) * 50_000) };
  return {
    command: v7(),
    business: "RETAIL",
    lines,
    discount: cents(0),
    customer: null,
    tenders: [code % 3 === 0 ? mpesa : cash],
  };
}

function codeOf(count: number): string {
  return `TK${count.toString(36).toUpperCase().padStart(8, "0")}`;
}
