import path from "node:path";
import { v7 } from "uuid";
import { contract } from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { addDays, instantFromMs, nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { openDemoBooks } from "#main/demo/demo-books.ts";
import { DEMO_USERS } from "#main/demo/names.ts";
import { hireUsers, openShop } from "#main/demo/opening.ts";
import { openChance } from "#main/demo/random.ts";
import { JOURNAL_FILE, openParts } from "#main/index.ts";
import { openJournal } from "#main/journal/journal.ts";
import { items } from "#main/journal/read/catalog.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import { catalogHandlers } from "#main/services/catalog.ts";
import { ownerKeyOf } from "#main/shell/web/owner-key.ts";

/** The gas shop of the demo with a long catalogue: "Item p00042 Soap", scanned as 7000000000042. */
export interface LargeShop {
  readonly seller: { readonly name: string; readonly pin: string };
  readonly business: string;
}

const KINDS = ["Soap", "Flour", "Rice", "Oil", "Tea", "Milk", "Bread", "Salt", "Candle", "Pen"];

export const skuOf = (count: number): string => `P${String(count).padStart(5, "0")}`;
export const barcodeOf = (count: number): string => `7${String(count).padStart(12, "0")}`;

const now = (): Instant => instantFromMs(Date.now());

/** Makes the books in a folder, with so many items in one business, and closes them. */
export async function makeLargeShop(folder: string, count: number): Promise<LargeShop> {
  const ownerKey = ownerKeyOf(folder);
  const journal = openJournal(path.join(folder, JOURNAL_FILE), { now });
  try {
    const parts = openParts({ ownerKey }, journal, now);
    const books = openDemoBooks(parts, openChance(7));
    const users = await hireUsers(parts, books);
    const day = addDays(nairobiDay(now()), -1);
    const business = "RETAIL";
    books.inBulk(() => {
      openShop(books, day, users);
      const save = catalogHandlers(books.parts)["catalog.saveItem"];
      const { request } = contract["catalog.saveItem"];
      for (let made = 0; made < count; made += 1) {
        const saved = save(
          request.parse({
            command: v7(),
            business,
            name: `Item ${skuOf(made).toLowerCase()} ${KINDS[made % KINDS.length]}`,
            sku: skuOf(made),
            barcodes: [barcodeOf(made)],
            kind: "goods",
            unit: "piece",
            tax: "B",
            price: 5000 + (made % 900) * 100,
            position: made,
          }),
          CALLER(users[0]?.id ?? ""),
        );
        assert(!(saved instanceof Promise) && saved.ok, "an item of the bench was refused");
      }
    });
    const { total } = items(books.book, day, {
      business,
      within: [business],
      text: "",
      filter: "active",
      offset: 0,
      limit: 1,
    });
    assert(total > count, "the bench's catalogue is complete");
    const [seller] = DEMO_USERS;
    assert(seller !== undefined, "the demo has people");
    return { seller, business };
  } finally {
    journal.close();
  }
}

const CALLER = (user: string): Caller => ({
  session: { user, name: "", access: [] },
  connection: "bench",
  may: () => true,
  sees: () => true,
});
