import { createHash } from "node:crypto";
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { v7 } from "uuid";
import { contract } from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { instantFromMs, nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { fillDemo } from "#main/demo/demo-shop.ts";
import { DEMO_USERS } from "#main/demo/names.ts";
import { JOURNAL_FILE, openParts } from "#main/index.ts";
import { openJournal } from "#main/journal/journal.ts";
import { items } from "#main/journal/read/catalog.ts";
import { users } from "#main/journal/read/people.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import { catalogHandlers } from "#main/services/catalog.ts";
import type { Parts } from "#main/services/parts.ts";
import { ownerKeyOf } from "#main/shell/web/owner-key.ts";

/** The gas shop of the demo, which has traded, with a long catalogue: "Item p00042 Soap", scanned as 7000000000042. */
export interface LargeShop {
  readonly seller: { readonly name: string; readonly pin: string };
  readonly business: string;
}

const KINDS = ["Soap", "Flour", "Rice", "Oil", "Tea", "Milk", "Bread", "Salt", "Candle", "Pen"];

export const skuOf = (count: number): string => `P${String(count).padStart(5, "0")}`;
export const barcodeOf = (count: number): string => `7${String(count).padStart(12, "0")}`;

const now = (): Instant => instantFromMs(Date.now());

export interface LargeShopOptions {
  /** How long the catalogue of one business is. */
  readonly items: number;
  /** Days of the demo's trade, about 480 sales each, the last of them yesterday. */
  readonly days: number;
  /** Where shops made before are kept: a year takes minutes to sell. */
  readonly kept: string;
  readonly progress: (line: string) => void;
}

/** Puts the books into an empty folder: copied from those of an earlier run, or made and kept. */
export async function makeLargeShop(folder: string, options: LargeShopOptions): Promise<LargeShop> {
  const { items, days, kept } = options;
  // Books of before a migration was changed are other books.
  const made = path.join(kept, `${items}-items-${days}-days-${migrationsDigest()}`);
  if (!existsSync(made)) {
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    // Under its own name only once it is whole.
    const unfinished = mkdtempSync(path.join(kept, "unfinished-"));
    try {
      await fillLargeShop(unfinished, options);
      renameSync(unfinished, made);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  cpSync(made, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const [seller] = DEMO_USERS;
  assert(seller !== undefined, "the demo has people");
  return { seller, business: BUSINESS };
}

const BUSINESS = "RETAIL";
const MIGRATIONS = path.join(import.meta.dirname, "..", "..", "..", "migrations", "journal");

function migrationsDigest(): string {
  const digest = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS).toSorted()) {
    digest.update(readFileSync(path.join(MIGRATIONS, name)));
  }
  return digest.digest("hex").slice(0, 8);
}

async function fillLargeShop(
  folder: string,
  { items: count, days, progress }: LargeShopOptions,
): Promise<void> {
  const ownerKey = ownerKeyOf(folder);
  const journal = openJournal(path.join(folder, JOURNAL_FILE), { now });
  try {
    const parts = openParts({ ownerKey }, journal, now);
    let told = 0;
    const tell = (percent: number): void => {
      if (percent < told + 10) return;
      told = percent;
      progress(`Days traded: ${percent} %`);
    };
    await fillDemo(parts, { days, progress: tell });
    progress(`Saving ${count} items …`);
    const [owner] = users(journal.book);
    assert(owner !== undefined, "the demo has an owner");
    journal.inBulk(() => saveItems(parts, count, owner.id));
    const { total } = items(journal.book, nairobiDay(now()), {
      business: BUSINESS,
      within: [BUSINESS],
      text: "",
      filter: "active",
      offset: 0,
      limit: 1,
    });
    assert(total > count, "the bench's catalogue is complete");
  } finally {
    journal.close();
  }
}

function saveItems(parts: Parts, count: number, user: string): void {
  const save = catalogHandlers(parts)["catalog.saveItem"];
  const { request } = contract["catalog.saveItem"];
  for (let made = 0; made < count; made += 1) {
    const saved = save(
      request.parse({
        command: v7(),
        business: BUSINESS,
        name: `Item ${skuOf(made).toLowerCase()} ${KINDS[made % KINDS.length]}`,
        sku: skuOf(made),
        barcodes: [barcodeOf(made)],
        kind: "goods",
        unit: "piece",
        tax: "B",
        price: 5000 + (made % 900) * 100,
        position: made,
      }),
      CALLER(user),
    );
    assert(!(saved instanceof Promise) && saved.ok, "an item of the bench was refused");
  }
}

const CALLER = (user: string): Caller => ({
  session: { user, name: "", access: [] },
  connection: "bench",
  may: () => true,
  sees: () => true,
});
